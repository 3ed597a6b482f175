"""``backtest findings``: what the data checks found, what it comes from and what mends it."""

from __future__ import annotations

from typing import Annotated

import typer

import backtest
from backtest.cli.completion import symbols
from backtest.cli.errors import UsageFault
from backtest.cli.layouts.findings import print_findings
from backtest.cli.output import print_answer
from backtest.cli.shared_options import Database, Json
from data_sources.errors import OptionError

EXAMPLES = (
    "backtest findings --open",
    "backtest findings --severity warning --symbol 600000.SH",
    "backtest findings --rule off_tick --json",
)


def findings(
    ctx: typer.Context,
    *,
    db: Database = None,
    severity: Annotated[
        str | None, typer.Option("--severity", metavar="severe|warning|note", help="Only those that are so bad.")
    ] = None,
    symbol: Annotated[
        str | None,
        typer.Option("--symbol", metavar="SYMBOL", help="Only those about it, in any dialect.", autocompletion=symbols),
    ] = None,
    rule: Annotated[str | None, typer.Option("--rule", metavar="RULE", help="Only those of one rule.")] = None,
    open: Annotated[  # noqa: A002 - the word that users know
        bool, typer.Option("--open", help="Only those that still hold; without it also those that ended.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List and explain what the data checks found.

    Each rule says what its findings come from and what mends them. On a terminal a few of each rule are shown; into a
    pipe, and with --json, all of them.
    """
    try:
        found = backtest.findings(db=db, severity=severity, symbol=symbol, rule=rule, open=open)
    except OptionError as fault:
        raise UsageFault(fault.with_flags, ctx) from None
    print_answer(found, print_findings, as_json=as_json)
