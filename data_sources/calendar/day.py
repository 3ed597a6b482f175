"""A day as a caller writes it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.plain_text import one_line

if TYPE_CHECKING:
    import numpy as np

Day: TypeAlias = "date | str | np.datetime64"
"""A day, as text YYYY-MM-DD, or as the sessions of a panel are."""

LONGEST_SHOWN = 120
WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def day_of(value: Day) -> date:
    """Return a day, which may be written as YYYY-MM-DD; of a moment its day. InputError for anything else.

    pandas has a moment that is none (NaT), which differs from itself.
    """
    if isinstance(value, date) and value == value:  # noqa: PLR0124 - as said
        return value.date() if isinstance(value, datetime) else value
    # A day of numpy's begins with its text; numpy itself is not imported before a command needs it.
    text = str(value)[:10] if type(value).__name__ == "datetime64" else value
    written = WRITTEN.fullmatch(text) if isinstance(text, str) else None
    try:
        if written:
            return date(*map(int, written.groups()))
    except ValueError:
        pass
    shown = _shown(value)
    raise InputError(
        both(f"{shown} is no day; write it like 2025-02-06", f"{shown} 不是日期；请写成 2025-02-06 的形式")
    )


def _shown(value: object) -> str:
    try:
        return one_line(repr(value), LONGEST_SHOWN)
    except Exception:  # noqa: BLE001 - a caller's own class, or a number of too many digits
        return type(value).__name__
