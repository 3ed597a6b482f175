"""The large numbers of a page of bare returns, each with the interval that chance leaves it."""

from __future__ import annotations

from datetime import date

from backtest.metrics.returns import years
from backtest.result.bare_returns import BareReturns
from backtest.result.front.tiles import points_interval
from backtest.result.wording import number, percent, signed_points
from data_sources.language.text import Text, both, same
from reports.sections.verdict import ShownTile, Span, tone

TOO_SHORT = both("under 60 sessions: no interval", "不足 60 个交易日，无区间")


def sheet_tiles(seen: BareReturns) -> tuple[ShownTile, ...]:
    """Return growth, excess (with a benchmark), Sharpe ratio and drawdown."""
    return (_growth(seen), *_excess(seen), _sharpe(seen), _drawdown(seen))


def _growth(seen: BareReturns) -> ShownTile:
    """A rate a year from a year on, the growth of the span before."""
    found, short = seen.growth, seen.under_a_year
    value = _float(seen.own["total_return" if short else "annual_return"])
    label = both("Return over the span", "区间收益") if short else both("Return a year", "年化收益")
    interval = found.over(years(seen.curve.dates)) if found and short else found
    ends = (interval.low, interval.high) if interval else None
    return _tile(label, value, percent(value, signed=True), ends, seen)


def _excess(seen: BareReturns) -> tuple[ShownTile, ...]:
    numbers = seen.comparison
    if numbers is None:
        return ()
    interval = points_interval(numbers)
    label = both(f"Excess over the {seen.benchmark}, whole span", f"相对{seen.benchmark.zh}的超额（全期）")
    if interval is None:
        return (ShownTile(label, signed_points(numbers.excess), tone(numbers.excess), TOO_SHORT),)
    low, high = (number(end * 100, 1, signed=True) for end in (interval.low, interval.high))
    span = Span(interval.low, numbers.excess, interval.high)
    return (ShownTile(label, signed_points(numbers.excess), tone(numbers.excess), _interval(low, high), span),)


def _sharpe(seen: BareReturns) -> ShownTile:
    found, label = seen.sharpe, both("Sharpe ratio a year", "年化夏普比率")
    if found is None:
        return ShownTile(label, number(_float(seen.own["sharpe"])), "", TOO_SHORT)
    note = _interval(number(found.low), number(found.high))
    return ShownTile(label, number(found.annual), "", note, Span(found.low, found.annual, found.high))


def _drawdown(seen: BareReturns) -> ShownTile:
    label, found = both("Maximum drawdown", "最大回撤"), seen.drawdown
    depth, end = _float(seen.own["max_drawdown"]), seen.own["max_drawdown_end"]
    day = date.fromisoformat(str(end)) if end else None
    low = both(f"lowest on {day}", f"最低点 {day}") if day else both("never under water", "从未回撤")
    if found is None:
        return ShownTile(label, percent(depth), "", low)
    middle = [percent(each) for each in (found.low, found.high)]
    said = both(
        f"{low}; days like these drawn again: {middle[0]} to {middle[1]}",
        f"{low.zh}；重抽样 {middle[0]} 至 {middle[1]}",
    )
    return ShownTile(label, percent(depth), "", said)


def _tile(
    label: Text, value: float | None, written: Text, ends: tuple[float, float] | None, seen: BareReturns
) -> ShownTile:
    if ends is None or value is None:
        lost = bool(seen.curve.equity.min() <= 0)
        return ShownTile(label, written, tone(value), both("everything was lost", "全部亏损") if lost else TOO_SHORT)
    low, high = (percent(end, signed=True) for end in ends)
    return ShownTile(label, written, tone(value), _interval(low, high), Span(ends[0], value, ends[1]))


def _interval(low: str, high: str) -> Text:
    return both(f"95% interval {low} to {high}", f"95% 区间 {same(low).zh} 至 {same(high).zh}")


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
