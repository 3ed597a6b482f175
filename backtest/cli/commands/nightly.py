"""``backtest nightly``: the whole night in one command, for cron."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import DONE, FAILED, PARTLY, tell
from backtest.cli.known_documents import known_documents
from backtest.cli.output import print_json, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Accept, Database, Earnings, Json, MaxAge, Reports, folder
from data_sources.calendar.max_age import MAX_AGE
from data_sources.vendors.libraries import SOURCES

EXAMPLES = (
    "backtest nightly",
    "backtest nightly --db postgresql://quant@db/market --out /srv/theses",
    "backtest nightly --earnings",
    "backtest nightly --no-refresh --json",
)
CODES = {"done": DONE, "unchanged": DONE, "skipped": DONE, "partly": PARTLY, "failed": FAILED}


def nightly(
    out: Annotated[Path, typer.Option(parser=folder, metavar="SITE", help="The folder that readers open.")] = Path(
        "var/site"
    ),
    db: Database = None,
    *,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar=SOURCES, help="Whom the refresh asks, in this order; may be repeated."),
    ] = None,
    no_refresh: Annotated[
        bool, typer.Option("--no-refresh", help="Use the store as it is; ask no vendor for anything.")
    ] = False,
    older_store: Annotated[
        bool,
        typer.Option(
            "--older-store", help="Make the site even from a store older than the site; no diary rows behind."
        ),
    ] = False,
    earnings: Earnings = False,
    max_age: MaxAge = MAX_AGE,
    accept: Accept = None,
    reports: Reports = None,
    as_json: Json = False,
) -> None:
    """Refresh, audit and run every strategy, publish all at once.

    Readers of SITE never see half a site; when the night fails they keep the last one. A day without a session is
    skipped, unless the site lacks an earlier one. Ends with one line. Exit code 3: partly done, or bars or index are
    older than --max-age allows, which the pages say too.
    """
    known = known_documents(reports)
    with progress() as hear:
        night = backtest.nightly(
            out=out,
            db=db,
            source=source,
            no_refresh=no_refresh,
            older_store=older_store,
            earnings=earnings,
            max_age=max_age,
            accept=accept,
            reports=known,
            hear=hear,
            tell=tell,
        )
    if as_json:
        print_json(night.document(), known)
    if night.outcome == "failed":
        tell(night.summary)
    elif not as_json:
        say(night.summary)
    if CODES[night.outcome]:
        raise typer.Exit(CODES[night.outcome])
