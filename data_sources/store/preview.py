"""What a publication would change, without making it."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from data_sources.store.difference import Counts, compare
from data_sources.store.opening import is_filled
from data_sources.store.proof import stored_facts
from data_sources.store.publishing import insist_on_one_kind
from data_sources.store.snapshots import latest_snapshot
from data_sources.store.transactions import reading
from data_sources.tables.frame import Frames


def preview(engine: Engine, frames: Frames, *, simulated: bool = False) -> dict[str, Counts]:
    """Return by table how many rows would be new, changed and unchanged; a store that is not there is not made.

    Raises StoreError when simulated rows would meet real ones, as ``publish`` does.
    """
    with stored_facts(engine.url):
        if not is_filled(engine):
            return {name: Counts(len(frame), 0, 0) for name, frame in frames.items()}
        with reading(engine) as connection:
            insist_on_one_kind(engine.url, latest_snapshot(connection), simulated=simulated)
            return {name: compare(connection, frame).counts for name, frame in frames.items()}
