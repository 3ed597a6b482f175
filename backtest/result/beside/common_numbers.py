"""The numbers of runs over the sessions that all have, a row a number, and those of each run's own record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backtest.metrics.definitions import DEFINITIONS, Definition
from backtest.metrics.summary import own_performance, relative_performance
from backtest.result.beside.common_sessions import CommonSessions
from backtest.result.beside.side import Side
from backtest.result.comparison import Comparison, compare_curve

COMMON = (
    "total_return", "benchmark_return", "excess_arithmetic", "annual_return", "volatility", "sharpe", "max_drawdown",
    "excess_max_drawdown", "beta", "tracking_error", "information_ratio",
)  # fmt: skip
"""Of the curves on common sessions, in the order in which they are read."""

OWN = ("effective_names_median", "largest_weight", "mean_invested", "turnover", "fills", "refusals")
"""Of each run over its own record: what it traded cannot be cut to common sessions without dividing a trade."""

KNOWN: Mapping[str, Definition] = {row.key: row for row in DEFINITIONS}


@dataclass(frozen=True)
class NumberRow:
    """One metric, a value a run in their order, as ``metrics.json`` has them: fractions, counts, or None."""

    definition: Definition
    values: tuple[object, ...]


@dataclass(frozen=True)
class CommonNumbers:
    """``excess`` has the returns, the excess and its interval of each run over the common sessions."""

    common: tuple[NumberRow, ...]
    own: tuple[NumberRow, ...]
    excess: tuple[Comparison, ...]


def common_numbers(sides: Sequence[Side], shared: CommonSessions) -> CommonNumbers:
    """Measure each run on the common sessions alone, so that no number comes of a span that others lack.

    Rates a year are left out where the common sessions span less than 365 days.
    """
    curves = [shared.curve(row) for row in range(len(sides))]
    excess = tuple(compare_curve(curve) for curve in curves)
    measured = [
        own_performance(curve, side.risk_free) | relative_performance(curve, side.risk_free)
        for curve, side in zip(curves, sides, strict=True)
    ]
    own = [_row(key, [side.metrics for side in sides]) for key in OWN]
    short = any(each.under_a_year for each in excess)
    return CommonNumbers(
        tuple(_row(key, measured) for key in COMMON if not (short and KNOWN[key].a_year)),
        tuple(row for row in own if any(value is not None for value in row.values)),
        excess,
    )


def _row(key: str, measured: Sequence[Mapping[str, object]]) -> NumberRow:
    return NumberRow(KNOWN[key], tuple(each.get(key) for each in measured))
