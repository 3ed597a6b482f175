"""The journal's rows, taken out chunk by chunk and sorted into a ledger."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backtest.engine.journal import CHANGE, EVENT, FILL, REFUSAL, Journal
from backtest.ledger import Changes, Events, Fills, Ledger, Refusals
from backtest.panel import Panel

Integers = NDArray[np.int64]
Rows = NDArray[np.void]


class Transcript:
    """Copies of full journals, in order."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self.chunks: list[Rows] = []

    def take(self, journal: Journal) -> None:
        """Copy the rows written so far and empty the journal."""
        self.chunks.append(_written(journal).copy())
        journal.length[0] = 0


def _written(journal: Journal) -> Rows:
    rows: Rows = np.asarray(journal.rows)[: journal.length[0]]
    return rows


def ledger_of(panel: Panel, journal: Journal, transcript: Transcript, base: int, last: int) -> Ledger:
    """Sort the rows as the files are: by session, sells before buys, symbol; cents become CNY."""
    rows = np.concatenate([*transcript.chunks, _written(journal)]) if transcript.chunks else _written(journal)
    entry = rows["entry"].copy()
    return Ledger(
        sessions=panel.sessions[base : last + 1],
        symbols=panel.symbols,
        cash=journal.marks.cash / 100,
        holdings=journal.marks.holdings / 100,
        fills=_fills(rows, np.flatnonzero(entry == FILL), base),
        refusals=_refusals(rows, np.flatnonzero(entry == REFUSAL), base),
        events=_events(rows, np.flatnonzero(entry == EVENT), base),
        changes=_changes(rows, np.flatnonzero(entry == CHANGE), base),
        panel=panel,
    )


def _fills(rows: Rows, at: Integers, base: int) -> Fills:
    # The step writes a session's sells before its buys and each in symbol order: already the order of the file.
    return Fills(
        session=rows["session"][at] - base,
        symbol=rows["symbol"][at],
        side=rows["kind"][at],
        quantity=rows["quantity"][at],
        quoted=rows["quoted"][at],
        price=rows["price"][at],
        value=rows["value"][at] / 100,
        commission=rows["commission"][at] / 100,
        stamp_duty=rows["stamp_duty"][at] / 100,
        transfer_fee=rows["transfer_fee"][at] / 100,
    )


def _refusals(rows: Rows, at: Integers, base: int) -> Refusals:
    at = _sorted(rows, at, ("symbol", "kind", "session"))
    return Refusals(
        rows["session"][at] - base, rows["symbol"][at], rows["kind"][at], rows["quantity"][at], rows["reason"][at]
    )


def _events(rows: Rows, at: Integers, base: int) -> Events:
    at = _sorted(rows, at, ("kind", "symbol", "session"))
    return Events(
        rows["session"][at] - base, rows["symbol"][at], rows["kind"][at], rows["quantity"][at], rows["cash"][at] / 100
    )


def _changes(rows: Rows, at: Integers, base: int) -> Changes:
    return Changes(rows["session"][at] - base, rows["symbol"][at], rows["quantity"][at])


def _sorted(rows: Rows, at: Integers, columns: tuple[str, ...]) -> Integers:
    """Stable, by the last column first: rows of equal keys stay in order of time."""
    return at[np.lexsort([rows[column][at] for column in columns])]
