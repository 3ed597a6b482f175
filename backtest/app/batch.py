"""Several runs on one market, each with its folder: the jobs, what they share, and how they are carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from backtest.app.batch_outcome import BatchOutcome, FinishedRun, plain_of
from backtest.app.decided import Asked, Decided
from backtest.app.own_rule import with_audit
from backtest.app.run_name import check_run_name
from backtest.app.run_result import Run
from backtest.app.runnable import Runnable, decide_runnable
from backtest.market.indices import default_benchmark
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.contenders import runs_together
from backtest.result.files import write_tables
from backtest.result.look_ahead import LookAhead
from backtest.result.paper_diary import DiaryBeside
from backtest.result.price_charts import PriceCharts
from backtest.result.run_folder import DEFAULT_OUT, PAGE, VERDICT, publish_run, unfinished_run
from backtest.result.several import Several
from backtest.result.verdict_file import write_verdict
from data_sources.errors import ResourceError, UserError
from data_sources.language.text import both, same
from data_sources.progress import Progress, unheard
from data_sources.refused import out_of_memory
from data_sources.whole_folder import Unfinished
from reports import Look, ThesisCard, write_report
from reports.thesis_card import thesis_card
from strategies.contract.history import merge_signals
from strategies.contract.parameters import Value
from strategies.contract.strategy import Strategy
from strategies.library.library import Library, shipped_library
from strategies.scorecard.names_met import names_met
from strategies.standing.sign_state import signs_of

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck

Tell: TypeAlias = Callable[[str], None]
"""Hears one sentence per failure, which the outcome holds as well."""


def untold(_sentence: str) -> None:
    """Leave failures to the outcome: the default."""


@dataclass(frozen=True)
class RunSettings:
    """What all runs of a batch share.

    ``command`` stands in each manifest; ``out`` None means below ``var/runs``; ``audit`` False leaves out the
    look-ahead audit of a user's own rules; ``deep`` adds random lists and run-up. ``library`` are the documents known.
    ``look`` is that of the pages, ``back`` the address of the page around them, "" without one; each page shows the
    prices of ``price_charts``.
    """

    options: Options
    command: str = ""
    hindsight: bool = False
    out: Path | None = None
    audit: bool = True
    deep: bool = False
    library: Library = field(default_factory=shipped_library)
    look: Look = field(default_factory=Look)
    back: str = ""
    price_charts: PriceCharts = "held"

    def folder(self, name: str, runs: int = 1) -> Path:
        """Where a run of several writes: a single one into ``out`` itself, each of several below it.

        Raises UserError for a name that would lead elsewhere.
        """
        check_run_name(name)
        if self.out is None:
            return DEFAULT_OUT / name
        return self.out if runs == 1 else self.out / name


@dataclass(frozen=True)
class Job:
    """A run that has not begun; ``decide`` readies it.

    ``diary`` is what its paper diary made and ``look_ahead`` what an audit before found, for its page, whose ``look``,
    way ``back`` and ``price_charts`` are as in ``RunSettings``.
    """

    name: str
    folder: Path
    decide: Callable[[], Decided]
    card: ThesisCard | None = None
    diary: DiaryBeside | None = None
    look_ahead: LookAhead | None = None
    look: Look = field(default_factory=Look)
    back: str = ""
    price_charts: PriceCharts = "held"


def job_of(
    what: Runnable,
    panel: Panel,
    settings: RunSettings,
    folder: Path,
    parameters: Mapping[str, Value] | None = None,
) -> Job:
    """Return the job of a strategy or handler; only a strategy has a thesis card and a plain version."""
    given = parameters or {}
    asked = Asked(given, settings.hindsight, settings.command, settings.audit, settings.deep, settings.library)

    def decide() -> Decided:
        return decide_runnable(what, panel, settings.options, asked)

    card = _card(what, given, panel, settings) if isinstance(what, Strategy) else None
    look, back, shown = settings.look, settings.back, settings.price_charts
    return Job(what.name, folder, decide, card, look=look, back=back, price_charts=shown)


def _card(what: Strategy, given: Mapping[str, Value], panel: Panel, settings: RunSettings) -> ThesisCard | None:
    """The thesis of a strategy with what became of its documents' falsifiers by the last day of the run."""
    if not what.account or panel.last_traded < 0:
        return thesis_card(what, given)
    last: date = panel.sessions[panel.last_traded].item()
    signals = merge_signals(settings.library.signals, panel.signals)
    day = min(last, settings.options.end or last)
    return thesis_card(what, given, signs_of(what, signals, day, panel), names_met(panel, what.documents, day))


