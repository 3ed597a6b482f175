"""A run against further indices, as a table of the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.cli.layouts.headline import interval_cell
from backtest.cli.output import TextTable
from backtest.result.other_indices import AgainstIndex
from backtest.result.wording import cell_number, cell_percent
from data_sources.language.text import both

OVER_THE_SPAN = "*"
COLUMNS = (
    both("index", "指数"),
    both("its return", "指数收益"),
    both("excess, pp", "超额(百分点)"),
    both("95% interval, % (* of the span)", "95% 区间(%，* 为整段)"),
    both("tracking error", "跟踪误差"),
    both("beta", "贝塔"),
)


def other_indices_table(found: Sequence[AgainstIndex]) -> TextTable:
    """One row an index: returns and excess over the judged part, the interval of the wealth relative to it."""
    rows = [
        (
            both(f"{each.name} {each.symbol}", f"{each.name.zh} {each.symbol}"),
            cell_percent(each.numbers.market),
            cell_percent(each.numbers.excess, unit=""),
            interval_cell(each.numbers, over_the_span=OVER_THE_SPAN),
            cell_percent(each.tracking_error).lstrip("+"),
            cell_number(each.beta),
        )
        for each in found
    ]
    return TextTable(COLUMNS, rows, frozenset(COLUMNS[1:]))
