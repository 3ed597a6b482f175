"""``backtest audit``: whether a strategy knows anything before its time."""

from __future__ import annotations

from typing import Annotated

import typer

import backtest
from backtest.cli.completion import strategy_names
from backtest.cli.errors import FAILED
from backtest.cli.known_documents import known_documents
from backtest.cli.output import print_json, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json, Reports
from backtest.cli.streams import prints_to_stderr
from data_sources.language.text import both

EXAMPLES = ("backtest audit rate_power", "backtest audit ./mine.py --days 40 --seed 7")


def audit(
    strategies: Annotated[
        list[str],
        typer.Argument(metavar="STRATEGY...", help="Names, or files of your own.", autocompletion=strategy_names),
    ],
    *,
    db: Database = None,
    days: Annotated[
        int | None, typer.Option(min=1, help="On how many days the future is changed; without it right behind all.")
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(min=0.0, help="How long that may take a strategy: 20 without --days, with them no end but this."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Which days; the same number repeats the audit.")] = 0,
    reports: Reports = None,
    as_json: Json = False,
) -> None:
    """Prove that strategies do not look ahead.

    The future after some days is cut off and scrambled; no decision up to such a day may change. Exit code 1 when one
    does, with the first date and symbol.
    """
    known = known_documents(reports)
    with prints_to_stderr(), progress() as hear:
        audits = backtest.audit(strategies, db=db, days=days, seconds=seconds, seed=seed, reports=known, hear=hear)
    if as_json:
        print_json(audits.document(), known)
    else:
        for name, outcome in audits.outcomes.items():
            say(both(f"{name}: {outcome.sentence}", f"{name}：{outcome.sentence.zh}"))
    if not audits.passed:
        raise typer.Exit(FAILED)
