"""A question on its way to another process: one file in memory, the arrays beside the pickled rest."""

from __future__ import annotations

import io
import mmap
import os
import pickle
import struct
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from numpy.typing import NDArray

from data_sources.tables.read_only import marked_read_only

ALIGNED = 64
"""Arrays begin where the processor likes them, so that a sum is added up in the same order in every process."""
_LENGTH = struct.Struct("<q")


class _Reader(pickle.Unpickler):
    """Reads a pickle and keeps the arrays ``inside`` it, those of dates and of objects: they can be written."""

    def __init__(self, file: io.BytesIO, buffers: list[Any], lent: Sequence[object] = ()) -> None:
        """Read from a file, with the arrays that lie beside it and what the reader has itself."""
        super().__init__(file, buffers=buffers)
        self.inside: list[NDArray[Any]] = []
        self._lent = lent

    def persistent_load(self, pid: Any) -> object:  # noqa: ANN401 - as pickle has it
        """Return what the reader has itself."""
        return self._lent[pid]

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - whatever has a name
        """Return what a name stands for; of the function that makes arrays one that remembers them."""
        found = super().find_class(module, name)
        return partial(self._made, found) if name == "_reconstruct" else found

    def _made(self, reconstruct: Callable[..., NDArray[Any]], *arguments: object) -> NDArray[Any]:
        self.inside.append(reconstruct(*arguments))
        return self.inside[-1]


def pack(value: object) -> int:
    """Write a value into a new file in memory and return its descriptor, which the caller closes."""
    arrays: list[pickle.PickleBuffer] = []
    parts: list[Any] = [pickle.dumps(value, protocol=5, buffer_callback=arrays.append)]
    parts += [array.raw() for array in arrays]
    descriptor = _memory()
    with open(descriptor, "wb", closefd=False) as file:
        head = b"".join(_LENGTH.pack(size) for size in (len(parts), *(len(part) for part in parts)))
        for part in (head, *parts):
            file.write(part)
            file.write(b"\0" * (-len(part) % ALIGNED))
    return descriptor


def unpack(descriptor: int) -> Any:  # noqa: ANN401 - whatever was packed
    """Read what ``pack`` wrote; every array is read-only."""
    view = memoryview(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ))
    os.close(descriptor)
    count = _LENGTH.unpack_from(view)[0]
    lengths = [_LENGTH.unpack_from(view, _LENGTH.size * (k + 1))[0] for k in range(count)]
    start, parts = _aligned(_LENGTH.size * (count + 1)), []
    for length in lengths:
        parts.append(view[start : start + length])
        start = _aligned(start + length)
    return read(parts)


def read(parts: Sequence[Any], lent: Sequence[object] = ()) -> Any:  # noqa: ANN401 - whatever was pickled
    """Read a pickle of protocol 5 from its buffers, the arrays that lie beside it last; every array is read-only.

    ``lent`` is what the writer did not pickle but named by its place, since the reader has it.
    """
    reader = _Reader(io.BytesIO(parts[0]), list(parts[1:]), lent)
    value = reader.load()
    for array in reader.inside:
        marked_read_only(array)
    return value


def _aligned(size: int) -> int:
    return size + -size % ALIGNED


def _memory() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("question")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
