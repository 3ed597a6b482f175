"""The checks of a method as its document writes them: one per line, or a pattern and the rows of a table.

In a pattern ``{column}`` stands for the cell of a row. ``expected``, and the values of ``with`` and ``rounding``, are
numbers or name the column that holds one; a column that is called like an input is that input. A row whose expected
number is blank, or one that the pattern ``needs``, is left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import isfinite
from typing import Any

from strategies.documents.toml_row import TomlRow
from strategies.methods.expression import FormulaError, read_formula
from strategies.methods.method import KINDS, Check, Input
from strategies.methods.toml_numbers import number_of, read_number, read_numbers

EXPECTED = "expected"
KEYS = ("name", EXPECTED, "tolerance", "kind", "note", "output", "with", "rounding")
TEXTS = ("kind", "note", "output")
# ``each`` repeats the pattern with other keys or cells; ``but`` changes single checks by their name.
PATTERN_KEYS = (*KEYS, "table", "columns", "rows", "each", "needs", "but")
PLACE = re.compile(r"\{(\w+)\}")

Cells = Mapping[str, Any]


def read_checks(
    method: TomlRow, report: str, inputs: Mapping[str, Input], outputs: Mapping[str, str]
) -> tuple[Check, ...]:
    """Read all checks of a method in their order; raises InputError that names file, method, check and key."""
    checks: list[Check] = []
    for row in method.rows("checks", "check"):
        if {"table", "rows"}.isdisjoint(row.values):
            row.known_keys(KEYS)
            checks.append(_check(row, inputs, outputs))
        else:
            row.known_keys(PATTERN_KEYS)
            checks += [_check(each, inputs, outputs) for each in _of_rows(row, report, inputs)]
    return tuple(checks)


def _check(row: TomlRow, inputs: Mapping[str, Input], outputs: Mapping[str, str]) -> Check:
    name = row.text("name")
    only = next(iter(outputs)) if len(outputs) == 1 else None
    output = row.text("output", default=name if name in outputs else only, among=outputs)
    expected, moved = read_number(row, "expected"), read_numbers(row, "with", inputs)
    for key, value in moved.items():
        if not inputs[key].low <= value <= inputs[key].high:
            raise row.error(f"with.{key}", f"{value} lies outside the input's range")
    if not isfinite(expected):  # no computed number is equal to it, so that "not reproduced" would always hold
        raise row.error(EXPECTED, f"{expected} is not a finite number")
    kind = KINDS[row.text("kind", default="reproduced", among=KINDS)]
    rounding = read_numbers(row, "rounding", inputs)
    note = row.text("note", default="")
    return Check(name, expected, _tolerance(row, expected, moved), kind, note, output, moved, rounding)


def _tolerance(row: TomlRow, expected: float, moved: Mapping[str, float]) -> float:
    """A number, or a formula over the expected number and the inputs that the check moves."""
    formula = row.values.get("tolerance")
    if isinstance(formula, str):
        values = {**moved, "expected": expected}
        try:
            tolerance = read_formula(formula, values)(values)
        except (FormulaError, ArithmeticError, ValueError) as fault:
            raise row.error("tolerance", str(fault)) from None
    else:
        tolerance = read_number(row, "tolerance")
    # An endless one would let any number hold; below 0, or NaN, even the printed number would be "not reproduced".
    if not (isfinite(tolerance) and tolerance >= 0):
        raise row.error("tolerance", f"{tolerance} is not a finite number of 0 or more")
    return tolerance


def _of_rows(pattern: TomlRow, report: str, inputs: Mapping[str, Input]) -> Iterator[TomlRow]:
    """One check per row and entry of ``each``, with the exceptions that ``but`` names."""
    entries = [each.values for each in pattern.rows("each", "entry")] or [{}]
    exceptions = {name: _exception(pattern, name) for name in pattern.table("but").values}
    for cells in _rows(pattern, report):
        for entry in entries:
            filled = _filled(TomlRow(pattern.place, {**pattern.values, **entry}), {**cells, **entry}, inputs)
            if filled is not None:
                name = filled["name"]
                yield TomlRow(f"{pattern.place}: {name}", {**filled, **exceptions.pop(name, {})})
    for name in exceptions:
        raise pattern.error(f"but.{name}", "no row gives a check of this name")


def _exception(pattern: TomlRow, name: str) -> Mapping[str, Any]:
    values = pattern.table("but").table(name).values
    TomlRow(f"{pattern.place}: but.{name}", values).known_keys(("tolerance", "kind", "note"))
    return values


def _rows(pattern: TomlRow, report: str) -> Sequence[Cells]:
    if "table" in pattern.values:
        name = pattern.text("table")
        try:
            return read_table(report, name)
        except FileNotFoundError:
            raise pattern.error("table", f"there is no tables/{report}/{name}.csv") from None
    columns, rows = pattern.texts("columns"), pattern.values["rows"]
    if not isinstance(rows, list):
        raise pattern.error("rows", "is no list of rows")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, list) or len(row) != len(columns):
            raise pattern.error("rows", f"row {number} is no list of {len(columns)} cells, one a column")
    return [dict(zip(columns, row, strict=True)) for row in rows]


@cache
def read_table(report: str, name: str) -> tuple[dict[str, str], ...]:
    """Read ``tables/REPORT/NAME.csv`` as rows of text by column; an empty cell is something the report leaves blank."""
    file = resources.files("strategies.methods") / "tables" / report / f"{name}.csv"
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def _filled(row: TomlRow, cells: Cells, inputs: Mapping[str, Input]) -> dict[str, Any] | None:
    """The keys of one check, None when the row lacks a number that it must have."""
    expected = _cell(row, EXPECTED, row.values.get(EXPECTED), cells)
    if expected is None or any(_cell(row, "needs", column, cells) is None for column in row.texts("needs")):
        return None
    texts = {key: _formatted(row, key, row.text(key), cells) for key in TEXTS if key in row.values}
    columns = {**{name: name for name in inputs if name in cells}, **row.table("with").values}
    return {
        **texts,
        "name": _formatted(row, "name", row.text("name"), cells),
        EXPECTED: expected,
        "tolerance": row.values.get("tolerance"),
        "with": _numbers(row, "with", columns, cells),
        "rounding": _numbers(row, "rounding", row.table("rounding").values, cells),
    }


def _numbers(row: TomlRow, key: str, columns: Mapping[str, object], cells: Cells) -> dict[str, float]:
    found = {name: _cell(row, f"{key}.{name}", column, cells) for name, column in columns.items()}
    return {name: value for name, value in found.items() if value is not None}


def _cell(row: TomlRow, key: str, column: object, cells: Cells) -> float | None:
    """The number of a column, None where its cell is blank; a number in place of a column is itself."""
    cell = column
    if isinstance(column, str):
        name = _formatted(row, key, column, cells)
        if name not in cells:
            raise row.error(key, f"there is no column {name!r}; there are {', '.join(cells)}")
        cell = cells[name]
    if cell == "":
        return None
    try:
        return number_of(float(cell) if isinstance(cell, str) else cell)
    except ValueError:
        raise row.error(key, f"{cell!r} is neither a number nor a column that holds one") from None


def _formatted(row: TomlRow, key: str, text: str, cells: Cells) -> str:
    """Put cells in the place of ``{column}``; Python's own formats also reach into objects and make endless text."""
    if not {"{", "}"}.isdisjoint(PLACE.sub("", text)):
        raise row.error(key, f"{text!r} may hold braces only as {{column}} around the plain name of a column")
    if any(column not in cells for column in PLACE.findall(text)):
        raise row.error(key, f"{text!r} asks for what no column holds; there are {', '.join(cells)}")
    return PLACE.sub(lambda place: str(cells[place[1]]), text)
