"""The trials of a store: every setting of every strategy that somebody looked at.

The best of many tries looks good by chance, so each is counted: once, however often it is repeated, and for good. No
function here or elsewhere deletes one. Each row carries a sum of itself, and the store remembers how many there are
(``store.ledger``), so that `backtest verify` names one that was changed and misses one that was taken away. A trial is
no fact, so it needs no snapshot and not the only writer's lock: a refresh goes on while a run is counted, and several
runs may be counted at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.errors import StoreError
from data_sources.store.address import shown, store_errors
from data_sources.store.ledger import remember_number, remembered
from data_sources.store.migrations import insist_on_head
from data_sources.store.proof import stored_facts
from data_sources.store.tables import trials
from data_sources.store.transactions import adding, reading
from data_sources.store.trial import Tally, Trial, tally_of
from data_sources.store.trial_sums import trial_seal

SECONDS = 5.0
"""How long a run waits for another writer; a publication that takes longer leaves the run uncounted, which it says."""
AT_ONCE = 500
"""Identities that are asked for at a time."""


def add_trials(engine: Engine, looked: Sequence[Trial]) -> Tally:
    """Add trials of one strategy that are not there yet, in one transaction; return its tally with them in it.

    Waits ``SECONDS`` seconds for another writer. Raises StoreError for a store that cannot be written, also one without
    the table; then none of them was added.
    """
    with store_errors(engine.url), adding(engine, SECONDS) as connection:
        insert_trials(connection, looked)
        return _tally(connection, looked[0].strategy)


def tally_with(engine: Engine, looked: Sequence[Trial]) -> Tally:
    """Return the tally of a strategy as if trials had been added, from a store that cannot be written."""
    there = read_trials(engine, looked[0].strategy)
    known = {trial.identity for trial in there}
    return tally_of([*there, *(trial for trial in looked if trial.identity not in known)])


def read_tallies(engine: Engine) -> dict[str, Tally]:
    """Return the tally of every strategy that was ever tried, by name in order."""
    with stored_facts(engine.url), reading(engine) as connection:
        names = connection.execute(sa.select(trials.c.strategy).distinct().order_by(trials.c.strategy)).scalars().all()
        return {name: _tally(connection, name) for name in names}


def read_trials(engine: Engine, strategy: str) -> tuple[Trial, ...]:
    """Return the trials of a strategy in the order in which they were added."""
    with stored_facts(engine.url), reading(engine) as connection:
        return _trials_of(connection, strategy)


def carry_trials(source: Engine, target: Engine) -> int:
    """Add the trials of one store to another that lacks them, as they are; return how many the first has.

    A store older than the table has none. Raises StoreError when one of the two cannot be used; then none was added.
    """
    with store_errors(source.url), reading(source) as connection:
        if not insist_on_head(connection, older=True) or not sa.inspect(connection).has_table(trials.name):
            return 0
        there = {column["name"] for column in sa.inspect(connection).get_columns(trials.name)}
        columns = [column for column in trials.c if column.name in there]
        rows = [dict(row) for row in connection.execute(sa.select(*columns).order_by(trials.c.id)).mappings()]
    if altered := [row["id"] for row in rows if "seal" in row and row["seal"] != trial_seal(row)]:
        which = f"trial {altered[0]} of the store {shown(source.url)}"
        raise StoreError(f"{which} was changed since it was counted; none was carried, `backtest verify` says more")
    if rows:
        with store_errors(target.url), adding(target, SECONDS) as connection:
            _insert(connection, rows)
    return len(rows)


def insert_trials(connection: Connection, looked: Iterable[Trial]) -> None:
    """Add trials that are not there yet, inside the caller's transaction."""
    _insert(connection, [_row(trial) for trial in looked])


def _insert(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    # Held until the end of the transaction: who adds the same at the same time waits, and finds it there.
    count = remembered(connection, "trials", hold=True)
    if count is None:
        which = f"the store {shown(connection.engine.url)}"
        raise StoreError(f"{which} has lost the number of its trials; `backtest verify` says all that is wrong")
    wanted = {str(row["identity"]): row for row in rows}
    known = _known(connection, wanted)
    fresh = [row for identity, row in wanted.items() if identity not in known]
    numbered = [{**row, "id": number} for number, row in enumerate(fresh, count + 1)]
    if numbered:
        connection.execute(sa.insert(trials), [{**row, "seal": trial_seal(row)} for row in numbered])
        remember_number(connection, "trials", count + len(numbered))


def _known(connection: Connection, identities: Iterable[str]) -> set[str]:
    every = list(identities)
    known: set[str] = set()
    for start in range(0, len(every), AT_ONCE):
        query = sa.select(trials.c.identity).where(trials.c.identity.in_(every[start : start + AT_ONCE]))
        known.update(connection.execute(query).scalars())
    return known


def _row(trial: Trial) -> dict[str, Any]:
    return {**asdict(trial), "identity": trial.identity, "setting": trial.setting}


def _tally(connection: Connection, strategy: str) -> Tally:
    # Told apart here and not by the stored sums: an older version wrote some that had ``HOW_FAR`` in them.
    return tally_of(_trials_of(connection, strategy))


def _trials_of(connection: Connection, strategy: str) -> tuple[Trial, ...]:
    names = tuple(Trial.__dataclass_fields__)
    query = sa.select(*(trials.c[name] for name in names)).where(trials.c.strategy == strategy).order_by(trials.c.id)
    return tuple(Trial(*row) for row in connection.execute(query))
