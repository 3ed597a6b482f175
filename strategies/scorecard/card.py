"""The scorecard itself: every call of the reports as a row, judged as far as the data reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backtest.market.indices import total_return_of
from backtest.market.panel import Panel
from backtest.validity.future import cut_panel
from strategies.documents.document import Report
from strategies.documents.library import memberships, named_from
from strategies.scorecard.base_day import BaseDay, base_days
from strategies.scorecard.benchmark import Benchmark, benchmark_for
from strategies.scorecard.by_month import NameByMonth, names_by_month
from strategies.scorecard.calls import calls_of
from strategies.scorecard.luck import Named, Pool
from strategies.scorecard.price_change import UNKNOWN, Prices, index_move, prices_of
from strategies.scorecard.row import Row, judge_call, with_trade
from strategies.scorecard.summary import Summary, summarise
from strategies.scorecard.window import Window, day_of, last_row_with_bars, window_of


@dataclass(frozen=True)
class Judged:
    """One report with its window, its benchmark of A shares over it, and its rows.

    ``window`` is None when the data miss its start or the report prints no horizon. ``benchmark_total`` is the growth
    of the benchmark with dividends, NaN where the store has none. ``base_days`` are what the verdicts would be from the
    sessions beside the base, ``by_month`` its names some months after publication.
    """

    report: Report
    window: Window | None
    base_day: date | None
    end_day: date | None
    benchmark: Benchmark
    benchmark_total: float
    rows: tuple[Row, ...]
    summary: Summary
    base_days: tuple[BaseDay, ...]
    by_month: tuple[NameByMonth, ...]


@dataclass(frozen=True)
class Scorecard:
    """Reports judged with what was known on ``as_of``, the last session with bars; ``brokers`` pool their reports."""

    as_of: date
    reports: tuple[Judged, ...]
    brokers: dict[str, Summary]


def score(
    panel: Panel,
    reports: Sequence[Report],
    as_of: date | None = None,
    pool: Pool = "reports",
    named: Named | None = None,
) -> Scorecard:
    """Judge every call of some reports by each report's own rating standard, against the benchmarks that it names.

    The answer keeps the order of the reports; one that the data do not reach has rows without a verdict, and so have
    all whose benchmark is not stored. Nothing that happened after ``as_of`` is used (None: all the panel has);
    ``pool`` says from which names random lists are drawn, ``"reports"`` or ``"store"``, see ``luck``. ``named`` are by
    symbol the days from which some report names it, None (default): shipped reports. Raises UserError when there is no
    bar by then.
    """
    known = named_from(memberships()) if named is None else named
    prices = prices_of(panel if as_of is None else cut_panel(panel, as_of))
    judged = tuple(_judge(prices, each, pool, known) for each in reports)
    brokers: dict[str, list[Judged]] = {}
    for each in judged:
        brokers.setdefault(each.report.broker, []).append(each)
    pooled = {
        broker: summarise(prices, [(each.report, each.window, each.rows) for each in own], pool, known)
        for broker, own in brokers.items()
    }
    return Scorecard(day_of(prices.panel, last_row_with_bars(prices.panel)), judged, pooled)


def _judge(prices: Prices, report: Report, pool: Pool, named: Named) -> Judged:
    panel = prices.panel
    months = report.standard.horizon_months
    window = window_of(panel, report.published, months) if months else None
    benchmark = benchmark_for(panel, report.standard, window) if window else Benchmark("", UNKNOWN)
    with_dividends = total_return_of(benchmark.symbol)
    rows = tuple(with_trade(prices, judge_call(prices, report, call, window), window) for call in calls_of(report))
    return Judged(
        report=report,
        window=window,
        base_day=day_of(panel, window.base) if window else None,
        end_day=day_of(panel, window.last) if window else None,
        benchmark=benchmark,
        benchmark_total=index_move(panel, with_dividends, window) if window else UNKNOWN,
        rows=rows,
        summary=summarise(prices, [(report, window, rows)], pool, named),
        base_days=base_days(prices, report, window, rows) if window else (),
        by_month=names_by_month(prices, report),
    )
