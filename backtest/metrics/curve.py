"""The equity curve and its benchmark: what every metric starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_sources.errors import InputError
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class Curve:
    """Equity and benchmark by session, the base date first.

    The three arrays have one length n >= 1; dates are `datetime64[D]` and strictly rising. Equity is CNY, positive
    at the base and never negative; the benchmark is an index level in any scale. Both are values at the close.

    A session without a benchmark value is an `InputError` that names it; arrays that do not fit one another are a
    `ValueError`, since only a program can build them so.
    """

    dates: Dates
    equity: Floats
    benchmark: Floats

    def __post_init__(self) -> None:
        """Bring the arrays to one type and refuse values that no formula can use."""
        object.__setattr__(self, "dates", np.asarray(self.dates, dtype="datetime64[D]"))
        object.__setattr__(self, "equity", np.asarray(self.equity, dtype=np.float64))
        object.__setattr__(self, "benchmark", np.asarray(self.benchmark, dtype=np.float64))
        _check_shapes(self)
        _check_values(self)

    def part(self, first: int, last: int) -> Curve:
        """Return rows `first` to `last`, both included; row `first` becomes the base date."""
        rows = slice(first, last + 1)
        return Curve(self.dates[rows], self.equity[rows], self.benchmark[rows])


def _check_shapes(curve: Curve) -> None:
    lengths = {curve.dates.shape, curve.equity.shape, curve.benchmark.shape}
    if len(lengths) != 1 or curve.dates.ndim != 1 or curve.dates.size == 0:
        raise ValueError(f"a curve needs three arrays of one length >= 1, shapes were {sorted(lengths)}")
    if np.isnat(curve.dates).any() or (np.diff(curve.dates) <= np.timedelta64(0, "D")).any():
        raise ValueError("the dates of a curve must be days in strictly rising order")


def _check_values(curve: Curve) -> None:
    if not np.isfinite(curve.equity).all() or (curve.equity < 0).any() or curve.equity[0] <= 0:
        raise ValueError("equity must be finite, never negative, and positive on the base date")
    missing = ~(np.isfinite(curve.benchmark) & (curve.benchmark > 0))
    if missing.any():
        day = curve.dates[int(np.argmax(missing))]
        raise InputError(
            f"the benchmark has no value on {day} ({int(missing.sum())} of {curve.dates.size} sessions lack one); "
            "import its missing index rows or end the run before them"
        )
