"""Memory with two sides: one array that writes it, another that reads it and can never write."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.read_only import marked_read_only


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
    try:
        memory = os.memfd_create("known")
    except (AttributeError, PermissionError):
        # Another system, or a process that has shut itself off and holds nothing later anyway.
        return _one_memory(begin, shape)
    with open(memory, "r+b", buffering=0) as file:  # noqa: PTH123 - a descriptor, not a path
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


def _one_memory(begin: NDArray[Any], shape: tuple[int, int, int]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Where the system cannot map one memory twice the second array is marked, as arrays are elsewhere in numpy."""
    written = np.zeros(shape, begin.dtype)
    written[:, : begin.shape[1]] = begin
    return written, marked_read_only(written[:])
