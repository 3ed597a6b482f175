"""``backtest refresh``: the store brought up to the last session, and what is still missing."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

import backtest
from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.known_documents import known_documents
from backtest.cli.layouts.refresh import missing_lines, print_plan, print_refresh
from backtest.cli.layouts.rules import idle_sentence
from backtest.cli.output import print_answer, remark
from backtest.cli.progress import progress
from backtest.cli.shared_options import Accept, Database, Earnings, Json, MaxAge, Reports, day
from data_sources.calendar.max_age import MAX_AGE
from data_sources.progress import unheard
from data_sources.vendors.libraries import SOURCES

if TYPE_CHECKING:
    from data_sources.refresh import RefreshResult

EXAMPLES = (
    "backtest refresh",
    "backtest refresh --universe all --since 2020-01-01",
    "backtest refresh --source akshare --source ./market-data --dry-run",
)


def refresh(
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar=SOURCES, help="Whom to ask, in this order; may be repeated."),
    ] = None,
    universe: Annotated[
        str,
        typer.Option("--universe", metavar="reports|all|FILE", help="Whose bars: those the reports name, all, a list."),
    ] = "reports",
    *,
    since: Annotated[
        date | None,
        typer.Option("--since", parser=day, metavar="YYYY-MM-DD", help="Read everything again from that day on."),
    ] = None,
    earnings: Earnings = False,
    within: Annotated[
        float, typer.Option("--within", metavar="MINUTES", min=0.1, help="Stop asking after so many minutes.")
    ] = 360.0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the plan and the number of calls; ask nobody.")
    ] = False,
    max_age: MaxAge = MAX_AGE,
    accept: Accept = None,
    reports: Reports = None,
    db: Database = None,
    as_json: Json = False,
) -> None:
    """Bring the store up to the last session, from vendors or files.

    Every answer is checked, and all of them are published at once. Of a vendor only what is missing is asked for, and
    the last few sessions again; a folder is read whole. A table that fails its checks stays as it was.
    Kill it whenever you like and run it again: what was read is kept. Exit code 3: something is
    still missing, or bars or index are older than --max-age allows.
    """
    known = known_documents(reports)
    # A plan is made at once: a bar would only flash.
    with nullcontext(unheard) if dry_run else progress() as hear:
        result = backtest.refresh(
            source,
            universe,
            since=since,
            earnings=earnings,
            within=within,
            dry_run=dry_run,
            max_age=max_age,
            accept=accept,
            reports=known,
            db=db,
            hear=hear,
        )
    print_answer(result, print_plan if dry_run else print_refresh, as_json=as_json, known=known)
    if accept and not dry_run and (idle := result.idle(accept)):
        remark(idle_sentence(idle))
    _end(result)


def _end(result: RefreshResult) -> None:
    """Say what is missing and what to do about it, and leave with the exit code of it."""
    if not result.missing:
        return
    if result.outcome == "failed":
        first = result.missing[0]
        tell(f"nothing was refreshed, the store is as it was: {first.reason}; {result.next_step}")
        raise typer.Exit(FAILED)
    for line in missing_lines(result.missing):
        remark(line)
    remark(f"partly done: {result.next_step}")
    raise typer.Exit(PARTLY)
