"""``backtest doctor``: what could keep a refresh or a night from going well, each with the next step."""

from __future__ import annotations

from typing import Annotated

import typer

import backtest
from backtest.cli.errors import FAILED
from backtest.cli.output import print_json, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json, Reports
from data_sources.language.text import NOTHING, both, said

EXAMPLES = ("backtest doctor", "backtest doctor --db var/market.db --json", "backtest doctor --no-network")
STATES = {"ok": "正常", "warn": "注意", "fail": "故障"}


def doctor(
    db: Database = None,
    *,
    no_network: Annotated[bool, typer.Option("--no-network", help="Ask no vendor.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for each vendor.")] = 6.0,
    reports: Reports = None,
    as_json: Json = False,
) -> None:
    """Find what keeps a refresh or a run from going well.

    Looks at proxy, akshare, compiled code, database, disk, calendar, vendors and clock. One line each: ok, warn or
    fail, with what to do next. Asks each vendor as little as possible. Exit code 1 when something fails.
    """
    with progress() as hear:
        examination = backtest.doctor(db=db, no_network=no_network, timeout=timeout, reports=reports, hear=hear)
    if as_json:
        print_json(examination.document())
    else:
        for check in examination.checks:
            step = check.next_step
            then = both(f"; {step}", f"；{said(step, 'zh')}") if step else NOTHING
            state, diagnosis = STATES[check.state], said(check.diagnosis, "zh")
            say(
                both(
                    f"{check.state:<5} {check.name}: {check.diagnosis}{then}",
                    f"{state} {said(check.name, 'zh')}：{diagnosis}{then.zh}",
                )
            )
    if examination.fails:
        raise typer.Exit(FAILED)
