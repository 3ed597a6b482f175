"""The period of a value as it is written: 2025, FY2025, 2025H1, 2025Q3, 2025Q1-Q3, 2025-03, 202503, 2025-03-05."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from data_sources.calendar.months import add_months

WRITTEN = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4})(?:"
    r"H(?P<half>[12])|Q(?P<quarter>[1-4])(?:-Q(?P<last_quarter>[1-4]))?|-(?P<last_year>\d{4})"
    r"|-?(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d{2}))?)?"
)
FORMS = "2025, FY2025, 2025H1, 2025Q3, 2025Q1-Q3, 2025-03 or 2025-03-05"


@dataclass(frozen=True)
class Period:
    """The days from ``first`` to ``last``; a fiscal year ends somewhere in the year of ``last``.

    ``step`` is how many months lie between it and the one before in the same series: 12 for years and for the year so
    far, 6, 3 and 1 for halves, quarters and months, 0 for single days, which follow each other as they come.
    """

    first: date
    last: date
    step: int
    fiscal: bool = False

    @property
    def months(self) -> int:
        """How many months it is long, begun ones as whole ones."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def ends_on(self, period_end: date) -> bool:
        """Whether a value of this period may end on a day: in its last month, or in the year of a fiscal year."""
        if self.fiscal or not self.step:
            return period_end.year == self.last.year if self.fiscal else period_end == self.last
        return (period_end.year, period_end.month) == (self.last.year, self.last.month)


@cache
def read_period(text: str) -> Period | None:
    """Return the period that a text names, None for a text that names none."""
    found = WRITTEN.fullmatch(text)
    if found is None or (found["fiscal"] and text[6:]):
        return None
    year = int(found["year"])
    if not 1 <= year < date.max.year:
        return None
    if found["day"]:
        return _day(year, int(found["month"]), int(found["day"]))
    if found["month"]:
        return _months(year, int(found["month"]), 1, 1)
    if found["half"]:
        return _months(year, 6 * int(found["half"]) - 5, 6, 6)
    if found["quarter"]:
        first, last = int(found["quarter"]), int(found["last_quarter"] or found["quarter"])
        if last < first:
            return None
        return _months(year, 3 * first - 2, 3 * (last - first + 1), 12 if found["last_quarter"] else 3)
    years = int(found["last_year"] or year) - year + 1
    if years < 1:
        return None
    whole = _months(year, 1, 12 * years, 12 * years)
    return Period(whole.first, whole.last, 12, fiscal=True) if found["fiscal"] else whole


def _months(year: int, month: int, count: int, step: int) -> Period:
    first = date(year, month, 1)
    return Period(first, add_months(first, count) - timedelta(days=1), step)


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        only = date(year, month, day)
    except ValueError:
        return None
    return Period(only, only, 0)
