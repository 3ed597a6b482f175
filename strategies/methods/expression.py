"""Formulas as text: read once into a tree of a few permitted kinds, then computed from it, never executed as Python.

A formula knows numbers, names, ``+ - * / **``, comparisons, ``and or not``, ``a if b else c``, the constant ``pi`` and
the functions of ``FUNCTIONS``; precedence is Python's. A comparison is 1.0 or 0.0. Nothing else is read: no attribute,
index, text, assignment or other call. Length, depth and the size of whole numbers are bounded and powers are taken of
floats only, so that no formula can run long.
"""

from __future__ import annotations

import ast
import math
import operator
import re
import warnings
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import pairwise
from typing import NoReturn, TypeAlias

Values: TypeAlias = Mapping[str, float]
Formula: TypeAlias = Callable[[Values], float]

LONGEST = 400  # characters
DEEPEST = 50  # a chain such as a + b + c is one level deeper for each of its terms
# Whole numbers stay exact up to here; larger ones become floats, which cannot grow without end.
LARGEST_WHOLE = 2**53
STRANGE = re.compile(r"[^A-Za-z0-9_ .,+\-*/()<>=!]")
CONSTANTS = {"pi": math.pi}


class FormulaError(ValueError):
    """A text that is not a formula: the column, counted from 1, and what is wrong there."""

    def __init__(self, column: int, problem: str) -> None:
        super().__init__(f"column {column}: {problem}")


@dataclass(frozen=True)
class Function:
    """A function that formulas may call, with the least and the most arguments it takes."""

    compute: Callable[..., float]
    least: int
    most: int


def _power(base: float, exponent: float) -> float:
    if base < 0 and exponent != math.floor(exponent):
        raise ValueError("a negative number has no fractional power")
    power: float = float(base) ** float(exponent)
    return power


def growth(start: float, end: float) -> float:
    """Change from ``start`` to ``end`` in percent of ``start``."""
    return 100 * (end / start - 1)


def compound_growth(start: float, end: float, years: float) -> float:
    """The yearly growth in percent that leads from ``start`` to ``end`` in ``years``, each year the same (CAGR)."""
    return 100 * (math.pow(end / start, 1 / years) - 1)


def base_before(value: float, rate: float) -> float:
    """The base from which a growth of ``rate`` percent leads to ``value``."""
    return value / (1 + rate / 100)


ANY = LONGEST
FUNCTIONS: Mapping[str, Function] = {
    "min": Function(min, 2, ANY),
    "max": Function(max, 2, ANY),
    "sum": Function(lambda *terms: sum(terms), 1, ANY),
    "abs": Function(abs, 1, 1),
    "floor": Function(lambda value: float(math.floor(value)), 1, 1),
    "sqrt": Function(math.sqrt, 1, 1),
    "exp": Function(math.exp, 1, 1),
    "growth": Function(growth, 2, 2),
    "compound_growth": Function(compound_growth, 3, 3),
    "base_before": Function(base_before, 2, 2),
}
OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
}
COMPARISONS: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
SIGNS: Mapping[type[ast.unaryop], Callable[[float], float]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: lambda value: float(not value),
}


def read_formula(text: str, names: Collection[str]) -> Formula:
    """Read a formula over the given names; what it returns computes it from a value for each of them.

    Raises FormulaError with the column of the first thing that is not permitted. Computing may raise
    ZeroDivisionError, OverflowError and ValueError, as Python's own arithmetic does.
    """
    if len(text) > LONGEST:
        raise FormulaError(LONGEST + 1, f"is longer than {LONGEST} characters; name a part of it as a step")
    if strange := STRANGE.search(text):
        raise FormulaError(strange.start() + 1, f"{strange.group()!r} has no place in a formula")
    try:
        with warnings.catch_warnings(action="error"):
            tree = ast.parse(text, mode="eval")
    except SyntaxError as fault:
        raise FormulaError(fault.offset or len(text) + 1, f"is no formula: {fault.msg}") from None
    except (RecursionError, MemoryError):
        raise FormulaError(1, f"is nested deeper than {DEEPEST}; name a part of it as a step") from None
    return _Reader(frozenset(names)).read(tree.body, 0)


