"""``backtest import``: a folder of CSV or Parquet tables into the store, or a list of what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import FAILED, PARTLY, tell
from backtest.cli.layouts.import_folder import print_import, refusal
from backtest.cli.output import print_answer, remark
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json

EXAMPLES = (
    "backtest import ./market-data",
    "backtest import ./market-data --db var/market.db --skip-bad",
)


def import_folder(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder with instruments, bars, index and more tables.")
    ],
    db: Database = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave the bad symbols out and publish the rest (exit code 3).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Publish a folder of CSV or Parquet tables into the store.

    Everything is checked first: a severe finding refuses all of it and leaves the store as it was. The same folder
    twice changes nothing.
    """
    with progress() as hear:
        result = backtest.import_folder(folder, db=db, skip_bad=skip_bad, hear=hear)
    print_answer(result, print_import, as_json=as_json)
    if result.outcome == "refused":
        tell(refusal(result))
        raise typer.Exit(FAILED)
    if result.outcome == "partly":
        remark(f"partly done: left out {', '.join(result.left_out)}")
        raise typer.Exit(PARTLY)
