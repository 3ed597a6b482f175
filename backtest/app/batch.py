"""Several runs on one market, each with its folder: all decide, all trade, then each has its files and its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from backtest.app.batch_outcome import BatchOutcome, FinishedRun, plain_of
from backtest.app.decided import Decided
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
from reports import write_report

if TYPE_CHECKING:
    from backtest.vectorbt_bridge import BookCheck


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


def _finish(job: Job, part: Unfinished, result: Run, files: Sequence[str]) -> FinishedRun:
    run = FinishedRun(result, job.folder, (*files, VERDICT, PAGE), job.diary, older_run(job.folder))
    write_verdict(result, run.verdict, part.part / VERDICT)
    write_report(
        result, part.part / PAGE, job.card, job.diary, run.verdict, look=job.look, back=job.back,
        price_charts=job.price_charts,
    )  # fmt: skip
    publish_run(part, result.manifest)
    if is_kept(job.folder):
        keep_newest(job.folder)
    return run
