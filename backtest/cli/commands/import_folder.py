"""``backtest import``: a folder of CSV or Parquet tables into the store, or a list of what is wrong with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.layouts.import_folder import print_import, refusal
from backtest.cli.layouts.rules import idle_sentence
from backtest.cli.output import print_answer, remark
from backtest.cli.progress import progress
from backtest.cli.shared_options import Accept, Database, Json

EXAMPLES = (
    "backtest import ./market-data",
    "backtest import ./market-data --db var/market.db --skip-bad",
    "backtest import ./market-data --accept unit_proof",
)


def import_folder(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder with instruments, bars, index and more tables.")
    ],
    db: Database = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave the bad symbols out and publish the rest (exit code 3).")
    ] = False,
    accept: Accept = None,
    as_json: Json = False,
) -> None:
    """Publish a folder of CSV or Parquet tables into the store.

    Everything is checked first: a severe finding refuses all of it and leaves the store as it was. The same folder
    twice changes nothing.
    """
    with progress() as hear:
        result = backtest.import_folder(folder, db=db, skip_bad=skip_bad, accept=accept, hear=hear)
    print_answer(result, partial(print_import, db=db), as_json=as_json)
    if result.idle:
        remark(idle_sentence(result.idle))
    if result.outcome == "refused":
        tell(refusal(result))
        raise typer.Exit(FAILED)
    if result.outcome == "partly":
        remark(f"partly done: left out {', '.join(result.left_out)}")
        raise typer.Exit(PARTLY)
