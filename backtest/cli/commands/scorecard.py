"""``backtest scorecard``: the reports judged by their own rating standards."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

import backtest
from backtest.cli.completion import report_ids
from backtest.cli.errors import UsageFault
from backtest.cli.known_documents import known_documents
from backtest.cli.language import language
from backtest.cli.output import print_answer, remark, say
from backtest.cli.shared_options import AsOf, Database, Json, Reports, Wide, folder
from data_sources.language.text import both

if TYPE_CHECKING:
    from reports.page import Look

EXAMPLES = (
    "backtest scorecard",
    "backtest scorecard 002 004 --as-of 2025-12-31",
    "backtest scorecard --pool store --json",
    "backtest scorecard 006 --reports ./research",
    "backtest scorecard --out var/scorecard",
    "backtest scorecard 002 --forecasts",
)

Ids: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REPORT...]", help="Ids of reports such as 002; all without any.", autocompletion=report_ids
    ),
]
PoolOption: TypeAlias = Annotated[
    Literal["store", "reports"],
    typer.Option(
        "--pool",
        help="Draw random lists from names that reports had given by then, or from the store, later picks among them.",
    ),
]
OutOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--out",
        parser=folder,
        metavar="DIR",
        help="Folder for the page (index.html), the tables (CSV) and the document.",
    ),
]
ForecastsOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--forecasts",
        help="Judge instead what the reports expected companies to earn, and split prices into revision and re-rating.",
    ),
]


def scorecard(
    ctx: typer.Context,
    ids: Ids = None,
    *,
    as_of: AsOf = None,
    pool: PoolOption = "reports",
    out: OutOption = None,
    forecasts: ForecastsOption = False,
    wide: Wide = False,
    reports: Reports = None,
    db: Database = None,
    as_json: Json = False,
) -> None:
    """Judge the reports by their own standards and benchmarks.

    Every industry rating and rated stock is met, missed or pending; a name listed without a rating has a class of its
    own; a basket of the report's own names is shown with the interval of its excess. Each hit rate stands beside the
    share of all stored names that did as well. With --out it is written as a page and as tables too. With --forecasts:
    each EPS or profit that a report expected beside what was earned.
    """
    from backtest.cli.layouts.forecasts import print_forecasts  # noqa: PLC0415 - nothing heavy before a command runs
    from backtest.cli.layouts.scorecard import print_scorecard  # noqa: PLC0415

    known = known_documents(reports)
    if forecasts and pool != "reports":
        raise UsageFault(
            both(
                "--pool is for random lists, and --forecasts draws none",
                "--pool 用于随机名单，而 --forecasts 不抽随机名单",
            ),
            ctx,
        )
    if forecasts and out is not None:
        raise UsageFault(
            both(
                "--out writes what was called, and forecasts have no page; give one of the two, --json has them all",
                "--out 写出观点，而盈利预测没有页面；两者选一，--json 含全部内容",
            ),
            ctx,
        )
    if forecasts:
        judged = backtest.forecasts(ids, as_of=as_of, reports=known, db=db)
        print_answer(judged, partial(print_forecasts, wide=wide), as_json=as_json, known=known)
        return
    found = backtest.scorecard(ids, as_of=as_of, pool=pool, reports=known, db=db)
    page = None if out is None else found.write(out, look=_look())
    print_answer(found, partial(print_scorecard, wide=wide), as_json=as_json, known=known)
    if page is not None:
        (remark if as_json else say)(both(f"page: {page}", f"页面：{page}"))


def _look() -> Look:
    """The page speaks as the terminal does, until its reader chooses."""
    from backtest.app.look import look_of  # noqa: PLC0415 - only a page needs templates

    return look_of(language())
