"""What a table held as of a snapshot: rows published by then, and the replaced values that held then."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.rows import read_frame
from data_sources.store.snapshot import Snapshot
from data_sources.store.tables import FACT_TABLES, revisions
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.schema import TABLES


def frame_as_of(connection: Connection, name: str, snapshot: Snapshot, symbols: Collection[str] | None = None) -> Frame:
    """Return a table as a snapshot had it, in key order; of the given symbols, if any are given.

    A publication never removes a row, so each row of that time is either still there untouched or has one revision that
    was published by then and replaced later.
    """
    if snapshot.is_latest:
        return read_frame(connection, name, symbols=symbols)
    untouched = read_frame(connection, name, FACT_TABLES[name].c.snapshot <= snapshot.number, symbols=symbols)
    replaced = _replaced_since(connection, name, snapshot.number)
    if symbols is not None:
        replaced = replaced.rows(np.isin(replaced["symbol"], sorted(symbols)))
    return concatenate(untouched.table, [untouched, replaced]).in_key_order() if len(replaced) else untouched


def _replaced_since(connection: Connection, name: str, snapshot: int) -> Frame:
    query = sa.select(revisions.c.key, revisions.c.old).where(
        revisions.c.table == name, revisions.c.snapshot <= snapshot, revisions.c.replaced_by > snapshot
    )
    rows = [{**row.key, **row.old} for row in connection.execute(query)]
    # Values that were replaced before a table had a column were empty there.
    return frame_from_cells(
        TABLES[name], {column: [row.get(column) for row in rows] for column in TABLES[name].names()}
    )
