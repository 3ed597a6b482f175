"""Reference price, price limits and fill price of one symbol on one session (execution rules, sections 2 and 4)."""

from __future__ import annotations

import math

import numpy as np

from backtest.engine.compiled import compiled
from backtest.engine.market import LIMIT_NORMAL, LIMIT_ST, NO_LIMIT, ORDINARY, ST, Market
from backtest.engine.money import TOLERANCE, round2
from backtest.engine.records import Records
from backtest.market.corporate_events import RENAME
from backtest.market.panel import AMOUNT, CLOSE, HIGH, LOW, OPEN, PREV_CLOSE, VOLUME
from data_sources.market_rules.tick import TICK
from data_sources.tables.symbols import BOARDS

VWAP = -1
BEIJING = BOARDS.index("beijing")
CLEAR = 2 * TICK
"""Farther than any rounding moves a limit from ``reference * (1 + rate)``: a tick on Beijing, half of one elsewhere."""


@compiled
def ex_price(event: Records, price: float) -> float:
    """What a price becomes on an ex-date (除权除息参考价) or through a rename at a ratio."""
    if event.kind == RENAME:
        return price if event.ratio == 1.0 else round2(price / event.ratio)
    value = price - event.cash + event.rights * event.rights_price
    return round2(value / (1.0 + event.bonus + event.rights))


@compiled
def last_close(market: Market, t: int, j: int) -> float:
    """The last close before session t, adjusted by every event after it up to and including t; NaN without one."""
    symbol = market.symbols[j]
    traded = t - 1
    while traded >= 0 and not market.bars[VOLUME, traded, j] > 0:
        traded -= 1
    price = market.bars[CLOSE, traded, j] if traded >= 0 else symbol.history_close
    if math.isnan(price):
        return math.nan
    for k in range(symbol.first_step, symbol.stop_step):
        event = market.events[market.steps[k]]
        if traded < event.session <= t:
            price = ex_price(event, price)
    return float(price)


@compiled
def worth_before(market: Market, t: int, j: int) -> float:
    """``last_close`` of a symbol whose closes are laid out: that of the session before and today's events."""
    price = market.closes[j, t - 1] if t > 0 else market.symbols[j].history_close
    if is_eventful(market, t) and not math.isnan(price):
        for k in range(market.symbols[j].first_step, market.symbols[j].stop_step):
            event = market.events[market.steps[k]]
            if event.session == t:
                price = ex_price(event, price)
    return float(price)


@compiled
def is_eventful(market: Market, t: int) -> bool:
    """Whether any symbol has a corporate event on session t."""
    return market.sessions[t].first_event < market.sessions[t].stop_event  # type: ignore[no-any-return]


@compiled
def reference(market: Market, t: int, j: int) -> float:
    """The reference price of session t: the bar's own prev_close where given, else the ex-adjusted last close."""
    if market.bars[VOLUME, t, j] > 0 and market.bars[PREV_CLOSE, t, j] > 0:
        return float(market.bars[PREV_CLOSE, t, j])
    return last_close(market, t, j)


@compiled
def status_on(market: Market, t: int, j: int) -> int:
    """The status that counts on session t."""
    for k in range(market.symbols[j].first_span, market.symbols[j].stop_span):
        if market.spans[k].first <= t <= market.spans[k].last:
            return int(market.spans[k].kind)
    return ORDINARY


@compiled
def limit_terms(market: Market, t: int, j: int) -> tuple[float, float]:
    """The limit rate and the reference price of session t; the rate is 0 where there are no ordinary limits."""
    base = reference(market, t, j)
    return limit_rate(market, t, j, base), base


@compiled
def limit_rate(market: Market, t: int, j: int, base: float) -> float:
    """How far from the reference price the limits of session t lie; 0 where there are no ordinary limits."""
    symbol = market.symbols[j]
    status = status_on(market, t, j)
    free = status == NO_LIMIT or 0 <= symbol.listing_session <= t <= symbol.free_until
    rate = market.rates[t, symbol.board, LIMIT_ST if status == ST else LIMIT_NORMAL]
    return 0.0 if free or math.isnan(base) or not rate > 0 else float(rate)


@compiled
def upper_limit(market: Market, t: int, j: int, rate: float, base: float, fill: int) -> float:
    """Limit-up of session t for one kind of fill price, infinity where there is none.

    On a debut under the issue-price rule 144% of the issue price, at the open the 120% of it that the opening auction
    accepts; or 0, under any price, when the issue price is unknown.
    """
    if market.symbols[j].debut == t:
        return float(market.symbols[j].debut_auction_up if fill == OPEN else market.symbols[j].debut_limit_up)
    return limit_up(base, rate, market.symbols[j].board) if rate > 0 else np.inf


@compiled
def lower_limit(market: Market, t: int, j: int, rate: float, base: float) -> float:
    """Limit-down of session t, minus infinity where there is none, as on a debut under the issue-price rule."""
    if market.symbols[j].debut == t or rate == 0:
        return -np.inf
    return limit_down(base, rate, market.symbols[j].board)


@compiled
def upper_limit_near(market: Market, t: int, j: int, base: float, fill: int, price: float) -> float:
    """``upper_limit`` where ``price`` may meet it, infinity where it is clear of it, as most prices are."""
    rate = limit_rate(market, t, j, base)
    if price < base * (1.0 + rate) - CLEAR and market.symbols[j].debut != t:
        return np.inf
    return upper_limit(market, t, j, rate, base, fill)


@compiled
def lower_limit_near(market: Market, t: int, j: int, base: float, price: float) -> float:
    """``lower_limit`` where ``price`` may meet it, minus infinity where it is clear of it."""
    rate = limit_rate(market, t, j, base)
    return -np.inf if price > base * (1.0 - rate) + CLEAR else lower_limit(market, t, j, rate, base)


@compiled
def limit_up(base: float, rate: float, board: int) -> float:
    """The highest price: half up to the cent, on Beijing cut; at least a tick above the reference, never under one."""
    raw = base * (1.0 + rate)
    price = math.floor(raw * 100 + TOLERANCE) / 100 if board == BEIJING else round2(raw)
    return max(price, round2(base + TICK), TICK)


@compiled
def limit_down(base: float, rate: float, board: int) -> float:
    """The lowest price: half up to the cent, on Beijing raised to it; at least a tick below, and never under one."""
    raw = base * (1.0 - rate)
    price = math.ceil(raw * 100 - TOLERANCE) / 100 if board == BEIJING else round2(raw)
    return max(min(price, round2(base - TICK)), TICK)


@compiled
def quoted_price(market: Market, t: int, j: int, fill: int) -> float:
    """The market price an order of session t meets, before slippage."""
    bars = market.bars
    if fill != VWAP:
        return float(bars[fill, t, j])
    if bars[AMOUNT, t, j] > 0:
        return float(bars[AMOUNT, t, j] / bars[VOLUME, t, j])
    return float((bars[HIGH, t, j] + bars[LOW, t, j] + bars[CLOSE, t, j]) / 3.0)


@compiled
def seen_by_limits(quoted: float, fill: int) -> float:
    """The price as limits see it: an average price is compared to the cent."""
    return round2(quoted) if fill == VWAP else quoted
