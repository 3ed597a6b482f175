"""What each segment of a run earned: the parts of its profit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backtest.result.names_held import NameHeld, NamesHeld
from backtest.result.portfolio import OTHER_SEGMENTS, UNASSIGNED
from data_sources.language.text import Text

SHOWN = 10


@dataclass(frozen=True)
class SegmentProfit:
    """One segment: the profit of its ``names`` in a part, CNY, and as a fraction of the equity at the part's base."""

    segment: Text
    names: int
    profit: float
    contribution: float


def segment_profits(held: NamesHeld, shown: int = SHOWN) -> tuple[SegmentProfit, ...]:
    """Return the profit of each segment with a name that was held, the largest first.

    Of more than ``shown`` the smallest, by size, are gathered behind the others. Together they are the part's profit.
    """
    rows: dict[Text, list[NameHeld]] = {}
    for row in held.rows:
        if row.held or row.profit:
            rows.setdefault(row.segment or UNASSIGNED, []).append(row)
    order = sorted(rows, key=lambda name: -abs(sum(row.profit for row in rows[name])))
    kept, rest = (order, []) if len(order) <= shown else (order[: shown - 1], order[shown - 1 :])
    found = sorted((_of(name, rows[name]) for name in kept), key=lambda each: (-each.profit, each.segment))
    others = [_of(OTHER_SEGMENTS, [row for name in rest for row in rows[name]])] if rest else []
    return (*found, *others)


def _of(segment: Text, rows: Sequence[NameHeld]) -> SegmentProfit:
    profit = round(sum(row.profit for row in rows), 2)
    return SegmentProfit(segment, len(rows), profit, sum(row.contribution for row in rows))
