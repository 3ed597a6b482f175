"""``backtest site``: every strategy and a site around them, written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import PARTLY, tell
from backtest.cli.language import language
from backtest.cli.output import print_json, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json, PageColours, Reports, folder
from data_sources.language.text import both

EXAMPLES = (
    "backtest site --out var/pages",
    "backtest site --deep --reports ./research --out var/pages",
    "backtest site --out var/pages --standalone",
)


def site(
    ctx: typer.Context,
    *,
    out: Annotated[
        Path, typer.Option(parser=folder, metavar="DIR", help="Folder of the site; its front page is index.html.")
    ] = Path("var/pages"),
    db: Database = None,
    reports: Reports = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Random lists, run-up and sensitivity of each run; some seconds more.")
    ] = False,
    standalone: Annotated[
        bool, typer.Option("--standalone", help="Each page also as one file for a mail, in the folder mail.")
    ] = False,
    colours: PageColours = "red",
    as_json: Json = False,
) -> None:
    """Run every strategy and write a site around them.

    Calls, strategies, signals and gates, data health, methods and theses, with links that work from any folder.
    `backtest nightly` makes the same site, with the paper diary and the history of its nights, and keeps it up to date.
    """
    from backtest.cli.layouts.run import show  # noqa: PLC0415 - nothing heavy before a command runs

    with progress() as hear:
        done = backtest.site(
            out=out,
            db=db,
            reports=reports,
            deep=deep,
            standalone=standalone,
            lang=language(),
            colours=colours,
            command=str(ctx.obj),
            hear=hear,
            tell=tell,
        )
    if as_json:
        print_json(done.document())
    else:
        show(done.runs, as_json=False, index=done.index)
        if done.mail:
            say(both(f"For a mail, a file a page: {done.mail}", f"供邮件发送的单文件页面：{done.mail}"))
    if done.runs.failed:
        raise typer.Exit(PARTLY)
