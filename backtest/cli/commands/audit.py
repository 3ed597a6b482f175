"""``backtest audit``: whether a strategy knows anything before its time."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from backtest.cli.errors import FAILED
from backtest.cli.output import print_json, say
from backtest.cli.progress import progress
from backtest.cli.shared_options import Database, Json

EXAMPLES = ("backtest audit rate_power", "backtest audit ./mine.py --days 40 --seed 7")


def audit(
    strategies: Annotated[list[str], typer.Argument(metavar="STRATEGY...", help="Names, or files of your own.")],
    db: Database = None,
    days: Annotated[int, typer.Option(min=1, help="On how many days the future is changed.")] = 12,
    seed: Annotated[int, typer.Option(min=0, help="Which days; the same number repeats the audit.")] = 0,
    as_json: Json = False,
) -> None:
    """Prove that strategies do not look ahead.

    The future after some days is cut off and scrambled; no decision up to such a day may change. Exit code 1 when one
    does, with the first date and symbol.
    """
    from backtest.app.run import load_market  # noqa: PLC0415 - nothing heavy before a command runs
    from strategies.contract.audit import audit_strategy  # noqa: PLC0415
    from strategies.contract.strategy import known_history  # noqa: PLC0415
    from strategies.registry import find_strategy  # noqa: PLC0415

    chosen = [find_strategy(name) for name in strategies]
    history = known_history(load_market(db))
    reports = {}
    with progress() as hear:
        for number, strategy in enumerate(chosen):
            hear(f"auditing {strategy.name}", number, len(chosen))
            reports[strategy.name] = audit_strategy(strategy, history, days=days, seed=seed)
    if as_json:
        audits = [
            {"name": name, "passed": report.passed, "sentence": report.sentence, **asdict(report)}
            for name, report in reports.items()
        ]
        print_json({"audits": audits})
    else:
        for name, report in reports.items():
            say(f"{name}: {report.sentence}")
    if not all(report.passed for report in reports.values()):
        raise typer.Exit(FAILED)
