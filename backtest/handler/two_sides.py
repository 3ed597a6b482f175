"""Memory with two sides: one array that writes it, another that reads it and can never write."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray


def two_sides(begin: NDArray[Any], rows: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return an array that can be written and one of the same memory that cannot.

    The system itself maps the second one for reading, so its holder can neither write nor reach the first. Rows that
    are not written yet are zeros and cost no memory.

    Parameters
    ----------
    begin : array of shape (K, R, N)
        What the first rows hold; the three axes are matrices, rows and columns.
    rows : int
        How many rows there is room for, at least R.
    """
    matrices, _, columns = begin.shape
    shape, step = (matrices, rows, columns), rows * columns * begin.itemsize
    with open(_memory(), "r+b", buffering=0) as file:  # noqa: PTH123 - a descriptor, not a path
        file.truncate(max(matrices * step, 1))
        for k in range(matrices):
            # Written as a file: the system copies whole pages instead of handing them over one by one.
            file.seek(k * step)
            _write(file, np.ascontiguousarray(begin[k]))
        # Each mapping keeps the memory alive by itself.
        written, read = mmap(file.fileno(), 0), mmap(file.fileno(), 0, access=ACCESS_READ)
    return np.ndarray(shape, begin.dtype, written), np.ndarray(shape, begin.dtype, read)


def _write(file: Any, block: NDArray[Any]) -> None:  # noqa: ANN401 - an unbuffered file
    left = block.reshape(-1).view(np.uint8).data
    while len(left):
        left = left[file.write(left) :]


def _memory() -> int:
    """Return the descriptor of a file without a name, in memory where the system has such files."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("known")
    with TemporaryFile() as file:
        return os.dup(file.fileno())
