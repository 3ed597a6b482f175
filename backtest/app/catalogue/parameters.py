"""The parameters of one strategy, or of a file of the user's: what each does, its default, range and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backtest.app.runnable import Named, find_runnable
from data_sources.language.text import NOTHING, Text, both, same
from strategies.contract.parameters import Parameter, Value
from strategies.library.library import Library

KINDS = {bool: "truth value", int: "whole number", float: "number", str: "text"}
"""What a value is; a truth value is a whole number too, so it stands first."""


@dataclass(frozen=True)
class ListedParameter:
    """One dial of a rule.

    ``meaning`` says what it does, ``range`` what it may be, ``source`` which line of a document prints the default or
    that it is ours; empty for a rule of the user's own.
    """

    name: str
    default: Value
    kind: str
    meaning: Text
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    range: Text
    source: str


def parameters_of(named: Named, library: Library) -> Sequence[ListedParameter]:
    """Return the parameters in their order; UserError for a strategy or file that there is not."""
    found = find_runnable(named, library)
    return tuple(_listed(name, each) for name, each in found.parameters.items())


def _listed(name: str, of: Parameter) -> ListedParameter:
    kind = next(word for type_, word in KINDS.items() if isinstance(of.default, type_))
    return ListedParameter(name, of.default, kind, of.words, of.low, of.high, of.choices, _range(of), of.source)


def _range(of: Parameter) -> Text:
    if of.choices:
        return same(", ".join(of.choices))
    if isinstance(of.default, bool):
        return same("true, false")
    low, high = ("" if end is None else f"{end:g}" for end in (of.low, of.high))
    if low and high:
        return both(f"{low} to {high}", f"{low} 至 {high}")
    if low or high:
        return both(f"from {low}", f"不小于 {low}") if low else both(f"up to {high}", f"不大于 {high}")
    return NOTHING if isinstance(of.default, str) else both("any number", "任意数字")
