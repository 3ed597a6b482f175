"""Fees of one fill, each rounded to the cent by itself. All amounts in cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.reference.boards import exchange_of
from tests.reference.errors import InputError
from tests.reference.money import cents
from tests.reference.options import Options
from tests.reference.rules import STAMP_DUTY, TRANSFER_FEE, FeeRow


@dataclass(frozen=True)
class Fees:
    """The three fees of a fill, in cents."""

    commission: int
    stamp_duty: int
    transfer_fee: int

    @property
    def total(self) -> int:
        """What the fill costs beside its value."""
        return self.commission + self.stamp_duty + self.transfer_fee


def rate_on(rows: Sequence[FeeRow], exchange: str, day: date) -> float | None:
    """The rate of the last row that has begun on `day`; None before the first."""
    begun = [row for row in rows if exchange in row.exchanges and row.first <= day]
    return max(begun, key=lambda row: row.first).rate if begun else None


def commission_of(value: int, rate: float, minimum: float) -> int:
    """A rate of the value, at least the minimum a fill."""
    return cents(max(value / 100 * rate, minimum))


def transfer_rate(symbol: str, day: date, options: Options) -> float:
    """The option in place of the table; nothing before the table's first row."""
    if options.transfer_fee is not None:
        return options.transfer_fee
    return rate_on(TRANSFER_FEE, exchange_of(symbol), day) or 0.0


def buy_fees(symbol: str, day: date, value: int, options: Options) -> Fees:
    """Commission and transfer fee; no stamp duty on a buy."""
    transfer = cents(value / 100 * transfer_rate(symbol, day, options))
    return Fees(commission_of(value, options.commission_rate, options.commission_min), 0, transfer)


def sell_fees(symbol: str, day: date, value: int, options: Options) -> Fees:
    """All three; the commission is at most the value less the other two, so cash never falls below zero."""
    by_date = rate_on(STAMP_DUTY, exchange_of(symbol), day)
    stamp_rate = by_date if options.stamp_duty is None else options.stamp_duty
    if stamp_rate is None:
        raise InputError(f"a sale of {symbol} on {day} is before the first stamp duty rate ({STAMP_DUTY[0].first})")
    stamp = cents(value / 100 * stamp_rate)
    transfer = cents(value / 100 * transfer_rate(symbol, day, options))
    wanted = commission_of(value, options.commission_rate, options.commission_min)
    commission = min(wanted, value - stamp - transfer)
    return Fees(commission, stamp, transfer)
