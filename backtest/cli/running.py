"""One run after the other: look at everything that can be wrong first, then trade, write and show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from backtest import api
from backtest.cli.errors import tell
from backtest.cli.headline import headline_table, run_document
from backtest.cli.output import print_json, print_table, say
from backtest.cli.progress import progress
from backtest.cli.thesis_card import thesis_card
from backtest.options import Options
from backtest.panel import Panel
from backtest.result import Result
from backtest.run_files import make_folder, write_run
from backtest.target_file import read_targets
from data_sources.errors import UserError
from reports import ThesisCard, write_report
from strategies.parameters import check_parameters
from strategies.registry import find_strategy
from strategies.strategy import Strategy

SIDE_BY_SIDE = 4  # columns that fit beside their labels on a common terminal
PAGE = "report.html"


@dataclass(frozen=True)
class Orders:
    """What all runs of a command share. ``into_out``: a single run writes into ``out`` itself, not below it."""

    db: str | None
    options: Options
    command: str
    hindsight: bool
    out: Path
    into_out: bool

    def folder(self, name: str, runs: int) -> Path:
        """Where a run of several writes."""
        return self.out if self.into_out and runs == 1 else self.out / name


@dataclass(frozen=True)
class Finished:
    """A run and its files."""

    result: Result
    folder: Path
    files: tuple[str, ...]


@dataclass
class Outcome:
    """The runs that ended and, by name, why the others did not."""

    finished: list[Finished] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """A run that has not begun; ``carry_out`` makes it."""

    name: str
    folder: Path
    carry_out: Callable[[], Result]
    card: ThesisCard | None = None


def run_table(path: Path, orders: Orders) -> Outcome:
    """Execute a weight table from a file."""
    targets = read_targets(path)
    panel = api.load_market(orders.db, targets.symbols)

    def carry_out() -> Result:
        return api.run_targets(targets, panel=panel, name=path.stem, command=orders.command, **asdict(orders.options))

    return carry_out_all([Job(path.stem, orders.folder(path.stem, 1), carry_out)])


def run_strategies(names: Sequence[str], settings: Mapping[str, str], orders: Orders) -> Outcome:
    """Run strategies on one market; names and parameters are checked before any of them trades."""
    strategies = [find_strategy(name) for name in names]
    called = [strategy.name for strategy in strategies]
    if doubled := sorted({name for name in called if called.count(name) > 1}):
        raise UserError(f"strategy {', '.join(doubled)} is given twice; give each once, or rename your file")
    parameters = {strategy.name: _parameters(strategy, settings, called) for strategy in strategies}
    panel = api.load_market(orders.db)
    return carry_out_all(
        [
            strategy_job(strategy, panel, orders, orders.folder(strategy.name, len(called)), parameters[strategy.name])
            for strategy in strategies
        ]
    )


def strategy_job(
    strategy: Strategy, panel: Panel, orders: Orders, folder: Path, parameters: Mapping[str, str] | None = None
) -> Job:
    """Return the job of one strategy."""

    def carry_out() -> Result:
        return api.run(
            strategy,
            panel=panel,
            parameters=parameters,
            hindsight=orders.hindsight,
            command=orders.command,
            **asdict(orders.options),
        )

    return Job(strategy.name, folder, carry_out, thesis_card(strategy))


def carry_out_all(jobs: Sequence[Job]) -> Outcome:
    """Make every run and write its files; one that fails is told at once and does not stop the others.

    Raises UserError before anything trades when a folder cannot be written.
    """
    for job in jobs:
        make_folder(job.folder)
    outcome = Outcome()
    with progress() as hear:
        for number, job in enumerate(jobs):
            hear(f"running {job.name}", number, len(jobs))
            try:
                outcome.finished.append(_finish(job))
            except UserError as fault:
                outcome.failed[job.name] = str(fault)
                tell(str(fault) if len(jobs) == 1 else f"{job.name}: {fault}")
    return outcome


def show(outcome: Outcome, *, as_json: bool, index: Path | None = None) -> None:
    """Print what the runs showed and where their files are; ``index`` is the page that leads to theirs."""
    finished = outcome.finished
    if as_json:
        runs = [run_document(run.result, run.folder, run.files) for run in finished]
        print_json({"runs": runs, "failed": outcome.failed} | ({"index": index} if index else {}))
        return
    if any(run.result.simulated for run in finished):
        say("SIMULATED market: no price in it is real")
    if any(run.result.hindsight for run in finished):
        say("HINDSIGHT: names were traded before the reports that give them were published; no evidence")
    for first in range(0, len(finished), SIDE_BY_SIDE):
        print_table(headline_table([run.result for run in finished[first : first + SIDE_BY_SIDE]]))
    for run in finished:
        _print_remarks(run)
    if index and finished:
        say(f"\nAll pages: {index}")


def _print_remarks(run: Finished) -> None:
    from reports import summarise  # noqa: PLC0415 - computes an interval that JSON does not show

    say()
    say(f"{run.result.name}: {summarise(run.result, PAGE).headline}")
    for note in run.result.notes:
        say(f"  note: {note}")
    say(f"  page: {run.folder / PAGE}")
    say(f"  files: {', '.join(name for name in run.files if name != PAGE)}")


def _finish(job: Job) -> Finished:
    result = job.carry_out()
    files = [path.name for path in write_run(result, job.folder)]
    write_report(result, job.folder / PAGE, job.card)
    return Finished(result, job.folder, (*files, PAGE))


def _parameters(strategy: Strategy, settings: Mapping[str, str], called: Sequence[str]) -> dict[str, str]:
    """Return the settings that are for a strategy, checked: ``name`` is for every one, ``strategy.name`` for one."""
    mine = {}
    for name, value in settings.items():
        owner, dot, inner = name.rpartition(".")
        if dot and owner not in called:
            raise UserError(f"--set {name}: {owner} is not among the strategies that run ({', '.join(called)})")
        if not dot or owner == strategy.name:
            mine[inner] = value
    check_parameters(strategy.name, strategy.parameters, mine)
    return mine
