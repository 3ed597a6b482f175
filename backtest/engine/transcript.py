"""The journal's rows, taken out chunk by chunk and sorted into a ledger."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backtest.engine.journal import CHANGE, EVENT, FILL, REFUSAL, Journal
from backtest.engine.records import Records
from backtest.ledger import Changes, Events, Fills, Ledger, Refusals
from backtest.panel import Panel


class Transcript:
    """Copies of the journal's rows, in order."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self.chunks: list[NDArray[np.void]] = []

    def take(self, journal: Journal) -> None:
        """Copy the rows written so far and empty the journal."""
        self.chunks.append(journal.rows[: journal.length[0]].copy())
        journal.length[0] = 0


def ledger_of(panel: Panel, journal: Journal, transcript: Transcript, base: int, last: int) -> Ledger:
    """Sort the rows as the files are: by session, sells before buys, symbol; cents become CNY."""
    rows = np.concatenate([journal.rows[:0], *transcript.chunks]).view(np.recarray)
    return Ledger(
        sessions=panel.sessions[base : last + 1],
        symbols=panel.symbols,
        cash=journal.marks.cash / 100,
        holdings=journal.marks.holdings / 100,
        fills=_fills(_of(rows, FILL), base),
        refusals=_refusals(_of(rows, REFUSAL), base),
        events=_events(_of(rows, EVENT), base),
        changes=_changes(_of(rows, CHANGE), base),
        panel=panel,
    )


def _of(rows: Records, entry: int) -> Records:
    chosen: Records = rows[rows.entry == entry].view(np.recarray)
    return chosen


def _sorted(rows: Records, keys: tuple[NDArray[np.int64], ...]) -> Records:
    """Stable, the last key first: rows of equal keys stay in order of time."""
    return rows[np.lexsort(keys)].view(np.recarray)


def _fills(rows: Records, base: int) -> Fills:
    # The step writes a session's sells before its buys and each in symbol order: already the order of the file.
    return Fills(
        session=rows.session - base,
        symbol=rows.symbol,
        side=rows.kind,
        quantity=rows.quantity,
        quoted=rows.quoted,
        price=rows.price,
        value=rows.value / 100,
        commission=rows.commission / 100,
        stamp_duty=rows.stamp_duty / 100,
        transfer_fee=rows.transfer_fee / 100,
    )


def _refusals(rows: Records, base: int) -> Refusals:
    rows = _sorted(rows, (rows.symbol, rows.kind, rows.session))
    return Refusals(rows.session - base, rows.symbol, rows.kind, rows.quantity, rows.reason)


def _events(rows: Records, base: int) -> Events:
    rows = _sorted(rows, (rows.kind, rows.symbol, rows.session))
    return Events(rows.session - base, rows.symbol, rows.kind, rows.quantity, rows.cash / 100)


def _changes(rows: Records, base: int) -> Changes:
    return Changes(rows.session - base, rows.symbol, rows.quantity)
