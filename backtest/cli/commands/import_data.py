"""``backtest import``: files, folders or archives into the store, or a list of what is wrong with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import FAILED, PARTLY, UsageFault, tell
from backtest.cli.layouts.import_data import print_import, refusal
from backtest.cli.layouts.rules import idle_sentence
from backtest.cli.output import print_answer, remark
from backtest.cli.progress import progress
from backtest.cli.shared_options import Accept, Database, Json, file_path
from data_sources.errors import OptionError

EXAMPLES = (
    "backtest import ./market-data",
    "backtest import ./tushare_daily.csv ./stock_basic.csv --dry-run",
    "backtest import ./bars.zip --format plain_daily --skip-bad",
    "backtest import ./market-data --accept unit_proof",
)


def import_data(
    ctx: typer.Context,
    data: Annotated[
        list[Path],
        typer.Argument(
            parser=file_path,
            metavar="PATH...",
            help="Files, folders or .zip archives: our own tables or those of others.",
        ),
    ],
    *,
    db: Database = None,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option(
            "--format", metavar="NAME", help="auto, own, or one of docs/layouts.md, for files that fit several."
        ),
    ] = "auto",
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave the bad symbols out and publish the rest (exit code 3).")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but publish.")] = False,
    accept: Accept = None,
    as_json: Json = False,
) -> None:
    """Publish files, ours or those of other systems, into the store.

    Tushare's, akshare's, terminals' and others' are told by their columns; what was done is said. Everything is
    checked first: a severe finding refuses all of it and leaves the store as it was. The same files twice change
    nothing.
    """
    try:
        with progress() as hear:
            result = backtest.import_data(
                data, db=db, format=format, skip_bad=skip_bad, accept=accept, dry_run=dry_run, hear=hear
            )
    except OptionError as fault:
        raise UsageFault(fault.with_flags, ctx) from None
    print_answer(result, partial(print_import, db=db), as_json=as_json)
    if result.idle:
        remark(idle_sentence(result.idle))
    if result.outcome == "refused":
        tell(refusal(result))
        raise typer.Exit(FAILED)
    if result.outcome == "partly":
        remark(f"partly done: left out {', '.join(result.left_out)}")
        raise typer.Exit(PARTLY)
