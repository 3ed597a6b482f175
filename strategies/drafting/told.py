"""What a document says about itself, as far as a draft asks: each fact with its line, None where it is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from strategies.documents.rating import Benchmark, RatingClass

Value_co = TypeVar("Value_co", covariant=True)


class Told(Protocol[Value_co]):
    """A fact as printed and the line that says so."""

    @property
    def value(self) -> Value_co:
        """The fact."""

    @property
    def line(self) -> int:
        """Its line."""


class House(Protocol):
    """A broker: its Chinese name and the English one, "" when that is not known."""

    @property
    def name(self) -> str:
        """The Chinese name."""

    @property
    def english(self) -> str:
        """The English name."""


class Standard(Protocol):
    """The rating standard: classes from best to worst, and between which lines it stands."""

    @property
    def horizon_months(self) -> Told[int] | None:
        """The horizon in months."""

    @property
    def benchmarks(self) -> Sequence[Told[Benchmark]]:
        """The index of each market."""

    @property
    def stock(self) -> Sequence[Told[RatingClass]]:
        """The classes of stocks."""

    @property
    def industry(self) -> Sequence[Told[RatingClass]]:
        """The classes of industries."""

    @property
    def edges_printed(self) -> bool:
        """Whether it says to which class an edge belongs."""

    @property
    def first_line(self) -> int:
        """The line on which it begins."""

    @property
    def last_line(self) -> int:
        """The line on which it ends."""


class Facts(Protocol):
    """What a document says about itself; None and empty where it is silent."""

    @property
    def brokers(self) -> Sequence[Told[House]]:
        """The houses that wrote it."""

    @property
    def title(self) -> Told[str] | None:
        """Its title."""

    @property
    def published(self) -> Told[date] | None:
        """The printed day of publication."""

    @property
    def date_hints(self) -> Sequence[Told[date]]:
        """Days from which a person may derive the day of publication."""

    @property
    def priced_on(self) -> Told[date] | None:
        """The day of the printed prices."""

    @property
    def rating(self) -> Told[str] | None:
        """The word of the industry rating."""

    @property
    def sector(self) -> Told[str] | None:
        """A free English word for the industry."""

    @property
    def standard(self) -> Standard | None:
        """The rating standard."""


@dataclass(frozen=True)
class _Untold:
    brokers: tuple[Told[House], ...] = ()
    title: Told[str] | None = None
    published: Told[date] | None = None
    date_hints: tuple[Told[date], ...] = ()
    priced_on: Told[date] | None = None
    rating: Told[str] | None = None
    sector: Told[str] | None = None
    standard: Standard | None = None


UNTOLD: Facts = _Untold()
"""The facts of a document that says nothing about itself."""
