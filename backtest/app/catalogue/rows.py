"""The rows of the lists, drawn from a library as it was known on a day; None for all that it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from backtest.app.catalogue.listed import (
    ListedCoverage,
    ListedMember,
    ListedReport,
    ListedStrategy,
    ListedThesis,
    Row,
)
from strategies.contract.strategy import Strategy
from strategies.coverage import coverage as coverage_rows
from strategies.declared.strategy import declared_strategy
from strategies.documents.document import Excluded, Membership, Report, Thesis
from strategies.documents.library import report
from strategies.library.library import Library
from strategies.library.strategy_file import summary_of
from strategies.registry import STRATEGIES
from strategies.standing.sign_state import SignState, counted

AnyRow = TypeVar("AnyRow", ListedStrategy, ListedReport, ListedThesis, ListedCoverage, ListedMember)


def _listed(row: type[AnyRow], of: object, **more: object) -> AnyRow:
    """Return a row whose fields are those of the same name, but for what is given."""
    names = [each.name for each in fields(row)]
    values: dict[str, Any] = {name: more[name] if name in more else getattr(of, name) for name in names}
    return row(**values)


def strategies_of(library: Library, as_of: date | None) -> tuple[Row, ...]:
    """Return the families, the baskets that documents declare and, by name alone, the strategy files of the folder."""
    shipped = tuple(
        _strategy(each)
        for each in STRATEGIES.values()
        if as_of is None or each.known_from is None or each.known_from <= as_of
    )
    declared = tuple(
        _strategy(declared_strategy(each, each.basket)) for each in known_reports(library, as_of) if each.basket
    )
    return (*shipped, *declared, *(_own(name, path) for name, path in library.strategy_files.items()))


def _strategy(of: Strategy) -> ListedStrategy:
    return _listed(
        ListedStrategy,
        of,
        parameters={name: each.default for name, each in of.parameters.items()},
        sources={name: each.source for name, each in of.parameters.items()},
    )


def _own(name: str, path: Path) -> ListedStrategy:
    return ListedStrategy(name, summary_of(path) or str(path), None, (), {}, {}, ())


def known_reports(library: Library, as_of: date | None) -> tuple[Report, ...]:
    """Return the reports known on a day, the oldest first; by default all of them by id."""
    return library.reports if as_of is None else library.reports_as_of(as_of)


def reports_of(library: Library, as_of: date | None) -> tuple[Row, ...]:
    """Return one row per report."""
    return tuple(
        _listed(
            ListedReport,
            each,
            horizon_months=each.standard.horizon_months or None,
            theses=len(each.theses),
            names=len({member.symbol for member in each.memberships}),
        )
        for each in known_reports(library, as_of)
    )


def coverage_of(as_of: date | None) -> tuple[Row, ...]:
    """Return one row per thesis of the shipped reports: who trades it, or why nobody does."""
    return tuple(
        _listed(ListedCoverage, row, id=row.thesis)
        for row in coverage_rows()
        if as_of is None or report(row.report).known_from <= as_of
    )


def members_of(library: Library, as_of: date | None) -> tuple[Row, ...]:
    """Return one row per mention of a share and per excluded company, report by report."""
    return tuple(
        row
        for each in known_reports(library, as_of)
        for row in (*map(_member, each.memberships), *(_unbought(each, company) for company in each.excluded))
    )


def _member(of: Membership) -> ListedMember:
    return _listed(ListedMember, of, code=of.symbol, why_not="" if of.tradable else of.listed_as)


def _unbought(report: Report, of: Excluded) -> ListedMember:
    unsaid = dict.fromkeys(("symbol", "segment", "listing", "listed_as", "role", "code_source", "confidence"), "")
    when = f", listed on {of.listed_on}" if of.listed_on else ""
    return _listed(ListedMember, of, **unsaid, known_from=report.known_from, why_not=f"{of.reason}{when}")


def thesis_of(of: Report, thesis: Thesis, states: Sequence[SignState]) -> ListedThesis:
    """Return the row of a thesis with the states of its signs."""
    falsifiers, confirms = (tuple(each for each in states if each.kind == kind) for kind in ("falsifier", "confirming"))
    return _listed(
        ListedThesis,
        thesis,
        report=of.id,
        names=len({member.symbol for member in of.memberships if member.thesis == thesis.id}),
        known_from=of.known_from,
        state=counted(falsifiers),
        falsifiers=falsifiers,
        confirms=confirms,
    )
