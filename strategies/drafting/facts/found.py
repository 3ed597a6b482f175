"""The facts of a document, each with its line, how sure it is and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from strategies.documents.rating import Benchmark, RatingClass

T = TypeVar("T")
Sure = Literal["high", "medium", "low"]


@dataclass(frozen=True)
class Found(Generic[T]):
    """One fact as printed. ``rule`` says in a few words why it was taken; ``line`` is where a person looks it up.

    ``high``: printed in a form that means nothing else; ``medium``: to be looked at; ``low``: one of several readings.
    """

    value: T
    line: int
    sure: Sure
    rule: str


@dataclass(frozen=True)
class Broker:
    """A broker: its Chinese name, the English one, its A share; "" what is not printed and in no list of ours."""

    name: str
    english: str
    symbol: str


@dataclass(frozen=True)
class StandardFacts:
    """The rating standard (评级标准), classes from best to worst; numbers are percentage points of excess return.

    An edge whose side is not printed is read as everywhere in the product: lower end closed, upper end open;
    ``edges_printed`` says whether any side is. ``first_line`` and ``last_line`` are where it stands.
    """

    horizon_months: Found[int] | None
    benchmarks: tuple[Found[Benchmark], ...]
    stock: tuple[Found[RatingClass], ...]
    industry: tuple[Found[RatingClass], ...]
    edges_printed: bool
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Facts:
    """What a document says about itself; None and empty where it is silent.

    ``brokers`` has one entry, or those of a joint report. ``published`` is a printed publication date alone; days of
    prices and data are ``priced_on`` and ``date_hints``, from which a person may derive one. ``rating`` is the word of
    the industry rating, ``rating_action`` maintained, raised and so on as printed. ``sector`` is a free English word.
    """

    brokers: tuple[Found[Broker], ...]
    title: Found[str] | None
    published: Found[date] | None
    date_hints: tuple[Found[date], ...]
    priced_on: Found[date] | None
    rating: Found[str] | None
    rating_action: Found[str] | None
    sector: Found[str] | None
    standard: StandardFacts | None
