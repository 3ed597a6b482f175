"""The options of a run, given by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypedDict

from backtest.holding import Holding
from backtest.options import FillPrice, Options, OrderValidity
from backtest.written_number import money_of, rate_of
from data_sources.calendar.day import Day, day_of
from data_sources.errors import InputError
from data_sources.language.text import both, said
from data_sources.tables.symbols import parse_index

if TYPE_CHECKING:
    from backtest.position_file import Positions

RATES = (
    "commission_rate", "stamp_duty", "transfer_fee", "dividend_tax", "slippage", "participation", "delist_recovery",
    "risk_free", "cash_buffer",
)  # fmt: skip
MONEY = ("cash", "commission_min")
"""Options that may be written as text: ``0.03%``, ``5bps``, ``1000万``."""


class OptionValues(TypedDict, total=False):
    """The fields of ``Options`` as keyword arguments; one that is left out has the default of ``Options``.

    Rates are fractions, or text such as ``0.03%``, ``5bps`` or ``万2.5``; money is a number or text such as ``1000万``.
    cash: initial cash, CNY. fill: price of a fill. commission_rate: share of a fill's value. commission_min: CNY per
    fill. stamp_duty: share of every sale, None for the table by date. transfer_fee: share of every fill, None for the
    table by date. dividend_tax: a rate, or ``holding_period``. slippage: how much worse than the price a fill is, share
    of it. participation: most of a session's volume that an order may take, None without a cap. order_validity: whether
    refused orders are tried again until the next decision (``rebalance``) or not (``day``). delist_recovery: what a
    delisted holding pays, share of its last value. benchmark: an index in any dialect, None for the CSI 300 with
    dividends where it is complete, else without; of several the first is the one, the rest are other_indices, which
    only stand beside it. risk_free: annual rate. end: the last
    day, a date or text like 2025-02-06 or 20250206, None for the last with a traded bar. positions: what is held beside
    the cash at the start: the path of a file, shares by symbol, or a frame with symbol, shares and, if known,
    bought_on. cash_buffer: share of the account left in cash, so that weights are fractions of the rest.
    """

    cash: float | str
    fill: FillPrice
    commission_rate: float | str
    commission_min: float | str
    stamp_duty: float | str | None
    transfer_fee: float | str | None
    dividend_tax: float | str
    slippage: float | str
    participation: float | str | None
    order_validity: OrderValidity
    delist_recovery: float | str
    benchmark: str | Sequence[str] | None
    other_indices: Sequence[str]
    risk_free: float | str
    end: Day | None
    positions: Positions | None
    cash_buffer: float | str


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
    read |= _indices(given.get("benchmark"), given.get("other_indices") or ())
    read |= {name: day_of(given[name]) for name in ("start", "end") if given.get(name) is not None}
    read |= {name: _number(name, given[name]) for name in (*RATES, *MONEY) if isinstance(given.get(name), str)}
    try:
        return Options(**{**given, **read})
    except TypeError as error:
        raise InputError(
            f"an option is of the wrong kind ({error}); rates and cash are numbers, days are dates"
        ) from error


def _indices(benchmark: Any, others: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a user has
    """Return the index of the verdict and those beside it, each once, in their canonical spelling."""
    words = [benchmark] if isinstance(benchmark, str) or benchmark is None else [*benchmark] or [None]
    beside = [others] if isinstance(others, str) else [*others]
    first, *rest = words
    symbols = dict.fromkeys(_index(each) for each in (*rest, *beside))
    chosen = None if first is None else _index(first)
    return {"benchmark": chosen, "other_indices": tuple(each for each in symbols if each != chosen)}


def _index(text: object) -> str:
    try:
        return str(parse_index(str(text)))
    except InputError:
        raise InputError(
            both(
                f"benchmark {text!r} is in no known dialect; write it like 000905.SH, SH000905 or 000905",
                f"无法识别基准 {text!r}；请写成 000905.SH、SH000905 或 000905 的形式",
            )
        ) from None


def _number(name: str, text: str) -> float | str:
    """Read a rate or an amount that is written as text; the one word that a tax may be stays one."""
    if name == "dividend_tax" and text == "holding_period":
        return text
    try:
        return rate_of(text) if name in RATES else money_of(text)
    except InputError as fault:
        raise InputError(both(f"{name}: {fault.words}", f"{name}：{said(fault.words, 'zh')}")) from None


def _positions(given: Any) -> tuple[Holding, ...]:  # noqa: ANN401 - whatever a user has
    if given is None or (isinstance(given, tuple) and not given):
        return ()
    from backtest.position_file import given_positions  # noqa: PLC0415 - only positions need a reader

    return given_positions(given).positions
