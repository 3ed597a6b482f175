"""The journal: four logs, each in order of time, that the compiled step appends to.

They are kept by column, as the ledger has them: writing to a few columns costs no more than writing one row, and laying
out the ledger then is a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple, TypeVar

import numpy as np

from backtest.engine.compiled import compiled
from backtest.engine.records import Integers, Records, records
from data_sources.tables.facts import Floats

# Each of a session's two auctions writes at most a sell and a buy per symbol, refuses each in at most three parts and
# taxes the sale; a weight is refused once as not listed; each event writes three rows at most; each symbol changes
# three times and is delisted once.
ROWS_A_SYMBOL = 20
ROWS_AN_EVENT = 3
SPARE_ROWS = 32_768


class FillLog(NamedTuple):
    """What traded; value and fees in cents, prices CNY."""

    session: Integers
    symbol: Integers
    side: Integers
    quantity: Integers
    value: Integers
    commission: Integers
    stamp_duty: Integers
    transfer_fee: Integers
    quoted: Floats
    price: Floats


class RefusalLog(NamedTuple):
    """What could not trade."""

    session: Integers
    symbol: Integers
    side: Integers
    quantity: Integers
    reason: Integers


class EventLog(NamedTuple):
    """What holders received or gave up without trading; cash in cents."""

    session: Integers
    symbol: Integers
    kind: Integers
    shares: Integers
    cash: Integers


class ChangeLog(NamedTuple):
    """The shares of a symbol from the end of a session on."""

    session: Integers
    symbol: Integers
    shares: Integers


Log = TypeVar("Log", FillLog, RefusalLog, EventLog, ChangeLog)


class Journal(NamedTuple):
    """Of each log the first ``length.NAME`` rows are written (``length`` is one row).

    ``marks`` has cash and holdings in cents by session (T).
    """

    length: Records
    fills: FillLog
    refusals: RefusalLog
    events: EventLog
    changes: ChangeLog
    marks: Records


LOGS = ("fills", "refusals", "events", "changes")


def new_journal(symbols: int, sessions: int, events: int) -> Journal:
    """Empty logs that hold at least one full session."""
    rows = SPARE_ROWS + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events
    return Journal(
        length=records(1, "", indices=" ".join(LOGS)),
        fills=_unwritten(FillLog, rows, floats=("quoted", "price")),
        refusals=_unwritten(RefusalLog, rows),
        events=_unwritten(EventLog, rows),
        changes=_unwritten(ChangeLog, rows),
        marks=records(sessions, "cash holdings"),
    )


def _unwritten(log: type[Log], rows: int, floats: Collection[str] = ()) -> Log:
    """Columns of whatever the memory held: they are read only as far as they are written."""
    columns: Any = np.empty((len(log._fields), rows), np.int64)
    return log(*(c.view(np.float64) if name in floats else c for name, c in zip(log._fields, columns, strict=True)))


def each_column(log: Log, change: Callable[[Any], Any]) -> Log:
    """The log with a function of every column."""
    return type(log)(*(change(column) for column in log))


def written(journal: Journal, name: str) -> Any:  # noqa: ANN401 - the log of that name
    """The rows written to a log so far, as views."""
    count = int(journal.length[name][0])
    return each_column(getattr(journal, name), lambda column: column[:count])


def clear(journal: Journal) -> None:
    """Write over the logs from their beginning."""
    for name in LOGS:
        journal.length[name] = 0


@compiled
def has_room(journal: Journal, symbols: int, events: int) -> bool:
    """Whether one more session fits, whatever happens on it."""
    length = journal.length[0]
    longest = max(max(length.fills, length.refusals), max(length.events, length.changes))  # noqa: PLW3301 - numba
    return longest + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events <= len(journal.fills.session)  # type: ignore[no-any-return]


@compiled
def write_fill(
    journal: Journal,
    t: int,
    j: int,
    side: int,
    quantity: int,
    quoted: float,
    price: float,
    value: int,
    commission: int,
    stamp_duty: int,
    transfer_fee: int,
) -> None:
    """Record a trade."""
    fills, k = journal.fills, journal.length[0].fills
    journal.length[0].fills = k + 1
    fills.session[k], fills.symbol[k], fills.side[k], fills.quantity[k] = t, j, side, quantity
    fills.quoted[k], fills.price[k], fills.value[k] = quoted, price, value
    fills.commission[k], fills.stamp_duty[k], fills.transfer_fee[k] = commission, stamp_duty, transfer_fee


@compiled
def write_refusal(journal: Journal, t: int, j: int, side: int, quantity: int, reason: int) -> None:
    """Record what could not trade."""
    refusals, k = journal.refusals, journal.length[0].refusals
    journal.length[0].refusals = k + 1
    refusals.session[k], refusals.symbol[k], refusals.side[k] = t, j, side
    refusals.quantity[k], refusals.reason[k] = quantity, reason


@compiled
def write_event(journal: Journal, t: int, j: int, kind: int, shares: int, cash: int) -> None:
    """Record what a holder received or gave up without trading."""
    events, k = journal.events, journal.length[0].events
    journal.length[0].events = k + 1
    events.session[k], events.symbol[k], events.kind[k] = t, j, kind
    events.shares[k], events.cash[k] = shares, cash


@compiled
def write_change(journal: Journal, t: int, j: int, shares: int) -> None:
    """Record what is held of a symbol from the end of a session on."""
    changes, k = journal.changes, journal.length[0].changes
    journal.length[0].changes = k + 1
    changes.session[k], changes.symbol[k], changes.shares[k] = t, j, shares
