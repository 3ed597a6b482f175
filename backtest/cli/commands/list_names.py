"""``backtest list``: the reports, their theses, the strategies, the names; as they were known on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

import typer

from backtest.cli.errors import UsageFault
from backtest.cli.output import Table, print_json, print_rows
from backtest.cli.shared_options import AsOf, Json

Kind: TypeAlias = Literal["reports", "theses", "strategies", "members"]
Row: TypeAlias = dict[str, Any]

EXAMPLES = (
    "backtest list",
    "backtest list members --as-of 2025-06-30",
    "backtest list reports --json",
    "backtest list theses --coverage",
)


def list_(
    ctx: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What to list.")] = "strategies",
    as_of: AsOf = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="With theses: the strategy that trades each, or why none does.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List strategies, reports, theses or the names they give.

    Nothing is listed before its report was published. Into a pipe the columns are separated by tabs.
    """
    if coverage and kind != "theses":
        raise UsageFault("--coverage is for theses: backtest list theses --coverage", ctx)
    listing: dict[Kind, Callable[[date | None], list[Row]]] = {
        "strategies": _strategies,
        "reports": _reports,
        "theses": _theses,
        "members": _members,
    }
    rows = _coverage(as_of) if coverage else listing[kind](as_of)
    if as_json:
        print_json({kind: rows})
        return
    columns = _COVERAGE_COLUMNS if coverage else _COLUMNS[kind]
    cells = [tuple(_cell(row[name]) for name in columns) for row in rows]
    print_rows(Table(columns, cells, frozenset({"theses", "names"}), _LONG))


# What a table shows; JSON has more.
_COLUMNS: dict[Kind, tuple[str, ...]] = {
    "strategies": ("name", "title", "known_from", "reports"),
    "reports": ("id", "known_from", "broker_zh", "title_zh", "rating", "theses", "names"),
    "theses": ("report", "id", "name_zh", "segments", "names"),
    "members": ("symbol", "name", "report", "thesis", "segment", "listing", "known_from"),
}
_COVERAGE_COLUMNS = ("report", "id", "where", "note")
_LONG = frozenset({"id", "title", "title_zh", "name_zh", "segments", "segment", "thesis", "where", "note"})


def _strategies(as_of: date | None) -> list[Row]:
    from strategies.registry import STRATEGIES  # noqa: PLC0415 - nothing heavy before a command runs

    rows = []
    for strategy in STRATEGIES.values():
        known_from = strategy.known_from
        if as_of is None or known_from is None or known_from <= as_of:
            parameters = {name: parameter.default for name, parameter in strategy.parameters.items()}
            rows.append(
                {
                    "name": strategy.name,
                    "title": strategy.title,
                    "known_from": known_from,
                    "reports": strategy.reports,
                    "parameters": parameters,
                }
            )
    return rows


def _reports(as_of: date | None) -> list[Row]:
    from strategies.documents.library import load_reports, reports_as_of  # noqa: PLC0415 - as above

    return [
        {
            "id": each.id,
            "known_from": each.known_from,
            "published": each.published,
            "date_basis": each.date_basis,
            "broker": each.broker,
            "broker_zh": each.broker_zh,
            "title": each.title,
            "title_zh": each.title_zh,
            "sector": each.sector,
            "rating": each.rating,
            "rating_class": each.rating_class,
            "horizon_months": each.standard.horizon_months,
            "theses": len(each.theses),
            "names": len({member.symbol for member in each.memberships}),
        }
        for each in (load_reports() if as_of is None else reports_as_of(as_of))
    ]


def _theses(as_of: date | None) -> list[Row]:
    from strategies.documents.library import load_reports, reports_as_of  # noqa: PLC0415 - as above

    return [
        {
            "report": each.id,
            "id": thesis.id,
            "name": thesis.name,
            "name_zh": thesis.name_zh,
            "kind": thesis.kind,
            "parent": thesis.parent,
            "segments": thesis.segments,
            "names": len({member.symbol for member in each.memberships if member.thesis == thesis.id}),
            "known_from": each.known_from,
            "claim": thesis.claim,
            "falsifiers": thesis.falsifiers,
        }
        for each in (load_reports() if as_of is None else reports_as_of(as_of))
        for thesis in each.theses
    ]


def _coverage(as_of: date | None) -> list[Row]:
    from strategies.coverage import coverage  # noqa: PLC0415 - as above
    from strategies.documents.library import report  # noqa: PLC0415

    return [
        {
            "report": row.report,
            "id": row.thesis,
            "name": row.name,
            "status": row.status,
            "strategies": row.strategies,
            "feeds": row.feeds,
            "where": row.where,
            "note": row.note,
        }
        for row in coverage()
        if as_of is None or report(row.report).known_from <= as_of
    ]


def _members(as_of: date | None) -> list[Row]:
    from dataclasses import asdict  # noqa: PLC0415 - as above

    from strategies.documents.library import memberships  # noqa: PLC0415

    return [asdict(member) for member in memberships(as_of)]


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(value)
