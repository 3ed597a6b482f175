"""The journal: one log, in order of time, that the compiled step appends to."""

from __future__ import annotations

from typing import NamedTuple

from backtest.engine.compiled import compiled
from backtest.engine.records import Records, records, unwritten

REFUSAL, EVENT, CHANGE = 0, 1, 2
# Each of a session's two auctions writes at most a sell and a buy a symbol, refuses each in at most three parts and
# taxes the sale; a weight is refused once as not listed; each event writes three rows at most; each symbol changes
# three times and is delisted once.
ROWS_A_SYMBOL = 20
ROWS_AN_EVENT = 3
SPARE_ROWS = 32_768


class Journal(NamedTuple):
    """``fills[: length.fills]`` and ``rows[: length.rows]`` so far (``length`` is one row). Money is in cents.

    ``entry`` says what a row is; ``kind`` is the side of a refusal or the kind of an event; ``quantity`` is shares:
    refused, received, or held from the end of the session on (a change); ``amount`` is the reason of a refusal, the
    cash of an event. ``marks`` has cash and holdings by session (T).
    """

    length: Records
    fills: Records
    rows: Records
    marks: Records


def new_journal(symbols: int, sessions: int, events: int) -> Journal:
    """Empty buffers that hold at least one full session."""
    rows = SPARE_ROWS + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events
    fill_fields = "session symbol side quantity value commission stamp_duty transfer_fee"
    return Journal(
        length=records(1, "fills rows"),
        fills=unwritten(rows, fill_fields, "quoted price"),
        rows=unwritten(rows, "entry session symbol kind quantity amount"),
        marks=records(sessions, "cash holdings"),
    )


@compiled
def has_room(journal: Journal, symbols: int, events: int) -> bool:
    """Whether one more session fits, whatever happens on it."""
    longest = max(journal.length[0].rows, journal.length[0].fills)
    return longest + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events <= len(journal.rows)  # type: ignore[no-any-return]


@compiled
def new_fill(journal: Journal, t: int, j: int, side: int, quantity: int) -> Records:
    """Append a fill; the caller writes its price, value and fees."""
    row = journal.fills[journal.length[0].fills]
    journal.length[0].fills += 1
    row.session, row.symbol, row.side, row.quantity = t, j, side, quantity
    return row  # type: ignore[no-any-return]


@compiled
def write_row(journal: Journal, entry: int, t: int, j: int, kind: int, quantity: int, amount: int) -> None:
    """Append what is no fill."""
    row = journal.rows[journal.length[0].rows]
    journal.length[0].rows += 1
    row.entry, row.session, row.symbol, row.kind = entry, t, j, kind
    row.quantity, row.amount = quantity, amount


@compiled
def write_refusal(journal: Journal, t: int, j: int, side: int, quantity: int, reason: int) -> None:
    """Record what could not trade."""
    write_row(journal, REFUSAL, t, j, side, quantity, reason)


@compiled
def write_event(journal: Journal, t: int, j: int, kind: int, shares: int, cash: int) -> None:
    """Record what a holder received or gave up without trading."""
    write_row(journal, EVENT, t, j, kind, shares, cash)
