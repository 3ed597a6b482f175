"""One document's computations, read from its TOML file: inputs, formulas and the numbers that it prints.

What a file may hold is written in ``strategies.methods``. Every fault is one line with file, method and key, and for a
formula with the column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.resources.abc import Traversable
from keyword import iskeyword
from math import inf
from pathlib import Path
from pkgutil import iter_modules
from typing import TypeAlias

from data_sources.language.text import Text, both
from strategies.documents.citation import cited
from strategies.documents.toml_row import TomlRow, read_toml
from strategies.methods import special
from strategies.methods.checks import read_checks
from strategies.methods.expression import CONSTANTS, Formula, FormulaError, read_formula
from strategies.methods.method import Input, Method, Numbers
from strategies.methods.toml_numbers import read_named, read_number

DOCUMENT_KEYS = ("systems", "not_computed", "methods")
METHOD_KEYS = ("title", "title_zh", "formula", "formula_zh", "source", "source_zh", "systems", "discrepancy", "series",
               "code", "inputs", "requires", "steps", "outputs", "checks")  # fmt: skip
INPUT_KEYS = ("value", "unit", "meaning", "source", "low", "high")
NAME = re.compile(r"[a-z_][a-z0-9_]*")

_Named: TypeAlias = tuple[str, Formula]


@dataclass(frozen=True)
class Computations:
    """The computations of one document, by name, as ``strategies.methods`` explains its file."""

    id: str
    systems: tuple[str, ...]
    not_computed: Mapping[str, str]
    methods: Mapping[str, Method]


def read_computations(file: Path | Traversable) -> Computations:
    """Read and check a document's file, which is called by its id; raises InputError for the first fault."""
    row = read_toml(file)
    row.known_keys(DOCUMENT_KEYS)
    number, systems = file.name.removesuffix(".toml"), row.texts("systems")
    methods = {name: _method(each, name, number, systems) for name, each in _tables(row, "methods").items()}
    return Computations(number, systems, _texts(row, "not_computed", systems), methods)


def _table(row: TomlRow, key: str) -> TomlRow:
    """The table under a key, empty when it is absent; its names must be such as a formula can use."""
    table = row.table(key)
    for name in table.values:
        if not NAME.fullmatch(name):
            raise row.error(f"{key}.{name}", "is no name; write small letters, digits and _")
        if key != "methods" and (iskeyword(name) or name in CONSTANTS):
            what = "constant" if name in CONSTANTS else "keyword"
            raise row.error(f"{key}.{name}", f"is a {what} of formulas; choose another name")
    return TomlRow(row.place, table.values) if key == "methods" else table


def _tables(row: TomlRow, key: str) -> dict[str, TomlRow]:
    """The tables under a key, by name."""
    table = _table(row, key)
    return {name: TomlRow(f"{table.place}: {name}", table.table(name).values) for name in table.values}


def _method(row: TomlRow, name: str, report: str, systems: tuple[str, ...]) -> Method:
    row.known_keys(METHOD_KEYS)
    own = row.texts("systems") or (name,)
    for system in own:
        if system not in systems:
            raise row.error("systems", f"{system} is not among the document's systems")
    inputs = {key: _input(each, key) for key, each in _tables(row, "inputs").items()}
    outputs = {key: each.text("unit") for key, each in _tables(row, "outputs").items()}
    if not outputs:
        raise row.error("outputs", "is missing")
    return Method(
        name=name,
        report=report,
        title=_in_both(row, "title"),
        formula=_in_both(row, "formula"),
        source=_in_both(row, "source"),
        inputs=tuple(inputs.values()),
        compute=_compute(row, inputs),
        outputs=outputs,
        checks=read_checks(row, report, inputs, outputs),
        systems=row.texts("systems"),
        discrepancy=row.text("discrepancy", default=""),
        series=_texts(row, "series", (*inputs, *outputs)),
    )


def _in_both(row: TomlRow, key: str) -> Text:
    """A text with its Chinese from ``key_zh``; without one a citation says itself, any other text stays as it is."""
    english = row.text(key)
    chinese = row.text(f"{key}_zh", default="")
    return both(english, chinese) if chinese else cited(english)


def _input(row: TomlRow, name: str) -> Input:
    row.known_keys(INPUT_KEYS)
    value, low, high = read_number(row, "value"), read_number(row, "low", 0.0), read_number(row, "high", inf)
    if not low <= value <= high:
        raise row.error("value", f"{value} does not lie between {low:g} and {high:g}")
    return Input(name, value, row.text("unit"), row.text("meaning"), row.text("source", default=""), low, high)


def _texts(row: TomlRow, key: str, names: Collection[str]) -> Mapping[str, str]:
    """A table of texts whose keys are among some names."""
    table = read_named(row, key, names)
    return {name: table.text(name) for name in table.values}


def _compute(row: TomlRow, inputs: Mapping[str, Input]) -> Callable[..., Numbers]:
    """What computes the outputs from the inputs by name: the formulas in their order, or the code that is named."""
    outputs = _tables(row, "outputs")
    if "code" in row.values:
        return _code(row, outputs)
    known = list(inputs)
    steps: list[_Named] = []
    for name in (table := _table(row, "steps")).values:
        if name in known:
            raise table.error(name, "is an input already")
        steps.append((name, _formula(table, name, known)))
        known.append(name)
    requirements = [
        (_formula(each, "condition", known), each.text("otherwise"))
        for each in row.rows("requires", "requirement", ("condition", "otherwise"))
    ]
    formulas: list[_Named] = []
    for name, output in outputs.items():
        output.known_keys(("compute", "unit"))
        if name in (step for step, _ in steps):
            raise output.error("compute", "is a step already")
        formulas.append((name, _formula(output, "compute", known)))
        known.append(name)
    return _joined(steps, requirements, formulas)


def _joined(
    steps: list[_Named], requirements: list[tuple[Formula, str]], formulas: list[_Named]
) -> Callable[..., Numbers]:
    """Steps first, then what must hold, then the outputs; a name that is an input stays the input."""

    def compute(**inputs: float) -> Numbers:
        values = dict(inputs)
        for name, formula in steps:
            values[name] = formula(values)
        for condition, otherwise in requirements:
            if not condition(values):
                raise ValueError(otherwise)
        outputs: dict[str, float] = {}
        for name, formula in formulas:
            outputs[name] = formula(values)
            values.setdefault(name, outputs[name])
        return outputs

    return compute


def _formula(row: TomlRow, key: str, names: list[str]) -> Formula:
    try:
        return read_formula(row.text(key), names)
    except FormulaError as fault:
        raise row.error(key, str(fault)) from None


def _code(row: TomlRow, outputs: Mapping[str, TomlRow]) -> Callable[..., Numbers]:
    """The function ``compute`` of a module under ``special``, for what formulas cannot say."""
    for key in ("steps", "requires"):
        if key in row.values:
            raise row.error(key, "has no place beside code")
    for output in outputs.values():
        output.known_keys(("unit",))
    name = row.text("code")
    module = import_module(f"{special.__name__}.{name}") if name in _special_names() else None
    compute: Callable[..., Numbers] | None = getattr(module, "compute", None)
    if compute is None:
        raise row.error("code", f"there is no {special.__name__}.{name} with a function compute")
    return compute


def _special_names() -> set[str]:
    return {each.name for each in iter_modules(special.__path__)}
