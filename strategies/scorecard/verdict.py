"""The class that the market gave a call, and whether the call was met."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Literal, TypeAlias

from strategies.documents.rating import RatingClass

Verdict: TypeAlias = Literal["met", "missed", "pending", "no verdict"]

# A threshold is exact, a difference of two binary fractions is not: 20% less 5% must count as 15 points.
DECIMALS = 6


def class_of(scale: Sequence[RatingClass], excess: float) -> RatingClass | None:
    """Return the class of a scale that holds an excess return given as a fraction; None for NaN."""
    points = round(excess * 100.0, DECIMALS) if not isnan(excess) else excess
    return next((each for each in scale if each.holds(points)), None)


def first_above_neutral(scale: Sequence[RatingClass]) -> RatingClass:
    """Return the class just better than the one that holds an excess of zero: the least that a recommendation means."""
    return scale[max(_neutral(scale) - 1, 0)]


def verdict_on(scale: Sequence[RatingClass], called: str, given: RatingClass | None, *, closed: bool) -> Verdict:
    """Return whether a rating class was met by the one that the market gave; scales run from best to worst.

    Better than neutral: met by itself or better; worse: by itself or worse; neutral: by itself alone.
    """
    if given is None:
        return "no verdict"
    if not closed:
        return "pending"
    names = [each.name for each in scale]
    asked, got, neutral = names.index(called), names.index(given.name), _neutral(scale)
    met = got <= asked if asked < neutral else got >= asked if asked > neutral else got == asked
    return "met" if met else "missed"


def _neutral(scale: Sequence[RatingClass]) -> int:
    return next(k for k, each in enumerate(scale) if each.holds(0.0))
