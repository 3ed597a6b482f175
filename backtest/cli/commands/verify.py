"""``backtest verify``: the proof that a store holds what was published in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import backtest
from backtest.cli.errors import FAILED
from backtest.cli.output import print_json, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json
from data_sources.language.text import both, said

EXAMPLES = ("backtest verify", "backtest verify --out var/site", "backtest verify --db var/market.db --json")
SHOWN = 5


def verify(
    db: Database = None,
    *,
    out: Annotated[Path | None, typer.Option("--out", metavar="SITE", help="Prove its paper diary too.")] = None,
    as_json: Json = False,
) -> None:
    """Prove that the store holds what was published, row by row.

    Looks at the database's pages, every snapshot's rows and replaced values, findings, trials and the column cache;
    writes nothing. Exit code 1 when something is not as it was written.
    """
    with progress() as hear:
        verification = backtest.verify(db=db, out=out, hear=hear)
    if as_json:
        print_json(verification.document())
    else:
        for verdict in verification.verdicts:
            state = both("FAULT", "异常") if verdict.faults else both("ok   ", "正常")
            counted = said(verdict.counted, "zh")
            say(both(f"{state} {verdict.name}: {verdict.counted}", f"{state.zh} {said(verdict.name, 'zh')}：{counted}"))
            for fault in verdict.faults[:SHOWN]:
                say(f"      {fault}")
            if len(verdict.faults) > SHOWN:
                more = len(verdict.faults) - SHOWN
                say(both(f"      and {more} more (--json has them all)", f"      另有 {more} 条（--json 列出全部）"))
        say(both(f"store {verification.store}", f"数据库 {verification.store}"))
    if verification.faults:
        raise typer.Exit(FAILED)
