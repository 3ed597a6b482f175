"""What a store remembers of its own rows, so that a row that was taken away is missed.

``trials`` is how many trials were ever added: they are numbered from 1 to that many. ``unproved`` is the number of the
last snapshot that an older program published without a proof; every later one has one, see ``store.proof``. Each number
carries a sum of itself: whoever writes that anew too is not found out.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.ledger_seal import Entry, ledger_seal
from data_sources.store.tables import ledger


def remembered(connection: Connection, entry: Entry, *, hold: bool = False) -> int | None:
    """Return a number; None when its row is not there or was altered.

    ``hold``: no other process changes it before the caller's transaction ends.
    """
    query = sa.select(ledger.c.number, ledger.c.seal).where(ledger.c.entry == entry)
    # SQLite has one writer at a time anyway.
    row = connection.execute(query.with_for_update() if hold else query).one_or_none()
    return row.number if row is not None and row.seal == ledger_seal(entry, row.number) else None


def remember_number(connection: Connection, entry: Entry, number: int) -> None:
    """Put another number in place of the one that is remembered, inside the caller's transaction."""
    values = {"number": number, "seal": ledger_seal(entry, number)}
    connection.execute(sa.update(ledger).where(ledger.c.entry == entry).values(values))
