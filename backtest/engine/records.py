"""Rows of named fields that numba and plain Python read alike: ``rows[j].shares``."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias

import numpy as np

Records: TypeAlias = np.recarray[Any, Any]


def records(count: int, integers: str, floats: str = "", indices: str = "") -> Records:
    """``count`` rows of zeros; the others are field names, split at spaces.

    ``indices`` are positions in other tables. They are unsigned, so that compiled code need not ask each time whether
    one counts from the end.
    """
    return np.zeros(count, dtype=_row_type(integers, floats, indices)).view(np.recarray)


@cache
def _row_type(integers: str, floats: str, indices: str) -> np.dtype[np.void]:
    kinds = ((integers, np.int64), (floats, np.float64), (indices, np.uint32))
    fields = np.dtype([(name, kind) for names, kind in kinds for name in names.split()], align=True)
    # Of this kind already, so that a view as records need not make it each time.
    return np.dtype((np.record, fields))
