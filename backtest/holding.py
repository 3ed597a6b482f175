"""Shares that an account holds before its first decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_sources.errors import InputError
from data_sources.language.text import both

MOST_SHARES = 10**12
"""More than any company has: all of the A shares of the largest bank are a quarter of it."""


@dataclass(frozen=True)
class Holding:
    """One purchase that is held: a canonical symbol, shares (odd lots too), and the day of the purchase if known.

    Without ``bought_on`` it counts, for the tax on dividends by holding age, as bought on the base date of the run,
    which taxes no less than any earlier day would. Several of one symbol are its purchases.
    """

    symbol: str
    shares: int
    bought_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse what nobody can hold."""
        if type(self.shares) is not int or not 0 < self.shares <= MOST_SHARES:
            raise InputError(
                both(
                    f"the position of {self.symbol} is {self.shares!r} shares; it is a whole number above 0",
                    f"{self.symbol} 的持仓为 {self.shares!r} 股；应为大于 0 的整数",
                )
            )

    def document(self) -> dict[str, object]:
        """Return it as JSON values, as a manifest keeps it."""
        day = {"bought_on": self.bought_on.isoformat()} if self.bought_on else {}
        return {"symbol": self.symbol, "shares": self.shares, **day}


def shares_by_symbol(positions: Sequence[Holding]) -> dict[str, int]:
    """Return how many shares of each symbol are held, symbols in order."""
    found: dict[str, int] = {}
    for each in sorted(positions, key=lambda each: each.symbol):
        found[each.symbol] = found.get(each.symbol, 0) + each.shares
    return found
