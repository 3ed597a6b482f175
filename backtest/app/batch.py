"""Several runs on one market, each with its folder: all decide, all trade, then each has its files and its page.

This process decides, counts trials, audits a user's own rules and writes all files; an executor trades and makes pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from backtest.app.batch_outcome import BatchOutcome, FinishedRun, plain_of
from backtest.app.batch_pages import Page, page_of, paging
from backtest.app.batch_trading import trading
from backtest.app.decided import Decided
from backtest.app.executors.choice import on_this_machine
from backtest.app.executors.task import Execute
from backtest.app.job import Job
from backtest.app.own_rule import with_audit
from backtest.app.run_result import Run
from backtest.app.tell import Tell, untold
from backtest.market.indices import default_benchmark
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.contenders import runs_together
from backtest.result.files import write_tables
from backtest.result.older_run import older_run
from backtest.result.run_folder import PAGE, VERDICT, publish_run, unfinished_run
from backtest.result.run_history import is_kept, keep_newest
from backtest.result.several import Several
from backtest.result.verdict_file import write_verdict
from data_sources.errors import ResourceError, UserError
from data_sources.language.text import both, same
from data_sources.progress import Progress, unheard
from data_sources.refused import out_of_memory
from data_sources.whole_folder import Unfinished
from reports.page import put_page

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck


Told: TypeAlias = Callable[[Job], AbstractContextManager[None]]


@dataclass(frozen=True)
class _Traded:
    """A run between its trades and its page, with the tables that it has in its unfinished folder."""

    job: Job
    part: Unfinished
    result: Run
    files: Sequence[str]


def carry_out_all(
    jobs: Sequence[Job],
    panel: Panel,
    options: Options,
    hear: Progress = unheard,
    tell: Tell = untold,
    *,
    execute: Execute | None = None,
) -> BatchOutcome:
    """Make every run, its files and its page; one that fails is told at once and does not stop the others.

    All decide before the first one trades, since they share one benchmark: unless ``options`` name it, the total return
    of the CSI 300 when it covers the sessions of all. All have traded before the first page is written, since each page
    says what they show together; until then a folder is as it was. The files and the page of a run take the place of
    an older one together, and those of one that fails are not touched.

    ``execute`` trades and makes pages, by default in this process; the files are the same wherever it does.

    Raises UserError before anything trades when a folder cannot be written, and ResourceError as soon as the machine
    refuses something: that is no fault of a strategy, and the others would meet it too. What is in place then stays.
    """
    with ExitStack() as stack:
        parts = [stack.enter_context(unfinished_run(job.folder)) for job in jobs]
        asked = tuple(zip(jobs, parts, strict=True))
        return _carry_out(asked, panel, options, hear, tell, execute or on_this_machine(1))


def _carry_out(  # noqa: PLR0917 - what carry_out_all was asked for
    jobs: Sequence[tuple[Job, Unfinished]],
    panel: Panel,
    options: Options,
    hear: Progress,
    tell: Tell,
    execute: Execute,
) -> BatchOutcome:
    failed: dict[str, str] = {}
    told = partial(_told, failed=failed, tell=tell, alone=len(jobs) == 1)
    decided = _decided(jobs, hear, told)
    shared = options.benchmark or default_benchmark(panel, [each.sessions for _, _, each in decided])
    traded = _traded(decided, replace(options, benchmark=shared), execute, hear, told)
    together = _together([each.result for each in traded], hear)
    finished = _finished(traded, together, execute, hear, told)
    return BatchOutcome(tuple(finished), failed, together)


@contextmanager
def _told(job: Job, *, failed: dict[str, str], tell: Tell, alone: bool) -> Iterator[None]:
    """Tell of a run that fails in the body, and go on; what the machine refuses ends all."""
    try:
        yield
    except ResourceError:
        raise
    except MemoryError as fault:
        raise out_of_memory(f"run {job.name}") from fault
    except UserError as fault:
        failed[job.name] = str(fault)
        words = same(fault.words)
        tell(words if alone else both(f"{job.name}: {words}", f"{job.name}：{words.zh}"))


def _decided(
    jobs: Sequence[tuple[Job, Unfinished]], hear: Progress, told: Told
) -> list[tuple[Job, Unfinished, Decided]]:
    decided = []
    for number, (job, part) in enumerate(jobs):
        if len(jobs) > 1:
            hear(both(f"deciding {job.name}", f"生成调仓决策：{job.name}"), number, len(jobs))
        with told(job):
            decided.append((job, part, job.decide()))
    return decided


def _traded(
    decided: Sequence[tuple[Job, Unfinished, Decided]], options: Options, execute: Execute, hear: Progress, told: Told
) -> list[_Traded]:
    traded = []
    with trading([each for _, _, each in decided], options, execute) as run_of:
        for number, (job, part, each) in enumerate(decided):
            hear(both(f"running {job.name}", f"回测：{job.name}"), number, len(decided))
            with told(job):
                result = each.settle(run_of(number))
                result = with_audit(result, job.look_ahead) if job.look_ahead else result
                traded.append(_Traded(job, part, result, write_tables(result, part.part)))
    return traded


def _finished(
    traded: Sequence[_Traded], together: Several | None, execute: Execute, hear: Progress, told: Told
) -> list[FinishedRun]:
    finished = []
    traded = [replace(each, result=replace(each.result, several=together)) for each in traded]
    with paging([page_of(each.result, each.job) for each in traded], execute) as page_by:
        for number, each in enumerate(traded):
            name = each.job.name
            if len(traded) > 1:
                hear(both(f"writing the page of {name}", f"写页面：{name}"), number, len(traded))
            with told(each.job):
                finished.append(_finish(each, page_by(number)))
    return finished


def check_all_books(outcome: BatchOutcome) -> dict[str, BookCheck]:
    """Let vectorbt re-book every finished run, by name."""
    from backtest.vectorbt_bridge import check_books  # noqa: PLC0415 - vectorbt takes seconds to import

    return {run.result.name: check_books(run.result) for run in outcome.finished}


def _together(results: Sequence[Run], hear: Progress) -> Several | None:
    """What the runs show together; a plain version beside its strategy is its yardstick, no strategy of its own.

    Settings that are the defaults are no other try than the strategy itself: the first of such runs stands for all.
    """
    compared = {plain_of(result.strategy) for result in results}
    tries = {repr(_try(each)): each for each in reversed(results) if each.name not in compared}
    own = list(reversed(tries.values()))
    if len(own) > 1:
        hear(both(f"comparing {len(own)} runs", f"合并比较 {len(own)} 个回测"), 0, 0)
    return runs_together(own)


def _try(result: Run) -> tuple[object, ...]:
    """What tells a try from the others of its command: what ran, by its family, and all values of its parameters."""
    parameters = result.manifest["parameters"]
    return plain_of(result.strategy) or result.strategy, result.manifest["source"], parameters


def _finish(of: _Traded, page: Page) -> FinishedRun:
    job, part = of.job, of.part
    files = (*of.files, VERDICT, PAGE)
    run = FinishedRun(of.result, job.folder, files, job.diary, page.verdict, older_run(job.folder))
    write_verdict(of.result, page.verdict, part.part / VERDICT)
    put_page(page.text, part.part / PAGE)
    publish_run(part, of.result.manifest)
    if is_kept(job.folder):
        keep_newest(job.folder)
    return run
