"""The table of metrics: one column per part, beside it that of the index, every row with its formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from backtest.metrics.definitions import DEFINITION_GROUPS, Definition
from backtest.result.benchmark import headline_benchmark
from backtest.result.parts import RunPart, market_numbers, relative_numbers
from backtest.result.result import Result
from backtest.result.wording import ABSENT, UNDER_A_YEAR, metric
from data_sources.language.text import NOTHING, Text, both, said


@dataclass(frozen=True)
class NumberRow:
    """One metric; ``values`` are its written forms, one per part, ``market`` those of the index or nothing."""

    key: str
    label: Text
    formula: Text
    source: str
    values: tuple[str, ...]
    market: tuple[str, ...]


@dataclass(frozen=True)
class NumberGroup:
    """Metrics under one heading; ``beside`` names the index whose own numbers stand in a second column of each part.

    ``note`` says why cells are a dash, empty when none is for that reason.
    """

    title: Text
    beside: Text
    rows: tuple[NumberRow, ...]
    note: Text


def key_numbers(result: Result, parts: tuple[RunPart, ...]) -> tuple[NumberGroup, ...]:
    """Return the metrics by group: own, against the index, what was held, trading; values are of `metrics.json`."""
    of_run = [part.metrics for part in parts]
    short = tuple(part.under_a_year for part in parts)
    benchmark = headline_benchmark(result)
    against = [relative_numbers(result, part, benchmark) for part in parts]
    market = [market_numbers(result, part, benchmark) for part in parts]
    return (
        number_group(both("Return and risk", "收益与风险"), "own", short, of_run, (benchmark.name, market)),
        number_group(
            both(f"Against the {benchmark.name}", f"相对{said(benchmark.name, 'zh')}"), "relative", short, against
        ),
        number_group(both("What was held", "持仓"), "holdings", short, of_run),
        number_group(both("Trading", "交易"), "trading", short, of_run),
    )


Columns: TypeAlias = Sequence[Mapping[str, object]]


def number_group(
    title: Text, group: str, short: tuple[bool, ...], numbers: Columns, index: tuple[Text, Columns] = (NOTHING, ())
) -> NumberGroup:
    """Return the metrics of a group of definitions, a column for each part, those of an index beside them.

    ``short`` says of each part whether it is under a year, so that no rate a year is written for it.
    """
    defined, (beside, market) = DEFINITION_GROUPS[group], index
    rows = tuple(
        NumberRow(of.key, of.label, of.formula, of.source, _written(of, numbers, short), _written(of, market, short))
        for of in defined
    )
    dashed = any(short) and any(each.a_year for each in defined)
    return NumberGroup(title, beside, rows, UNDER_A_YEAR if dashed else NOTHING)


def _written(of: Definition, columns: Columns, short: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(
        ABSENT if of.a_year and under else metric(of, column.get(of.key))
        for column, under in zip(columns, short, strict=False)
    )
