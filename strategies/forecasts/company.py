"""A report's company in a panel: its column, its raw closes, and what became of a share between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.market.panel import Panel
from data_sources.calendar.sessions import base_row
from strategies.scorecard.price_change import UNKNOWN, Prices
from strategies.scorecard.window import covered

NO_COLUMN = -1


@dataclass(frozen=True)
class Close:
    """The raw close of a share in CNY, and the session on which it was made."""

    value: float
    day: date


def code_of(panel: Panel, symbol: str) -> str:
    """Return the code of a company at the end of the panel, the new one where its code was changed.

    A code was changed when the new one continues the old one's bars share for share, as for announced earnings. A
    merger is another company.
    """
    for rename in sorted(panel.renames, key=lambda each: each.date):
        if rename.old_symbol == symbol and rename.ratio == 1 and rename.new_symbol in panel.position:
            first = int(np.searchsorted(panel.sessions, np.datetime64(rename.date, "D")))
            listed = int(panel.listed_from[panel.position[rename.new_symbol]])
            symbol = rename.new_symbol if first <= listed < len(panel.sessions) else symbol
    return symbol


def column_of(panel: Panel, symbol: str) -> int:
    """Return the column of a company by its code of any time, -1 without any."""
    return panel.position.get(code_of(panel, symbol), NO_COLUMN)


def close_on(panel: Panel, symbol: str, day: date) -> Close | None:
    """Return the last raw close by a day; None without one, and where the bars of the market end before the day."""
    row = _row(panel, day)
    column = column_of(panel, symbol)
    if row is None or column == NO_COLUMN:
        return None
    traded = np.flatnonzero(panel.traded[: row + 1, column])
    return Close(float(panel.close[traded[-1], column]), panel.sessions[traded[-1]].item()) if len(traded) else None


def shares_between(prices: Prices, symbol: str, first: date, then: date) -> float:
    """Return how many shares of a later day one share of an earlier day has become, 1 without any event between.

    Bonus shares count, and of rights the part that was free at their price, which is also how a company restates its
    EPS (企业会计准则第34号, Accounting Standard 34, and its guide). Counted over the ex-dates after
    ``first`` up to ``then``; one during a halt counts once the share trades again. NaN while the store lacks a close
    by either day.
    """
    return _shares_by(prices, symbol, then) / _shares_by(prices, symbol, first)


def _shares_by(prices: Prices, symbol: str, day: date) -> float:
    """How many shares one of the first bar had become by a day: its comparable price over its raw one."""
    row, close = _row(prices.panel, day), close_on(prices.panel, symbol, day)
    if row is None or close is None:
        return UNKNOWN
    return float(prices.price[row, column_of(prices.panel, symbol)] / close.value)


def _row(panel: Panel, day: date) -> int | None:
    """The session of a day or the last one before it, None where the bars begin after it or end before it."""
    row = base_row(panel.sessions, day)
    last = panel.last_traded
    return None if row < 0 or last < 0 or not covered(panel, last, day) else min(row, last)
