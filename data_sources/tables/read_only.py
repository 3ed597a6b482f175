"""Arrays that are shared are read-only, and stay so: nobody can make them writable again."""

from __future__ import annotations

from mmap import mmap
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Scalar = TypeVar("Scalar", bound=np.generic)


def read_only(array: NDArray[Scalar]) -> NDArray[Scalar]:
    """Return an array of the same content that can never be written.

    An array that owns its memory could be made writable again by whoever holds it, ``array.flags.writeable = True``,
    and so could one behind a memoryview. So the content is copied into bytes, which Python itself never changes; an
    array that lies in bytes or in a file mapped for reading comes back as it is, without a copy.

    Objects cannot lie in bytes: an array of them is copied and marked unless it is marked already, and its holder can
    undo the mark. Whoever shares such an array hands out a copy of it (``strategies.own.copied_history``).
    """
    if array.dtype.hasobject:
        if array.base is None and not array.flags.writeable:
            return array
        copied = array.copy()
        copied.flags.writeable = False
        return copied
    if is_locked(array):
        return array
    order: Literal["C", "F"] = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
    content = array.tobytes("A" if order == "F" else "C")
    return np.ndarray(array.shape, array.dtype, buffer=content, order=order)


def marked_read_only(array: NDArray[Scalar]) -> NDArray[Scalar]:
    """The same array, marked: writing to it is an error, until its holder takes the mark away.

    Enough for what no strategy is handed, such as the rows of an import, and costs no copy.
    """
    array.flags.writeable = False
    return array


def is_locked(array: NDArray[Scalar]) -> bool:
    """Whether the memory of an array is bytes, or a file mapped for reading: nothing makes it writable."""
    if array.flags.writeable:
        return False
    owner: object = array
    while isinstance(owner, np.ndarray):
        owner = owner.base
    return isinstance(owner, bytes) or (isinstance(owner, mmap) and memoryview(owner).readonly)
