"""Quantiles of Student's t for whole degrees of freedom, without the second that importing scipy takes."""

from __future__ import annotations

import math
from functools import lru_cache

HALVINGS = 60  # the angle lies in (0, pi / 2): 60 halvings leave less than one unit in its last place


@lru_cache(maxsize=256)
def t_quantile(confidence: float, degrees: int) -> float:
    """Return the t at which ``P(-t <= T <= t) = confidence``: 2.228 for 0.95 and 10 degrees.

    The probability is the finite sum of ``t_probability``; the angle is found by halving, since the sum rises with it.

    Parameters
    ----------
    confidence : float
        Two-sided probability, over 0 and under 1; 0.9 gives the one-sided 95% quantile.
    degrees : int
        Degrees of freedom, 1 or more.
    """
    if not 0.0 < confidence < 1.0 or degrees < 1:
        raise ValueError(f"a t quantile needs 0 < confidence < 1 and degrees >= 1, got {confidence} and {degrees}")
    low, high = 0.0, math.pi / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _inside(middle, degrees) < confidence:
            low = middle
        else:
            high = middle
    return math.sqrt(degrees) * math.tan((low + high) / 2)


def t_probability(value: float, degrees: int) -> float:
    """Return ``P(-|value| <= T <= |value|)`` for ``degrees`` degrees of freedom, 1 or more.

    Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3 and 26.7.4: a finite sum in the angle
    ``arctan(t / sqrt(degrees))``, exact but for rounding.
    """
    return _inside(math.atan(abs(value) / math.sqrt(degrees)), degrees)


def _inside(angle: float, degrees: int) -> float:
    """Sum the series of the central probability; powers of the cosine go up by two from 0 (even) or 1 (odd)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2
    term, total = (cosine if odd else 1.0), 0.0
    for power in range(odd, degrees - 1, 2):
        total += term
        term *= cosine * cosine * (power + 1) / (power + 2)
    return 2.0 / math.pi * (angle + sine * total) if odd else sine * total
