"""Turnover of each calendar month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class MonthTurnover:
    """One calendar month, ``2025-02``: turnover as a fraction of the month's mean equity, and the fills behind it."""

    month: str
    turnover: float
    fills: int


def monthly_turnover(dates: Dates, equity: Floats, fill_dates: Dates, fill_values: Floats) -> list[MonthTurnover]:
    """One row per calendar month after the base: ``sum of fill values / 2 / mean equity of the month``.

    Halved as in ``turnover``, since exchanging a holding is a sale and a buy; not made into a rate a year. A month
    without a trade has 0.0, as has one after a total loss. An empty list for a base date alone.

    Parameters
    ----------
    dates : array of shape (n,)
        The sessions as ``datetime64[D]``, the base date first.
    equity : array of shape (n,)
        Equity by session, CNY.
    fill_dates, fill_values : arrays of shape (k,)
        The days of the fills after the base, and quantity * price of each in CNY, sales positive too.
    """
    months, row = np.unique(dates[1:].astype("datetime64[M]"), return_inverse=True)
    if not len(months):
        return []
    mean = np.bincount(row, weights=equity[1:]) / np.bincount(row)
    place = np.searchsorted(months, fill_dates.astype("datetime64[M]"))
    traded = np.bincount(place, weights=fill_values, minlength=len(months))
    counts = np.bincount(place, minlength=len(months))
    share = np.divide(traded / 2.0, mean, out=np.zeros(len(months)), where=mean > 0)
    return [
        MonthTurnover(str(month), float(part), int(fills))
        for month, part, fills in zip(months, share, counts, strict=True)
    ]
