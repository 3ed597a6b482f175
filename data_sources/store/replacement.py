"""Rows put in the place of those with the same identity, as each database says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection


def put_rows(
    connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]], replaced: Iterable[str]
) -> None:
    """Insert rows, no two of one ``identity``; where the table has that identity, the ``replaced`` columns are anew.

    The database compares, not this program: who puts the same at the same time finds it there.
    """
    wanted = _insert_of(connection)(table)
    anew = {name: wanted.excluded[name] for name in replaced}
    connection.execute(wanted.on_conflict_do_update(index_elements=[table.c.identity], set_=anew), rows)


def _insert_of(connection: Connection) -> Any:  # noqa: ANN401 - one function or the other, with the same arguments
    if connection.dialect.name != "postgresql":
        return sqlite.insert
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - its drivers cost 30 ms, which a file never needs

    return postgresql.insert
