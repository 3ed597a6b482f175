"""The table of metrics: one column per part, every row with its formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backtest.metrics.definitions import DEFINITION_GROUPS, Definition
from backtest.result.benchmark import headline_benchmark
from backtest.result.parts import RunPart, relative_numbers
from backtest.result.result import Result
from backtest.result.wording import ABSENT, UNDER_A_YEAR, metric
from data_sources.language.text import NOTHING, Text, both, said


@dataclass(frozen=True)
class NumberRow:
    """One metric; ``values`` are its written forms, one per part."""

    key: str
    label: Text
    formula: Text
    source: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class NumberGroup:
    """Metrics under one heading; ``note`` says why cells are a dash, empty when none is for that reason."""

    title: Text
    rows: tuple[NumberRow, ...]
    note: Text


def key_numbers(result: Result, parts: tuple[RunPart, ...]) -> tuple[NumberGroup, ...]:
    """Return the metrics by group: own, against the index, what was held, trading; values are of `metrics.json`."""
    of_run = [part.metrics for part in parts]
    short = tuple(part.under_a_year for part in parts)
    benchmark = headline_benchmark(result)
    against = [relative_numbers(result, part, benchmark) for part in parts]
    return (
        _group(both("The strategy alone", "策略本身"), "own", of_run, short),
        _group(both(f"Against the {benchmark.name}", f"相对{said(benchmark.name, 'zh')}"), "relative", against, short),
        _group(both("What was held", "持仓"), "holdings", of_run, short),
        _group(both("Trading", "交易"), "trading", of_run, short),
    )


def _group(title: Text, group: str, numbers: Sequence[Mapping[str, object]], short: tuple[bool, ...]) -> NumberGroup:
    """``short`` says of each part whether it is under a year, so that no rate a year is written for it."""
    rows = DEFINITION_GROUPS[group]
    dashed = any(short) and any(each.a_year for each in rows)
    return NumberGroup(title, tuple(_row(each, numbers, short) for each in rows), UNDER_A_YEAR if dashed else NOTHING)


def _row(of: Definition, numbers: Sequence[Mapping[str, object]], short: tuple[bool, ...]) -> NumberRow:
    columns = zip(numbers, short, strict=True)
    values = tuple(ABSENT if of.a_year and under else metric(of, column.get(of.key)) for column, under in columns)
    return NumberRow(of.key, of.label, of.formula, of.source, values)
