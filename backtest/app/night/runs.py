"""Every strategy of a night: first the look-ahead audit, then the run of those that passed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from backtest.app.batch import carry_out_all
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.batch_trading import STRATEGY
from backtest.app.command_line import command_line
from backtest.app.executors.in_order import in_order, tried
from backtest.app.executors.task import Execute, Task
from backtest.app.job import RunSettings, job_of
from backtest.app.night.diary import Diary
from backtest.app.night.diary_run import diary_run, doubtful_days
from backtest.app.tell import Tell
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.look_ahead import LookAhead, look_ahead_of
from backtest.result.paper_diary import DiaryBeside, diary_beside
from backtest.validity.audit_outcome import AuditOutcome
from data_sources.errors import ResourceError, UserError
from data_sources.progress import Progress
from reports import Look
from strategies.contract.audit import audit_strategy
from strategies.contract.history import History
from strategies.contract.strategy import Strategy
from strategies.library.history import history_of
from strategies.library.library import Library
from strategies.own.known import declared_strategies
from strategies.registry import STRATEGIES

AUDIT_DAYS = 4


@dataclass(frozen=True)
class Auditing:
    """What the audits of a night share: the history that each strategy decides on."""

    history: History
    strategies: tuple[Strategy, ...]


@dataclass(frozen=True)
class Audited:
    """The strategies that may be shown, and by name why the others may not; ``found`` are all audits."""

    passed: tuple[Strategy, ...]
    refused: Mapping[str, str]
    found: Mapping[str, LookAhead]

    @property
    def sentences(self) -> dict[str, str]:
        """All audits in words."""
        return {name: each.sentence for name, each in self.found.items()}


def audit_all(panel: Panel, library: Library, execute: Execute, hear: Progress, tell: Tell) -> Audited:
    """Audit every registered strategy, and every basket of a document, on a few days.

    Those that look ahead or fail are told of at the end.
    """
    # Worked out here, once: the view for rules takes it over, and every verdict needs it.
    _ = panel.total_return_index
    history = history_of(panel, library)
    strategies = tuple({**STRATEGIES, **declared_strategies(library)}.values())
    task = Task(audit_each, Auditing(history, strategies), STRATEGY)
    passed, refused, every = [], {}, {}
    with closing(in_order(execute, task, range(len(strategies)))) as answers:
        for number, strategy in enumerate(strategies):
            hear(f"auditing {strategy.name}", number, len(strategies))
            found = next(answers)
            if isinstance(found, ResourceError):
                raise found
            if isinstance(found, UserError):
                refused[strategy.name] = str(found)
                continue
            every[strategy.name] = look_ahead_of(found)
            if found.passed:
                passed.append(strategy)
            else:
                refused[strategy.name] = found.sentence
    for name, reason in refused.items():
        tell(f"{name}: {reason}")
    return Audited(tuple(passed), refused, every)


def audit_each(shared: Auditing, numbers: Sequence[int]) -> list[tuple[int, AuditOutcome | UserError]]:
    """Audit strategies by their numbers; each is answered with its outcome, or with what it failed with."""
    return [(number, _audited(shared.strategies[number], shared.history)) for number in numbers]


def _audited(strategy: Strategy, history: History) -> AuditOutcome | UserError:
    return tried(lambda: audit_strategy(strategy, history, days=AUDIT_DAYS))


def run_all(
    audited: Audited,
    panel: Panel,
    folder: Path,
    *,
    library: Library,
    diary: Diary,
    look: Look,
    end: date | None = None,
    execute: Execute,
    hear: Progress,
    tell: Tell,
) -> BatchOutcome:
    """Run what passed its audit with the usual options, random lists and all.

    Each page names the command that makes it again, and says what the audit found and what the rows of ``diary``, the
    paper diary, made. ``end`` is their last session, None for the last one with bars.
    """
    options = Options(end=end)
    more = ["--to", end.isoformat()] if end else []

    def settings(name: str) -> RunSettings:
        # Readers see it: the store of this machine does not belong into it, see ``site_store``.
        command = command_line(["run", name, "--deep", *more])
        return RunSettings(options, command, deep=True, library=library, look=look, back="../index.html")

    strategies = audited.passed
    written = _diaries(strategies, diary, panel, options, tell)
    jobs = [
        replace(
            job_of(each, panel, settings(each.name), folder / each.name),
            diary=written.get(each.name),
            look_ahead=audited.found[each.name],
        )
        for each in strategies
    ]
    return carry_out_all(jobs, panel, options, hear, tell, execute=execute)


def _diaries(
    strategies: Sequence[Strategy], diary: Diary, panel: Panel, options: Options, tell: Tell
) -> dict[str, DiaryBeside]:
    """What the diary of each strategy made so far, by name; one that cannot be executed is told and left out."""
    found: dict[str, DiaryBeside] = {}
    for each in strategies:
        try:
            run = diary_run(diary, each.name, panel, options)
        except ResourceError:
            raise
        except UserError as fault:
            tell(f"{each.name}: its paper diary cannot be executed: {fault}")
            continue
        if run and (beside := diary_beside(run, *doubtful_days(diary, each.name))):
            found[each.name] = beside
    return found
