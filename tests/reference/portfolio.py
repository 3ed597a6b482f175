"""Cash, shares and carried orders."""

from dataclasses import dataclass, field

Side = str
SELL = "sell"
BUY = "buy"
Orders = dict[tuple[str, Side], int]
"""Quantity by symbol and side."""


@dataclass
class Portfolio:
    """`cash` in cents; `shares` holds positive counts only."""

    cash: int
    shares: dict[str, int] = field(default_factory=dict)
    carried: Orders = field(default_factory=dict)

    def held(self, symbol: str) -> int:
        """Shares of a symbol, 0 when none."""
        return self.shares.get(symbol, 0)

    def set_shares(self, symbol: str, count: int) -> None:
        """Replace the count; 0 removes the position."""
        self.shares.pop(symbol, None)
        if count > 0:
            self.shares[symbol] = count


@dataclass(frozen=True)
class Refused:
    """A refused quantity and why."""

    symbol: str
    side: str
    quantity: int
    reason: str
