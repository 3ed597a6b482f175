"""``backtest scorecard``: the reports judged by their own rating standards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from backtest.cli.output import print_json, say
from backtest.cli.shared_options import AsOf, Database, Json

if TYPE_CHECKING:
    from datetime import date

    from strategies.documents.document import Report

EXAMPLES = (
    "backtest scorecard",
    "backtest scorecard 002 004 --as-of 2025-12-31",
    "backtest scorecard --pool store --json",
)

Reports: TypeAlias = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT...]", help="Ids of reports such as 002; all without any.")
]
PoolOption: TypeAlias = Annotated[
    Literal["store", "reports"],
    typer.Option(
        "--pool",
        help="Draw random lists from names that reports had given by then, or from the store, later picks among them.",
    ),
]


def scorecard(
    reports: Reports = None,
    as_of: AsOf = None,
    pool: PoolOption = "reports",
    db: Database = None,
    as_json: Json = False,
) -> None:
    """Judge the reports by their own standards against the CSI 300.

    Every rated stock, recommended name, thesis basket and industry rating: return, excess, the class that the market
    gave it, met or missed or pending, and what could be traded of it.
    """
    from backtest.app.run import load_market  # noqa: PLC0415 - nothing heavy before a command runs
    from backtest.cli.scorecard_document import scorecard_document  # noqa: PLC0415
    from backtest.cli.scorecard_table import print_scorecard  # noqa: PLC0415
    from strategies.scorecard import score  # noqa: PLC0415

    chosen = _chosen(reports, as_of)
    panel = load_market(db)
    card = score(panel, chosen, as_of, pool)
    if as_json:
        print_json(scorecard_document(card, pool, simulated=panel.simulated, snapshot=panel.snapshot))
        return
    if panel.simulated:
        say("SIMULATED market: no price in it is real")
    print_scorecard(card, pool)


def _chosen(ids: list[str] | None, as_of: date | None) -> tuple[Report, ...]:
    """The reports asked for that were known on the day, the oldest first; UserError when there is none to judge."""
    from data_sources.errors import UserError  # noqa: PLC0415 - as above
    from strategies.documents.library import load_reports, report  # noqa: PLC0415

    asked = [report(each) for each in dict.fromkeys(ids)] if ids else list(load_reports())
    known = [each for each in asked if as_of is None or each.published <= as_of]
    if not known:
        first = min(each.published for each in asked)
        raise UserError(f"on {as_of} none of these reports was published; the first came on {first}")
    return tuple(sorted(known, key=lambda each: (each.published, each.id)))
