"""What a run leaves behind, rows in the order and sorting of section 6."""

from dataclasses import dataclass, field
from datetime import date

Fill = tuple[date, str, str, int, float, float, float, float, float]
Refusal = tuple[date, str, str, int, str]
Event = tuple[date, str, str, int, float]
Position = tuple[date, str, int, float, float]
EquityRow = tuple[date, float, float, float, float]


@dataclass(frozen=True)
class Ledger:
    """Fills, refusals, events, positions and equity of a run."""

    fills: list[Fill] = field(default_factory=list)
    """date, symbol, side, quantity, price, value, commission, stamp_duty, transfer_fee"""
    refusals: list[Refusal] = field(default_factory=list)
    """date, symbol, side, quantity, reason"""
    events: list[Event] = field(default_factory=list)
    """date, symbol, kind, shares, cash"""
    positions: list[Position] = field(default_factory=list)
    """date, symbol, shares, close, value"""
    equity: list[EquityRow] = field(default_factory=list)
    """date, cash, holdings, equity, benchmark"""
