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

Day: TypeAlias = "date | str | int | np.datetime64"
"""A day, as text such as YYYY-MM-DD or YYYYMMDD, or as the sessions of a panel are."""

LONGEST_SHOWN = 120
DIGITS = 8
WRITTEN = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))"
)
"""Year, then month and day in pairs, of which one is filled. What begins with a day or a month may be either."""


def day_of(value: Day) -> date:
    """Return a day, of a moment its day. InputError for anything else.

    It may be written as ``2025-02-06``, ``2025/2/6``, ``2025.2.6``, ``2025年2月6日`` or ``20250206``, also
    as a number.
    pandas has a moment that is none (NaT), which differs from itself.
    """
    if isinstance(value, date) and value == value:  # noqa: PLR0124 - as said
        return value.date() if isinstance(value, datetime) else value
    # A day of numpy's begins with its text; numpy itself is not imported before a command needs it.
    text = str(value)[:10] if type(value).__name__ == "datetime64" else value
    if isinstance(text, int) and 0 < text < 10**DIGITS:
        text = str(text)
    written = WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
    try:
        if written:
            year, _, *rest = written.groups()
            month, day = (part for part in rest if part)
            return date(int(year), int(month), int(day))
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