def carry_out_all(
    jobs: Sequence[Job], panel: Panel, options: Options, hear: Progress = unheard, tell: Tell = untold
) -> BatchOutcome:
    """Make every run, its files and its page; one that fails is told at once and does not stop the others.

    All decide before the first one trades, since they share one benchmark: unless ``options`` name it, the total return
    of the CSI 300 when it covers the sessions of all. All have traded before the first page is written, since each page
    says what they show together; until then a folder is as it was. The files and the page of a run take the place of
    an older one together, and those of one that fails are not touched.

    Raises UserError before anything trades when a folder cannot be written, and ResourceError as soon as the machine
    refuses something: that is no fault of a strategy, and the others would meet it too. What is in place then stays.
    """
    with ExitStack() as stack:
        parts = [stack.enter_context(unfinished_run(job.folder)) for job in jobs]
        return _carry_out(tuple(zip(jobs, parts, strict=True)), panel, options, hear, tell)


def _carry_out(
    jobs: Sequence[tuple[Job, Unfinished]], panel: Panel, options: Options, hear: Progress, tell: Tell
) -> BatchOutcome:
    failed: dict[str, str] = {}

    @contextmanager
    def told(job: Job) -> Iterator[None]:
        try:
            yield
        except ResourceError:
            raise
        except MemoryError as fault:
            raise out_of_memory(f"run {job.name}") from fault
        except UserError as fault:
            failed[job.name] = str(fault)
            words = same(fault.words)
            tell(words if len(jobs) == 1 else both(f"{job.name}: {words}", f"{job.name}：{words.zh}"))

    decided: list[tuple[Job, Unfinished, Decided]] = []
    for number, (job, part) in enumerate(jobs):
        if len(jobs) > 1:
            hear(both(f"deciding {job.name}", f"生成调仓决策：{job.name}"), number, len(jobs))
        with told(job):
            decided.append((job, part, job.decide()))
    shared = options.benchmark or default_benchmark(panel, [each.sessions for _, _, each in decided])
    traded: list[tuple[Job, Unfinished, Run, Sequence[str]]] = []
    for number, (job, part, each) in enumerate(decided):
        hear(both(f"running {job.name}", f"回测：{job.name}"), number, len(decided))
        with told(job):
            result = each.trade(replace(options, benchmark=shared))
            result = with_audit(result, job.look_ahead) if job.look_ahead else result
            traded.append((job, part, result, write_tables(result, part.part)))
    together = _together([result for _, _, result, _ in traded], hear)
    finished: list[FinishedRun] = []
    for number, (job, part, result, files) in enumerate(traded):
        if len(traded) > 1:
            hear(both(f"writing the page of {job.name}", f"写页面：{job.name}"), number, len(traded))
        with told(job):
            finished.append(_finish(job, part, replace(result, several=together), files))
    return BatchOutcome(tuple(finished), failed, together)


def check_all_books(outcome: BatchOutcome) -> dict[str, BookCheck]:
    """Let vectorbt re-book every finished run, by name."""
    from backtest.vectorbt_bridge import check_books  # noqa: PLC0415 - vectorbt takes seconds to import

    return {run.result.name: check_books(run.result) for run in outcome.finished}


def _together(results: Sequence[Run], hear: Progress) -> Several | None:
    """What the runs show together; a plain version beside its strategy is its yardstick, no strategy of its own."""
    compared = {plain_of(result.name) for result in results}
    own = [each for each in results if each.name not in compared]
    if len(own) > 1:
        hear(both(f"comparing {len(own)} runs", f"合并比较 {len(own)} 个回测"), 0, 0)
    return runs_together(own)


def _finish(job: Job, part: Unfinished, result: Run, files: Sequence[str]) -> FinishedRun:
    run = FinishedRun(result, job.folder, (*files, VERDICT, PAGE), job.diary)
    write_verdict(result, run.verdict, part.part / VERDICT)
    write_report(
        result, part.part / PAGE, job.card, job.diary, run.verdict, look=job.look, back=job.back,
        price_charts=job.price_charts,
    )  # fmt: skip
    publish_run(part, result.manifest)
    return run
