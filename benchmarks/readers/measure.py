"""Readers by themselves, nights by themselves, and both at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from threading import Event as Stop
from threading import Thread
from time import perf_counter
from typing import Any, TypeAlias

import sqlalchemy as sa

from benchmarks.readers.nights import Night
from benchmarks.readers.reading import Load, Seen, reading
from data_sources.importing import import_facts
from data_sources.store import open_store

WARM_PAUSE, COLD = 3.0, 20
LOOKS = 0.05
"""Seconds between two looks at how many connections there are."""


Begun: TypeAlias = Callable[[], AbstractContextManager[tuple[Event, Event, Sequence[Any]]]]


@dataclass(frozen=True)
class Phase:
    """Readers, nights or both.

    ``publishing`` are the seconds of each night, from its facts in memory to the end of its publication; ``readers``
    what each saw; ``connections`` the most that the server had at a time.
    """

    name: str
    publishing: tuple[float, ...] = ()
    readers: tuple[Seen, ...] = ()
    connections: int = 0

    @property
    def loads(self) -> list[Load]:
        """All loads of all readers."""
        return [load for seen in self.readers for load in seen.loads]

    @property
    def faults(self) -> list[str]:
        """Why loads gave nothing."""
        return [load.fault for load in self.loads if load.fault]

    def mixed(self, nights: Sequence[Night]) -> int:
        """How many loads are no night whole, by their last session and their sum."""
        whole = {(night.last, night.digest) for night in nights}
        return sum((load.last, load.digest) not in whole for load in self.loads if not load.fault)


def measure(
    url: str, nights: Sequence[Night], readers: int, folder: Path, *, least: int = 5, pause: float = WARM_PAUSE
) -> list[Phase]:
    """Publish the first night; then a third of the others alone, beside warm readers, and beside cold ones.

    Parameters
    ----------
    url
        An empty database on a server.
    nights
        What is published, in order; 1 and a multiple of 3.
    readers
        Processes that load at a time, each with connections of its own.
    folder
        Where cold readers keep columns.
    least
        Loads of each warm reader at least; a cold one has one at least.
    pause
        Seconds between two loads of a warm reader; a cold one waits ``COLD`` times as long.
    """
    first, rest = nights[0], list(nights[1:])
    third = len(rest) // 3
    publish([first], url)
    found = [Phase("nights alone", publish(rest[:third], url))]
    warm = partial(reading, readers, url, least, pause, None)
    cold = partial(reading, readers, url, 1, COLD * pause, folder)
    found.append(_phase("warm readers alone", url, [], warm))
    found.append(_phase("warm readers, nights", url, rest[third : 2 * third], warm))
    found.append(_phase("cold readers alone", url, [], cold))
    found.append(_phase("cold readers, nights", url, rest[2 * third :], cold))
    return found


def publish(nights: Sequence[Night], url: str) -> tuple[float, ...]:
    """Check and publish nights one after the other; return the seconds of each."""
    took = []
    for night in nights:
        begun = perf_counter()
        engine = open_store(url, create=True)
        done = import_facts(night.facts, engine)
        engine.dispose()
        assert done.outcome == "done", done.findings  # noqa: S101 - what is measured happened
        took.append(perf_counter() - begun)
    return tuple(took)


def _phase(name: str, url: str, nights: Sequence[Night], begun: Begun) -> Phase:
    with begun() as (begin, done, pipes), _counted(url) as most:
        begin.set()
        publishing = publish(nights, url)
        done.set()
        seen = tuple(pipe.recv() for pipe in pipes)
    return Phase(name, publishing, seen, max(most, default=0))


@contextmanager
def _counted(url: str) -> Iterator[list[int]]:
    """Lend the numbers of connections to the database, looked at all the while, without the one that looks."""
    most: list[int] = []
    stop, engine = Stop(), sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))

    def look() -> None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not stop.wait(LOOKS):
                asked = "SELECT count(*) - 1 FROM pg_stat_activity WHERE datname = current_database()"
                most.append(connection.exec_driver_sql(asked).scalar_one())

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        stop.set()
        thread.join()
        engine.dispose()
