"""Rates and money as people write them: read where one meaning is possible, refused in one line elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal
from numbers import Real

from data_sources.errors import InputError
from data_sources.language.text import Text, both
from data_sources.plain_text import one_line

LONGEST_SHOWN = 60
NO_NUMBER_AT_ALL = both("no number", "不是数字")
NO_RATE = both("no rate; write it like 0.0005, 0.05%, 5bps or 万5", "不是费率；请写成 0.0005、0.05%、5bps 或 万5")
NO_AMOUNT = both(
    "no amount; write it like 5000000, 5,000,000 or 500万", "不是金额；请写成 5000000、5,000,000 或 500 万"
)
NUMBER = r"[-+]?(?:[0-9]+(?:_[0-9]+)*\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?"
PLAIN = re.compile(NUMBER)
NO_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)", re.IGNORECASE)
"""What Python reads and no option takes: said by the option itself."""
BEHIND = re.compile(rf"({NUMBER})\s*(%|％|‰|bps?|基点)", re.IGNORECASE)
BEFORE = re.compile(rf"(百分之|千分之|万分之|千|万)\s*({NUMBER})")
AMOUNT = re.compile(rf"([-+]?[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]*)?|{NUMBER})\s*(万|亿)?")
PARTS = {
    "%": 100, "％": 100, "‰": 1_000, "bp": 10_000, "bps": 10_000, "基点": 10_000,
    "百分之": 100, "千分之": 1_000, "千": 1_000, "万分之": 10_000, "万": 10_000,
}  # fmt: skip
MULTIPLES = {"": 1, "万": 10_000, "亿": 100_000_000}
CURRENCY = re.compile(r"\s*(?:元|CNY|RMB)$", re.IGNORECASE)


def rate_of(value: object) -> float:
    """Return a rate as a fraction: ``0.0003``, ``3e-4``, ``0.03%``, ``3bps``, ``万3`` and ``万分之3`` are one.

    A number is a fraction already. Raises InputError for anything else, such as a decimal comma.
    """
    if (number := _as_it_is(value)) is not None:
        return number
    text = _text(value)
    if found := BEHIND.fullmatch(text):
        return _divided(found[1], PARTS[found[2].lower()])
    if found := BEFORE.fullmatch(text):
        return _divided(found[2], PARTS[found[1]])
    raise _unclear(value, NO_RATE)


def money_of(value: object) -> float:
    """Return CNY, written ``10000000``, ``1e7``, ``10_000_000``, ``10,000,000``, ``1000万``, ``0.1亿``.

    元 or CNY may follow. Raises InputError for anything else, such as ``5m``: a million to some, a thousand to others.
    """
    if (number := _as_it_is(value)) is not None:
        return number
    text = CURRENCY.sub("", _text(value))
    if found := AMOUNT.fullmatch(text):
        return float(Decimal(found[1].replace(",", "").replace("_", "")) * MULTIPLES[found[2] or ""])
    raise _unclear(value, NO_AMOUNT)


def _as_it_is(value: object) -> float | None:
    """Return what is a number, or reads as one, None for other texts; InputError for anything else."""
    if isinstance(value, bool):
        raise _unclear(value, NO_NUMBER_AT_ALL)
    if isinstance(value, Real | Decimal):
        return float(value)
    text = _text(value)
    return float(text) if PLAIN.fullmatch(text) or NO_NUMBER.fullmatch(text) else None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _unclear(value, NO_NUMBER_AT_ALL)
    return value.strip()


def _divided(number: str, parts: int) -> float:
    """Divide in decimals, so that 0.03% is the very number 0.0003."""
    return float(Decimal(number.replace("_", "")) / parts)


def _unclear(value: object, why: Text) -> InputError:
    shown = one_line(repr(value), LONGEST_SHOWN)
    return InputError(both(f"{shown} is {why}", f"{shown} {why.zh}"))
