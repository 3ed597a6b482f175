"""What a source of market facts must offer: plan the requests, fetch raw (the only side effect), normalise purely.

The three steps are apart so that a plan can be shown without a call, a raw answer can be kept and read again, and
everything after the call can be tested without one. Pacing, retries and the breaker belong to the caller, who reads in
a source's ``traits`` what its vendor needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol, TypeAlias

import numpy as np

from data_sources.calendar.clock import SETTLED, SHANGHAI
from data_sources.health_check import HealthCheck
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.schema import Column, Table

SUSPENSIONS = Table(
    "suspensions",
    (
        Column("symbol", "symbol", filled=True),
        Column("start", "date", filled=True),
        Column("end", "date"),
        Column("reason", "text"),
    ),
    key=("symbol", "start"),
)
"""Announced suspensions (停牌). Not stored: a suspension is a session without a bar, and this explains the gap."""


EVERY_DAY, NO_END = date(1990, 1, 1), date(9999, 12, 31)
"""Days before the first session of both exchanges (1990-12-19) and after any."""


@dataclass(frozen=True)
class Wanted:
    """What is missing: a table, its symbols (none for tables of the whole market) and days, both ends inclusive.

    ``only_today`` says that ``first`` = ``last`` is a session that has just closed, so one bulk call may serve all.
    ``at_least`` rows make an answer whole; fewer are short. 0 when the number is unknown.
    """

    table: str
    symbols: tuple[str, ...]
    first: date
    last: date
    only_today: bool = False
    at_least: int = 0


@dataclass(frozen=True)
class Request:
    """One thing to ask a vendor. ``calls`` is what it costs: HTTP calls as far as they can be foreseen."""

    vendor: str
    endpoint: str
    table: str
    symbols: tuple[str, ...]
    first: date
    last: date
    calls: int = 1
    at_least: int = 0

    @property
    def symbol(self) -> str:
        """The symbol it is about, "" when it is about many or none."""
        return self.symbols[0] if len(self.symbols) == 1 else ""


@dataclass(frozen=True)
class RawPart:
    """One table as the vendor's library or a file gave it: columns by the vendor's names, cells as Python values.

    ``findings`` are what reading it found already, ``lines`` where each row stood in a file; both are mostly empty.
    """

    name: str
    columns: Mapping[str, tuple[object, ...]]
    findings: tuple[Finding, ...] = ()
    lines: tuple[int, ...] = ()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self.columns.values()), ()))


@dataclass(frozen=True)
class RawAnswer:
    """What came back, untouched. ``fetched_at`` is our clock and ``served_at`` the vendor's, both aware and in UTC.

    ``digest`` is the SHA-256 of the parts, so that two answers to one question can be compared; ``calls`` are the
    HTTP calls it really took.
    """

    request: Request
    parts: tuple[RawPart, ...]
    fetched_at: datetime
    served_at: datetime | None = None
    digest: str = ""
    calls: int = 0

    @property
    def observed_at(self) -> datetime:
        """When it was seen, in Shanghai: by the vendor's clock where there is one, for ours may be wrong."""
        return (self.served_at or self.fetched_at).astimezone(SHANGHAI)


@dataclass(frozen=True)
class Normalised:
    """Canonical rows in key order and what was found on the way; still to be checked like rows of any file."""

    request: Request
    frame: Frame
    findings: tuple[Finding, ...] = field(default=())

    @property
    def refused(self) -> bool:
        """Whether the answer must not be used: the next vendor is to be asked."""
        return any(finding.refuses for finding in self.findings)


WHOLE = ("status", "suspensions", "renames", "signals", "earnings")
"""Tables that are always read whole: an older row may still hold, so its day says nothing about the days asked for."""


@dataclass(frozen=True)
class Rounding:
    """How far two numbers about one fact may lie apart and still be the same: vendors round differently.

    ``price`` and ``level`` in CNY and index points, ``volume`` in shares and of an amount in CNY, ``relative`` as a
    share of the number: the larger of both counts for volume and amount.
    """

    price: float = 0.005
    level: float = 0.02
    volume: float = 100.0
    relative: float = 1e-4

    def of(self, table: str, column: str, values: Array) -> Array:
        """Return for each value of a column how far another one may lie apart."""
        if column in ("volume", "amount"):
            return np.maximum(self.volume, self.relative * np.abs(values))
        if table == "actions":
            return np.full(len(values), self.relative)
        return np.full(len(values), self.level if table == "index" else self.price)


@dataclass(frozen=True)
class Traits:
    """What a refresh must know of a vendor beside its rows.

    ``interval`` is in seconds between two calls before anything is learned, 0 for what is not on the network.
    ``exact``: its numbers replace stored ones as they stand, as those of a file do; the numbers of a vendor differ from
    stored ones by ``rounding`` alone. ``in_lots``: its volume may be rounded to lots (手). ``settled`` is the time in
    Shanghai after which the bars of a day are final. ``whole``: it costs nothing to read, so every row is read each
    time and held against the store.
    """

    interval: float = 0.0
    exact: bool = False
    rounding: Rounding = Rounding()
    in_lots: bool = False
    settled: time = SETTLED
    whole: bool = False


class Source(Protocol):
    """A vendor, a folder, anything that can be asked for facts. Every one inherits the conformance tests."""

    @property
    def vendor(self) -> str:
        """Return the name under which rows and journal entries are kept."""

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables it can give."""

    @property
    def traits(self) -> Traits:
        """Return how its vendor wants to be asked and how its numbers are to be read."""

    def plan(self, wanted: Wanted) -> tuple[Request, ...]:
        """Return the requests that would bring what is wanted, none for what the source never has. No side effect."""

    def fetch(self, request: Request, *, timeout: float) -> RawAnswer:
        """Ask. Raises SourceError and nothing else; ``timeout`` is in seconds for each connection and each read."""

    def normalise(self, answer: RawAnswer) -> Normalised:
        """Turn an answer into canonical rows. Pure.

        Raises ChangedFormat, EmptyAnswer or ShortAnswer, and Unavailable for a live list of the wrong moment.
        """

    def sample(self, request: Request, *, timeout: float) -> RawAnswer | None:
        """Ask for a small part of what a request asks for, None where there is no such part.

        Raises SourceError. The answer shows that the vendor speaks; it cannot be normalised.
        """


Vendors: TypeAlias = Callable[[str], tuple[Source, ...]]
"""The sources of a table in the order they are asked."""


@dataclass(frozen=True)
class Library:
    """The vendors that one library reaches: by table the sources in the order they are asked.

    ``insist_on_installed`` raises UserError with the way to it where the library is an extra that is not installed.
    ``check`` returns what ``doctor`` says about the installed library, None for nothing; it asks no vendor.
    """

    sources: Mapping[str, tuple[Source, ...]]
    insist_on_installed: Callable[[], None] = lambda: None
    check: Callable[[], HealthCheck | None] = lambda: None

    @property
    def every(self) -> tuple[Source, ...]:
        """Every source once, in the order of the tables."""
        return tuple({source.vendor: source for sources in self.sources.values() for source in sources}.values())


def only_wanted(frame: Frame, request: Request) -> Frame:
    """Keep the rows of the symbols and days that were asked for, in key order."""
    keep = np.ones(len(frame), np.bool_)
    if request.symbols:
        keep &= np.isin(frame.symbols, request.symbols)
    day = frame.table.date_column
    if day is not None and frame.table.name not in WHOLE:
        keep &= (frame[day] >= np.datetime64(request.first)) & (frame[day] <= np.datetime64(request.last))
    return frame.rows(keep).in_key_order()
