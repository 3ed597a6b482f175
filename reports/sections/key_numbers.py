"""The table of metrics: one column per part, every row with its formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backtest.metrics.definitions import DEFINITION_GROUPS, Definition
from backtest.result.benchmark import HeadlineIndex, headline_benchmark
from backtest.result.parts import RunPart, relative_numbers
from backtest.result.result import Result
from backtest.result.wording import metric


@dataclass(frozen=True)
class NumberRow:
    """One metric; ``values`` are its written forms, one per part."""

    key: str
    label: str
    formula: str
    source: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class NumberGroup:
    """Metrics under one heading."""

    title: str
    rows: tuple[NumberRow, ...]


def key_numbers(result: Result, parts: tuple[RunPart, ...]) -> tuple[NumberGroup, ...]:
    """Return the metrics by group: own, against the index, what was held, trading; values are of `metrics.json`."""
    of_run = [part.metrics for part in parts]
    return (
        _group("The strategy alone", "own", of_run),
        _against(result, parts, headline_benchmark(result)),
        _group("What was held", "holdings", of_run),
        _group("Trading", "trading", of_run),
    )


def _against(result: Result, parts: tuple[RunPart, ...], benchmark: HeadlineIndex) -> NumberGroup:
    numbers = [relative_numbers(result, part, benchmark) for part in parts]
    return _group(f"Against the {benchmark.name}", "relative", numbers)


def _group(title: str, group: str, numbers: Sequence[Mapping[str, object]]) -> NumberGroup:
    return NumberGroup(title, tuple(_row(each, numbers) for each in DEFINITION_GROUPS[group]))


def _row(of: Definition, numbers: Sequence[Mapping[str, object]]) -> NumberRow:
    values = tuple(metric(of, column.get(of.key)) for column in numbers)
    return NumberRow(of.key, of.label, of.formula, of.source, values)
