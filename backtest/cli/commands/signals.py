"""``backtest signals``: what was known of the industry on a day, and what each gate says because of it."""

from __future__ import annotations

from typing import Annotated

import typer

import backtest
from backtest.cli.known_documents import known_documents
from backtest.cli.layouts.signals import print_signals
from backtest.cli.output import print_answer, remark
from backtest.cli.shared_options import AsOf, Database, Json, Reports
from data_sources.language.text import both, said

EXAMPLES = (
    "backtest signals",
    "backtest signals --as-of 2025-06-30 capex/",
    "backtest signals --json",
)

Prefix = Annotated[str, typer.Argument(metavar="[SERIES]", help="Only series that begin so, such as capex/.")]


def signals(
    series: Prefix = "", as_of: AsOf = None, reports: Reports = None, db: Database = None, as_json: Json = False
) -> None:
    """Show what was known on a day, its age, and what the gates say.

    The latest vintage of the latest known period of each series. A gate's effect is the strategy's decision on that day
    with it and without it. Strength is what the names of a strategy returned on average over 120 sessions less the
    return of the CSI 300, breadth the share of them above their own mean. Beside each series stands who reads it: a
    gate or rule of a strategy, a falsifier or confirming sign of a document, a method, or nothing. Without a store: the
    series that ship and those of --reports, and no gates.
    """
    known = known_documents(reports)
    found = backtest.signals(series, as_of=as_of, reports=known, db=db)
    if found.without_store:
        why = said(found.without_store, "zh")
        remark(
            both(
                f"only the series that ship with the product, and no gates: {found.without_store}",
                f"只有随产品附带的序列，没有择时开关：{why}",
            )
        )
    print_answer(found, print_signals, as_json=as_json, known=known)
