"""The arrays that decisions are given in, held against what they must be: days, weights, and what ties them."""

from __future__ import annotations

import numpy as np

from backtest.weight import weight_of, weights_of
from data_sources.errors import InputError
from data_sources.tables.facts import Dates, Floats, Integers
from data_sources.tables.read_only import read_only


def checked_dates(dates: Dates) -> Dates:
    """Return the days of decisions, locked; InputError that names one that is NaT or does not ascend."""
    try:
        days = np.asarray(dates).astype("datetime64[D]")
    except (TypeError, ValueError):
        raise InputError("targets: the dates are no days; give datetime64[D]") from None
    if len(missing := np.flatnonzero(np.isnat(days))):
        raise InputError(f"targets: date {int(missing[0]) + 1} of {len(days)} is NaT; every decision has its day")
    if len(late := np.flatnonzero(np.diff(days) <= np.timedelta64(0, "D"))):
        before, after = days[int(late[0])], days[int(late[0]) + 1]
        raise InputError(f"targets: {after} stands behind {before}; the dates do not ascend: sort them, give each once")
    return read_only(days)


def numbers(days: Dates, symbols: tuple[str, ...], weights: object) -> Floats:
    """Return a matrix of weights as floats; InputError names the first cell that is no number."""
    array = np.asarray(weights)
    if array.dtype.kind in "fiu":
        return weights_of(array, {})
    for d, row in enumerate(array.tolist()):
        for j, value in enumerate(row):
            if value == value:  # noqa: PLR0124 - NaN alone differs from itself
                weight_of(days[d].item(), symbols[j], value)
    return weights_of(array, {"decisions": len(days)})


def check_shape(decisions: int, symbols: int, offsets: Integers, columns: Integers, weights: Floats) -> None:
    """Raise InputError unless offsets, columns and weights fit each other as in ``Targets``."""
    whole = offsets.dtype.kind in "iu" and (columns.dtype.kind in "iu" or not len(columns))
    fits = (
        whole
        and offsets.shape == (decisions + 1,)
        and columns.shape == weights.shape == (int(offsets[-1]),)
        and offsets[0] == 0
        and not (np.diff(offsets) < 0).any()
        and not ((columns < 0) | (columns >= symbols)).any()
    )
    if not fits:
        raise InputError(
            f"targets: offsets {offsets.shape}, columns {columns.shape} and weights {weights.shape} do not fit "
            f"{decisions} decisions on {symbols} symbols; build them with targets_from_rows or targets_from_weights"
        )
