"""A run cut at its publications: the parts that stand in separate columns and are never added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.metrics.curve import Curve
from backtest.metrics.split import HINDSIGHT, TEST, WHOLE, PartName, part_rows
from backtest.metrics.summary import own_performance, relative_performance
from backtest.result.benchmark import HeadlineIndex
from backtest.result.result import Result
from backtest.result.wording import part_label
from data_sources.language.text import Text

A_YEAR = 365  # days; what is shorter is never written as a rate a year


@dataclass(frozen=True)
class RunPart:
    """Sessions ``first`` (its base) to ``last`` of the ledger of ``execution``, with the metrics of the run for them.

    ``execution`` is the run itself, or for what follows publication in a hindsight run the same run without hindsight.
    "whole" is a run without a publication date, which can be neither hindsight nor test; "names_004" begins with report
    004, before the thesis was stated.
    """

    name: PartName
    label: Text
    first: int
    last: int
    base_date: date
    last_date: date
    metrics: Mapping[str, object]
    execution: Result

    @property
    def ledger(self) -> Ledger:
        """The ledger whose rows these are."""
        return self.execution.ledger

    @property
    def sessions(self) -> int:
        """Sessions with a return."""
        return self.last - self.first

    @property
    def under_a_year(self) -> bool:
        """Whether the part is shorter than 365 days, so that nothing about it is annualised in words."""
        return (self.last_date - self.base_date).days < A_YEAR

    @property
    def rows(self) -> slice:
        """The part's rows, base included."""
        return slice(self.first, self.last + 1)


def run_parts(result: Result) -> tuple[RunPart, ...]:
    """Return the parts of a run in time order; empty when there is nothing after the base date to judge.

    A hindsight run is two executions: its hindsight is its own, all that follows a publication comes from the run
    ``as_published``, which enters publication without holdings and with the cash of the options.
    """
    own = _parts_of(result)
    if not (result.hindsight and result.publications):
        return own
    known = _parts_of(result.as_published) if result.as_published else ()
    return (*(part for part in own if part.name == HINDSIGHT), *known)


def _parts_of(execution: Result) -> tuple[RunPart, ...]:
    sessions, publications = execution.ledger.sessions, execution.publications
    metrics = {WHOLE: execution.metrics, **execution.split}
    rows = part_rows(sessions, publications, hindsight=execution.hindsight)
    return tuple(
        RunPart(
            name,
            part_label(name, publications),
            first,
            last,
            sessions[first].item(),
            sessions[last].item(),
            metrics.get(name, {}),
            execution,
        )
        for name, (first, last) in rows.items()
    )


def judged_part(parts: tuple[RunPart, ...]) -> RunPart | None:
    """Return the part that a headline may rest on: the test of the stated thesis, or a whole run without a date."""
    return next((part for part in parts if part.name in (TEST, WHOLE)), None)


def part_curve(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Curve:
    """Return equity and benchmark of one part; ``benchmark`` has the sessions of the result."""
    sessions, equity = part.ledger.sessions[part.rows], part.ledger.equity[part.rows]
    return Curve(sessions, equity, benchmark.values[np.searchsorted(result.ledger.sessions, sessions)])


def relative_numbers(result: Result, part: RunPart, benchmark: HeadlineIndex) -> dict[str, object]:
    """Return the metrics of a part against any stored index."""
    return relative_performance(part_curve(result, part, benchmark), result.options.risk_free)


def market_numbers(result: Result, part: RunPart, benchmark: HeadlineIndex) -> dict[str, object]:
    """Return what the metrics of the strategy alone are for the index itself over the sessions of a part."""
    curve = part_curve(result, part, benchmark)
    return own_performance(replace(curve, equity=curve.benchmark), result.options.risk_free)
