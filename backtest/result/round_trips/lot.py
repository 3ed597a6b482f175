"""A lot of shares on its way from purchase to sale, and money parted among lots to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias

Ended: TypeAlias = Literal["sold", "delisted", "renamed", "open"]
"""How a round trip ended; "renamed" is a lot too small to become a whole share of the successor."""


@dataclass
class Lot:
    """Shares bought together; money in whole cents, ``cost`` with the fees of the purchase."""

    symbol: str
    opened: date
    shares: int
    cost: int
    dividends: int = 0
    closed: date | None = None
    proceeds: int = 0
    ended: Ended = "open"

    def split_off(self, shares: int) -> Lot:
        """Take some of the shares away, with their part of the cost and the dividends, as a lot of their own."""
        cost, dividends = (amount * shares // self.shares for amount in (self.cost, self.dividends))
        taken = replace(self, shares=shares, cost=cost, dividends=dividends)
        self.shares, self.cost, self.dividends = self.shares - shares, self.cost - cost, self.dividends - dividends
        return taken


def parted(amount: int, lots: Sequence[Lot]) -> list[int]:
    """Return whole parts of an amount, by the shares of lots, that add up to it."""
    total, shares, parts = sum(lot.shares for lot in lots), 0, [0]
    for lot in lots:
        shares += lot.shares
        parts.append(amount * shares // total)
    return [late - early for early, late in pairwise(parts)]
