"""The rows of section 1 as typed facts. Checks of them live in `checks.py`."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.reference.errors import InputError

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Instrument:
    """A listed share; a missing date or price is None."""

    symbol: str
    list_date: date | None
    delist_date: date | None
    issue_price: float | None
    delist_value: float | None


@dataclass(frozen=True)
class Bar:
    """A traded session of one symbol; `amount` and `prev_close` may be None."""

    symbol: str
    date: date
    open: float
    high: float
    low: float
    close: float
    volume: float
    amount: float | None
    prev_close: float | None


@dataclass(frozen=True)
class Action:
    """What a share brings on its ex-date; empty cells are 0."""

    symbol: str
    date: date
    cash_per_share: float
    bonus_per_share: float
    rights_per_share: float
    rights_price: float


@dataclass(frozen=True)
class Rename:
    """A changed code or a share-for-share merger."""

    old_symbol: str
    new_symbol: str
    date: date
    ratio: float


@dataclass(frozen=True)
class StatusSpan:
    """A status from `start` to `end`, both inclusive; `end` None means still."""

    symbol: str
    start: date
    end: date | None
    kind: str


def text(row: Row, column: str) -> str:
    """A cell as text; missing is empty."""
    value = row.get(column)
    return "" if value is None else str(value)


def day(row: Row, column: str) -> date | None:
    """A cell as a day; missing is None."""
    value = row.get(column)
    if value is None or value == "":
        return None
    if not isinstance(value, date):
        raise InputError(f"{column} is no date: {value!r} in {dict(row)}")
    return value


def required_day(row: Row, column: str) -> date:
    """A cell that must hold a day."""
    value = day(row, column)
    if value is None:
        raise InputError(f"{column} is missing in {dict(row)}")
    return value


def number(row: Row, column: str) -> float | None:
    """A cell as a number; missing and NaN are None."""
    value = row.get(column)
    if value is None or value == "":
        return None
    if not isinstance(value, int | float):
        raise InputError(f"{column} is no number: {value!r} in {dict(row)}")
    return None if math.isnan(value) else float(value)


def instrument(row: Row) -> Instrument:
    """One row of `instruments`."""
    value = number(row, "delist_value")
    if value is not None and (value < 0 or not math.isfinite(value)):
        raise InputError(f"instruments: the delist_value of {row.get('symbol')} is {value}")
    days = (day(row, "list_date"), day(row, "delist_date"))
    return Instrument(text(row, "symbol"), *days, number(row, "issue_price"), value)


def action(row: Row) -> Action:
    """One row of `actions`."""
    return Action(
        text(row, "symbol"),
        required_day(row, "ex_date"),
        number(row, "cash_per_share") or 0.0,
        number(row, "bonus_per_share") or 0.0,
        number(row, "rights_per_share") or 0.0,
        number(row, "rights_price") or 0.0,
    )


def rename(row: Row) -> Rename:
    """One row of `renames`; without a ratio it is one for one."""
    ratio = number(row, "ratio")
    return Rename(
        text(row, "old_symbol"), text(row, "new_symbol"), required_day(row, "date"), 1.0 if ratio is None else ratio
    )


def status_span(row: Row) -> StatusSpan:
    """One row of `status`."""
    return StatusSpan(text(row, "symbol"), required_day(row, "start"), day(row, "end"), text(row, "kind"))


def traded_bar(row: Row) -> Bar | None:
    """One row of `bars`; None when its volume is 0, for then the row's prices are ignored."""
    volume = number(row, "volume") or 0.0
    if volume == 0:
        return None
    symbol, session = text(row, "symbol"), required_day(row, "date")
    prices = {name: number(row, name) for name in ("open", "high", "low", "close")}
    checked: dict[str, float] = {}
    for name, price in prices.items():
        if price is None or not math.isfinite(price) or price <= 0:
            raise InputError(f"bar of {symbol} on {session}: {name} is {row.get(name)!r}, not a number above 0")
        checked[name] = price
    if checked["high"] < checked["low"]:
        raise InputError(f"bar of {symbol} on {session}: high {checked['high']} is under low {checked['low']}")
    for name in ("open", "close"):
        if checked[name] > checked["high"] * 1.01 + 1e-6 or checked[name] < checked["low"] * 0.99 - 1e-6:
            raise InputError(f"bar of {symbol} on {session}: {name} is {checked[name]}, far outside low to high")
    if volume < 0 or not math.isfinite(volume):
        raise InputError(f"bar of {symbol} on {session}: volume is {volume}")
    return Bar(
        symbol, session, volume=volume, amount=number(row, "amount"), prev_close=number(row, "prev_close"), **checked
    )
