"""One judged call: what it did, by what that was measured and against what, and the word that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan

from backtest.validity.interval import Interval
from data_sources.language.text import NOTHING, Text, both, same
from strategies.documents.document import Report
from strategies.documents.rating import RatingClass
from strategies.scorecard.benchmark import Benchmark, benchmark_for, is_beijing, of_a_shares
from strategies.scorecard.by_index import move_by_index
from strategies.scorecard.calls import BASKETS, BY_INDEX, UNRATED, Call, Kind
from strategies.scorecard.excess_path import ahead_of, interval_of
from strategies.scorecard.price_change import UNKNOWN, Move, Prices, basket_move
from strategies.scorecard.traded import Traded, trade
from strategies.scorecard.verdict import (
    LEAST_NAMES,
    Verdict,
    class_of,
    first_above_neutral,
    verdict_of_basket,
    verdict_on,
    verdict_unrated,
)
from strategies.scorecard.window import Window

NONE_OWNED = both("names no A-share that its file owns", "没有点名可确认的 A 股")
NONE_NAMED = both("names no A-share", "没有点名 A 股")
NO_SCALE = both("no verdict: the document prints no scale to hold it to", "无结论：研报没有给出可据以评判的评级标准")
TOO_FEW = both(f"no verdict: under {LEAST_NAMES} names", f"无结论：少于 {LEAST_NAMES} 只个股")
NO_INTERVAL = both("no verdict: no interval of these sessions", "无结论：这些交易日无法给出置信区间")


@dataclass(frozen=True)
class Row:
    """One judged call. Returns are fractions, NaN where the data cannot say; ``symbols`` had a base price.

    ``called`` is the class that the report printed and ``given`` that which the market gave it, both empty for what no
    rating was printed of; ``asked`` are the points that our reading asks of a name or sub-industry listed without one.
    ``measured_by`` is "price", an index or a basket, empty where an industry has no stored index. ``benchmark`` is the
    index that the document names for its market, ``benchmark_change`` its growth. ``difference`` is the excess in price
    change over it, ``ratio`` the same as a ratio, ``interval`` that of a basket's excess.
    """

    report: str
    kind: Kind
    subject: str
    name: str
    symbols: tuple[str, ...]
    called: str
    asked: float | None
    measured_by: str
    benchmark: str
    benchmark_change: float
    price_change: float
    total_return: float
    difference: float
    ratio: float
    interval: Interval | None
    given: str
    given_by_ratio: str
    verdict: Verdict
    traded: Traded | None
    notes: tuple[Text, ...]


def judge_call(prices: Prices, report: Report, call: Call, window: Window | None) -> Row:
    """Judge one call of a report by prices alone; ``traded`` is None."""
    if window is None:
        unreached = Move(notes=(_without_window(report),))
        return _row(report, call, unreached, "price", Benchmark("", UNKNOWN))
    move, measured_by = _measured(prices, report, call, window)
    stock = call.kind not in (*BASKETS, *BY_INDEX)
    beijing = stock and is_beijing(call.subject)
    benchmark = benchmark_for(prices.panel, report.standard, window, beijing=beijing)
    row = _row(report, call, move, measured_by, benchmark)
    return _basket(prices, report, row, window) if call.kind in BASKETS else _by_scale(call, row, window)


def _without_window(report: Report) -> Text:
    if not report.standard.horizon_months:
        return both("no verdict: the report prints no horizon", "无结论：研报没有给出考察期")
    return both(
        f"no price on {report.published}: the bars do not reach it", f"{report.published} 没有价格：行情未覆盖该日"
    )


def with_trade(prices: Prices, row: Row, window: Window | None) -> Row:
    """Return a row with what could be traded of it."""
    return replace(row, traded=trade(prices.panel, row.symbols, window) if window else None)


def _row(report: Report, call: Call, move: Move, measured_by: str, benchmark: Benchmark) -> Row:
    """A row whose verdict is still open."""
    difference = move.price - benchmark.growth
    ratio = (1.0 + move.price) / (1.0 + benchmark.growth) - 1.0
    unrated = call.kind in UNRATED or call.kind == "sub_industry"
    scale = call.scale if call.called else ()
    reading = first_above_neutral(call.scale) if unrated else None
    return Row(
        report=report.id,
        kind=call.kind,
        subject=call.subject,
        name=call.name,
        symbols=move.symbols,
        called=_class_word(call.scale, call.called),
        asked=reading.lower if reading else None,
        measured_by=measured_by,
        benchmark=benchmark.symbol,
        benchmark_change=benchmark.growth,
        price_change=move.price,
        total_return=move.total,
        difference=difference,
        ratio=ratio,
        interval=None,
        given=_name(class_of(scale, difference)),
        given_by_ratio=_name(class_of(scale, ratio)),
        verdict="no verdict",
        traded=None,
        notes=(*move.notes, *benchmark.notes),
    )


def _name(found: RatingClass | None) -> Text:
    """The name of a class, in Chinese the report's own word."""
    return both(found.name, found.rating or found.name) if found else NOTHING


def _class_word(scale: Sequence[RatingClass], name: str) -> Text:
    found = next((each for each in scale if each.name == name), None)
    return _name(found) if found else same(name)


def _measured(prices: Prices, report: Report, call: Call, window: Window) -> tuple[Move, str]:
    """What a call did and by what that was measured."""
    if call.kind in BY_INDEX:
        return move_by_index(prices.panel, report, call, window)
    if not call.symbols:
        named = any(each.thesis == call.subject for each in report.memberships)
        return Move(notes=(NONE_OWNED if named else NONE_NAMED,)), "price"
    move = basket_move(prices, call.symbols, window)
    if call.kind in BASKETS:
        return move, f"equal weight of {len(move.symbols)} of {len(call.symbols)} names"
    return move, "price"


def _by_scale(call: Call, row: Row, window: Window) -> Row:
    """A call on one name or one index, held to the class that was printed, or to our reading where none was."""
    if not call.called and first_above_neutral(call.scale) is None:
        return replace(row, notes=(*row.notes, NO_SCALE))
    given = class_of(call.scale, row.difference)
    if call.called:
        return replace(row, verdict=verdict_on(call.scale, call.called, given, closed=window.closed))
    return replace(row, verdict=verdict_unrated(call.scale, given, closed=window.closed))


def _basket(prices: Prices, report: Report, row: Row, window: Window) -> Row:
    """A basket with the interval of its excess over the index of A shares."""
    if not row.symbols or isnan(row.difference):
        return row
    interval = interval_of([ahead_of(prices, of_a_shares(report.standard), row.symbols, window)])
    verdict = verdict_of_basket(len(row.symbols), interval, closed=window.closed)
    notes = row.notes
    if verdict == "no verdict":
        few = len(row.symbols) < LEAST_NAMES
        notes = (*notes, TOO_FEW if few else NO_INTERVAL)
    return replace(row, interval=interval, verdict=verdict, notes=notes)
