"""A row of each list: a strategy, a report, a thesis, where it went, a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from strategies.contract.parameters import Value
from strategies.contract.variant import Variant
from strategies.standing.sign_state import SignState


@dataclass(frozen=True)
class ListedStrategy:
    """A registered strategy; ``known_from`` is the day of its first report, ``parameters`` are the defaults.

    Of a strategy file in a folder of the user's only the name is known, and as its title the file's first line of
    documentation: it is not executed to be listed. ``sources`` say which line of a document prints a default, or that
    it is ours. ``variants`` have names, reasons and the values that they set; each runs as ``NAME/VARIANT`` when asked
    for.
    """

    name: str
    title: str
    known_from: date | None
    reports: tuple[str, ...]
    parameters: Mapping[str, Value]
    sources: Mapping[str, str]
    variants: tuple[Variant, ...]


@dataclass(frozen=True)
class ListedReport:
    """A published document; ``theses`` and ``names`` are counted, names once each."""

    id: str
    known_from: date
    published: date
    date_basis: str
    broker: str
    broker_zh: str
    title: str
    title_zh: str
    sector: str
    rating: str
    rating_class: str
    horizon_months: int | None
    theses: int
    names: int


@dataclass(frozen=True)
class ListedThesis:
    """One claim of a report; ``names`` are counted, once each.

    ``falsifiers`` and ``confirms`` say of each sign whether it has happened, ``state`` counts the falsifiers.
    """

    report: str
    id: str
    name: str
    name_zh: str
    kind: str
    parent: str
    segments: tuple[str, ...]
    names: int
    known_from: date
    claim: str
    state: str
    falsifiers: tuple[SignState, ...]
    confirms: tuple[SignState, ...]


@dataclass(frozen=True)
class ListedCoverage:
    """Where a thesis went: the strategies that trade it or why none does.

    ``reads`` are the series that its falsifiers and confirming signs read, ``gates`` all gates that read one of them.
    """

    report: str
    id: str
    name: str
    status: str
    strategies: tuple[str, ...]
    reads: tuple[str, ...]
    gates: tuple[str, ...]
    where: str
    note: str


@dataclass(frozen=True)
class ListedMember:
    """One mention of a share, or a company that a report names and nobody could buy.

    ``why_not`` is empty for a mention that may be traded; else the word of its standing (``source``, ``incidental``,
    ``unreliable``) or the reason of a company that has no A share, whose ``symbol`` is empty and whose ``code`` is that
    of another market or of its later listing.
    """

    symbol: str
    name: str
    report: str
    thesis: str
    segment: str
    listing: str
    listed_as: str
    line: int
    why_not: str
    code: str
    role: str
    code_source: str
    confidence: str
    known_from: date
    note: str


Row: TypeAlias = ListedStrategy | ListedReport | ListedThesis | ListedCoverage | ListedMember
