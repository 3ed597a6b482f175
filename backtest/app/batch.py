"""Several runs on one market, with their files: everything that can be wrong is looked at first, then they trade."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from backtest.app.conditions import DatedConditions, options_of
from backtest.app.failure import Tell, untold
from backtest.app.run import load_market
from backtest.app.run_result import Run
from backtest.app.runnable import Named, Runnable, check_handler, find_runnable, run_runnable, run_table
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.files import make_folder, write_run
from backtest.result.judge import About
from backtest.target_file import read_targets
from data_sources.errors import UserError
from data_sources.progress import Progress, unheard
from reports import ThesisCard, write_report
from reports.thesis_card import thesis_card
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import Strategy
from strategies.contract.user_handler import UserHandler
from strategies.plain_list.comparison import PlainBeside, beside_plain
from strategies.plain_list.version import plain_settings, plain_version

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck

PAGE = "report.html"
DEFAULT_OUT = Path("var/runs")


@dataclass(frozen=True)
class RunSettings:
    """What all runs of a batch share. ``command`` stands in each manifest; ``out`` None means below ``var/runs``."""

    options: Options
    command: str = ""
    hindsight: bool = False
    out: Path | None = None

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


@dataclass(frozen=True)
class Job:
    """A run that has not begun; ``carry_out`` makes it, ``beside`` then what its names made without the rule."""

    name: str
    folder: Path
    carry_out: Callable[[], Run]
    card: ThesisCard | None = None
    beside: Callable[[Run], PlainBeside | None] | None = None


def run_many(
    strategies: Sequence[Named],
    *,
    db: str | Path | None = None,
    parameters: Mapping[str, Value] | None = None,
    hindsight: bool = False,
    plain: bool = False,
    out: str | Path | None = None,
    command: str = "",
    hear: Progress = unheard,
    tell: Tell = untold,
    **conditions: Unpack[DatedConditions],
) -> BatchOutcome:
    """Run strategies on one market and write the files and the page of each; the twin of ``backtest run A B``.

    Parameters
    ----------
    strategies
        What ``backtest.run`` takes, each with a name of its own; all registered ones are
        ``strategies.registry.NAMES``.
    db
        The store. Without it ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    parameters
        Parameters by ``name`` for every strategy, by ``strategy.name`` for one.
    hindsight
        As for ``backtest.run``.
    plain
        Run beside each strategy the same names, equal, bought at publication and held.
    out
        Folder of the files: a single run writes into it, several below it. Without it ``var/runs/NAME``.
    command
        What each manifest names as the command that makes the run again.
    hear
        Called with (what, done, of how many) before each run.
    tell
        Called with a sentence when a run fails, while the others go on.
    **conditions
        Fields of ``Options``, as for ``backtest.run``.

    Returns
    -------
    BatchOutcome
        The finished runs with their files, and why the others failed, by name.

    Raises
    ------
    UserError
        Before any run trades: for an unknown or doubled name, a wrong parameter or condition, a folder that cannot be
        written.

    """
    settings = RunSettings(options_of(conditions), command, hindsight, None if out is None else Path(out))
    return run_strategies(strategies, parameters or {}, settings, db=db, plain=plain, hear=hear, tell=tell)


def run_strategies(
    strategies: Sequence[Named],
    parameters: Mapping[str, Value],
    settings: RunSettings,
    *,
    db: str | Path | None = None,
    plain: bool = False,
    hear: Progress = unheard,
    tell: Tell = untold,
) -> BatchOutcome:
    """Run strategies and handlers as ``run_many`` does, under settings that are checked already."""
    found = [find_runnable(each) for each in strategies]
    called = [each.name for each in found]
    if doubled := sorted({name for name in called if called.count(name) > 1}):
        raise UserError(f"strategy {', '.join(doubled)} is given twice; give each once, or rename your file")
    runs: list[tuple[Runnable, dict[str, Value]]] = []
    for each in found:
        given = _parameters(each, parameters, called)
        runs.append((each, given))
        if isinstance(each, UserHandler):
            check_handler(each, settings.options, hindsight=settings.hindsight, plain=plain)
        elif plain:
            runs.append((plain_version(each), plain_settings(given)))
    panel = load_market(db)
    jobs = [job_of(each, panel, settings, settings.folder(each.name, len(runs)), given) for each, given in runs]
    return carry_out_all(jobs, hear, tell)


def run_target_file(
    path: Path,
    settings: RunSettings,
    *,
    db: str | Path | None = None,
    hear: Progress = unheard,
    tell: Tell = untold,
) -> BatchOutcome:
    """Execute a weight table from a file and write its files, as the only run of a batch."""
    targets = read_targets(path)
    panel = load_market(db, targets.symbols)
    about = About(path.stem, command=settings.command)
    job = Job(path.stem, settings.folder(path.stem), lambda: run_table(targets, panel, settings.options, about))
    return carry_out_all([job], hear, tell)


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
            what, panel, settings.options, given, hindsight=settings.hindsight, command=settings.command
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


def _parameters(what: Runnable, parameters: Mapping[str, Value], called: Sequence[str]) -> dict[str, Value]:
    """Return the parameters that are for a strategy, checked: ``name`` is for all, ``strategy.name`` for one."""
    mine = {}
    for name, value in parameters.items():
        owner, dot, inner = name.rpartition(".")
        if dot and owner not in called:
            raise UserError(f"--set {name}: {owner} is not among the strategies that run ({', '.join(called)})")
        if not dot or owner == what.name:
            mine[inner] = value
    check_parameters(what.name, what.parameters, mine)
    return mine
