"""The journal: four logs, each in order of time, that the compiled step appends to.

They are kept by column, as the ledger has them: writing to a few columns costs no more than writing one row, and laying
out the ledger then is a copy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np

from backtest.engine.compiled import compiled
from backtest.engine.ledger import Changes, Events, Fills, Refusals
from backtest.engine.records import Records, records
from data_sources.tables.facts import Integers

# Each of a session's two auctions writes at most a sell and a buy per symbol, refuses each in at most three parts and
# taxes the sale; a weight is refused once as not listed; each event writes three rows at most; each symbol changes
# three times and is delisted once.
ROWS_A_SYMBOL = 20
ROWS_AN_EVENT = 3
# Memory that is not written to is not taken, so there is no thrift in few.
SPARE_ROWS = 65_536


# Columns of prices and CNY; all others hold whole numbers.
FLOATS = ("quoted", "price", "value", "commission", "stamp_duty", "transfer_fee", "cash")

Log = TypeVar("Log", Fills, Refusals, Events, Changes)


class Marks(NamedTuple):
    """What the account is after each session (T), cents."""

    cash: Integers
    holdings: Integers


class Journal(NamedTuple):
    """Of each log the first ``length.NAME`` rows are written (``length`` is one row).

    Sessions count from ``base``, as rows of ``marks`` do (T). Where only the marks are wanted, ``keeps_rows`` is False,
    the logs are empty and the lengths merely count.
    """

    base: int
    keeps_rows: bool
    length: Records
    fills: Fills
    refusals: Refusals
    events: Events
    changes: Changes
    marks: Marks


LOGS = ("fills", "refusals", "events", "changes")


def new_journal(symbols: int, base: int, last: int, events: int, *, keeps_rows: bool) -> Journal:
    """Empty logs that hold at least one full session, and marks for sessions ``base`` to ``last``."""
    rows = SPARE_ROWS + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events if keeps_rows else 0
    return Journal(
        base=base,
        keeps_rows=keeps_rows,
        length=records(1, "", indices=" ".join(LOGS)),
        fills=_unwritten(Fills, rows),
        refusals=_unwritten(Refusals, rows),
        events=_unwritten(Events, rows),
        changes=_unwritten(Changes, rows),
        marks=Marks(*np.zeros((2, last + 1 - base), dtype=np.int64)),
    )


def _unwritten(log: type[Log], rows: int) -> Log:
    """Columns of whatever the memory held: they are read only as far as they are written.

    Each is memory of its own: a system may hand out a large piece in huge pages, of which one is cleared for few rows.
    """
    columns: Any = (np.empty(rows, np.float64 if name in FLOATS else np.int64) for name in log._fields)
    return log(*columns)


def each_column(log: Log, change: Callable[[Any], Any]) -> Log:
    """The log with a function of every column."""
    return type(log)(*[change(column) for column in log])


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
    if not journal.keeps_rows:
        return True
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
    """Record a trade; value and fees in cents."""
    fills, k = journal.fills, journal.length[0].fills
    journal.length[0].fills = k + 1
    if not journal.keeps_rows:
        return
    fills.session[k], fills.symbol[k], fills.side[k], fills.quantity[k] = t - journal.base, j, side, quantity
    fills.quoted[k], fills.price[k], fills.value[k], fills.commission[k] = quoted, price, value / 100, commission / 100
    fills.stamp_duty[k], fills.transfer_fee[k] = stamp_duty / 100, transfer_fee / 100


@compiled
def write_refusal(journal: Journal, t: int, j: int, side: int, quantity: int, reason: int) -> None:
    """Record what could not trade."""
    refusals, k = journal.refusals, journal.length[0].refusals
    journal.length[0].refusals = k + 1
    if not journal.keeps_rows:
        return
    refusals.session[k], refusals.symbol[k], refusals.side[k] = t - journal.base, j, side
    refusals.quantity[k], refusals.reason[k] = quantity, reason


@compiled
def write_event(journal: Journal, t: int, j: int, kind: int, shares: int, cash: int) -> None:
    """Record what a holder received or gave up without trading; cash in cents."""
    events, k = journal.events, journal.length[0].events
    journal.length[0].events = k + 1
    if not journal.keeps_rows:
        return
    events.session[k], events.symbol[k], events.kind[k] = t - journal.base, j, kind
    events.shares[k], events.cash[k] = shares, cash / 100


@compiled
def write_change(journal: Journal, t: int, j: int, shares: int, changed: bool) -> None:
    """Record what is held of a symbol from the end of a session on, or, unchanged, write what the next row replaces."""
    changes, k = journal.changes, journal.length[0].changes
    journal.length[0].changes = k + changed
    if not journal.keeps_rows:
        return
    changes.session[k], changes.symbol[k], changes.shares[k] = t - journal.base, j, shares
