"""``backtest nightly``: the whole night in one command, for cron."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.errors import FAILED, INTERRUPTED, time_errors
from backtest.cli.known_documents import known_documents
from backtest.cli.language import language
from backtest.cli.log_line import log_error, log_warning, logged_progress
from backtest.cli.output import print_json, say
from backtest.cli.shared_options import (
    Accept,
    Address,
    Database,
    Earnings,
    Executor,
    Json,
    MaxAge,
    PageColours,
    Reports,
    Workers,
    folder,
)
from data_sources.calendar.max_age import MAX_AGE
from data_sources.errors import UserError
from data_sources.language.text import both
from data_sources.passwords import masked
from data_sources.vendors.libraries import SOURCES

EXAMPLES = (
    "backtest nightly",
    "backtest nightly --db postgresql://quant@db/market --out /srv/theses",
    "backtest nightly --earnings",
    "backtest nightly --no-refresh --json",
    "backtest nightly --executor ray --address 10.0.0.1:6379",
    "backtest nightly --webhook wecom",
)


def _webhook(text: str) -> str:
    """Read the kind of a webhook; one that there is not is wrong usage."""
    from backtest.app.night.webhook_body import SERVICES  # noqa: PLC0415 - only who posts needs it

    if text not in SERVICES:
        there = ", ".join(SERVICES)
        raise typer.BadParameter(both(f"{text!r} is none of {there}", f"{text!r} 不在可选值之中：{there}"))
    return text


Site: TypeAlias = Annotated[Path, typer.Option(parser=folder, metavar="SITE", help="The folder that readers open.")]
Sources: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--source", metavar=SOURCES, help="Whom the refresh asks, in this order; may be repeated."),
]
NoRefresh: TypeAlias = Annotated[
    bool, typer.Option("--no-refresh", help="Use the store as it is; ask no vendor for anything.")
]
OlderStore: TypeAlias = Annotated[
    bool,
    typer.Option("--older-store", help="Make the site even from a store older than the site; no diary rows behind."),
]
Webhook: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--webhook",
        parser=_webhook,
        metavar="wecom|feishu|slack|plain",
        help="Post the line of the night to the address in BACKTEST_WEBHOOK.",
    ),
]


def nightly(
    out: Site = Path("var/site"),
    db: Database = None,
    *,
    source: Sources = None,
    no_refresh: NoRefresh = False,
    older_store: OlderStore = False,
    earnings: Earnings = False,
    max_age: MaxAge = MAX_AGE,
    accept: Accept = None,
    reports: Reports = None,
    webhook: Webhook = None,
    colours: PageColours = "red",
    executor: Executor = "local",
    address: Address = None,
    workers: Workers = None,
    as_json: Json = False,
) -> None:
    """Refresh, audit and run every strategy, publish all at once.

    Readers of SITE never see half a site; when the night fails they keep the last one. A day without a session is
    skipped, unless the site lacks an earlier one. Ends with one line: on stdout, on stderr when it failed. In a log
    each line on stderr begins with the time in Shanghai. Exit code 3: partly done, or bars or index are
    older than --max-age allows, which the pages say too.
    """
    time_errors(on=not sys.stderr.isatty())
    with _fault_as_document(out, as_json=as_json):
        known = known_documents(reports)
        with logged_progress() as hear:
            night = backtest.nightly(
                out=out, db=db, source=source, no_refresh=no_refresh, older_store=older_store, earnings=earnings,
                max_age=max_age, accept=accept, reports=known, webhook=webhook, lang=language(), colours=colours,
                executor=executor, address=address, workers=workers,  # type: ignore[arg-type]
                hear=hear, tell=log_error, warn=log_warning,
            )  # fmt: skip
    if as_json:
        print_json(night.document(), known)
    if night.outcome == "failed":
        log_error(night.summary)
    elif not as_json:
        say(night.summary)
    if night.exit_code:
        raise typer.Exit(night.exit_code)


@contextmanager
def _fault_as_document(out: Path, *, as_json: bool) -> Iterator[None]:
    """Print a document also of a night that could not begin, for who reads JSON; the line on stderr is the rim's."""
    try:
        yield
    except (Exception, KeyboardInterrupt) as fault:
        if as_json:
            _print_fault(fault, out)
        raise


def _print_fault(fault: BaseException, out: Path) -> None:
    from backtest.app.night.night_error import fault_document  # noqa: PLC0415 - only a fault needs it

    stopped = isinstance(fault, KeyboardInterrupt)
    sentence = "stopped before it was done" if stopped else type(fault).__name__
    sentence = str(fault) if isinstance(fault, UserError) else sentence
    print_json(fault_document(masked(sentence), f"the site {out}", INTERRUPTED if stopped else FAILED))
