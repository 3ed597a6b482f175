"""What a weight is, and the day of a decision: whatever else is given is an error of one line, with date and symbol.

A weight is a fraction of the account: a real number, finite, from 0 to 1. A text, a truth value or a complex number is
none, though Python would turn it into one. NaN is none either: who sums with ``sum`` instead of ``nansum`` has NaN
everywhere, and a decision that is missing must not become one for cash.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from numbers import Real

import numpy as np

from data_sources.calendar.clock import SHANGHAI
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.facts import Floats

WEIGHT_SUM_TOLERANCE = 1e-6
FLOAT_DUST = 1e-12
"""Far more than adding weights in binary can be off, far less than anybody means by a weight."""
MOST = 1 + WEIGHT_SUM_TOLERANCE + FLOAT_DUST


def weight_of(day: date, symbol: str, value: object) -> float:
    """Return a weight as a float; raises InputError that names the day and the symbol."""
    number = number_of(value)
    if number is None or not (math.isfinite(number) and number >= 0):
        raise InputError(_wrong(day, symbol, value))
    if number > MOST:
        raise InputError(
            both(
                f"targets of {day}: the weight of {symbol} is {number:.12g}; at most 1 can be invested: weights are "
                "shares of the account, so divide percents by 100",
                f"{day} 的权重：{symbol} 为 {number:.12g}；合计最多为 1：权重是账户的份额，百分数请除以 100",
            )
        )
    return number + 0.0  # a zero below 0 becomes an ordinary one


def number_of(value: object) -> float | None:
    """Return a real number as a float, NaN and the infinite ones too; None for anything else, such as a truth value."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real | Decimal):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf


def check_decision(day: date, held: Mapping[str, object]) -> dict[str, float]:
    """Return the weights of a decision as floats.

    Raises InputError that names the day, and the symbol where it is one weight: weights are finite, >= 0 and sum to at
    most 1 + 1e-6; an empty symbol stands alone and with weight 0.
    """
    weights = {symbol: weight_of(day, symbol or "no symbol", value) for symbol, value in held.items()}
    if "" in weights and (len(weights) > 1 or weights[""] > 0):
        raise InputError(f"targets of {day}: an empty symbol means all cash; it stands alone and with weight 0")
    check_sum(day, math.fsum(weights.values()))
    return weights


def check_sum(day: date, total: float) -> None:
    """Raise InputError that names the day unless the weights of a decision sum to at most 1 + 1e-6."""
    if total > MOST:
        raise InputError(
            f"targets of {day}: the weights sum to {total:.12g}; at most 1 can be invested, and a sum of up to "
            f"{1 + WEIGHT_SUM_TOLERANCE} is taken for 1"
        )


def weights_of(values: object, place: Mapping[str, object]) -> Floats:
    """Return weights in an array as floats, NaN and all; InputError for an array of texts, truth values and the like.

    ``place`` are words for the error: what the array is of.
    """
    array = np.asarray(values)
    if array.dtype.kind in "fiu":
        return array.astype(np.float64)
    if array.dtype.kind == "O":
        numbers = [number_of(value) for value in array.ravel().tolist()]
        if None not in numbers:
            return np.array(numbers, np.float64).reshape(array.shape)
    shown = next((value for value in array.ravel().tolist() if number_of(value) is None), array.dtype.name)
    where = ", ".join(f"{word} {value}" for word, value in place.items())
    raise InputError(f"targets, {where}: {shown!r} is given as a weight; weights are numbers, finite and >= 0")


def day_of_decision(value: object) -> date | None:
    """Return the day that a date, a text or a numpy or pandas day stands for; None for anything else, NaT included.

    A moment with a time zone stands for its day in Shanghai.
    """
    if type(value) is date:
        return value
    if isinstance(value, datetime) and value == value:  # noqa: PLR0124 - NaT alone differs from itself
        return (value.astimezone(SHANGHAI) if value.tzinfo else value).date()
    if isinstance(value, int | float | np.number):
        return None
    try:
        day = np.datetime64(value, "D").item()  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return None
    return day if isinstance(day, date) else None


def _wrong(day: date, symbol: str, value: object) -> str:
    return f"targets of {day}: the weight of {symbol} is {value!s}; weights are finite and >= 0"
