"""``backtest report``: the file of a document begun, checked, shown."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

import backtest
from backtest.cli.completion import report_ids
from backtest.cli.errors import FAILED
from backtest.cli.known_documents import known_documents
from backtest.cli.layouts.report import print_checked, print_report
from backtest.cli.output import print_answer, say
from backtest.cli.shared_options import AsOf, Database, Json, Reports, file_path
from backtest.cli.shared_options import day as as_day

NEW_EXAMPLES = (
    "backtest report new",
    "backtest report new notes/006.toml --id 006 --broker Example --title Grids --published 2026-03-02 --sector power",
)
CHECK_EXAMPLES = (
    "backtest report check notes/006.toml",
    "backtest report check notes/006.toml --db var/market.db --json",
)
SHOW_EXAMPLES = (
    "backtest report show 002",
    "backtest report show 006 --reports ./research",
    "backtest report show notes/006.toml --json",
)

File: TypeAlias = Annotated[Path, typer.Argument(metavar="FILE", parser=file_path, help="The file of a report.")]
NewFile: TypeAlias = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", parser=file_path, help="The file to write; without it ID.toml.")
]
ReportId: TypeAlias = Annotated[str | None, typer.Option("--id", help="Small letters, digits, _ and -; such as 006.")]
Broker: TypeAlias = Annotated[str | None, typer.Option(help="Who published it.")]
Title: TypeAlias = Annotated[str | None, typer.Option(help="Its title.")]
Published: TypeAlias = Annotated[
    date | None, typer.Option(parser=as_day, metavar="YYYY-MM-DD", help="The day of its publication.")
]
Sector: TypeAlias = Annotated[str | None, typer.Option(help="The industry that it is about, a free word.")]
Rating: TypeAlias = Annotated[str, typer.Option(help="Its word for the industry; none when it rates none.")]
Horizon: TypeAlias = Annotated[
    int | None, typer.Option(min=1, metavar="MONTHS", help="The horizon of its rating standard.")
]
Benchmark: TypeAlias = Annotated[str, typer.Option(metavar="CODE", help="The index that it judges A shares against.")]
PricedOn: TypeAlias = Annotated[
    date | None, typer.Option(parser=as_day, metavar="YYYY-MM-DD", help="The day of the prices that it prints.")
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
Shown: TypeAlias = Annotated[
    str,
    typer.Argument(metavar="ID|FILE", help="The id of a report, or a file .toml.", autocompletion=report_ids),
]


def new(
    file: NewFile = None,
    *,
    report_id: ReportId = None,
    broker: Broker = None,
    title: Title = None,
    published: Published = None,
    sector: Sector = None,
    rating: Rating = "",
    horizon: Horizon = None,
    benchmark: Benchmark = "",
    priced_on: PricedOn = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Begin the file of a report: what is known at the top, every other key as a comment with its allowed words.

    In a terminal it asks for what is not given. The file passes `backtest report check` as it is.
    """
    if sys.stdin.isatty() and sys.stderr.isatty():
        report_id = report_id or _asked("id, such as 006")
        broker = broker or _asked("broker")
        title = title or _asked("title")
        published = published or as_day(_asked("published, YYYY-MM-DD"))
        sector = sector or _asked("sector, a free word")
    begun = backtest.report_new(
        file,
        report_id=report_id,
        broker=broker,
        title=title,
        published=published,
        sector=sector,
        rating=rating,
        horizon=horizon,
        benchmark=benchmark,
        priced_on=priced_on,
        force=force,
    )
    print_answer(
        begun, lambda made: say(f"{made.file}: fill it in, then: backtest report check {made.file}"), as_json=as_json
    )


def check(file: File, reports: Reports = None, db: Database = None, as_json: Json = False) -> None:
    """Say all that is wrong with the file of a report, each fault with its line and the words that are allowed.

    Where there is a store, the name of each symbol and each printed close are held against it. Series that conditions
    read are looked for in the store, among the shipped ones and in --reports, without it the folder of the file. Exit
    code 1 when something is wrong; warnings and what could not be checked are none.
    """
    found = backtest.report_check(file, reports=reports, db=db)
    print_answer(found, print_checked, as_json=as_json)
    if found.faults:
        raise typer.Exit(FAILED)


def show(report: Shown, as_of: AsOf = None, reports: Reports = None, as_json: Json = False) -> None:
    """Show what a report says: dates and state, calls, theses, members with their lines, excluded companies.

    --as-of is the day whose state is told, without it today.
    """
    known = known_documents(reports)
    shown = backtest.report_show(report, as_of=as_of, reports=known)
    print_answer(shown, print_report, as_json=as_json)


def _asked(what: str) -> str:
    word: str = typer.prompt(what, err=True)
    return word
