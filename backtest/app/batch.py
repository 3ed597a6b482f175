"""Several runs on one market, each with its folder: the jobs, what they share, and how they ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from backtest.app.run_result import Run
from backtest.app.runnable import Runnable, run_runnable
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.document import run_document
from backtest.result.files import make_folder, write_run
from backtest.result.plain_list import PlainBeside
from data_sources.errors import UserError
from data_sources.progress import Progress, unheard
from reports import ThesisCard, write_report
from reports.thesis_card import thesis_card
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy
from strategies.plain_list.comparison import ComparisonRow, beside_plain, compare_results
from strategies.plain_list.version import SUFFIX

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck

PAGE = "report.html"
DEFAULT_OUT = Path("var/runs")

Tell: TypeAlias = Callable[[str], None]
"""Hears one sentence per failure, which the outcome holds as well."""


def untold(_sentence: str) -> None:
    """Leave failures to the outcome: the default."""


@dataclass(frozen=True)
class RunSettings:
    """What all runs of a batch share.

    ``command`` stands in each manifest; ``out`` None means below ``var/runs``; ``audit`` False leaves out the
    look-ahead audit of a user's own rules.
    """

    options: Options
    command: str = ""
    hindsight: bool = False
    out: Path | None = None
    audit: bool = True

    def folder(self, name: str, runs: int = 1) -> Path:
        """Where a run of several writes: a single one into ``out`` itself, each of several below it."""
        if self.out is None:
            return DEFAULT_OUT / name
        return self.out if runs == 1 else self.out / name


@dataclass(frozen=True)
class FinishedRun:
    """A run and its files; ``plain`` is what the names of its strategy made without its rule."""

    result: Run
    folder: Path
    files: tuple[str, ...]
    plain: PlainBeside | None = None


@dataclass(frozen=True)
class BatchOutcome:
    """The runs that ended and, by name, why the others did not."""

    finished: tuple[FinishedRun, ...]
    failed: Mapping[str, str]

    @property
    def beside_plain(self) -> dict[str, tuple[ComparisonRow, ...]]:
        """By name the strategies whose plain version ran too, beside it."""
        results = {run.result.name: run.result for run in self.finished}
        pairs = {name: (result, results.get(name + SUFFIX)) for name, result in results.items()}
        return {name: compare_results(own, plain) for name, (own, plain) in pairs.items() if plain}

    def document(self) -> dict[str, Any]:
        """Return them as one JSON document."""
        runs = [run_document(run.result, run.folder, run.files) for run in self.finished]
        beside = {name: [row.document() for row in rows] for name, rows in self.beside_plain.items()}
        return {"runs": runs, "failed": self.failed} | ({"beside_plain": beside} if beside else {})


@dataclass(frozen=True)
class Job:
    """A run that has not begun; ``carry_out`` makes it, ``beside`` then what its names made without the rule."""

    name: str
    folder: Path
    carry_out: Callable[[], Run]
    card: ThesisCard | None = None
    beside: Callable[[Run], PlainBeside | None] | None = None


def job_of(
    what: Runnable,
    panel: Panel,
    settings: RunSettings,
    folder: Path,
    parameters: Mapping[str, Value] | None = None,
) -> Job:
    """Return the job of a strategy or handler; only a strategy has a thesis card and a plain version."""
    given = parameters or {}

    def carry_out() -> Run:
        return run_runnable(
            what,
            panel,
            settings.options,
            given,
            hindsight=settings.hindsight,
            command=settings.command,
            audit=settings.audit,
        )

    if not isinstance(what, Strategy):
        return Job(what.name, folder, carry_out)
    return Job(
        what.name, folder, carry_out, thesis_card(what, given), lambda rule: beside_plain(what, panel, rule, given)
    )


def carry_out_all(jobs: Sequence[Job], hear: Progress = unheard, tell: Tell = untold) -> BatchOutcome:
    """Make every run and write its files; one that fails is told at once and does not stop the others.

    Raises UserError before anything trades when a folder cannot be written.
    """
    for job in jobs:
        make_folder(job.folder)
    finished, failed = [], {}
    for number, job in enumerate(jobs):
        hear(f"running {job.name}", number, len(jobs))
        try:
            finished.append(_finish(job))
        except UserError as fault:
            failed[job.name] = str(fault)
            tell(str(fault) if len(jobs) == 1 else f"{job.name}: {fault}")
    return BatchOutcome(tuple(finished), failed)


def check_all_books(outcome: BatchOutcome) -> dict[str, BookCheck]:
    """Let vectorbt re-book every finished run, by name."""
    from backtest.vectorbt_bridge import check_books  # noqa: PLC0415 - vectorbt takes seconds to import

    return {run.result.name: check_books(run.result) for run in outcome.finished}


def _finish(job: Job) -> FinishedRun:
    result = job.carry_out()
    files = [path.name for path in write_run(result, job.folder)]
    plain = job.beside(result) if job.beside else None
    write_report(result, job.folder / PAGE, job.card, plain)
    return FinishedRun(result, job.folder, (*files, PAGE), plain)
