"""The journal's rows, taken out chunk by chunk and sorted into a ledger."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backtest.engine.journal import CHANGE, EVENT, REFUSAL, Journal
from backtest.engine.records import Records
from backtest.ledger import Changes, Events, Fills, Ledger, Refusals
from backtest.panel import Panel

Integers = NDArray[np.int64]
Rows = NDArray[np.void]


class Transcript:
    """Copies of full journals, in order."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self.fills: list[Rows] = []
        self.rows: list[Rows] = []

    def take(self, journal: Journal) -> None:
        """Copy the rows written so far and empty the journal."""
        self.fills.append(_written(journal.fills, journal.length[0].fills).copy())
        self.rows.append(_written(journal.rows, journal.length[0].rows).copy())
        journal.length[0].fills = journal.length[0].rows = 0


def _written(table: Records, length: int) -> Rows:
    rows: Rows = np.asarray(table)[:length]
    return rows


def _all(taken: list[Rows], rest: Rows) -> Rows:
    return np.concatenate([*taken, rest]) if taken else rest


def ledger_of(panel: Panel, journal: Journal, transcript: Transcript, base: int, last: int) -> Ledger:
    """Sort the rows as the files are: by session, sells before buys, symbol; cents become CNY."""
    rows = _all(transcript.rows, _written(journal.rows, journal.length[0].rows))
    entry = rows["entry"].copy()
    return Ledger(
        sessions=panel.sessions[base : last + 1],
        symbols=panel.symbols,
        cash=journal.marks.cash / 100,
        holdings=journal.marks.holdings / 100,
        fills=_fills(_all(transcript.fills, _written(journal.fills, journal.length[0].fills)), base),
        refusals=_refusals(rows, np.flatnonzero(entry == REFUSAL), base),
        events=_events(rows, np.flatnonzero(entry == EVENT), base),
        changes=_changes(rows, np.flatnonzero(entry == CHANGE), base),
        panel=panel,
    )


def _fills(rows: Rows, base: int) -> Fills:
    rows = _in_file_order(rows)
    return Fills(
        session=rows["session"] - base,
        symbol=rows["symbol"].copy(),
        side=rows["side"].copy(),
        quantity=rows["quantity"].copy(),
        quoted=rows["quoted"].copy(),
        price=rows["price"].copy(),
        value=rows["value"] / 100,
        commission=rows["commission"] / 100,
        stamp_duty=rows["stamp_duty"] / 100,
        transfer_fee=rows["transfer_fee"] / 100,
    )


def _in_file_order(fills: Rows) -> Rows:
    """Sells before buys and each in symbol order, as one auction writes them; a day with two auctions is sorted."""
    key = (fills["session"] * 2 + (fills["side"] > 0)) * (fills["symbol"].max(initial=0) + 1) + fills["symbol"]
    return fills if (key[1:] >= key[:-1]).all() else fills[np.argsort(key, kind="stable")]


def _refusals(rows: Rows, at: Integers, base: int) -> Refusals:
    at = _sorted(rows, at, ("symbol", "kind", "session"))
    return Refusals(
        rows["session"][at] - base, rows["symbol"][at], rows["kind"][at], rows["quantity"][at], rows["amount"][at]
    )


def _events(rows: Rows, at: Integers, base: int) -> Events:
    at = _sorted(rows, at, ("kind", "symbol", "session"))
    return Events(
        rows["session"][at] - base, rows["symbol"][at], rows["kind"][at], rows["quantity"][at], rows["amount"][at] / 100
    )


def _changes(rows: Rows, at: Integers, base: int) -> Changes:
    return Changes(rows["session"][at] - base, rows["symbol"][at], rows["quantity"][at])


def _sorted(rows: Rows, at: Integers, columns: tuple[str, ...]) -> Integers:
    """Stable, by the last column first: rows of equal keys stay in order of time."""
    return at[np.lexsort([rows[column][at] for column in columns])]
