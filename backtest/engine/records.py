"""Rows of named fields that numba and plain Python read alike: ``rows[j].shares``."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import numpy as np

Records: TypeAlias = np.recarray[Any, Any]


def records(count: int, integers: str, floats: str = "") -> Records:
    """``count`` rows of zeros; ``integers`` and ``floats`` are the field names, split at spaces."""
    return np.zeros(count, dtype=_row_type(integers, floats)).view(np.recarray)


def unwritten(count: int, integers: str, floats: str = "") -> Records:
    """Like ``records``, but the rows hold whatever the memory held: for logs that are read only as far as written."""
    return np.empty(count, dtype=_row_type(integers, floats)).view(np.recarray)


@cache
def _row_type(integers: str, floats: str) -> np.dtype[np.void]:
    fields = [(name, np.int64) for name in integers.split()] + [(name, np.float64) for name in floats.split()]
    return np.dtype(fields, align=True)
