"""A day as a caller writes it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from data_sources.errors import InputError

if TYPE_CHECKING:
    import numpy as np

Day: TypeAlias = "date | str | np.datetime64"
"""A day, as text YYYY-MM-DD, or as the sessions of a panel are."""

WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def day_of(value: Day) -> date:
    """Return a day, which may be written as YYYY-MM-DD; of a moment its day. InputError for anything else."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    # A day of numpy's begins with its text; numpy itself is not imported before a command needs it.
    text = str(value)[:10] if type(value).__name__ == "datetime64" else value
    written = WRITTEN.fullmatch(text) if isinstance(text, str) else None
    try:
        if written:
            return date(*map(int, written.groups()))
    except ValueError:
        pass
    raise InputError(f"{value!r} is no day; write it like 2025-02-06")
