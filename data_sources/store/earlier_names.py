"""The short names that a store had published of its symbols before the present ones."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.store.tables import revisions
from data_sources.store.transactions import reading


def earlier_names(engine: Engine) -> Mapping[str, frozenset[str]]:
    """Return by symbol every name that a later publication replaced; nothing of what changed before the first one."""
    query = sa.select(revisions.c.key, revisions.c.old).where(revisions.c.table == "instruments")
    names: dict[str, frozenset[str]] = {}
    with reading(engine) as connection:
        for row in connection.execute(query):
            name = row.old.get("name")
            if name:
                symbol = str(row.key["symbol"])
                names[symbol] = names.get(symbol, frozenset()) | {str(name)}
    return names
