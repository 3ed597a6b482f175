"""The options of a run, with the defaults of section 6."""

from dataclasses import dataclass
from datetime import date

from tests.reference.errors import InputError


@dataclass(frozen=True)
class Options:
    """`start` is `--from`, `end` is `--to`; `positions` are symbols and shares."""

    cash: float = 10_000_000.0
    fill: str = "open"
    commission_rate: float = 0.00025
    commission_min: float = 5.0
    stamp_duty: float | None = None
    transfer_fee: float | None = None
    dividend_tax: float = 0.10
    slippage: float = 0.0
    participation: float | None = None
    order_validity: str = "rebalance"
    delist_recovery: float = 0.0
    benchmark: str | None = None
    start: date | None = None
    end: date | None = None
    positions: tuple[tuple[str, int], ...] = ()
    cash_buffer: float = 0.0

    def __post_init__(self) -> None:
        if self.fill not in ("open", "close", "vwap"):
            raise InputError(f"fill is {self.fill!r}, not open, close or vwap")
        if self.order_validity not in ("rebalance", "day"):
            raise InputError(f"order_validity is {self.order_validity!r}, not rebalance or day")
