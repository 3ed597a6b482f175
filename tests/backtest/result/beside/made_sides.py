"""Sides made by hand, whose numbers can be worked out on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from backtest.metrics.curve import Curve
from backtest.result.beside.side import Side, Weights


def days(first: str, count: int) -> np.ndarray:
    """Calendar days in a row, all of them sessions."""
    return np.datetime64(first, "D") + np.arange(count)


def side(
    label: str,
    first: str,
    equity: Sequence[float],
    index: Sequence[float] | None = None,
    held: Mapping[str, Sequence[float]] | None = None,
    **more: object,
) -> Side:
    """A run from a day on; ``held`` are weights by symbol, one a session, the base first."""
    dates = days(first, len(equity))
    weights = None
    if held is not None:
        symbols = tuple(sorted(held))
        values = np.array([held[symbol] for symbol in symbols], dtype=np.float64).reshape(len(symbols), len(dates)).T
        weights = Weights(dates, symbols, values)
    curve = Curve(dates, np.array(equity), np.array(index or [100.0] * len(equity)))
    return Side(label, curve, "000300.SH", weights=weights, **more)  # type: ignore[arg-type]
