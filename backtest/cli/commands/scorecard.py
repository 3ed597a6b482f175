"""``backtest scorecard``: the reports judged by their own rating standards."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

import backtest
from backtest.cli.layouts.scorecard import print_scorecard
from backtest.cli.output import print_answer
from backtest.cli.shared_options import AsOf, Database, Json

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
    found = backtest.scorecard(reports, as_of=as_of, pool=pool, db=db)
    print_answer(found, print_scorecard, as_json=as_json)
