"""One computation of a report: named inputs with units, a pure function, and the numbers the report prints for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import inf, isfinite
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from data_sources.errors import UserError
from data_sources.language.text import Text, both, same

Numbers: TypeAlias = Mapping[str, float]
Kind = Literal["reproduced", "consistent_with_rounding", "not_reproduced", "derived"]
# A kind by its word, for tables that hold the word.
KINDS: Mapping[str, Kind] = {word: word for word in get_args(Kind)}

NOTHING: Numbers = MappingProxyType({})
UNREAD = both("no rule reads its output", "没有规则读取其结果")


@dataclass(frozen=True)
class Input:
    """A number a method reads; ``source`` says where the report prints it, empty when the choice is ours.

    A value lies in ``low`` to ``high``, both included. Growth rates and price moves can be negative: set ``low``.
    """

    name: str
    default: float
    unit: str
    meaning: str
    source: str = ""
    low: float = 0.0
    high: float = inf


@dataclass(frozen=True)
class Check:
    """A number of the report beside ours.

    ``expected`` is the printed number, in the unit of the output; for the kind ``derived`` it is not printed but
    follows from printed numbers, worked out by hand.

    ``output``    which output is compared; empty: the one called ``name``
    ``inputs``    what differs from the defaults
    ``rounding``  input to half a unit of its last printed digit, for ``consistent_with_rounding``: some value inside
                  these intervals gives the printed number, although the printed inputs themselves do not
    ``kind``      ``not_reproduced`` says that no reading of the formula gives the number: the check then holds when
                  ours lies farther away than ``tolerance``, and ``note`` says which figure is right
    """

    name: str
    expected: float
    tolerance: float
    kind: Kind = "reproduced"
    note: str = ""
    output: str = ""
    inputs: Numbers = field(default_factory=lambda: NOTHING)
    rounding: Numbers = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Method:
    """A computation of one report; ``strategies.methods`` says what each field holds.

    ``outputs`` gives the unit and meaning of each output; ``compute`` takes the inputs by name and returns exactly
    these. Without ``systems`` it computes the one called ``name``.
    """

    name: str
    report: str
    title: Text
    formula: Text
    source: Text
    inputs: tuple[Input, ...]
    compute: Callable[..., Numbers]
    outputs: Mapping[str, str]
    checks: tuple[Check, ...] = ()
    systems: tuple[str, ...] = ()
    discrepancy: str = ""
    series: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name among all reports, ``002/training_cost``."""
        return f"{self.report}/{self.name}"


def run_method(method: Method, overrides: Numbers = NOTHING) -> Numbers:
    """Compute the outputs with the defaults, where ``overrides`` does not say otherwise.

    Raises UserError that names the input and its unit: for an input that is unknown, not a finite number or outside its
    range, and for a zero that is divided by.
    """
    values = {each.name: each.default for each in method.inputs} | dict(_checked(method, overrides))
    try:
        outputs = method.compute(**values)
    except (ZeroDivisionError, OverflowError, ValueError) as fault:
        raise UserError(f"{method.key} has no result: {fault}; look at {_suspects(method, values)}") from None
    wrong = [name for name, value in outputs.items() if not isfinite(value)]
    if wrong:
        raise UserError(f"{method.key} has no finite {', '.join(wrong)}; look at {_suspects(method, values)}")
    return outputs


def find_input(method: Method, name: str) -> Input:
    """Return an input by name; UserError with the nearest name and all units when there is none."""
    known = {each.name: each for each in method.inputs}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    hint = both(f" Did you mean {near[0]}?", f"是否指 {near[0]}？") if near else same("")
    listed = ", ".join(f"{each.name} ({each.unit})" for each in method.inputs)
    raise UserError(
        both(
            f"{method.key} has no input {name!r}.{hint} It has {listed}",
            f"{method.key} 没有输入 {name!r}。{hint.zh}可用的有 {'、'.join(each.name for each in method.inputs)}",
        )
    )


def _checked(method: Method, overrides: Numbers) -> Numbers:
    for name, value in overrides.items():
        wanted = find_input(method, name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise UserError(f"{method.key}: {name} was {value!r}; it is a finite number in {wanted.unit}")
        if not wanted.low <= value <= wanted.high:
            raise UserError(f"{method.key}: {name} was {value} {wanted.unit}; it is {_range(wanted)}")
    return {name: float(value) for name, value in overrides.items()}


def _range(wanted: Input) -> str:
    if wanted.high == inf:
        return f"{wanted.low:g} or more"
    return f"{wanted.high:g} or less" if wanted.low == -inf else f"between {wanted.low:g} and {wanted.high:g}"


def _suspects(method: Method, values: Numbers) -> str:
    zeros = [each for each in method.inputs if values[each.name] == 0] or list(method.inputs)
    return ", ".join(f"{each.name} = {values[each.name]:g} {each.unit}" for each in zeros)
