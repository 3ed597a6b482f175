"""Rows of named fields that numba and plain Python read alike: ``rows[j].shares``."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

Records: TypeAlias = np.recarray[Any, Any]


def records(count: int, integers: str, floats: str = "") -> Records:
    """``count`` rows of zeros; ``integers`` and ``floats`` are the field names, split at spaces."""
    fields = [(name, np.int64) for name in integers.split()] + [(name, np.float64) for name in floats.split()]
    return np.zeros(count, dtype=np.dtype(fields, align=True)).view(np.recarray)


def unwritten(count: int, integers: str, floats: str = "") -> Records:
    """Like ``records``, but the rows hold whatever the memory held: for logs that are read only as far as written."""
    return np.empty(count, dtype=records(0, integers, floats).dtype).view(np.recarray)
