"""The dated market rules of sections 2 and 3, typed in from the tables of the specification."""

from dataclasses import dataclass
from datetime import date
from typing import Final

MAIN: Final = "main"
CHINEXT: Final = "ChiNext"
STAR: Final = "STAR"
BEIJING: Final = "Beijing"

ST: Final = "ST"
DELISTING: Final = "DELISTING"
NO_LIMIT: Final = "NO_LIMIT"
NORMAL: Final = "normal"

STATUS_BY_PRECEDENCE: Final = (NO_LIMIT, DELISTING, ST)
"""Of overlapping kinds the first counts."""


@dataclass(frozen=True)
class LimitRow:
    """A daily price limit rate, both days inclusive; an open end is None."""

    board: str
    statuses: tuple[str, ...]
    rate: float
    first: date
    last: date | None


ANY: Final = (NORMAL, DELISTING, ST)
LIMITS: Final = (
    LimitRow(MAIN, (NORMAL, DELISTING), 0.10, date(1996, 12, 16), None),
    LimitRow(MAIN, (ST,), 0.05, date(1998, 4, 22), date(2026, 7, 5)),
    LimitRow(MAIN, (ST,), 0.10, date(2026, 7, 6), None),
    LimitRow(CHINEXT, ANY, 0.10, date(2009, 10, 30), date(2020, 8, 23)),
    LimitRow(CHINEXT, ANY, 0.20, date(2020, 8, 24), None),
    LimitRow(STAR, ANY, 0.20, date(2019, 7, 22), None),
    LimitRow(BEIJING, ANY, 0.30, date(2021, 11, 15), None),
)


@dataclass(frozen=True)
class ListingRow:
    """How many first sessions are without limits, for listings of a board from a day to the day before another."""

    board: str
    listed_from: date
    listed_before: date
    free_sessions: int


CAPPED_DEBUTS_FROM: Final = date(2013, 12, 13)
FREE_SESSIONS: Final = (
    ListingRow(STAR, date.min, date.max, 5),
    ListingRow(CHINEXT, date.min, CAPPED_DEBUTS_FROM, 1),
    ListingRow(CHINEXT, date(2020, 8, 24), date.max, 5),
    ListingRow(MAIN, date.min, CAPPED_DEBUTS_FROM, 1),
    ListingRow(MAIN, date(2023, 4, 10), date.max, 5),
    ListingRow(BEIJING, date.min, date.max, 1),
)
"""Main and ChiNext listings between their rows have the first-session rule of `FIRST_SESSION_RATE`."""

FIRST_SESSION_RATE: Final = 1.44
"""Upper limit of a capped first session as a multiple of the issue price."""
FIRST_AUCTION_RATE: Final = 1.20
"""The same for the opening auction."""

FREE_DELISTING_FROM: Final = {
    MAIN: date(2020, 12, 31),
    CHINEXT: date(2020, 12, 31),
    STAR: date(2020, 12, 31),
    BEIJING: date(2021, 11, 15),
}
"""From when on a DELISTING row starts with a first traded session without limits."""


@dataclass(frozen=True)
class FeeRow:
    """A fee as a rate of traded value, from a day on, until the next row of the same fee and exchange."""

    exchanges: tuple[str, ...]
    rate: float
    first: date


ALL_EXCHANGES: Final = ("SH", "SZ", "BJ")
STAMP_DUTY: Final = (
    FeeRow(ALL_EXCHANGES, 0.001, date(2008, 9, 19)),
    FeeRow(ALL_EXCHANGES, 0.0005, date(2023, 8, 28)),
)
TRANSFER_FEE: Final = (
    FeeRow(("SH", "SZ"), 0.00002, date(2015, 8, 1)),
    FeeRow(("BJ",), 0.000025, date(2021, 11, 15)),
    FeeRow(ALL_EXCHANGES, 0.00001, date(2022, 4, 29)),
)


@dataclass(frozen=True)
class LotRow:
    """The least quantity of an order and the step above it."""

    board: str
    minimum: int
    step: int


LOTS: Final = {
    MAIN: LotRow(MAIN, 100, 100),
    CHINEXT: LotRow(CHINEXT, 100, 100),
    STAR: LotRow(STAR, 200, 1),
    BEIJING: LotRow(BEIJING, 100, 1),
}
