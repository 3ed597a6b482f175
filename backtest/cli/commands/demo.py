"""``backtest demo``: the whole product once, on a simulated market."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.language import language
from backtest.cli.progress import progress
from backtest.cli.shared_options import Json, PageColours, Wide, folder
from data_sources.language.text import both

EXAMPLES = ("backtest demo", "backtest demo --out var/demo --keep")


def demo(
    ctx: typer.Context,
    *,
    out: Annotated[Path, typer.Option(parser=folder, metavar="DIR", help="Folder of the store and the pages.")] = Path(
        "var/demo"
    ),
    keep: Annotated[
        bool, typer.Option("--keep", help="Use the simulated market that is there already, do not make it again.")
    ] = False,
    colours: PageColours = "red",
    wide: Wide = False,
    as_json: Json = False,
) -> None:
    """Run every strategy on a simulated market, with pages.

    Nothing in it is real: the word SIMULATED stands on everything made from it.
    """
    from backtest.cli.layouts.run import show  # noqa: PLC0415 - nothing heavy before a command runs

    with progress() as hear:
        done = backtest.demo(
            out=out, keep=keep, lang=language(), colours=colours, command=str(ctx.obj), hear=hear, tell=tell
        )
    store = done.store
    advice = both(
        f"Try the other commands on this market with --db {store}, or export BACKTEST_DATABASE_URL={store}",
        f"其他命令也可用这份行情：加 --db {store}，或执行 export BACKTEST_DATABASE_URL={store}",
    )
    show(done.runs, as_json=as_json, wide=wide, index=done.index, advice=advice)
    if done.runs.failed:
        raise typer.Exit(PARTLY if done.runs.finished else FAILED)
