"""The long-run variance of a series by equal-weighted cosines: what the error of its mean is made of.

Daily returns of a basket depend on one another, so the variance of their mean is not that of one day over n. Lazarus,
Lewis, Stock and Watson, "HAR Inference: Recommendations for Practice", Journal of Business & Economic Statistics 36
(2018), project the series on the B slowest cosines: each squared projection estimates the long-run variance with one
degree of freedom, and their average has B. So a mean over its error is compared with Student's t of B degrees, which is
what makes the intervals of short records wide enough.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from data_sources.tables.facts import Floats
from data_sources.tables.read_only import read_only

SHARE = 0.41  # their rule, printed as 0.4 in the abstract: B = 0.41 n^(2/3)


def cosine_degrees(sessions: int) -> int:
    """Return B, the number of cosines and of degrees of freedom, ``floor(0.41 n^(2/3))``: 6 for 60, 15 for 240."""
    return int(SHARE * math.cbrt(sessions * sessions))


def long_run_variance(values: Floats) -> Floats:
    """Return the long-run variance ``1 / B * sum of L_j^2`` of each column.

    ``L_j = sqrt(2 / n) * sum over t of (x_t - mean) cos(pi j (t - 1/2) / n)``, j from 1 to B.

    Parameters
    ----------
    values : array of shape (n,) or (n, m)
        A series, or m of them side by side; in any unit, the variance has its square. At least 4 rows, for one cosine.
    """
    projections = _projections(values)
    variance: Floats = np.mean(projections**2, axis=0)
    return variance


def long_run_covariance(values: Floats) -> Floats:
    """Return the long-run covariance (k, k) of k series side by side, shape (n, k), by the same projections."""
    projections = _projections(values)
    covariance: Floats = projections.T @ projections / len(projections)
    return covariance


def _projections(values: Floats) -> Floats:
    """Project on the cosines: (n, ...) gives (B, ...)."""
    centred = values - values.mean(axis=0)
    projections: Floats = _cosines(len(values)) @ centred
    return projections


@lru_cache(maxsize=16)
def _cosines(sessions: int) -> Floats:
    """The scaled cosines (B, n), kept: several intervals of one run have the same length."""
    order = np.arange(1, cosine_degrees(sessions) + 1)
    middle = (np.arange(sessions) + 0.5) / sessions
    return read_only(math.sqrt(2.0 / sessions) * np.cos(np.pi * np.outer(order, middle)))
