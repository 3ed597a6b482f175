"""Every strategy of a night: first the look-ahead audit, then the run of those that passed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backtest.app.batch import BatchOutcome, RunSettings, Tell, carry_out_all, job_of
from backtest.app.command_line import command_line
from backtest.market.panel import Panel
from backtest.options import Options
from data_sources.errors import UserError
from data_sources.progress import Progress
from strategies.contract.audit import audit_strategy
from strategies.contract.strategy import Strategy, known_history
from strategies.registry import STRATEGIES

AUDIT_DAYS = 4


@dataclass(frozen=True)
class Audited:
    """The strategies that may be shown, and by name why the others may not; ``sentences`` are all audits in words."""

    passed: tuple[Strategy, ...]
    refused: Mapping[str, str]
    sentences: Mapping[str, str]


def audit_all(panel: Panel, hear: Progress, tell: Tell) -> Audited:
    """Audit every registered strategy on a few days; those that look ahead or fail are told of at the end."""
    history = known_history(panel)
    passed, refused, sentences = [], {}, {}
    for number, strategy in enumerate(STRATEGIES.values()):
        hear(f"auditing {strategy.name}", number, len(STRATEGIES))
        try:
            found = audit_strategy(strategy, history, days=AUDIT_DAYS)
        except UserError as fault:
            refused[strategy.name] = str(fault)
            continue
        sentences[strategy.name] = found.sentence
        if found.passed:
            passed.append(strategy)
        else:
            refused[strategy.name] = found.sentence
    for name, reason in refused.items():
        tell(f"{name}: {reason}")
    return Audited(tuple(passed), refused, sentences)


def run_all(
    strategies: Sequence[Strategy],
    panel: Panel,
    db: str | Path | None,
    folder: Path,
    *,
    hear: Progress,
    tell: Tell,
) -> BatchOutcome:
    """Run strategies with the usual options; each page names the command that makes it again."""
    options = Options()
    more = ["--db", str(db)] if db else []

    def settings(name: str) -> RunSettings:
        return RunSettings(options, command_line(["run", name, *more]))

    jobs = [job_of(each, panel, settings(each.name), folder / each.name) for each in strategies]
    return carry_out_all(jobs, panel, options, hear, tell)
