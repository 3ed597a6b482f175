"""The base row: the last session on or before a day, at whose close a run or one of its parts begins."""

from __future__ import annotations

from datetime import date

import numpy as np

from data_sources.tables.facts import Dates


def base_row(sessions: Dates, day: date) -> int:
    """Return the row of the last session on or before a day, -1 for a day before the first.

    Parameters
    ----------
    sessions : array of datetime64[D], shape (T,)
        Rising.
    day : date
        Need not be a session.

    """
    return int(np.searchsorted(sessions, np.datetime64(day, "D"), side="right")) - 1
