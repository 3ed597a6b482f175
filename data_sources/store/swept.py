"""The sets of sweeps that a store keeps: what each set of parameters made on a snapshot.

A set is kept as soon as it is done, under the sum of all that its curve follows from. So an interrupted sweep goes on
where it ended, a larger grid computes only what is new, and a set that two workers report is there once. It is counted
as a trial in the same transaction: there is no curve that was not counted. Like a trial it is no fact: it needs no
snapshot and not the only writer's lock.

Each row carries a sum of itself: one that was altered is not taken, it is computed again, and `backtest verify` names
it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.language.text import NOTHING, Text, both
from data_sources.store.address import store_errors
from data_sources.store.replacement import put_rows
from data_sources.store.tables import swept
from data_sources.store.transactions import adding, reading
from data_sources.store.trial import Trial
from data_sources.store.trial_sums import sum_of
from data_sources.store.trials import insert_trials
from data_sources.tables.facts import Integers

SECONDS = 60.0
"""How long a sweep waits for another writer; sets that cannot be kept are computed again by the next sweep."""
AT_ONCE = 500
"""Identities that are asked for at a time."""


@dataclass(frozen=True)
class SweptSet:
    """One set of a sweep.

    Parameters
    ----------
    identity
        The SHA-256 sum, in hexadecimal, of all that the curve follows from.
    strategy
        What the strategy is called.
    parameters, options
        JSON values by name.
    snapshot
        The facts, as results cite them.
    base, last
        The first (base) and the last session of the curve; None without one.
    equity : array
        Whole cents after each session from the base on (T); empty without a curve.
    fault
        Why there is no curve, in both languages; empty with one.
    """

    identity: str
    strategy: str
    parameters: Mapping[str, Any]
    options: Mapping[str, Any]
    snapshot: str
    base: date | None
    last: date | None
    equity: Integers
    fault: Text = NOTHING


def keep_swept(engine: Engine, sets: Sequence[SweptSet], looked: Sequence[Trial]) -> None:
    """Keep sets that are not there yet and count them, in one transaction.

    Raises StoreError for a store that cannot be written; then none was kept and none counted.
    """
    with store_errors(engine.url), adding(engine, SECONDS) as connection:
        # Of one identity once: a database refuses to put a row right twice in one statement.
        if rows := [_row(each) for each in {each.identity: each for each in sets}.values()]:
            # One that was altered is put right.
            put_rows(connection, swept, rows, ("base", "last", "curve", "fault", "seal"))
        if looked:
            insert_trials(connection, looked)


def read_swept(engine: Engine, identities: Iterable[str]) -> dict[str, SweptSet]:
    """Return the sets that are kept and were not altered, by identity; raises StoreError for a store that is none."""
    every, found = list(identities), dict[str, SweptSet]()
    with store_errors(engine.url), reading(engine) as connection:
        for start in range(0, len(every), AT_ONCE):
            query = sa.select(swept).where(swept.c.identity.in_(every[start : start + AT_ONCE]))
            for row in connection.execute(query).mappings():
                if row["seal"] == swept_seal(row):
                    found[row["identity"]] = _set_of(row)
    return found


def every_swept(connection: Connection) -> Iterator[tuple[int, str, bool]]:
    """Give the number of every row, its strategy, and whether it is as it was kept."""
    for row in connection.execute(sa.select(swept).order_by(swept.c.id)).mappings():
        yield row["id"], row["strategy"], row["seal"] == swept_seal(row)


def swept_seal(row: Mapping[Any, Any]) -> str:
    """Return the sum of a row of the table, without that sum and without its number."""
    cells = {name: row[name] for name in ("identity", "strategy", "parameters", "options", "snapshot", "fault")}
    days = [None if row[name] is None else row[name].isoformat() for name in ("base", "last")]
    return sum_of([cells, days, sha256(row["curve"]).hexdigest()])


def _row(each: SweptSet) -> dict[str, Any]:
    row = {
        **{name: getattr(each, name) for name in ("identity", "strategy", "snapshot", "base", "last")},
        "parameters": dict(each.parameters),
        "options": dict(each.options),
        "curve": packed(each.equity),
        "fault": _lines(each.fault),
    }
    return {**row, "seal": swept_seal(row)}


def _set_of(row: Mapping[Any, Any]) -> SweptSet:
    cells = {name: cell for name, cell in row.items() if name not in {"id", "curve", "fault", "seal"}}
    return SweptSet(**cells, equity=unpacked(row["curve"]), fault=_words(row["fault"]))


def _lines(fault: Text) -> str:
    """The English of a fault and its Chinese, a line each; one line where they are the same."""
    return "\n".join(dict.fromkeys(" ".join(words.split()) for words in (str(fault), fault.zh)))


def _words(lines: str) -> Text:
    """What ``_lines`` was given."""
    english, _, chinese = lines.partition("\n")
    return both(english, chinese or english)


def packed(equity: Integers) -> bytes:
    """Return cents by session as bytes: what changed from session to session, deflated."""
    return zlib.compress(np.diff(equity, prepend=np.int64(0)).astype("<i8").tobytes())


def unpacked(curve: bytes) -> Integers:
    """Return what ``packed`` was given."""
    changes = np.frombuffer(zlib.decompress(curve), "<i8").astype(np.int64)
    equity: Integers = np.cumsum(changes)
    return equity
