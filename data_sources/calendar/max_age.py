"""From which age on data are too old; see ``calendar.age`` for what an age is."""

from __future__ import annotations

from numbers import Integral

from data_sources.errors import InputError

MAX_AGE = 1
"""Sessions that are due and missing from which on data are too old: any."""


def insist_on_max_age(max_age: object) -> None:
    """Raise InputError for a limit that is no number of sessions."""
    if isinstance(max_age, bool) or not isinstance(max_age, Integral) or max_age < 1:
        raise InputError(f"max_age is {max_age!r}; it is a number of sessions, 1 or more")
