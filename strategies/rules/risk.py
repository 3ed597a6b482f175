"""How much names move, and shares that even it out."""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Booleans, Floats, Integers


def daily_volatility(index: Floats, rows: Integers, window: int, minimum: int) -> Floats:
    """Return the sample standard deviation of daily log returns (D x N) over the ``window`` sessions up to each row.

    ``index`` is a total return index (S x N) carried over suspensions, whose days count as returns of 0. NaN with fewer
    than ``minimum`` (at least 2) returns; a window shorter than ``minimum`` asks for itself and no more.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        returns = np.diff(np.log(index), axis=0, prepend=np.nan)
    found = np.full((len(rows), index.shape[1]), np.nan)
    for d, row in enumerate(rows.tolist()):
        recent = returns[max(row - window + 1, 0) : row + 1]
        known = np.isfinite(recent)
        count = known.sum(axis=0)
        mean = np.where(known, recent, 0.0).sum(axis=0) / np.maximum(count, 1)
        squares = (np.where(known, recent - mean, 0.0) ** 2).sum(axis=0)
        enough = count >= max(min(minimum, window), 2)
        found[d, enough] = np.sqrt(squares[enough] / (count[enough] - 1))
    return found


def inverse_volatility(members: Booleans, volatility: Floats, floor: float) -> Floats:
    """Return relative shares (G x D x N): one over volatility for members, 0 for the others.

    A member without a volatility counts as the median of its fellows, so that a new listing gets a middling share. None
    counts as calmer than ``floor``: a suspended name has not become safe.
    """
    with np.errstate(invalid="ignore"):
        shares = 1.0 / np.maximum(volatility, floor)
    return np.array([_filled(group, shares) for group in members]).reshape(members.shape)


def _filled(members: Booleans, shares: Floats) -> Floats:
    filled = np.zeros(shares.shape)
    for d, inside in enumerate(members):
        known = inside & np.isfinite(shares[d])
        middle = float(np.median(shares[d, known])) if known.any() else 1.0
        filled[d, inside] = np.where(known, shares[d], middle)[inside]
    return filled
