"""``backtest status``: what the store holds, how old it is, and how much of the reports' universe it covers."""

from __future__ import annotations

from typing import Annotated

import typer

import backtest
from backtest.cli.errors import PARTLY
from backtest.cli.known_documents import known_documents
from backtest.cli.layouts.status import print_store_state
from backtest.cli.output import print_answer, remark
from backtest.cli.shared_options import MAX_AGE_OPTION, Database, Json, Reports
from data_sources.language.text import both, said

EXAMPLES = ("backtest status", "backtest status --db var/market.db --json")


def status(
    db: Database = None,
    max_age: Annotated[int | None, MAX_AGE_OPTION] = None,
    reports: Reports = None,
    as_json: Json = False,
) -> None:
    """Show what the store holds, how old it is and what it lacks."""
    known = known_documents(reports)
    state = backtest.status(db=db, max_age=max_age, reports=known)
    print_answer(state, print_store_state, as_json=as_json, known=known)
    for age in state.old:
        remark(both(f"old: {age.sentence}, {age.due} is due", f"过期：{said(age.sentence, 'zh')}，应有 {age.due}"))
    if state.old:
        raise typer.Exit(PARTLY)
