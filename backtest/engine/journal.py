"""The journal: one log, in order of time, that the compiled step appends to."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backtest.engine.compiled import compiled
from backtest.engine.records import Records, records, unwritten

Integers = NDArray[np.int64]

FILL, REFUSAL, EVENT, CHANGE = 0, 1, 2, 3
# Each of a session's two auctions writes at most a sell and a buy a symbol, refuses each in at most three parts and
# taxes the sale; a weight is refused once as not listed; each event writes three rows at most; each symbol changes
# three times and is delisted once.
ROWS_A_SYMBOL = 20
ROWS_AN_EVENT = 3
SPARE_ROWS = 32_768


class Journal(NamedTuple):
    """``rows[: length[0]]`` so far; ``entry`` says what a row is. Money is in cents.

    ``kind`` is the side of a fill or refusal, or the kind of an event. ``quantity`` is shares: traded, refused,
    received, or held from the end of the session on (a change). ``reason`` is of a refusal, ``cash`` of an event.
    ``marks`` has cash and holdings by session (T).
    """

    length: Integers
    rows: Records
    marks: Records


def new_journal(symbols: int, sessions: int, events: int) -> Journal:
    """Empty buffers that hold at least one full session."""
    rows = SPARE_ROWS + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events
    fields = "entry session symbol kind quantity reason cash value commission stamp_duty transfer_fee"
    return Journal(
        length=np.zeros(1, dtype=np.int64),
        rows=unwritten(rows, fields, "quoted price"),
        marks=records(sessions, "cash holdings"),
    )


@compiled
def has_room(journal: Journal, symbols: int, events: int) -> bool:
    """Whether one more session fits, whatever happens on it."""
    return journal.length[0] + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events <= len(journal.rows)  # type: ignore[no-any-return]


@compiled
def has_filled(journal: Journal, since: int) -> bool:
    """Whether any row from number ``since`` on is a fill."""
    for k in range(since, journal.length[0]):  # noqa: SIM110 - numba compiles no generator here
        if journal.rows[k].entry == FILL:
            return True
    return False


@compiled
def write_row(journal: Journal, entry: int, t: int, j: int, kind: int, quantity: int) -> Records:
    """Append a row; the caller fills in what only this kind of entry has."""
    row = journal.rows[journal.length[0]]
    journal.length[0] += 1
    row.entry, row.session, row.symbol, row.kind, row.quantity = entry, t, j, kind, quantity
    return row  # type: ignore[no-any-return]


@compiled
def write_refusal(journal: Journal, t: int, j: int, side: int, quantity: int, reason: int) -> None:
    """Record what could not trade."""
    write_row(journal, REFUSAL, t, j, side, quantity).reason = reason


@compiled
def write_event(journal: Journal, t: int, j: int, kind: int, shares: int, cash: int) -> None:
    """Record what a holder received or gave up without trading."""
    write_row(journal, EVENT, t, j, kind, shares).cash = cash
