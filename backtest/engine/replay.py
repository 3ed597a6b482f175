"""Positions after every session, replayed from the changes of the holdings."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backtest.engine.compiled import best_version
from backtest.engine.market import Market, market_of
from backtest.engine.money import round2
from backtest.engine.prices import last_close
from backtest.ledger import Ledger, Positions
from backtest.panel import CLOSE, VOLUME
from data_sources.facts import Floats

Integers = NDArray[np.int64]

PLAIN_SECONDS = 2e-6  # of one position, measured


def positions_of(ledger: Ledger) -> Positions:
    """List what is held after each session of a ledger, by session and symbol, at the last ex-adjusted close."""
    base = int(np.searchsorted(ledger.panel.sessions, ledger.sessions[0]))
    changes = ledger.changes
    session, symbol, shares = _hold(changes.session, changes.symbol, changes.shares, len(ledger.sessions))
    value_all = best_version(_value, len(session) * PLAIN_SECONDS)
    close, value = value_all(market_of(ledger.panel), session + base, symbol, shares)
    return Positions(session, symbol, shares, close, value)


def _hold(session: Integers, symbol: Integers, shares: Integers, sessions: int) -> tuple[Integers, Integers, Integers]:
    """Each change holds until the next one of its symbol; the last of several in one session counts."""
    order = np.lexsort((session, symbol))
    session, symbol, shares = session[order], symbol[order], shares[order]
    same = symbol[1:] == symbol[:-1]
    until = np.append(np.where(same, session[1:], sessions), sessions)[: len(session)]
    length = np.where(shares > 0, until - session, 0)
    first = np.repeat(session - np.cumsum(length) + length, length)
    held_session = first + np.arange(length.sum())
    held_symbol, held_shares = np.repeat(symbol, length), np.repeat(shares, length)
    order = np.lexsort((held_symbol, held_session))
    return held_session[order], held_symbol[order], held_shares[order]


def _value(market: Market, session: Integers, symbol: Integers, shares: Integers) -> tuple[Floats, Floats]:
    close, value = np.empty(len(session)), np.empty(len(session))
    for k in range(len(session)):
        t, j = session[k], symbol[k]
        close[k] = market.bars[CLOSE, t, j] if market.bars[VOLUME, t, j] > 0 else last_close(market, t, j)
        value[k] = round2(shares[k] * close[k])
    return close, value
