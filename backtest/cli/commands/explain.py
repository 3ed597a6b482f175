"""``backtest explain``: everything that is stored about one symbol on one day, and where it came from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

import backtest
from backtest.cli.completion import symbols
from backtest.cli.known_documents import known_documents
from backtest.cli.layouts.explain import print_explanation
from backtest.cli.output import print_answer
from backtest.cli.shared_options import Database, Json, Reports, day

EXAMPLES = ("backtest explain 600000.SH 2024-01-04", "backtest explain sz000001 2024-01-04 --json")


def explain(
    symbol: Annotated[
        str, typer.Argument(metavar="SYMBOL", help="A share or an index, in any dialect.", autocompletion=symbols)
    ],
    on: Annotated[date, typer.Argument(parser=day, metavar="DATE", help="A day, YYYY-MM-DD.")],
    reports: Reports = None,
    db: Database = None,
    as_json: Json = False,
) -> None:
    """Show every stored fact of a bar, and where it came from.

    Its row with vendor and time, reference price and limits, actions around it, adjustment, status, findings,
    revisions and the documents that name the symbol.
    """
    known = known_documents(reports)
    found = backtest.explain(symbol, on, reports=known, db=db)
    print_answer(found, print_explanation, as_json=as_json, known=known)
