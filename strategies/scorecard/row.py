"""One judged call: what it did, by what that was measured, the class it earned and whether it was met."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from backtest.market.indices import index_label
from backtest.market.panel import Panel
from strategies.documents.document import Report
from strategies.documents.sector_indices import SectorIndex, rated_index, rated_indices
from strategies.scorecard.calls import Call, Kind
from strategies.scorecard.price_change import Move, Prices, basket_move, index_move
from strategies.scorecard.traded import Traded, trade
from strategies.scorecard.verdict import Verdict, class_of, verdict_on
from strategies.scorecard.window import Window

BENCHMARK = "000300.SH"


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


def judge_call(prices: Prices, report: Report, call: Call, window: Window | None, benchmark: float) -> Row:
    """Judge one call of a report; ``benchmark`` is the growth of the CSI 300 over the window, a fraction or NaN."""
    move, measured_by = _measured(prices, report, call, window)
    difference, ratio = move.price - benchmark, (1.0 + move.price) / (1.0 + benchmark) - 1.0
    given, by_ratio = class_of(call.scale, difference), class_of(call.scale, ratio)
    notes = move.notes
    if window and isnan(benchmark):
        notes = (*notes, f"the store has no {BENCHMARK} at both ends of the window")
    if not call.scale:
        notes = (*notes, _without_scale(report))
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


def _without_scale(report: Report) -> str:
    """Why a call has no verdict whatever it did."""
    standard = report.standard
    printed = standard.stock or standard.industry
    return "the report rates no industry" if printed and not report.rating else "the report prints no rating standard"


def _measured(prices: Prices, report: Report, call: Call, window: Window | None) -> tuple[Move, str]:
    """What a call did and by what that was measured; the industry by its index when the store has one."""
    if window is None and not report.standard.horizon_months:
        return Move(notes=("the report prints no horizon",)), "price"
    if window is None:
        return Move(notes=(f"no price on {report.published}: the bars do not reach it",)), "price"
    if not call.symbols:
        return Move(notes=("names no A-share that it says to gain",)), "price"
    basket = basket_move(prices, call.symbols, window)
    if call.kind not in ("industry", "thesis"):
        return basket, "price"
    names = f"equal weight of {len(basket.symbols)} of {len(call.symbols)} names"
    return _by_index(prices, report, window, basket) or (basket, names) if call.kind == "industry" else (basket, names)


def _by_index(prices: Prices, report: Report, window: Window, basket: Move) -> tuple[Move, str] | None:
    """What the rated industry did by its own index or by the one that stands in for it, with a note that says so."""
    panel, day = prices.panel, report.known_from
    growth = {row.symbol: index_move(panel, row.symbol, window) for row in rated_indices(report.id, day)}
    index = rated_index(report.id, day, {symbol for symbol, each in growth.items() if not isnan(each)})
    if index is None:
        return None
    return Move(basket.symbols, growth[index.symbol], notes=_stands_in(panel, index)), f"{index.symbol} {index.name}"


def _stands_in(panel: Panel, index: SectorIndex) -> tuple[str, ...]:
    own = index.stands_in_for
    if not own:
        return ()
    lacking = "has no level at both ends of the window" if own in panel.benchmarks else "is not stored"
    return (f"{index_label(own)} {lacking}: {index.symbol} stands in for it",)
