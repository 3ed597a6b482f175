"""An invented market of three shares over half a year of true sessions, and three ways to spoil it.

Prices are whole cents, volumes whole lots, so that every layout can hold them exactly. The actions: 600321.SH pays 0.90
and gives 4 new shares for 10, 000063.SZ pays 0.60, 300456.SZ gives 5 for 10.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.calendar.exchange_calendar import exchange_sessions

Days: TypeAlias = NDArray[np.datetime64]
Numbers: TypeAlias = NDArray[np.float64]

FIRST, LAST = np.datetime64("2024-01-02"), np.datetime64("2024-07-31")
NAMES = {"600321.SH": "示例制造", "000063.SZ": "示例通信", "300456.SZ": "示例芯片"}
START = {"600321.SH": 2150, "000063.SZ": 2874, "300456.SZ": 4310}
"""The first close, in cents."""


@dataclass(frozen=True)
class Action:
    """What one share gives on a day: CNY before tax and new shares for each old one."""

    ex_date: date
    cash: float
    bonus: float


ACTIONS = {
    "600321.SH": Action(date(2024, 5, 16), 0.90, 0.4),
    "000063.SZ": Action(date(2024, 6, 13), 0.60, 0.0),
    "300456.SZ": Action(date(2024, 6, 20), 0.0, 0.5),
}


@dataclass(frozen=True)
class Share:
    """The bars of one share; all arrays are of the same length, prices in CNY, volume in shares, amount in CNY."""

    symbol: str
    date: Days
    open: Numbers
    high: Numbers
    low: Numbers
    close: Numbers
    prev_close: Numbers
    volume: Numbers
    amount: Numbers


@dataclass(frozen=True)
class Market:
    """The shares and the levels of the CSI 300 on the same days."""

    shares: tuple[Share, ...]
    days: Days
    levels: Numbers


def clean_market() -> Market:
    """Return the market as the exchange printed it."""
    sessions = exchange_sessions()
    days = sessions[(sessions >= FIRST) & (sessions <= LAST)]
    levels = np.round(3400 * np.exp(np.cumsum(np.random.default_rng(300).normal(0, 0.006, len(days)))), 2)
    return Market(tuple(_share(symbol, days) for symbol in NAMES), days, levels)


def adjusted(market: Market) -> Market:
    """Return it forward adjusted (前复权), rounded to cents, volume and amount as they were."""
    return replace(market, shares=tuple(_forward(share) for share in market.shares))


def in_ten_thousands(market: Market) -> Market:
    """Return volume and amount both divided by 10,000 (万): their ratio stays."""
    thousandth = 10_000.0
    return replace(
        market,
        shares=tuple(
            replace(s, volume=np.round(s.volume / thousandth), amount=s.amount / thousandth) for s in market.shares
        ),
    )


def a_day_early(market: Market) -> Market:
    """Return every day as the one before: midnight in Shanghai, written in UTC."""
    day = np.timedelta64(1, "D")
    shares = tuple(replace(share, date=share.date - day) for share in market.shares)
    return Market(shares, market.days - day, market.levels)


def _share(symbol: str, days: Days) -> Share:
    random = np.random.default_rng(int(symbol[:6]))
    action = ACTIONS[symbol]
    close, closes, references = START[symbol], [], []
    for day in days.tolist():
        reference: float = close
        if day == action.ex_date:
            reference = round((close - 100 * action.cash) / (1 + action.bonus))
        references.append(reference)
        close = round(reference * (1 + float(np.clip(random.normal(0, 0.018), -0.05, 0.05))))
        closes.append(close)
    prices = np.array(closes, np.float64)
    before = np.array(references, np.float64)
    opens = np.round(before * (1 + np.clip(random.normal(0, 0.006, len(days)), -0.02, 0.02)))
    highs = np.maximum(opens, prices) + random.integers(1, 25, len(days))
    lows = np.minimum(opens, prices) - random.integers(1, 25, len(days))
    volume: Numbers = 100.0 * random.integers(60_000, 240_000, len(days)).astype(np.float64)
    average: Numbers = (np.round((highs + lows + 2 * prices) / 4) / 100).astype(np.float64)
    return Share(
        symbol, days, opens / 100, highs / 100, lows / 100, prices / 100, before / 100, volume, volume * average
    )


def _forward(share: Share) -> Share:
    """Divide by what the action gives before its day, as terminals do: (price - cash) / (1 + bonus)."""
    action = ACTIONS[share.symbol]
    before = share.date < np.datetime64(action.ex_date)

    def moved(prices: Numbers) -> Numbers:
        return np.where(before, np.round((prices - action.cash) / (1 + action.bonus), 2), prices)

    changed: dict[str, Any] = {name: moved(getattr(share, name)) for name in ("open", "high", "low", "close")}
    closes = changed["close"]
    return replace(share, **changed, prev_close=np.concatenate([moved(share.prev_close)[:1], closes[:-1]]))
