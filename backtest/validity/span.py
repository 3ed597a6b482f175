"""A length of time as people write it: ``2y``, ``6m``, ``250s``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from data_sources.calendar.months import months_later
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.facts import Dates

Unit: TypeAlias = Literal["y", "m", "s"]
UNITS: tuple[Unit, ...] = ("y", "m", "s")
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Span:
    """So many years (y), months (m) or sessions (s)."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """Return it as it is written: ``6m``."""
        return f"{self.count}{self.unit}"

    def after(self, sessions: Dates, row: int) -> int:
        """Return the first row that lies the span or more after ``row``, ``len(sessions)`` when there is none.

        A month on from the 31st is the last day of a shorter month, so a span never skips one.
        """
        if self.unit == "s":
            return min(row + self.count, len(sessions))
        return int(np.searchsorted(sessions, _months_on(sessions[row], self._months)))

    def before(self, sessions: Dates, row: int) -> int:
        """Return the first row that lies no more than the span before ``row``, 0 where the sessions begin later."""
        if self.unit == "s":
            return max(row - self.count, 0)
        return int(np.searchsorted(sessions, _months_on(sessions[row], -self._months)))

    @property
    def _months(self) -> int:
        return self.count * (MONTHS_A_YEAR if self.unit == "y" else 1)


def parse_span(text: str) -> Span:
    """Read a span; InputError with an example for anything else, and for one of no length."""
    found = re.fullmatch(r"([1-9][0-9]{0,4})([yms])", text.strip().lower())
    if found is None:
        raise InputError(
            both(
                f"{text!r} is no span of time; write years, months or sessions, such as 2y, 6m or 250s",
                f"{text!r} 不是时间长度；请写年、月或交易日数，例如 2y、6m、250s",
            )
        )
    (unit,) = [each for each in UNITS if each == found[2]]
    return Span(int(found[1]), unit)


def _months_on(day: np.datetime64, months: int) -> np.datetime64:
    moved: np.datetime64 = months_later(np.array([day], "datetime64[D]"), months)[0]
    return moved
