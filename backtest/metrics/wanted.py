"""Which names a run wanted, and which of them it never had the money for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.ledger import BUY, NOT_LISTED, REASONS, Ledger
from backtest.engine.positions import positions_of
from backtest.targets import Targets
from data_sources.tables.facts import Booleans, Integers

MONEY_REASONS = ("below_lot", "cash")
"""Refusals that a larger account would not have met."""


@dataclass(frozen=True)
class Wanted:
    """Symbols in the ledger's order: those wanted, and those of them never held for want of money."""

    names: tuple[str, ...]
    never_held: tuple[str, ...]


def wanted_names(ledger: Ledger, targets: Targets, first: int, last: int) -> Wanted:
    """Return the names wanted over the sessions after row ``first`` up to row ``last``, and the unaffordable ones.

    Wanted is a symbol with a weight in a decision whose orders went out in these sessions; of several decisions that
    lead to one session the last one counts, as it trades. A day-by-day run has no targets, so there a name is wanted
    when it was bought or a buy of it was refused.

    Never held for want of money is a wanted name that stood in no portfolio from row ``first`` to row ``last`` and
    whose buys were refused as ``below_lot`` or ``cash``, at least once and for no other reason: an order that met the
    upper limit or a suspension was one that the account could pay for. ``not_listed`` says nothing about money and
    does not count either way. A renamed symbol is its successor, before the rename too.
    """
    now = successors(ledger, last)
    asked = _decided(ledger, targets, first, last) if len(targets.dates) else _ordered(ledger, first, last)
    wanted = _marked(now, asked)
    held, refused = positions_of(ledger), ledger.refusals
    low, high = np.searchsorted(held.session, (first, last + 1))
    buys = _within(refused.session, first, last) & (refused.side == BUY)
    money = np.isin(refused.reason, [k for k, word in enumerate(REASONS) if word in MONEY_REASONS])
    affordable = buys & ~money & (refused.reason != NOT_LISTED)
    never = wanted & _marked(now, refused.symbol[buys & money])
    never &= ~(_marked(now, held.symbol[low:high]) | _marked(now, refused.symbol[affordable]))
    return Wanted(_symbols(ledger, wanted), _symbols(ledger, never))


def successors(ledger: Ledger, last: int) -> Integers:
    """Return the column (N) under which each symbol of the ledger stands after session ``last``, renames followed."""
    now = np.arange(len(ledger.symbols))
    renames = [each for each in ledger.panel.renames if np.datetime64(each.date, "D") <= ledger.sessions[last]]
    column = {symbol: j for j, symbol in enumerate(ledger.symbols)} if renames else {}
    for rename in sorted(renames, key=lambda each: (each.date, each.old_symbol)):
        now[now == column[rename.old_symbol]] = column[rename.new_symbol]
    return now


def _decided(ledger: Ledger, targets: Targets, first: int, last: int) -> Integers:
    """The columns of all weights whose decision went out in these sessions."""
    session = np.searchsorted(ledger.sessions, targets.dates, side="right")
    trades = np.append(session[1:] != session[:-1], True) & _within(session, first, last)
    columns = targets.columns[np.repeat(trades, np.diff(targets.offsets))]
    if targets.symbols == ledger.symbols:
        return columns
    column = {symbol: j for j, symbol in enumerate(ledger.symbols)}
    return np.array([column[symbol] for symbol in targets.symbols], dtype=np.int64)[columns]


def _ordered(ledger: Ledger, first: int, last: int) -> Integers:
    """The columns of all buys, filled or refused."""
    logs = (ledger.fills, ledger.refusals)
    found = [log.symbol[_within(log.session, first, last) & (log.side == BUY)] for log in logs]
    return np.concatenate(found)


def _within(session: Integers, first: int, last: int) -> Booleans:
    return np.asarray((session > first) & (session <= last), dtype=np.bool_)


def _marked(now: Integers, columns: Integers) -> Booleans:
    """The symbols (N) among some columns, each under its successor."""
    marked = np.zeros(len(now), dtype=np.bool_)
    marked[now[columns]] = True
    return marked


def _symbols(ledger: Ledger, marked: Booleans) -> tuple[str, ...]:
    return tuple(ledger.symbols[j] for j in np.flatnonzero(marked).tolist())
