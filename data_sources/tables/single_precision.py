"""Numbers of 32 bits (float32), which come closest to a decimal and are none: 12.34 is held as 12.34000015."""

from __future__ import annotations

import numpy as np

from data_sources.tables.frame import Array

HUNDREDTHS_OF_A_CENT = 4
HALF_A_STEP = float(np.finfo(np.float32).eps) / 2
"""Of the relative distance of two neighbours: no number is further from the one of 32 bits that was written for it."""


def are_single(values: Array) -> bool:
    """Whether all numbers are of 32 bits, or such a one rounded to what ``decimals_meant`` leaves of it."""
    with np.errstate(over="ignore"):
        held = values.astype(np.float32).astype(np.float64)
    return bool(((held == values) | (held.round(HUNDREDTHS_OF_A_CENT) == values)).all())


def decimals_meant(values: Array, decimals: int = HUNDREDTHS_OF_A_CENT) -> Array:
    """Return the decimals that numbers of 32 bits came closest to; one that is further from them stays as it is."""
    with np.errstate(invalid="ignore", over="ignore"):
        near: Array = np.round(values, decimals)
        meant = np.abs(near - values) <= HALF_A_STEP * np.abs(values)
    return np.where(meant, near, values)