@dataclass(frozen=True)
class _Reader:
    """Turns each permitted kind of node into a function of the values, refusing all others."""

    names: frozenset[str]

    def read(self, node: ast.expr, depth: int) -> Formula:
        if depth > DEEPEST:
            raise _misplaced(node, f"is nested deeper than {DEEPEST}; name a part of it as a step")
        read = partial(self.read, depth=depth + 1)
        match node:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                return _constant(node, number)
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.UnaryOp(op=sign, operand=operand):
                return _applied(SIGNS[type(sign)], read(operand)) if type(sign) in SIGNS else _refuse(node)
            case ast.BinOp(left=left, op=symbol, right=right):
                known = OPERATORS.get(type(symbol))
                return _applied(known, read(left), read(right)) if known else _refuse(node)
            case ast.BoolOp(op=joined, values=parts):
                return _joined([read(part) for part in parts], stops_at=isinstance(joined, ast.Or))
            case ast.Compare(left=first, ops=symbols, comparators=others):
                terms = [read(term) for term in (first, *others)]
                tests = [COMPARISONS.get(type(symbol)) or _refuse(node) for symbol in symbols]
                return _chained(terms, tests)
            case ast.IfExp(test=test, body=body, orelse=other):
                return _chosen(read(test), read(body), read(other))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._call(node, name, [read(argument) for argument in arguments])
        return _refuse(node)

    def _name(self, node: ast.expr, name: str) -> Formula:
        if name in self.names:
            return operator.itemgetter(name)
        if name in CONSTANTS:
            return _always(CONSTANTS[name])
        near = get_close_matches(name, self.names, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(sorted(self.names))}"
        raise _misplaced(node, f"nothing is called {name}{hint}")

    def _call(self, node: ast.Call, name: str, arguments: list[Formula]) -> Formula:
        known = FUNCTIONS.get(name)
        if known is None:
            raise _misplaced(node, f"there is no function {name}; there are {', '.join(FUNCTIONS)}")
        if not known.least <= len(arguments) <= known.most:
            wanted = f"{known.least} or more" if known.most == ANY else f"{known.least}"
            raise _misplaced(node, f"{name} takes {wanted} numbers, not {len(arguments)}")
        return _applied(known.compute, *arguments)


def _misplaced(node: ast.expr, problem: str) -> FormulaError:
    return FormulaError(node.col_offset + 1, problem)


def _refuse(node: ast.expr) -> NoReturn:
    raise _misplaced(node, f"{type(node).__name__} has no place in a formula")


def _constant(node: ast.expr, number: float) -> Formula:
    too_large = number > LARGEST_WHOLE if isinstance(number, int) else not math.isfinite(number)
    if too_large:
        raise _misplaced(node, "the number is too large")
    return _always(number)


def _always(number: float) -> Formula:
    return lambda _: number


def _applied(function: Callable[..., float], *arguments: Formula) -> Formula:
    def compute(values: Values) -> float:
        result = function(*(argument(values) for argument in arguments))
        return float(result) if isinstance(result, int) and abs(result) > LARGEST_WHOLE else result

    return compute


def _joined(parts: list[Formula], *, stops_at: bool) -> Formula:
    """``and`` stops at the first part that does not hold, ``or`` at the first that does; the rest is not computed."""
    return lambda values: float(stops_at == any(bool(part(values)) == stops_at for part in parts))


def _chained(terms: list[Formula], tests: list[Callable[[float, float], bool]]) -> Formula:
    def compute(values: Values) -> float:
        pairs = pairwise(term(values) for term in terms)
        return float(all(test(left, right) for test, (left, right) in zip(tests, pairs, strict=False)))

    return compute


def _chosen(test: Formula, body: Formula, other: Formula) -> Formula:
    return lambda values: body(values) if test(values) else other(values)
