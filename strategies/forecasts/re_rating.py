"""A change in price split into what the forecast did (revision) and what the multiple did (re-rating).

A price is a year's expected earnings per share times the multiple that is paid for them, so between two days and for
one fiscal year, exactly,

    (1 + price change) = (1 + revision) x (1 + re-rating)

with the revision as the growth of the expected EPS and the re-rating as that of price over EPS. Closes and EPS are raw,
so that each multiple is the one of its day; what bonus shares did to price and EPS alike is taken out of both changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_sources.language.text import Text
from strategies.documents.checking.prices import HALF_A_CENT, ROUNDING

CONSENSUS, RESULT = "consensus", "result"
"""What the store says of a year: what analysts expect of it, and what the company reported in the end."""


@dataclass(frozen=True)
class Stand:
    """What was paid for a year's expected earnings on a day.

    ``said_by`` is a report's id, ``CONSENSUS`` or ``RESULT``; ``by`` says of a report whether the number is its own or
    quoted, one word of ``FORECASTERS``, and is ``said_by`` otherwise. ``close`` in CNY is raw and of ``day``; ``eps``
    is CNY per share of that day, above 0. ``stored`` is the store's close where the report prints one, None while the
    store has none or the close is its own.
    """

    said_by: str
    by: str
    day: date
    close: float
    eps: float
    stored: float | None = None

    @property
    def multiple(self) -> float:
        """Price over expected earnings."""
        return self.close / self.eps

    @property
    def doubtful(self) -> bool:
        """Whether the printed close is not the stored one, to the cent."""
        return self.stored is not None and abs(self.close - self.stored) > HALF_A_CENT + ROUNDING


@dataclass(frozen=True)
class ReRating:
    """One company between two stands on the same fiscal year; the three changes are fractions.

    ``shares`` is how many shares of the later day one of the earlier has become by bonus shares and rights, 1 without
    any. Where the two are said by two houses, the revision is also in what they differ.
    """

    symbol: str
    name: str
    year: int
    first: Stand
    then: Stand
    shares: float

    @property
    def price_change(self) -> float:
        """The change of the price, bonus shares taken out."""
        return self.then.close * self.shares / self.first.close - 1.0

    @property
    def revision(self) -> float:
        """The change of the year's expected earnings per share, bonus shares taken out."""
        return self.then.eps * self.shares / self.first.eps - 1.0

    @property
    def re_rating(self) -> float:
        """The change of the multiple."""
        return self.then.multiple / self.first.multiple - 1.0


@dataclass(frozen=True)
class Unsplit:
    """A forecast whose price change cannot be split, and why not."""

    symbol: str
    name: str
    year: int
    why: Text
