"""A run cut at publication: the parts that a page keeps in separate columns and never adds up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from backtest.metrics import Curve, relative_performance
from backtest.result.result import Result
from data_sources.tables.facts import Floats
from reports.benchmark import Benchmark
from reports.wording import day

PartName: TypeAlias = Literal["hindsight", "test", "whole"]


@dataclass(frozen=True)
class RunPart:
    """Sessions ``first`` (its base) to ``last`` of the ledger, both rows, with the metrics of the run for them.

    "whole" is a run without a publication date, which can be neither hindsight nor test.
    """

    name: PartName
    first: int
    last: int
    base_date: date
    last_date: date
    metrics: Mapping[str, object]

    @property
    def sessions(self) -> int:
        """Sessions with a return."""
        return self.last - self.first

    @property
    def label(self) -> str:
        """The column heading of the part."""
        words = {"hindsight": "Hindsight", "test": "Test, since publication", "whole": "Whole run"}
        return words[self.name]

    @property
    def rows(self) -> slice:
        """The part's rows, base included."""
        return slice(self.first, self.last + 1)


def run_parts(result: Result) -> tuple[RunPart, ...]:
    """Return the parts of a run in time order; empty when there is nothing after the base date to judge.

    The test's base is the last session on or before the publication, as in the metrics. Sessions before it are a
    part only in a hindsight run; otherwise the strategy held cash then.
    """
    sessions = result.ledger.sessions
    last = len(sessions) - 1
    if result.known_from is None:
        return (_part(result, "whole", 0, last, result.metrics),) if last > 0 else ()
    published = np.datetime64(result.known_from, "D")
    cut = max(int(np.searchsorted(sessions, published, side="right")) - 1, 0)
    parts = []
    if result.hindsight and cut > 0:
        parts.append(_part(result, "hindsight", 0, cut, _metrics(result, "hindsight")))
    if cut < last:
        parts.append(_part(result, "test", cut, last, _metrics(result, "test")))
    return tuple(parts)


def judged_part(parts: tuple[RunPart, ...]) -> RunPart | None:
    """Return the part that a headline may rest on: never hindsight."""
    return next((part for part in parts if part.name != "hindsight"), None)


def part_curve(result: Result, part: RunPart, benchmark: Benchmark) -> Curve:
    """Return equity and benchmark of one part."""
    rows = part.rows
    return Curve(result.ledger.sessions[rows], result.ledger.equity[rows], benchmark.values[rows])


def relative_numbers(result: Result, part: RunPart, benchmark: Benchmark) -> dict[str, object]:
    """Return the metrics of a part against any stored index."""
    return relative_performance(part_curve(result, part, benchmark), result.options.risk_free)


def normalised(values: Floats, row: int) -> Floats:
    """Return a path as 100 at one row."""
    scaled: Floats = values / values[row] * 100.0
    return scaled


def _part(result: Result, name: PartName, first: int, last: int, metrics: Mapping[str, object]) -> RunPart:
    sessions = result.ledger.sessions
    return RunPart(name, first, last, day(sessions[first]), day(sessions[last]), metrics)


def _metrics(result: Result, name: PartName) -> Mapping[str, object]:
    """Return a part's metrics, whether they stand alone or beside its dates as `SplitPerformance.as_dict` has them."""
    found = result.split.get(name) or {}
    inner = found.get("metrics", found)
    return inner if isinstance(inner, Mapping) else {}
