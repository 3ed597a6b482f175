"""A sweep for people: what it found in sentences, the best settings in a table, and where the files are."""

from __future__ import annotations

from backtest.cli.layouts.fitting import folded, reader_width
from backtest.cli.layouts.status import SIMULATED
from backtest.cli.output import TextTable, print_table, say
from backtest.result.wording import cell_number, cell_percent
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.sentences import sentences
from backtest.sweeps.setting_words import METRIC_WORDS, value_word
from data_sources.language.text import Text, both, same

ROWS = 10
"""Settings of the table; all of them are in settings.csv."""


def print_sweep(found: Sweep) -> None:
    """Print that prices are simulated where they are, the sentences, then the best settings and the strategy's own."""
    if found.simulated:
        say(SIMULATED)
    for sentence in sentences(found):
        for line in folded(sentence, reader_width()):
            say(line)
    if found.ranked:
        say()
        print_table(_table(found))


def _table(found: Sweep) -> TextTable:
    shown = list(found.ranked[:ROWS])
    if found.own.rank is not None and found.own not in shown:
        shown.append(found.own)
    dials = [same(dial.name) for dial in found.grid.dials]
    numbers = (
        both("return", "收益"),
        both("excess, pp", "超额(百分点)"),
        METRIC_WORDS["sharpe"],
        METRIC_WORDS["information_ratio"],
        both("drawdown", "最大回撤"),
    )
    columns = (both("rank", "名次"), *dials, *numbers, both("setting", "参数"))
    right = frozenset(str(each) for each in (columns[0], *dials, *numbers))
    return TextTable(columns, [_row(found, each) for each in shown], right)


def _row(found: Sweep, each: SweptSetting) -> tuple[Text | str, ...]:
    made = each.numbers
    assert made is not None  # noqa: S101 - only ranked settings are shown
    whose = both("own", "自身") if each.is_own else both("best", "最佳") if each is found.best else same("")
    return (
        f"{each.rank:,}",
        *(value_word(value) for value in each.turned.values()),
        cell_percent(made.total_return),
        cell_percent(made.excess_arithmetic, 1, unit=""),
        cell_number(made.sharpe),
        cell_number(made.information_ratio),
        cell_percent(made.max_drawdown),
        whose,
    )
