"""The sum of a row of the trials, by which one that was changed is known."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any


def trial_seal(row: Mapping[str, Any]) -> str:
    """Return the sum of a row of the table, without that sum; numbers as a database gives them back."""
    figures = {name: _figure(row[name]) for name in ("sharpe", "skew", "kurtosis")}
    cells = {**row, **figures, "id": int(row["id"])}
    if row["sessions"] is not None:
        # A number of numpy's would be another text.
        cells["sessions"] = int(row["sessions"])
    return sum_of([[name, cells[name]] for name in sorted(cells) if name != "seal"])


def sum_of(values: Iterable[object]) -> str:
    """Return the SHA-256 sum of values, in hexadecimal."""
    text = json.dumps(list(values), sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain)
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _figure(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
