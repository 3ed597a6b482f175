"""The options that commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

import typer

from data_sources.calendar.day import day_of
from data_sources.errors import InputError

DEBUG_FLAG = "--debug"


def day(text: str) -> date:
    """Read a day written as YYYY-MM-DD; anything else is wrong usage."""
    try:
        return day_of(text)
    except InputError as fault:
        raise typer.BadParameter(str(fault)) from None


Database: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="The store, a file or a database URL. Without it BACKTEST_DATABASE_URL, or else var/market.db.",
    ),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else on stdout.")]
AsOf: TypeAlias = Annotated[
    date | None, typer.Option("--as-of", parser=day, metavar="YYYY-MM-DD", help="Only what was known on that day.")
]
