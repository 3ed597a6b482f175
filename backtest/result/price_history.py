"""The price of one name while a run knew it, with what happened to it: trades, refusals, ex-dates, limit days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from backtest.engine.ledger import BUY, REASONS
from backtest.engine.market import market_of
from backtest.engine.positions import positions_of
from backtest.engine.prices import limit_terms, lower_limit, upper_limit
from backtest.market.corporate_events import ACTION, CorporateEvents
from backtest.market.panel import CLOSE, Panel
from backtest.metrics.wanted import successors
from backtest.result.names_held import NameHeld
from backtest.result.parts import RunPart
from backtest.result.trading_words import REASON_WORDS
from data_sources.calendar.sessions import base_row
from data_sources.language.text import Text, both, joined
from data_sources.tables.facts import Dates, Floats, Integers

HappeningKind: TypeAlias = Literal["buy", "sell", "refusal", "dividend", "limit"]
TOLERANCE = 1e-9  # CNY; prices are whole cents

BOUGHT, SOLD = both("bought", "买入"), both("sold", "卖出")
BUY_REFUSED, SALE_REFUSED = both("buy refused", "买入未成交"), both("sale refused", "卖出未成交")
CLOSED_UP, CLOSED_DOWN = both("closed at limit up", "收盘涨停"), both("closed at limit down", "收盘跌停")


@dataclass(frozen=True)
class Happening:
    """What happened at a row of a history; ``price`` in CNY, None for an ex-date; ``shares`` of an order, or None."""

    row: int
    kind: HappeningKind
    words: Text
    price: float | None = None
    shares: int | None = None


@dataclass(frozen=True)
class PriceHistory:
    """S sessions from the day on which a name was known, or the run began, to the end of the part.

    ``closes`` (S) are raw, CNY, NaN without a trade; ``weights`` (S) fractions of equity after each session.
    """

    symbol: str
    days: Dates
    closes: Floats
    weights: Floats
    happened: tuple[Happening, ...]


def price_history(part: RunPart, name: NameHeld) -> PriceHistory:
    """Return the prices of a name of a part; those of a renamed share begin under its symbol before."""
    ledger, panel = part.ledger, part.ledger.panel
    start = base_row(panel.sessions, ledger.sessions[0].item())
    known = start + part.first if name.known_from is None else base_row(panel.sessions, name.known_from)
    first, last = min(max(known, start), start + part.last), start + part.last
    columns = np.flatnonzero(successors(ledger, part.last) == panel.position[name.symbol])
    closes = _closes(panel, columns, first, last)
    happened = (
        *_fills(part, columns, first - start),
        *_refusals(part, columns, first - start, closes),
        *_ex_dates(panel.events, columns, first, last),
        *_limit_days(panel, columns, first, last),
    )
    return PriceHistory(
        name.symbol,
        panel.sessions[first : last + 1],
        closes,
        _weights(part, columns, first - start),
        tuple(sorted(happened, key=lambda each: each.row)),
    )


def _closes(panel: Panel, columns: Integers, first: int, last: int) -> Floats:
    closes = np.full(last + 1 - first, np.nan)
    for j in columns.tolist():
        own = panel.close[first : last + 1, j]
        closes = np.where(np.isfinite(own), own, closes)
    return closes


def _weights(part: RunPart, columns: Integers, first: int) -> Floats:
    ledger, held = part.ledger, positions_of(part.ledger)
    low, high = np.searchsorted(held.session, (first, part.last + 1))
    mine = np.isin(held.symbol[low:high], columns)
    value = np.bincount(held.session[low:high][mine] - first, held.value[low:high][mine], part.last + 1 - first)
    weights: Floats = value / np.where(ledger.equity > 0, ledger.equity, np.inf)[first : part.last + 1]
    return weights


def _fills(part: RunPart, columns: Integers, first: int) -> Iterator[Happening]:
    fills = part.ledger.fills
    for k in np.flatnonzero(np.isin(fills.symbol, columns) & (fills.session >= first) & (fills.session <= part.last)):
        kind, words = ("buy", BOUGHT) if fills.side[k] == BUY else ("sell", SOLD)
        price, shares = float(fills.price[k]), int(fills.quantity[k])
        yield Happening(int(fills.session[k]) - first, kind, words, price, shares)  # type: ignore[arg-type]  # as above


def _refusals(part: RunPart, columns: Integers, first: int, closes: Floats) -> Iterator[Happening]:
    """A refusal stands at the last close by its session; without any there is no place for it."""
    log = part.ledger.refusals
    for k in np.flatnonzero(np.isin(log.symbol, columns) & (log.session >= first) & (log.session <= part.last)):
        row = int(log.session[k]) - first
        known = closes[: row + 1][np.isfinite(closes[: row + 1])]
        if len(known):
            words = joined(
                [BUY_REFUSED if log.side[k] == BUY else SALE_REFUSED, REASON_WORDS[REASONS[log.reason[k]]]], ", ", "，"
            )
            yield Happening(row, "refusal", words, float(known[-1]), int(log.quantity[k]))


def _ex_dates(events: CorporateEvents, columns: Integers, first: int, last: int) -> Iterator[Happening]:
    there = (events.kind == ACTION) & np.isin(events.symbol, columns)
    for e in np.flatnonzero(there & (events.session >= first) & (events.session <= last)).tolist():
        yield Happening(int(events.session[e]) - first, "dividend", _ex_words(events, e))


def _ex_words(events: CorporateEvents, e: int) -> Text:
    """What an ex-date gave for each share: 分红, 送转, 配股."""
    cash, bonus, rights = float(events.cash[e]), float(events.bonus[e]), float(events.rights[e])
    parts = []
    if cash:
        parts.append(both(f"dividend {cash:.4g} CNY a share", f"每股派 {cash:.4g} 元"))
    if bonus:
        parts.append(both(f"{bonus:.4g} new shares a share", f"每股送转 {bonus:.4g} 股"))
    if rights:
        price = float(events.rights_price[e])
        parts.append(
            both(f"rights to {rights:.4g} shares at {price:.2f} CNY", f"每股配 {rights:.4g} 股，配股价 {price:.2f} 元")
        )
    return joined([both("ex-date:", "除权除息："), joined(parts, ", ", "，")])


def _limit_days(panel: Panel, columns: Integers, first: int, last: int) -> Iterator[Happening]:
    """A close at a limit is the day's highest or lowest price, so only such days are looked at."""
    market = market_of(panel)
    for j in columns.tolist():
        close, traded = panel.close[first : last + 1, j], panel.traded[first : last + 1, j]
        top, bottom = close >= panel.high[first : last + 1, j], close <= panel.low[first : last + 1, j]
        for row in np.flatnonzero(traded & (top | bottom)).tolist():
            rate, base = limit_terms(market, first + row, j)
            if top[row] and close[row] >= upper_limit(market, first + row, j, rate, base, CLOSE) - TOLERANCE:
                yield Happening(row, "limit", CLOSED_UP, float(close[row]))
            elif bottom[row] and close[row] <= lower_limit(market, first + row, j, rate, base) + TOLERANCE:
                yield Happening(row, "limit", CLOSED_DOWN, float(close[row]))
