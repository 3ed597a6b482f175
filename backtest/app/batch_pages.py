"""The pages of the runs of a batch, which may be made in any process: what goes there, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from backtest.app.batch_trading import STRATEGY
from backtest.app.executors.in_order import in_order, or_raise, tried
from backtest.app.executors.task import Execute, Task
from backtest.app.job import Job
from backtest.app.lent import with_lent, without_lent
from backtest.app.run_result import Run
from backtest.result.paper_diary import DiaryBeside
from backtest.result.price_charts import PriceCharts
from backtest.result.result import Result
from backtest.result.verdict import Verdict, verdict
from data_sources.errors import UserError
from reports import Look, ThesisCard, report_text


@dataclass(frozen=True)
class PageOf:
    """What a page is made from: a run, and of its job what ``Job`` says."""

    result: Run
    card: ThesisCard | None
    diary: DiaryBeside | None
    look: Look
    back: str
    price_charts: PriceCharts


@dataclass(frozen=True)
class Page:
    """The text of a page, and the verdict that it shows."""

    verdict: Verdict
    text: str


def page_of(result: Run, job: Job) -> PageOf:
    """Return what the page of a run is made from."""
    return PageOf(result, job.card, job.diary, job.look, job.back, job.price_charts)


@contextmanager
def paging(asked: Sequence[PageOf], execute: Execute) -> Iterator[Callable[[int], Page]]:
    """Lend what gives the page of each by its number, asked for once each and in order.

    One that failed raises the UserError that it failed with.
    """
    task = Task(page_each, tuple(asked), STRATEGY)
    with closing(in_order(execute, task, range(len(asked)))) as answers:

        def page_by(number: int) -> Page:
            page: Page = with_lent(or_raise(next(answers)), _runs_of(asked[number]))
            return page

        yield page_by


def page_each(shared: tuple[PageOf, ...], numbers: Sequence[int]) -> list[tuple[int, list[bytes] | UserError]]:
    """Make pages; each is answered without its run, on which the verdict hangs, or with what it failed with."""
    return [(number, _packed(shared[number])) for number in numbers]


def _packed(of: PageOf) -> list[bytes] | UserError:
    return tried(lambda: without_lent(_made(of), _runs_of(of)))


def _made(of: PageOf) -> Page:
    seen = verdict(of.result)
    text = report_text(
        of.result, of.card, of.diary, seen, look=of.look, back=of.back, price_charts=of.price_charts
    )  # fmt: skip
    return Page(seen, text)


def _runs_of(of: PageOf) -> tuple[Result | None, ...]:
    return (of.result, of.result.as_published)
