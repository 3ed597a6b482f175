"""Sums that say what a trial is and that its row is as it was written."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any


def trial_seal(row: Mapping[Any, Any]) -> str:
    """Return the sum of a row of the table, without that sum; numbers as a database gives them back."""
    figures = {name: figure(row[name]) for name in ("sharpe", "skew", "kurtosis")}
    cells = {**row, **figures, "id": int(row["id"])}
    if row["sessions"] is not None:
        # A number of numpy's would be another text.
        cells["sessions"] = int(row["sessions"])
    return sum_of([[name, cells[name]] for name in sorted(cells) if name != "seal"])


def figure(value: float | None) -> float | None:
    """Return a figure as a database gives it back: a number of its own kind, None for NaN."""
    return None if value is None or math.isnan(value) else float(value)


def sum_of(values: Iterable[object]) -> str:
    """Return the SHA-256 sum of plain values, the same for the same values however they are ordered in a mapping."""
    text = json.dumps(list(values), sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain)
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)
