"""The class that the market gave a call, and the word that follows from it.

A call that prints a rating is ``met`` or ``missed``. A name or a sub-industry listed without one is held to our reading
alone and has words of its own, ``beat`` or ``did not beat``. An equal weight of a report's own names is no call of the
report: it is ``ahead``, ``behind`` or ``unclear`` by the interval of its excess, never met.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Literal, TypeAlias

from backtest.validity.interval import Interval
from strategies.documents.rating import RatingClass

Verdict: TypeAlias = Literal[
    "met", "missed", "beat", "did not beat", "ahead", "behind", "unclear", "pending", "no verdict"
]

# A threshold is exact, a difference of two binary fractions is not: 20% less 5% must count as 15 points.
DECIMALS = 6
LEAST_NAMES = 3  # a basket of fewer names is a name or two, not a thesis: it has no verdict


def class_of(scale: Sequence[RatingClass], excess: float) -> RatingClass | None:
    """Return the class of a scale that holds an excess return given as a fraction; None for NaN."""
    points = round(excess * 100.0, DECIMALS) if not isnan(excess) else excess
    return next((each for each in scale if each.holds(points)), None)


def first_above_neutral(scale: Sequence[RatingClass]) -> RatingClass | None:
    """Return the class just better than the one that holds an excess of zero, our reading of a name without a rating.

    None where a scale has no such class.
    """
    neutral = _neutral(scale)
    return scale[neutral - 1] if neutral else None


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
    if neutral is None:
        return "no verdict"
    met = got <= asked if asked < neutral else got >= asked if asked > neutral else got == asked
    return "met" if met else "missed"


def verdict_unrated(scale: Sequence[RatingClass], given: RatingClass | None, *, closed: bool) -> Verdict:
    """Return whether what was listed without a rating beat its index by the first class above neutral, or by more."""
    least = first_above_neutral(scale)
    if least is None:
        return "no verdict"
    word = verdict_on(scale, least.name, given, closed=closed)
    return "beat" if word == "met" else "did not beat" if word == "missed" else word


def verdict_of_basket(names: int, interval: Interval | None, *, closed: bool) -> Verdict:
    """Return whether the interval of a basket's excess leaves zero out, and on which side; none under three names."""
    if names < LEAST_NAMES:
        return "no verdict"
    if not closed:
        return "pending"
    if interval is None:
        return "no verdict"
    return "ahead" if interval.low > 0 else "behind" if interval.high < 0 else "unclear"


def _neutral(scale: Sequence[RatingClass]) -> int | None:
    return next((k for k, each in enumerate(scale) if each.holds(0.0)), None)
