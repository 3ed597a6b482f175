"""The names of a report some months after its publication: a strip, and the numbers in it as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_sources.language.text import Text, both, joined, same
from reports.drawing.excess_strip import StripRow
from strategies.scorecard.by_month import MONTHS, NameByMonth, ahead_by_month


@dataclass(frozen=True)
class MonthsPart:
    """Names, the best first by the latest month that is known of most; ``rows`` one a month, ``labels`` its columns."""

    names: tuple[NameByMonth, ...]
    called: tuple[Text, ...]
    rows: tuple[StripRow, ...]
    labels: tuple[Text, ...]
    said: Text


def months_part(names: Sequence[NameByMonth]) -> MonthsPart | None:
    """Return the part of a report; None while not one month of any name is over."""
    counts = ahead_by_month(names)
    if not any(each.known for each in counts):
        return None
    latest = max(k for k, each in enumerate(counts) if each.known)
    ordered = sorted(names, key=lambda name: _place(name.excess[latest]))
    rows = [StripRow(_months(months), tuple(each.excess[k] for each in ordered)) for k, months in enumerate(MONTHS)]
    clauses = [
        both(
            f"after {_months(each.months)} {each.ahead} of {each.known}",
            f"{_months(each.months).zh}后 {each.known} 只中 {each.ahead} 只",
        )
        for each in counts
        if each.known
    ]
    ahead = joined(clauses, en=", ", zh="，")
    return MonthsPart(
        names=tuple(ordered),
        called=tuple(same(each.name) for each in ordered),
        rows=tuple(rows),
        labels=tuple(_months(months) for months in MONTHS),
        said=both(f"Ahead of the index: {ahead}.", f"跑赢指数：{ahead.zh}。"),
    )


def _place(excess: float | None) -> tuple[bool, float]:
    """The best first, what is not known last."""
    return excess is None, -(excess or 0.0)


def _months(count: int) -> Text:
    return both(f"{count} month{'s' if count > 1 else ''}", f"{count} 个月")
