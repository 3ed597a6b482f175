"""The small table of a run against the further indices that were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.other_indices import against_others
from backtest.result.result import Result
from backtest.result.wording import ABSENT, number, percent
from data_sources.language.text import Text, both, joined


@dataclass(frozen=True)
class OtherIndexRow:
    """One index; ``cells`` are its return, the excess in points, the interval of that, tracking error and beta."""

    symbol: str
    name: Text
    cells: tuple[Text, ...]


def other_index_rows(result: Result) -> tuple[OtherIndexRow, ...]:
    """Return one row an index, in the order asked for."""
    rows = []
    for each in against_others(result):
        numbers, interval = each.numbers, each.numbers.shown_interval
        spread = ABSENT
        if interval:
            what = both("of the span", "整段") if numbers.under_a_year else both("a year", "年化")
            ends = (percent(interval.low, signed=True), percent(interval.high, signed=True))
            spread = joined([both(f"{ends[0]} to {ends[1]}", f"{ends[0]} 至 {ends[1]}"), what], " ", " ")
        cells = (
            percent(numbers.market, 2, signed=True),
            number(numbers.excess * 100, 2, signed=True),
            spread,
            percent(each.tracking_error, 2),
            number(each.beta),
        )
        rows.append(OtherIndexRow(each.symbol, each.name, cells))
    return tuple(rows)
