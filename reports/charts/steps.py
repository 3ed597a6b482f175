"""Whole numbers as a short string: each as its step from the one before, in base 64.

The code is that of source maps (VLQ, ECMA-426, section 6.1): five bits a digit, the lowest first, with a sixth bit
where more follow; the lowest bit of a number is its sign. Steps under 16 are one digit, under 512 two. A full stop
stands for no value, which the next step passes over.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
ABSENT = "."


def stepped(values: Iterable[int | None]) -> str:
    """Return numbers as their steps: 3, 4, None, 2 as "GC.F", the steps 3, 1, none, -2."""
    written, before = [], 0
    for value in values:
        if value is None:
            written.append(ABSENT)
            continue
        written.append(_digits(value - before))
        before = value
    return "".join(written)


@lru_cache(maxsize=4096)  # prices move by the same few steps over and over
def _digits(step: int) -> str:
    rest, text = (abs(step) << 1) | (step < 0), ""
    while True:
        low, rest = rest & 31, rest >> 5
        text += DIGITS[low | (32 if rest else 0)]
        if not rest:
            return text
