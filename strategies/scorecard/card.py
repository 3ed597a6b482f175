"""The scorecard itself: every call of the reports as a row, judged as far as the data reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

from backtest.market.panel import Panel
from backtest.validity.future import cut_panel
from strategies.documents.document import Report
from strategies.scorecard.calls import Call, Kind, calls_of
from strategies.scorecard.industry import industry_index
from strategies.scorecard.luck import Pool
from strategies.scorecard.price_change import UNKNOWN, Move, Prices, basket_move, index_move, prices_of
from strategies.scorecard.summary import Summary, summarise
from strategies.scorecard.traded import Traded, trade
from strategies.scorecard.verdict import Verdict, class_of, verdict_on
from strategies.scorecard.window import Window, day_of, last_row_with_bars, window_of

BENCHMARK = "000300.SH"
BENCHMARK_TOTAL = "H00300.CSI"


@dataclass(frozen=True)
class Row:
    """One judged call. Returns are fractions, NaN where the data cannot say; ``symbols`` had a base price.

    ``measured_by`` is "price", an index or a basket. ``difference`` is the excess in price change, ``ratio`` the same
    as a ratio; ``given`` and ``given_by_ratio`` the classes that follow, empty without an excess.
    """

    report: str
    kind: Kind
    subject: str
    name: str
    symbols: tuple[str, ...]
    called: str
    measured_by: str
    price_change: float
    total_return: float
    difference: float
    ratio: float
    given: str
    given_by_ratio: str
    verdict: Verdict
    traded: Traded | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """One report with its window, the CSI 300 over it and its rows; ``window`` None when the data miss its start."""

    report: Report
    window: Window | None
    base_day: date | None
    end_day: date | None
    benchmark: float
    benchmark_total: float
    rows: tuple[Row, ...]
    summary: Summary


@dataclass(frozen=True)
class Scorecard:
    """Reports judged with what was known on ``as_of``, the last session with bars; ``brokers`` pool their reports."""

    as_of: date
    reports: tuple[Judged, ...]
    brokers: dict[str, Summary]


def score(panel: Panel, reports: Sequence[Report], as_of: date | None = None, pool: Pool = "reports") -> Scorecard:
    """Judge reports, in order; with ``as_of`` nothing that happened after that day is used; ``pool`` as in ``luck``.

    Raises UserError when the panel has no bar by then. A report that the data do not reach has rows without a verdict.
    """
    prices = prices_of(panel if as_of is None else cut_panel(panel, as_of))
    judged = tuple(_judge(prices, each, pool) for each in reports)
    brokers: dict[str, list[Judged]] = {}
    for each in judged:
        brokers.setdefault(each.report.broker, []).append(each)
    pooled = {
        broker: summarise(prices, [(each.report, each.window, each.rows) for each in own], BENCHMARK, pool)
        for broker, own in brokers.items()
    }
    return Scorecard(day_of(prices.panel, last_row_with_bars(prices.panel)), judged, pooled)


def _judge(prices: Prices, report: Report, pool: Pool) -> Judged:
    panel = prices.panel
    window = window_of(panel, report.published, report.standard.horizon_months)
    benchmark = index_move(panel, BENCHMARK, window) if window else UNKNOWN
    rows = tuple(_row(prices, report, call, window, benchmark) for call in calls_of(report))
    return Judged(
        report=report,
        window=window,
        base_day=day_of(panel, window.base) if window else None,
        end_day=day_of(panel, window.last) if window else None,
        benchmark=benchmark,
        benchmark_total=index_move(panel, BENCHMARK_TOTAL, window) if window else UNKNOWN,
        rows=rows,
        summary=summarise(prices, [(report, window, rows)], BENCHMARK, pool),
    )


def _row(prices: Prices, report: Report, call: Call, window: Window | None, benchmark: float) -> Row:
    move, measured_by = _measured(prices, report, call, window)
    difference, ratio = move.price - benchmark, (1.0 + move.price) / (1.0 + benchmark) - 1.0
    given, by_ratio = class_of(call.scale, difference), class_of(call.scale, ratio)
    notes = move.notes
    if window and isnan(benchmark):
        notes = (*notes, f"the store has no {BENCHMARK} at both ends of the window")
    return Row(
        report=report.id,
        kind=call.kind,
        subject=call.subject,
        name=call.name,
        symbols=move.symbols,
        called=call.called,
        measured_by=measured_by,
        price_change=move.price,
        total_return=move.total,
        difference=difference,
        ratio=ratio,
        given=given.name if given else "",
        given_by_ratio=by_ratio.name if by_ratio else "",
        verdict=verdict_on(call.scale, call.called, given, closed=window is not None and window.closed),
        traded=trade(prices.panel, move.symbols, window) if window else None,
        notes=notes,
    )


def _measured(prices: Prices, report: Report, call: Call, window: Window | None) -> tuple[Move, str]:
    """What a call did and by what that was measured; the industry by its index when the store has one."""
    if window is None:
        return Move((), UNKNOWN, UNKNOWN, (f"no price on {report.published}: the bars do not reach it",)), "price"
    if not call.symbols:
        return Move((), UNKNOWN, UNKNOWN, ("names no A-share",)), "price"
    basket = basket_move(prices, call.symbols, window)
    if call.kind not in ("industry", "thesis"):
        return basket, "price"
    index = industry_index(report.sector, report.published) if call.kind == "industry" else None
    growth = index_move(prices.panel, index.symbol, window) if index else UNKNOWN
    if index and not isnan(growth):
        return Move(basket.symbols, growth, UNKNOWN, ()), f"{index.symbol} {index.name}"
    return basket, f"equal weight of {len(basket.symbols)} of {len(call.symbols)} names"
