"""The options of a run, given by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from backtest.holding import Holding
from backtest.options import FillPrice, Options, OrderValidity
from data_sources.calendar.day import Day, day_of
from data_sources.errors import InputError

if TYPE_CHECKING:
    from backtest.position_file import Positions


class OptionValues(TypedDict, total=False):
    """The fields of ``Options`` as keyword arguments; one that is left out has the default of ``Options``.

    cash: initial cash, CNY. fill: price of a fill. commission_rate: share of a fill's value. commission_min: CNY per
    fill. stamp_duty: share of every sale, None for the table by date. transfer_fee: share of every fill, None for the
    table by date. dividend_tax: a rate, or ``holding_period``. slippage: how much worse than the price a fill is, share
    of it. participation: most of a session's volume that an order may take, None without a cap. order_validity: whether
    refused orders are tried again until the next decision (``rebalance``) or not (``day``). delist_recovery: what a
    delisted holding pays, share of its last value. benchmark: symbol of an index, None for the CSI 300 with dividends
    where it is complete, else without. risk_free: annual rate. end: the last
    day, a date or text like 2025-02-06, None for the last with a traded bar. positions: what is held beside the cash at
    the start: the path of a file, shares by symbol, or a frame with symbol, shares and, if known, bought_on.
    """

    cash: float
    fill: FillPrice
    commission_rate: float
    commission_min: float
    stamp_duty: float | None
    transfer_fee: float | None
    dividend_tax: float | Literal["holding_period"]
    slippage: float
    participation: float | None
    order_validity: OrderValidity
    delist_recovery: float
    benchmark: str | None
    risk_free: float
    end: Day | None
    positions: Positions | None


class DatedOptionValues(OptionValues, total=False):
    """The same with ``start``: earlier decisions are left out, None for none."""

    start: Day | None


def options_of(given: Mapping[str, Any]) -> Options:
    """Options by name; raises InputError in one line for an unknown name or a wrong kind of value."""
    names = [field.name for field in fields(Options)]
    unknown = [name for name in given if name not in names]
    if unknown:
        raise InputError(f"option {unknown[0]!r} is unknown; there are {', '.join(names)}")
    read: dict[str, Any] = {"positions": _positions(given.get("positions"))}
    read |= {name: day_of(given[name]) for name in ("start", "end") if given.get(name) is not None}
    try:
        return Options(**{**given, **read})
    except TypeError as error:
        raise InputError(
            f"an option is of the wrong kind ({error}); rates and cash are numbers, days are dates"
        ) from error


def _positions(given: Any) -> tuple[Holding, ...]:  # noqa: ANN401 - whatever a user has
    if given is None or (isinstance(given, tuple) and not given):
        return ()
    from backtest.position_file import given_positions  # noqa: PLC0415 - only positions need a reader

    return given_positions(given).positions
