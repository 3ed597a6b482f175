"""Positions after every session, worked out from a ledger's changes by those who ask for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.compiled import best_version
from backtest.engine.ledger import Changes, Ledger
from backtest.engine.market import Market, market_of
from backtest.engine.money import round2
from backtest.engine.prices import last_close
from backtest.market.panel import CLOSE
from data_sources.tables.facts import Floats, Integers

PLAIN_SECONDS = 2e-6  # of one position, measured


@dataclass(frozen=True)
class Positions:
    """Shares held after each session (K rows, held symbols only); ``close`` is the last, ex-adjusted close."""

    session: Integers
    symbol: Integers
    shares: Integers
    close: Floats
    value: Floats


def positions_of(ledger: Ledger) -> Positions:
    """Every holding after every session, by session and symbol. Kept on the ledger, so that it costs once."""
    known: Positions | None = ledger.__dict__.get("_positions")
    if known is None:
        known = ledger.__dict__["_positions"] = _worked_out(ledger)
    return known


def _worked_out(ledger: Ledger) -> Positions:
    changes, count = ledger.changes, len(ledger.sessions)
    base = int(np.searchsorted(ledger.panel.sessions, ledger.sessions[0]))
    names = _names_held(changes, count)
    rows = int(names.sum())
    whole, money = np.empty((3, rows), dtype=np.int64), np.empty((2, rows))
    write = best_version(write_positions, rows * PLAIN_SECONDS)
    shares, held = np.zeros((2, len(ledger.symbols)), dtype=np.int64)
    write(market_of(ledger.panel), changes, count, base, shares, held, whole, money)
    return Positions(*whole, *money)


def _names_held(changes: Changes, sessions: int) -> Integers:
    """How many names are held after each session: each change opens a position, closes one, or does neither."""
    symbol, order = changes.symbol, np.argsort(changes.symbol, kind="stable")
    held = (changes.shares[order] > 0).astype(np.int64)
    first = np.r_[True, symbol[order][1:] != symbol[order][:-1]][: len(order)]
    before = np.where(first, 0, np.r_[0, held[:-1]][: len(order)])
    moves = np.bincount(changes.session[order], weights=held - before, minlength=sessions)
    return np.cumsum(moves).astype(np.int64)


def write_positions(
    market: Market,
    changes: Changes,
    sessions: int,
    base: int,
    shares: Integers,
    held: Integers,
    whole: Integers,
    money: Floats,
) -> None:
    """Write session, symbol, shares into ``whole`` and close, value into ``money``, one column per position.

    ``shares`` and ``held`` (N) are all 0: compiled functions allocate nothing, see ``compiled``.
    """
    names, change, row = 0, 0, 0
    for s in range(sessions):
        changed = change
        while change < len(changes.session) and changes.session[change] == s:
            shares[changes.symbol[change]] = changes.shares[change]
            change += 1
        if change > changed:
            names = 0
            for j in range(len(shares)):
                if shares[j] > 0:
                    held[names] = j
                    names += 1
        for k in range(names):
            j = held[k]
            close = market.bars[CLOSE, base + s, j]
            if np.isnan(close):
                close = last_close(market, base + s, j)
            whole[0, row], whole[1, row], whole[2, row] = s, j, shares[j]
            money[0, row], money[1, row] = close, round2(shares[j] * close)
            row += 1
