"""Columns of what was called, and of the equal weights of a report's own names, which are no calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from strategies.scorecard.row import Row
from strategies.scorecard.tables.cells import high, low

Columns = Mapping[str, Callable[[Row], object]]

_SUBJECT: Columns = {
    "report": lambda row: row.report,
    "kind": lambda row: row.kind,
    "subject": lambda row: row.subject,
    "name": lambda row: row.name,
}
_MOVES: Columns = {
    "measured_by": lambda row: row.measured_by,
    "price_change": lambda row: row.price_change,
    "total_return": lambda row: row.total_return,
    "benchmark": lambda row: row.benchmark,
    "benchmark_change": lambda row: row.benchmark_change,
    "difference": lambda row: row.difference,
}
_END: Columns = {
    "verdict": lambda row: row.verdict,
    "traded": lambda row: row.traded.gain if row.traded else None,
    "bought_on": lambda row: row.traded.bought_on if row.traded else None,
    "sold_on": lambda row: row.traded.sold_on if row.traded else None,
    "notes": lambda row: "; ".join((*row.notes, *(row.traded.notes if row.traded else ()))),
}

CALLS: Columns = {
    **_SUBJECT,
    "called": lambda row: row.called,
    "asked_points": lambda row: row.asked,
    **_MOVES,
    "ratio": lambda row: row.ratio,
    "given": lambda row: row.given,
    "given_by_ratio": lambda row: row.given_by_ratio,
    **_END,
}
BASKETS: Columns = {
    **_SUBJECT,
    "names": lambda row: len(row.symbols),
    "symbols": lambda row: " ".join(row.symbols),
    **_MOVES,
    "interval_low": lambda row: low(row.interval),
    "interval_high": lambda row: high(row.interval),
    **_END,
}
