"""The canonical tables of a market: columns, kinds, units and keys, as plain data (execution rules, section 1).

Reader, checks and store all read these tables, so that a column is named and described once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["symbol", "index_symbol", "date", "number", "text"]

PRICES = ("open", "high", "low", "close")
"""The columns of a bar that are prices it traded at."""

CALENDAR_INDEX = "000300.SH"
CALENDAR_TOTAL_RETURN = "H00300.CSI"
"""The price index (沪深300) whose dates are the sessions when no sessions table is given."""

STATUS_KINDS = {"ST": "ST", "*ST": "ST", "DELISTING": "DELISTING", "NO_LIMIT": "NO_LIMIT"}
"""Status words as they are written, and the kind each stands for."""

EARNINGS_KINDS = ("actual", "forecast")
"""What a row of earnings says: what a company reported, or what analysts expected of it (一致预期)."""

FORECAST = "/forecast"
"""How the name of an industry series ends that holds what was expected, never an observation."""


@dataclass(frozen=True)
class Column:
    """One column. ``required``: a file without it is wrong. ``filled``: an empty cell is wrong.

    An empty number becomes ``default``, an empty date NaT, an empty text the empty string. ``added``: stores without
    the column have been published, so that an empty cell must leave what a row amounts to as it was. ``longest`` are
    the characters that a text may have.
    """

    name: str
    kind: Kind
    unit: str = ""
    required: bool = True
    filled: bool = False
    default: float = nan
    added: bool = False
    longest: int = 200


@dataclass(frozen=True)
class Table:
    """A canonical table; ``key`` names the columns whose values together are unique.

    ``counts_with`` names a number that has to be above 0 for the other numbers of a row to count. ``added``: stores
    without the table have been published, so that one without rows must leave what a store amounts to as it was.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    counts_with: str | None = None
    added: bool = False

    @property
    def symbol_column(self) -> str | None:
        """The column that says whose row it is, None where rows belong to no security."""
        return next((column.name for column in self.columns if column.kind in ("symbol", "index_symbol")), None)

    @property
    def date_column(self) -> str | None:
        """The key column that says of which day a row is, None in a table without one."""
        dates = {column.name for column in self.columns if column.kind == "date"}
        return next((name for name in self.key if name in dates), None)

    def names(self, *kinds: Kind) -> tuple[str, ...]:
        """Return the names of the columns of the given kinds, all columns without one."""
        return tuple(column.name for column in self.columns if not kinds or column.kind in kinds)


def _key(name: str, kind: Kind) -> Column:
    return Column(name, kind, filled=True)


def _price(name: str, *, required: bool = True) -> Column:
    return Column(name, "number", "CNY per share", required)


INSTRUMENTS = Table(
    "instruments",
    (
        _key("symbol", "symbol"),
        Column("name", "text"),
        Column("list_date", "date"),
        Column("delist_date", "date"),
        _price("issue_price", required=False),
        Column("delist_value", "number", "CNY per share paid at the delisting", required=False, added=True),
    ),
    key=("symbol",),
    required=True,
)
BARS = Table(
    "bars",
    (
        _key("symbol", "symbol"),
        _key("date", "date"),
        _price("open"),
        _price("high"),
        _price("low"),
        _price("close"),
        Column("volume", "number", "shares"),
        Column("amount", "number", "CNY"),
        _price("prev_close", required=False),
    ),
    key=("symbol", "date"),
    required=True,
    counts_with="volume",
)
ACTIONS = Table(
    "actions",
    (
        _key("symbol", "symbol"),
        _key("ex_date", "date"),
        Column("cash_per_share", "number", "CNY before tax per old share", default=0.0),
        Column("bonus_per_share", "number", "new shares per old share", default=0.0),
        Column("rights_per_share", "number", "shares offered per old share", default=0.0),
        Column("rights_price", "number", "CNY per share", default=0.0),
    ),
    key=("symbol", "ex_date"),
)
STATUS = Table(
    "status",
    (_key("symbol", "symbol"), _key("start", "date"), Column("end", "date"), _key("kind", "text")),
    key=("symbol", "start", "kind"),
)
RENAMES = Table(
    "renames",
    (
        _key("old_symbol", "symbol"),
        _key("new_symbol", "symbol"),
        _key("date", "date"),
        Column("ratio", "number", "new shares per old share", default=1.0),
    ),
    key=("old_symbol", "date"),
)
SESSIONS = Table("sessions", (_key("date", "date"),), key=("date",))
INDEX = Table(
    "index",
    (
        _key("symbol", "index_symbol"),
        _key("date", "date"),
        Column("open", "number", "points", required=False),
        Column("high", "number", "points", required=False),
        Column("low", "number", "points", required=False),
        Column("close", "number", "points"),
        Column("volume", "number", "shares", required=False),
        Column("amount", "number", "CNY", required=False),
    ),
    key=("symbol", "date"),
    required=True,
)
# A revised value is a new row with its own publication day, so the first print is never overwritten.
SIGNALS = Table(
    "signals",
    (
        _key("series", "text"),
        _key("period", "text"),
        _key("period_end", "date"),
        _key("published_on", "date"),
        Column("value", "number", "as the unit column says", filled=True),
        Column("unit", "text"),
        Column("source", "text", longest=1_000),
    ),
    key=("series", "period", "published_on"),
)
# A corrected value is a new row with its own announcement, so the first print is never overwritten. The announcement
# comes before the period in the key, for it is the day that a row is about: from it on the value is known.
EARNINGS = Table(
    "earnings",
    (
        _key("symbol", "symbol"),
        _key("period_end", "date"),
        _key("announced_on", "date"),
        _key("kind", "text"),
        Column("eps", "number", "CNY per share since the year began", required=False),
        Column("net_profit", "number", "CNY for shareholders since the year began", required=False),
        Column("source", "text", required=False, longest=1_000),
    ),
    key=("symbol", "announced_on", "period_end", "kind"),
    added=True,
)

TABLES: dict[str, Table] = {
    table.name: table for table in (INSTRUMENTS, BARS, ACTIONS, STATUS, RENAMES, SESSIONS, INDEX, SIGNALS, EARNINGS)
}
