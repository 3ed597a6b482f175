"""A sweep for people: what it found in sentences, the best settings in a table, and where the files are."""

from __future__ import annotations

import sys

from backtest.app.sweep.folder import SETTINGS
from backtest.cli.layouts.fitting import fitting, folded, left_out_line, reader_width
from backtest.cli.layouts.status import SIMULATED
from backtest.cli.output import TextTable, print_table, say
from backtest.result.wording import cell_number, cell_percent
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.sentences import sentences
from backtest.sweeps.setting_words import METRIC_WORDS, value_word
from backtest.validity.setting_metric import RATIOS
from data_sources.language.text import NOTHING, Text, both, same

ROWS = 10
"""Settings of the table; all of them are in settings.csv."""
RETURN, EXCESS, DRAWDOWN = both("return", "收益"), both("excess, pp", "超额(百分点)"), both("drawdown", "最大回撤")
LEFT_OUT = (DRAWDOWN, METRIC_WORDS["information_ratio"], RETURN, METRIC_WORDS["sharpe"])
"""Columns that a narrow reader can do without, the least needed first."""


def print_sweep(found: Sweep) -> None:
    """Print that prices are simulated where they are, the sentences, then the best settings and the strategy's own."""
    if found.simulated:
        say(SIMULATED)
    for sentence in sentences(found):
        for line in folded(sentence, reader_width()):
            say(line)
    if found.ranked:
        say()
        whole = _table(found)
        shown = fitting(whole, _least_first(found), reader_width(), drawn=sys.stdout.isatty())
        print_table(shown)
        for line in folded(left_out_line(whole, shown, SETTINGS) or NOTHING, reader_width()):
            say(line)


def _least_first(found: Sweep) -> tuple[str, ...]:
    """The columns that a narrow reader can do without; never the one that ranks."""
    return tuple(str(word) for word in LEFT_OUT if word is not METRIC_WORDS[found.metric])


def _table(found: Sweep) -> TextTable:
    shown = list(found.ranked[:ROWS])
    if found.own.rank is not None and found.own not in shown:
        shown.append(found.own)
    dials = [same(dial.name) for dial in found.grid.dials]
    numbers = [word for word, _ in _cells(found, found.ranked[0])]
    columns = (both("rank", "名次"), *dials, *numbers, both("setting", "参数"))
    right = frozenset(str(each) for each in (columns[0], *dials, *numbers))
    return TextTable(columns, [_row(found, each) for each in shown], right)


def _row(found: Sweep, each: SweptSetting) -> tuple[Text | str, ...]:
    whose = both("own", "自身") if each.is_own else both("best", "最佳") if each is found.best else same("")
    values = (value_word(value) for value in each.turned.values())
    return (f"{each.rank:,}", *values, *(cell for _, cell in _cells(found, each)), whose)


def _cells(found: Sweep, each: SweptSetting) -> list[tuple[Text, str]]:
    """The numbers of a setting under their names; a metric that ranks and has no column of its own comes first."""
    made = each.numbers
    assert made is not None  # noqa: S101 - only ranked settings are shown
    ranked_by = (
        [] if found.metric in RATIOS else [(METRIC_WORDS[found.metric], cell_percent(getattr(made, found.metric)))]
    )
    return [
        *ranked_by,
        (RETURN, cell_percent(made.total_return)),
        (EXCESS, cell_percent(made.excess_arithmetic, 1, unit="")),
        (METRIC_WORDS["sharpe"], cell_number(made.sharpe)),
        (METRIC_WORDS["information_ratio"], cell_number(made.information_ratio)),
        (DRAWDOWN, cell_percent(made.max_drawdown)),
    ]
