"""Values as a JSON document can say them: null where the data cannot."""

from __future__ import annotations

from math import isnan


def without_nan(value: object) -> object:
    """Return a value with None for NaN, of a dictionary each value in turn; lists and tuples are left as they are."""
    if isinstance(value, dict):
        return {name: without_nan(each) for name, each in value.items()}
    return None if isinstance(value, float) and isnan(value) else value
