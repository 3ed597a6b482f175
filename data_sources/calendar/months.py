"""Whole months on the calendar, as the horizon of a rating, a tax by holding time and a walk-forward count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import numpy as np

from data_sources.calendar.lengths import DAY, MONTH
from data_sources.tables.facts import Dates


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_later(days: Dates, months: int) -> Dates:
    """Return what ``add_months`` does of each day."""
    month = days.astype("datetime64[M]")
    later = (month + months * MONTH).astype("datetime64[D]")
    length = (month + (months + 1) * MONTH).astype("datetime64[D]") - later
    moved: Dates = later + np.minimum(days - month.astype("datetime64[D]"), length - DAY)
    return moved
