"""One run after the other: look at everything that can be wrong first, then trade, write and show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from backtest.app import run as api
from backtest.app.run_handler import check_handler, find_runnable, run_handler
from backtest.app.thesis_card import thesis_card
from backtest.cli.errors import tell
from backtest.cli.layouts.headline import comparison_table, headline_table
from backtest.cli.output import print_json, print_table, say
from backtest.cli.progress import progress
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.document import run_document
from backtest.result.files import make_folder, write_run
from backtest.result.plain_list import PlainBeside, plain_sentence
from backtest.result.result import Result
from backtest.result.verdict import verdict
from backtest.target_file import read_targets
from data_sources.errors import UserError
from reports import ThesisCard, write_report
from strategies.contract.parameters import check_parameters
from strategies.contract.strategy import HINDSIGHT_NOTE, Strategy
from strategies.contract.user_handler import UserHandler
from strategies.plain_list.comparison import ComparisonRow, beside_plain, compare_results
from strategies.plain_list.version import SUFFIX, plain_settings, plain_version
from strategies.registry import STRATEGIES

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck

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
    """A run and its files; ``plain`` is what the names of its strategy made without its rule."""

    result: Result
    folder: Path
    files: tuple[str, ...]
    plain: PlainBeside | None = None


@dataclass
class Outcome:
    """The runs that ended and, by name, why the others did not."""

    finished: list[Finished] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """A run that has not begun; ``carry_out`` makes it, ``beside`` then what its names made without the rule."""

    name: str
    folder: Path
    carry_out: Callable[[], Result]
    card: ThesisCard | None = None
    beside: Callable[[Result], PlainBeside | None] | None = None


def run_table(path: Path, orders: Orders) -> Outcome:
    """Execute a weight table from a file."""
    targets = read_targets(path)
    panel = api.load_market(orders.db, targets.symbols)

    def carry_out() -> Result:
        return api.run_targets(targets, panel=panel, name=path.stem, command=orders.command, **asdict(orders.options))

    return carry_out_all([Job(path.stem, orders.folder(path.stem, 1), carry_out)])


def every_strategy() -> tuple[str, ...]:
    """Return the names of all registered strategies."""
    return tuple(STRATEGIES)


def run_strategies(
    names: Sequence[str], settings: Mapping[str, str], orders: Orders, *, plain: bool = False
) -> Outcome:
    """Run strategies and handlers on one market, with ``plain`` each beside its plain version.

    Names and parameters are checked before any of them trades.
    """
    strategies = [find_runnable(name) for name in names]
    called = [strategy.name for strategy in strategies]
    if doubled := sorted({name for name in called if called.count(name) > 1}):
        raise UserError(f"strategy {', '.join(doubled)} is given twice; give each once, or rename your file")
    runs: list[tuple[Strategy | UserHandler, dict[str, str]]] = []
    for each in strategies:
        given = _parameters(each, settings, called)
        runs.append((each, given))
        if isinstance(each, UserHandler):
            check_handler(each, orders.options, hindsight=orders.hindsight, plain=plain)
        elif plain:
            runs.append((plain_version(each), plain_settings(given)))
    panel = api.load_market(orders.db)
    return carry_out_all(
        [_job(each, panel, orders, orders.folder(each.name, len(runs)), given) for each, given in runs]
    )


def _job(
    each: Strategy | UserHandler, panel: Panel, orders: Orders, folder: Path, parameters: Mapping[str, str]
) -> Job:
    if isinstance(each, Strategy):
        return strategy_job(each, panel, orders, folder, parameters)
    return Job(each.name, folder, lambda: run_handler(each, panel, orders.options, parameters, orders.command))


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

    def beside(rule: Result) -> PlainBeside | None:
        return beside_plain(strategy, panel, rule, parameters or {})

    return Job(strategy.name, folder, carry_out, thesis_card(strategy, parameters), beside)


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


def check_books_of(outcome: Outcome) -> dict[str, BookCheck]:
    """Let vectorbt re-book every finished run, by name."""
    from backtest.vectorbt_bridge import check_books  # noqa: PLC0415 - vectorbt takes seconds to import

    return {run.result.name: check_books(run.result) for run in outcome.finished}


def show(
    outcome: Outcome,
    *,
    as_json: bool,
    index: Path | None = None,
    checks: Mapping[str, BookCheck] | None = None,
    advice: str = "",
) -> None:
    """Print what the runs showed and where their files are.

    ``index`` is the page that leads to theirs, ``checks`` what a second book-keeper said, by name, ``advice`` what to
    do next.
    """
    sentences = {name: books.sentence for name, books in (checks or {}).items()}
    finished = outcome.finished
    if as_json:
        runs = [run_document(run.result, run.folder, run.files) for run in finished]
        beside = {name: [row.document() for row in rows] for name, rows in _comparisons(finished).items()}
        more = {"index": index, "beside_plain": beside, "checks": sentences}
        said = {name: value for name, value in more.items() if value}
        print_json({"runs": runs, "failed": outcome.failed} | said)
        return
    if any(run.result.simulated for run in finished):
        say("SIMULATED market: no price in it is real")
    if any(run.result.hindsight for run in finished):
        say(f"{HINDSIGHT_NOTE}; the part before is no evidence")
    for first in range(0, len(finished), SIDE_BY_SIDE):
        print_table(headline_table([run.result for run in finished[first : first + SIDE_BY_SIDE]]))
    for name, rows in _comparisons(finished).items():
        say(f"\nWhat the rule of {name} added to its names after publication, on this one history:")
        print_table(comparison_table(rows))
    for run in finished:
        _print_remarks(run)
        if run.result.name in sentences:
            say(f"  check: {sentences[run.result.name]}")
    if advice and finished:
        say(f"\n{advice}")
    if index and finished:
        say(f"\nAll pages: {index}")


def _comparisons(finished: Sequence[Finished]) -> dict[str, tuple[ComparisonRow, ...]]:
    """Return by name the strategies whose plain version ran too, beside it."""
    results = {run.result.name: run.result for run in finished}
    pairs = {name: (result, results.get(name + SUFFIX)) for name, result in results.items()}
    return {name: compare_results(own, plain) for name, (own, plain) in pairs.items() if plain}


def _print_remarks(run: Finished) -> None:
    say()
    say(f"{run.result.name}: {verdict(run.result).headline}")
    if run.plain:
        say(f"  {plain_sentence(run.plain)}")
    for caveat in run.result.caveats:
        say(f"  but: {caveat.sentence}")
    for note in run.result.notes:
        say(f"  note: {note}")
    say(f"  page: {run.folder / PAGE}")
    say(f"  files: {', '.join(name for name in run.files if name != PAGE)}")


def _finish(job: Job) -> Finished:
    result = job.carry_out()
    files = [path.name for path in write_run(result, job.folder)]
    plain = job.beside(result) if job.beside else None
    write_report(result, job.folder / PAGE, job.card, plain)
    return Finished(result, job.folder, (*files, PAGE), plain)


def _parameters(strategy: Strategy | UserHandler, settings: Mapping[str, str], called: Sequence[str]) -> dict[str, str]:
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
