"""A run cut at publication: the parts that stand in separate columns and are never added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backtest.metrics.curve import Curve
from backtest.metrics.split import PartName, part_rows
from backtest.metrics.summary import relative_performance
from backtest.result.benchmark import HeadlineIndex
from backtest.result.result import Result
from backtest.result.wording import PART_LABELS


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
        return PART_LABELS[self.name]

    @property
    def rows(self) -> slice:
        """The part's rows, base included."""
        return slice(self.first, self.last + 1)


def run_parts(result: Result) -> tuple[RunPart, ...]:
    """Return the parts of a run in time order; empty when there is nothing after the base date to judge."""
    sessions = result.ledger.sessions
    metrics = {"whole": result.metrics, **result.split}
    rows = part_rows(sessions, result.known_from, hindsight=result.hindsight)
    return tuple(
        RunPart(name, first, last, sessions[first].item(), sessions[last].item(), metrics.get(name, {}))
        for name, (first, last) in rows.items()
    )


def judged_part(parts: tuple[RunPart, ...]) -> RunPart | None:
    """Return the part that a headline may rest on: never hindsight."""
    return next((part for part in parts if part.name != "hindsight"), None)


def part_curve(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Curve:
    """Return equity and benchmark of one part."""
    rows = part.rows
    return Curve(result.ledger.sessions[rows], result.ledger.equity[rows], benchmark.values[rows])


def relative_numbers(result: Result, part: RunPart, benchmark: HeadlineIndex) -> dict[str, object]:
    """Return the metrics of a part against any stored index."""
    return relative_performance(part_curve(result, part, benchmark), result.options.risk_free)
