"""The options that commands share."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, TypeAlias

import typer

DEBUG_FLAG = "--debug"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> date:
    """Read a day written as YYYY-MM-DD; anything else is wrong usage."""
    try:
        return date(*map(int, text.split("-"))) if _DAY.fullmatch(text) else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> date:
    raise typer.BadParameter(f"{text!r} is no day; write it like 2025-02-06")


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
