"""Bare returns as the plain data of their page: everything that the template writes, nothing that computes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.metrics.daily_spread import worst_rows
from backtest.metrics.returns import daily_returns
from backtest.metrics.split import WHOLE
from backtest.result.bare_returns import BareReturns
from backtest.result.worst_days import WorstDay
from data_sources.language.text import Text, both, joined, same
from reports.charts.model import Chart
from reports.sections.calendar_returns import months_of, years_of
from reports.sections.key_numbers import NumberGroup, number_group
from reports.sections.risk import RiskSection
from reports.sections.risk.falls import falls
from reports.sections.verdict import ShownTile
from reports.sheet.charts import days_by_size, growth_chart, moving_chart
from reports.sheet.tiles import sheet_tiles

WORST = 10

FROM_RETURNS = both(
    "From returns only: no fills, no costs and no holdings are known. Whether these returns could have been had is not "
    "judged here, nor how many variants were tried before they were shown.",
    "仅据收益率：成交、费用与持仓均未知。本页不判断这些收益能否真正获得，也不知道展示之前试过多少种参数。",
)


@dataclass(frozen=True)
class SheetPart:
    """The whole span, in the words in which the parts of a run stand in their columns."""

    name: str
    label: Text
    base_date: date
    last_date: date
    sessions: int


@dataclass(frozen=True)
class SheetPage:
    """The page; ``benchmark_name`` is nothing without a benchmark, and all that needs one is left out."""

    title: Text
    page_title: Text
    told: Text
    span: Text
    benchmark_name: Text
    tiles: tuple[ShownTile, ...]
    growth: Chart
    risk: RiskSection
    parts: tuple[SheetPart, ...]
    key_numbers: tuple[NumberGroup, ...]


def sheet_page(seen: BareReturns) -> SheetPage:
    """Return the data of the page."""
    dates, whole = seen.curve.dates, both("Whole span", "全区间")
    first, last, count = dates[0].item(), dates[-1].item(), len(dates) - 1
    title = same(seen.name) if seen.name else both("Returns", "收益率")
    return SheetPage(
        title=title,
        page_title=joined([title, both(": from returns only", "：仅据收益率")], en=""),
        told=FROM_RETURNS,
        span=both(f"{count} daily returns, {dates[1]} to {last}", f"{count} 个日收益率，{dates[1]} 至 {last}"),
        benchmark_name=seen.benchmark,
        tiles=sheet_tiles(seen),
        growth=growth_chart(seen),
        risk=_risk(seen),
        parts=(SheetPart(WHOLE, whole, first, last, count),),
        key_numbers=_numbers(seen),
    )


def _risk(seen: BareReturns) -> RiskSection:
    curve, spans = seen.curve, {WHOLE: seen.curve}
    own, market = daily_returns(curve.equity), daily_returns(curve.benchmark)
    worst = tuple(
        WorstDay(curve.dates[row + 1].item(), float(own[row]), float(market[row]), (), 0.0)
        for row in worst_rows(own, WORST)
    )
    return RiskSection(
        moving_chart(seen),
        days_by_size(seen),
        worst,
        falls(curve, excess=False),
        falls(curve, excess=True) if seen.benchmark else (),
        years_of(spans),
        months_of(spans),
    )


def _numbers(seen: BareReturns) -> tuple[NumberGroup, ...]:
    short, beside = (seen.under_a_year,), both("Return and risk", "收益与风险")
    if not seen.benchmark:
        return (number_group(beside, "own", short, [seen.own]),)
    against = both(f"Against the {seen.benchmark}", f"相对{seen.benchmark.zh}")
    return (
        number_group(beside, "own", short, [seen.own], (seen.benchmark, [seen.market])),
        number_group(against, "relative", short, [seen.relative]),
    )
