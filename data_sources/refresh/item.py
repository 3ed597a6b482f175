"""One thing to ask for, and the days that a refresh is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from data_sources.vendors.source import Wanted


@dataclass(frozen=True)
class Item:
    """One thing to ask for: rows of a table, of some symbols (none: the whole market), on days, both ends inclusive.

    ``bulk``: the session that has just closed, of many symbols in one list.
    """

    table: str
    symbols: tuple[str, ...]
    first: date
    last: date
    at_least: int = 0
    bulk: bool = False

    @property
    def symbol(self) -> str:
        """The symbol it is about, "" when it is about many or the market."""
        return self.symbols[0] if len(self.symbols) == 1 else ""

    @property
    def wanted(self) -> Wanted:
        """Return it as a source is asked for it."""
        return Wanted(self.table, self.symbols, self.first, self.last, self.bulk, self.at_least)

    @property
    def name(self) -> str:
        """A name that no other item has, fit for a file."""
        return f"{self.table}-{self.symbol or 'many'}-{sha256(repr(self).encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Span:
    """The days a refresh is about: ``since`` when the user named it, ``start`` for what was never read, ``last``."""

    since: date | None
    start: date
    last: date
