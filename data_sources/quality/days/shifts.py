"""Days that were moved as a whole, as a time of another zone that is cut to its date moves them."""

from __future__ import annotations

import numpy as np

from data_sources.calendar.lengths import DAY
from data_sources.tables.facts import Dates

SHIFTS = (1, -1, 2, -2)
"""Days by which a zone or a column of another day moves a file, the likely ones first."""

FITS = 0.98
ENDS = np.timedelta64(21, "D")
"""So near its ends a shifted calendar has a stray day, for each week has a weekend."""


def between_the_strays(days: Dates, strays: Dates) -> Dates:
    """Return the days from the first stray one to the last: a file may be shifted in a part of it."""
    between: Dates = days[(days >= strays.min()) & (days <= strays.max())]
    return between


def is_whole(part: Dates, days: Dates) -> bool:
    """Whether a part of the days begins and ends where all of them do, but for a few weeks."""
    return bool(part[0] - days[0] <= ENDS and days[-1] - part[-1] <= ENDS)


def shift_that_fits(days: Dates, sessions: Dates) -> int:
    """Return by how many days these have to be moved so that 98% are sessions; 0 when no shift does it."""
    return next((shift for shift in SHIFTS if np.isin(days + shift * DAY, sessions).mean() >= FITS), 0)


def shift_words(shift: int, weekends: Dates) -> str:
    """Say that days were moved; ``shift`` moves them back, ``weekends`` are those of them at one."""
    days = "day" if abs(shift) == 1 else "days"
    at_weekends = f"{len(weekends)} at weekends, " if len(weekends) else ""
    return (
        f"{at_weekends}the dates are shifted by {-shift:+d} {days}, for moved by {shift:+d} they fit; "
        "a time of another zone may have been cut to its date"
    )
