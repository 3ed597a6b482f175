"""A question on its way to another process: one file in memory, the arrays beside the pickled rest."""

from __future__ import annotations

import mmap
import os
import pickle
import struct
import tempfile
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from data_sources.tables.read_only import marked_read_only

ALIGNED = 64
"""Arrays begin where the processor likes them, so that a sum is added up in the same order in every process."""
_LENGTH = struct.Struct("<q")


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
    return _fixed(pickle.loads(parts[0], buffers=parts[1:]))  # noqa: S301 - written by this program


def _aligned(size: int) -> int:
    return size + -size % ALIGNED


def _memory() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("question")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _fixed(value: Any) -> Any:  # noqa: ANN401 - whatever was packed
    """Fix the arrays that came inside the pickle, those of dates among them, as the market's own are."""
    if isinstance(value, np.ndarray):
        marked_read_only(value)
    elif is_dataclass(value):
        for field in fields(value):
            _fixed(getattr(value, field.name))
    elif isinstance(value, dict):
        for each in value.values():
            _fixed(each)
    elif isinstance(value, tuple):
        for each in value:
            _fixed(each)
    return value
