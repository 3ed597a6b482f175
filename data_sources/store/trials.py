"""The trials of a store: every setting of every strategy that somebody looked at.

The best of many tries looks good by chance, so each is counted: once, however often it is repeated, and for good. No
function here or elsewhere deletes one. Each row carries a sum of itself, and the store remembers how many there are
(``store.ledger``), so that `backtest verify` names one that was changed and misses one that was taken away. A trial is
no fact, so it needs no snapshot and not the only writer's lock: a refresh goes on while a run is counted, and several
runs may be counted at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.errors import StoreError
from data_sources.store.address import shown, store_errors
from data_sources.store.ledger import remember_number, remembered
from data_sources.store.migrations import insist_on_head
from data_sources.store.proof import stored_facts
from data_sources.store.tables import trials
from data_sources.store.transactions import adding, reading
from data_sources.store.trial_sums import sum_of, trial_seal

SECONDS = 5.0
"""How long a run waits for another writer; a publication that takes longer leaves the run uncounted, which it says."""
AT_ONCE = 500
"""Identities that are asked for at a time."""
HOW_FAR = ("end", "hindsight")
"""Options under which the same decisions are looked at further or less far: the judged part is of the same try."""


@dataclass(frozen=True)
class Trial:
    """One look at one setting of one strategy.

    Parameters
    ----------
    strategy
        What it is called.
    definition
        The SHA-256 sum, in hexadecimal, of the text that defines it.
    parameters, options
        JSON values by name; of the options those that are not the default, so that an option which a later version
        adds does not make the same trial another one. Those of ``HOW_FAR`` are kept and are no part of a setting.
    base, last
        The first (base) and the last session of the run.
    snapshot
        The facts it read, as results cite them.
    looked_at
        When, UTC without a zone.
    sessions, sharpe, skew, kurtosis
        Of the judged part: sessions with a return, and of their simple returns less the risk-free rate the Sharpe ratio
        a session, the skewness and the kurtosis (3 for a normal distribution). None where they are not defined.
    """

    strategy: str
    definition: str
    parameters: Mapping[str, Any]
    options: Mapping[str, Any]
    base: date
    last: date
    snapshot: str
    looked_at: datetime
    sessions: int
    sharpe: float | None = None
    skew: float | None = None
    kurtosis: float | None = None

    @property
    def setting(self) -> str:
        """The sum of what was set: definition, parameters and options, but not how far one looked, nor the snapshot."""
        chosen = {name: value for name, value in self.options.items() if name not in HOW_FAR}
        return sum_of([self.definition, self.parameters, chosen])

    @property
    def identity(self) -> str:
        """The sum of all that makes two trials the same."""
        return sum_of([self.strategy, self.setting, self.base.isoformat(), self.last.isoformat(), self.snapshot])


def identities(trial: Trial) -> frozenset[str]:
    """Return the identities under which a trial may be stored: an older version counted ``HOW_FAR`` to a setting."""
    former = sum_of([trial.definition, trial.parameters, trial.options])
    days = [trial.base.isoformat(), trial.last.isoformat(), trial.snapshot]
    return frozenset({trial.identity, sum_of([trial.strategy, former, *days])})


@dataclass(frozen=True)
class Tally:
    """How often a strategy was tried.

    ``trials`` are all of them, ``settings`` the different ones among them, whatever the span and the snapshot: a night
    that looks at the same setting a day later makes another trial of it, no other setting. ``sharpes`` has for each
    setting the Sharpe ratio a session of the trial that went furthest, of several the latest, where it has one; in no
    order. ``first`` and ``last`` are UTC, None without a trial.
    """

    trials: int
    settings: int
    sharpes: tuple[float, ...]
    first: datetime | None
    last: datetime | None

    @property
    def sharpe_variance(self) -> float | None:
        """The sample variance of ``sharpes``; None below two."""
        return float(np.var(self.sharpes, ddof=1)) if len(self.sharpes) > 1 else None


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


def tally_of(looked: Iterable[Trial]) -> Tally:
    """Return the tally of different trials, in the order in which they were looked at."""
    every = list(looked)
    # Sorting keeps the order of equals, and of a setting the last one stays.
    furthest = {trial.setting: trial.sharpe for trial in sorted(every, key=lambda trial: trial.last)}
    sharpes = tuple(sharpe for sharpe in furthest.values() if sharpe is not None)
    moments = [trial.looked_at for trial in every]
    return Tally(len(every), len(furthest), sharpes, min(moments, default=None), max(moments, default=None))


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
