"""Numbers of a document as they are written: whole ones stay whole, so that they are shown without a point."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import isnan

from strategies.documents.toml_row import TomlRow
from strategies.methods.expression import LARGEST_WHOLE


def number_of(value: object) -> float:
    """The number that a TOML value is, endless ones too; ValueError for anything else, true, false and NaN."""
    too_large = isinstance(value, int) and abs(value) > LARGEST_WHOLE
    if isinstance(value, bool) or not isinstance(value, int | float) or (not too_large and isnan(value)):
        raise ValueError(f"{value!r} is not a number")
    if too_large:
        raise ValueError(f"a whole number of {len(str(abs(value)))} digits is beyond what can be computed with")
    return value


def read_number(row: TomlRow, key: str, default: float | None = None) -> float:
    """Read a number, whole or not; without ``default`` it must be there."""
    value = row.values.get(key, default)
    if value is None:
        raise row.error(key, "is missing")
    try:
        return number_of(value)
    except ValueError as fault:
        raise row.error(key, str(fault)) from None


def read_named(row: TomlRow, key: str, names: Collection[str]) -> TomlRow:
    """Read a table whose keys are among some names; an absent one is empty."""
    table = row.table(key)
    for name in table.values:
        if name not in names:
            raise row.error(f"{key}.{name}", f"nothing is called so; there are {', '.join(names)}")
    return table


def read_numbers(row: TomlRow, key: str, names: Collection[str]) -> Mapping[str, float]:
    """Read a table of numbers whose keys are among some names."""
    table = read_named(row, key, names)
    return {name: read_number(table, name) for name in table.values}
