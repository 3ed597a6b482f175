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

# Each of a session's two auctions writes at most a sell and a buy per symbol, refuses each in at most three parts and
# taxes the sale; a weight is refused once as not listed; each event writes three rows at most; each symbol changes
# three times and is delisted once.
ROWS_A_SYMBOL = 20
ROWS_AN_EVENT = 3
SPARE_ROWS = 32_768


# Columns of prices and CNY; all others hold whole numbers.
FLOATS = ("quoted", "price", "value", "commission", "stamp_duty", "transfer_fee", "cash")

Log = TypeVar("Log", Fills, Refusals, Events, Changes)


class Journal(NamedTuple):
    """Of each log the first ``length.NAME`` rows are written (``length`` is one row); sessions are the market's.

    ``marks`` has cash and holdings in cents by session (T).
    """

    length: Records
    fills: Fills
    refusals: Refusals
    events: Events
    changes: Changes
    marks: Records


LOGS = ("fills", "refusals", "events", "changes")


def new_journal(symbols: int, sessions: int, events: int) -> Journal:
    """Empty logs that hold at least one full session."""
    rows = SPARE_ROWS + ROWS_A_SYMBOL * symbols + ROWS_AN_EVENT * events
    return Journal(
        length=records(1, "", indices=" ".join(LOGS)),
        fills=_unwritten(Fills, rows),
        refusals=_unwritten(Refusals, rows),
        events=_unwritten(Events, rows),
        changes=_unwritten(Changes, rows),
        marks=records(sessions, "cash holdings"),
    )


def _unwritten(log: type[Log], rows: int) -> Log:
    """Columns of whatever the memory held: they are read only as far as they are written."""
    columns: Any = np.empty((len(log._fields), rows), np.int64)
    return log(*(c.view(np.float64) if name in FLOATS else c for name, c in zip(log._fields, columns, strict=True)))


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
    """Record a trade; value and fees in cents."""
    fills, k = journal.fills, journal.length[0].fills
    journal.length[0].fills = k + 1
    fills.session[k], fills.symbol[k], fills.side[k], fills.quantity[k] = t, j, side, quantity
    fills.quoted[k], fills.price[k], fills.value[k], fills.commission[k] = quoted, price, value / 100, commission / 100
    fills.stamp_duty[k], fills.transfer_fee[k] = stamp_duty / 100, transfer_fee / 100


@compiled
def write_refusal(journal: Journal, t: int, j: int, side: int, quantity: int, reason: int) -> None:
    """Record what could not trade."""
    refusals, k = journal.refusals, journal.length[0].refusals
    journal.length[0].refusals = k + 1
    refusals.session[k], refusals.symbol[k], refusals.side[k] = t, j, side
    refusals.quantity[k], refusals.reason[k] = quantity, reason


@compiled
def write_event(journal: Journal, t: int, j: int, kind: int, shares: int, cash: int) -> None:
    """Record what a holder received or gave up without trading; cash in cents."""
    events, k = journal.events, journal.length[0].events
    journal.length[0].events = k + 1
    events.session[k], events.symbol[k], events.kind[k] = t, j, kind
    events.shares[k], events.cash[k] = shares, cash / 100


@compiled
def write_change(journal: Journal, t: int, j: int, shares: int) -> None:
    """Record what is held of a symbol from the end of a session on."""
    changes, k = journal.changes, journal.length[0].changes
    journal.length[0].changes = k + 1
    changes.session[k], changes.symbol[k], changes.shares[k] = t, j, shares
