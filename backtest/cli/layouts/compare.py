"""Runs side by side, printed: a column a run, as many at once as fit their reader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from backtest.app.compare import Compared
from backtest.cli.layouts.fitting import fitting, folded, reader_width
from backtest.cli.output import TextTable, print_table, say
from backtest.result.beside.beside import Beside
from backtest.result.beside.common_numbers import NumberRow
from backtest.result.beside.sentences import (
    alone_sentence,
    data_sentence,
    differing_sentences,
    held_sentences,
    sessions_sentence,
    spans_sentence,
    verdict_sentences,
    warnings,
)
from backtest.result.comparison import Comparison
from backtest.result.wording import ABSENT_CELL, cell_number, cell_percent, metric
from data_sources.language.text import Text, both, same

SHOWN_NAMES = 10
RETURNS, EXCESS = both("returns", "收益"), both("excess", "超额")


def print_compared(compared: Compared) -> None:
    """Print runs side by side."""
    seen = compared.beside
    for sentence in (*warnings(seen), sessions_sentence(seen), spans_sentence(seen)):
        _say(sentence)
    say()
    _print_columns(seen, lambda runs: _common_table(seen, runs))
    say()
    for sentence in verdict_sentences(seen):
        _say(sentence)
    say()
    _print_columns(seen, lambda runs: _own_table(seen, runs))
    say()
    print_table(_moved_table(seen))
    say()
    _print_held(seen)
    _print_otherwise(seen)


def _say(text: Text) -> None:
    if text:
        for line in folded(text, reader_width()):
            say(line)


def _print_columns(seen: Beside, table_of: Callable[[Sequence[int]], TextTable]) -> None:
    """Print a table of all runs, in as many pieces as it takes: no run is left out for want of room."""
    left = list(range(len(seen.sides)))
    while left:
        whole = table_of(left)
        shown = fitting(whole, whole.columns[:1:-1], reader_width(), drawn=sys.stdout.isatty())
        print_table(shown)
        left = left[len(shown.columns) - 1 :]


def _table(seen: Beside, runs: Sequence[int], head: Text, rows: Sequence[tuple[str, ...]]) -> TextTable:
    labels = [seen.labels[k] for k in runs]
    return TextTable((head, *labels), rows, frozenset(labels))


def _common_table(seen: Beside, runs: Sequence[int]) -> TextTable:
    numbers = seen.numbers
    excess = [_interval(numbers.excess[k]) for k in runs]
    return _table(
        seen,
        runs,
        both("on common sessions", "共有交易日"),
        [
            *((same(row.definition.label), *(_cell(row, k) for k in runs)) for row in numbers.common),
            (both("95% interval of excess", "超额的95% 区间"), *excess),
        ],
    )


def _own_table(seen: Beside, runs: Sequence[int]) -> TextTable:
    rows = [
        (same(row.definition.label), *(metric(row.definition, row.values[k]) for k in runs)) for row in seen.numbers.own
    ]
    return _table(seen, runs, both("over its own record", "各自评判区间"), rows)


def _cell(row: NumberRow, run: int) -> str:
    value, unit = row.values[run], row.definition.unit
    if row.definition.key == "excess_arithmetic":
        return both(cell_percent(value, unit=" pp"), cell_percent(value, unit=" 个百分点"))
    return cell_percent(value) if unit == "percent" else cell_number(value)


def _interval(seen: Comparison) -> Text:
    found = seen.shown_interval
    if found is None:
        return same(ABSENT_CELL)
    low, high = cell_percent(found.low, 1), cell_percent(found.high, 1)
    return same(f"{low}..{high}") if seen.under_a_year else both(f"{low}..{high} a year", f"年化 {low}..{high}")


def _moved_table(seen: Beside) -> TextTable:
    """Both correlations of a pair in a row: a matrix of ten does not fit."""
    labels = seen.labels
    pairs = [(i, j) for i in range(len(labels)) for j in range(i + 1, len(labels))]
    rows = [(both(f"{labels[i]} and {labels[j]}", f"{labels[i]} 与 {labels[j]}"), *_both(seen, i, j)) for i, j in pairs]
    columns = (both("correlation of daily", "日度相关系数"), RETURNS, EXCESS)
    return TextTable(columns, rows, frozenset(columns[1:]))


def _both(seen: Beside, one: int, other: int) -> tuple[str, str]:
    return cell_number(seen.returns[one][other]), cell_number(seen.excess[one][other])


def _print_held(seen: Beside) -> None:
    for sentence in held_sentences(seen):
        _say(sentence)
    if seen.held is None or not seen.held.names:
        return
    say()
    shown, day = seen.held.names[:SHOWN_NAMES], seen.shared.dates[-1]

    def table_of(runs: Sequence[int]) -> TextTable:
        rows = [(f"{each.symbol} {each.name}".strip(), *(_weight(each.weights[k]) for k in runs)) for each in shown]
        return _table(seen, runs, both(f"weight on {day}", f"{day} 权重"), rows)

    _print_columns(seen, table_of)
    if more := len(seen.held.names) - len(shown):
        say(both(f"and {more:,} more names in common; --json has them all", f"另有 {more:,} 只相同；--json 列出全部"))


def _weight(value: float) -> str:
    return f"{value:.1%}" if value else ABSENT_CELL


def _print_otherwise(seen: Beside) -> None:
    say()
    for sentence in (data_sentence(seen), *differing_sentences(seen), alone_sentence(seen)):
        _say(sentence)
