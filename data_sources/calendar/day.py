"""A day as a caller writes it."""

from __future__ import annotations

import re
from datetime import date, datetime

import numpy as np

from data_sources.errors import InputError

WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def day_of(value: date | str | np.datetime64) -> date:
    """Return a day, which may be written as YYYY-MM-DD; of a moment its day. InputError for anything else."""
    if isinstance(value, np.datetime64) and not np.isnat(value):
        value = value.astype("datetime64[D]").item()
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    written = WRITTEN.fullmatch(value) if isinstance(value, str) else None
    try:
        if written:
            return date(*map(int, written.groups()))
    except ValueError:
        pass
    raise InputError(f"{value!r} is no day; write it like 2025-02-06")
