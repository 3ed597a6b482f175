"""A formula computes what Python's arithmetic does, knows nothing beyond it, and places what it refuses."""

from __future__ import annotations

import ast
import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.methods.expression import (
    DEEPEST,
    FUNCTIONS,
    LONGEST,
    FormulaError,
    base_before,
    compound_growth,
    growth,
    read_formula,
)

VALUES = {"a": 2.0, "b": 3.0, "c": 0.5, "zero": 0.0}


def _computed(text: str, **values: float) -> float:
    known = values or VALUES
    return read_formula(text, known)(known)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("8 - 4 - 2", 2),
        ("8 / 4 / 2", 1),
        ("2 ** 3 ** 2", 512),  # from the right: 2 ** 9
        ("-2 ** 2", -4),  # the power binds before the sign
        ("2 ** -1", 0.5),
        ("a - -b", 5),
        ("1 < a < b", 1),
        ("1 < a > b", 0),
        ("a == 2 and b != 2", 1),
        ("zero or not zero", 1),
        ("zero and 1", 0),
        ("not a == 2 or c >= 0.5", 1),  # not binds before or, after ==
        ("1 if a > b else 2 if a == 2 else 3", 2),
        ("min(a, b, c) + max(a, b) * 10", 30.5),
        ("sum(a, b, c)", 5.5),
        ("abs(a - b)", 1),
        ("floor(-c)", -1),
        ("sqrt(b * b + 16)", 5),
        ("exp(zero)", 1),
        ("pi", math.pi),
        ("growth(100, 150)", 50),
        ("base_before(150, 50)", 100),
        ("1.0 + (a > b) + (b > a)", 2),
    ],
)
def test_a_formula_is_computed_with_python_s_precedence(text: str, value: float) -> None:
    assert _computed(text) == value


def test_compound_growth_is_the_yearly_rate() -> None:
    # 100 to 400 in two years: doubling each year
    assert _computed("compound_growth(100, 400, 2)") == pytest.approx(100)


def _sequence(inner: st.SearchStrategy[str], symbols: str) -> st.SearchStrategy[str]:
    return st.builds("{} {} {}".format, inner, st.sampled_from(symbols.split()), inner)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        _sequence(inner, "+ - * / **"),
        _sequence(inner, "< <= > >= == !="),
        _sequence(inner, "and or"),
        st.builds("({})".format, inner),
        st.builds("-{}".format, inner),
        st.builds("not {}".format, inner),
        st.builds("{} if {} else {}".format, inner, inner, inner),
        st.builds("min({}, {})".format, inner, inner),
        st.builds("abs({})".format, inner),
        st.builds("growth({}, {})".format, inner, inner),
    )


LEAVES = st.sampled_from(["a", "b", "c", "zero", "1.5", "2.0", "0.25", "10.0"])


def _real(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise ValueError("a negative number has no fractional power")


class _Differences(ast.NodeTransformer):
    """Where a formula differs on purpose: ``x and y`` gives what holds, no side of it, and no power is complex."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        self.generic_visit(node)
        node.values = [ast.Call(ast.Name("bool", ast.Load()), [each], []) for each in node.values]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        return ast.Call(ast.Name("real", ast.Load()), [node], [])


def _python(text: str) -> float:
    tree = ast.fix_missing_locations(_Differences().visit(ast.parse(text, mode="eval")))
    names = {"bool": bool, "real": _real, "min": min, "abs": abs, "growth": growth, "__builtins__": {}, **VALUES}
    return float(eval(compile(tree, "formula", "eval"), names))  # noqa: S307 - Python's own answer to a text made here


@given(st.recursive(LEAVES, _larger, max_leaves=8))
def test_any_formula_is_worth_what_python_gives(text: str) -> None:
    try:
        wanted = _python(text)
    except SyntaxError:  # a + not b
        with pytest.raises(FormulaError):
            read_formula(text, VALUES)
    except (ArithmeticError, ValueError) as fault:
        with pytest.raises(type(fault)):
            _computed(text)
    else:
        found = _computed(text)
        assert found == wanted or (math.isnan(found) and math.isnan(wanted))


@given(st.text(alphabet=st.sampled_from("abc019.,+-*/()<>=! _lambdifx"), max_size=60) | st.text(max_size=40))
def test_any_other_text_is_refused_with_a_column(text: str) -> None:
    try:
        formula = read_formula(text, VALUES)
    except FormulaError as fault:
        column, problem = str(fault).removeprefix("column ").split(": ", 1)
        assert int(column) >= 0
        assert problem
        return
    with suppress(ArithmeticError, ValueError):
        assert isinstance(formula(VALUES), int | float)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "open(a)",
        "eval(a)",
        "a.real",
        "a.__class__",
        "(1).__class__",
        "min.__self__",
        "min",
        "a[0]",
        "[a]",
        "{a}",
        "(a, b)",
        "lambda: a",
        "(a := 1)",
        "[x for x in a]",
        "'text'",
        "f'{a}'",
        "True",
        "None",
        "1j",
        "...",
        "a @ b",
        "a // b",
        "a % b",
        "a << b",
        "a & b",
        "~a",
        "a is b",
        "a in b",
        "min(*a)",
        "min(a, key=b)",
        "min(a, b)(c)",
        "await a",
        "yield",
        "a; b",
        "a\nb",
        "a # b",
        "import os",
        "ａ",  # a wide letter that Python would read as a
        "",
        " ",
    ],
)
def test_what_is_no_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match=r"^column \d+: "):
        read_formula(text, VALUES)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a + gros", "column 5: nothing is called gros; there are a, b, c, zero"),
        ("a + zer", "column 5: nothing is called zer; did you mean zero?"),
        (
            "a * maxi(b)",
            "column 5: there is no function maxi; there are min, max, sum, abs, floor, sqrt, exp, growth, ",
        ),
        ("1 + min(a)", "column 5: min takes 2 or more numbers, not 1"),
        ("1 + abs(a, b)", "column 5: abs takes 1 numbers, not 2"),
        ("a + b.real", "column 5: Attribute has no place in a formula"),
        ("a + b[0]", "column 6: '[' has no place in a formula"),
        ("a + * b", "column 5: is no formula: invalid syntax"),
        ("a +", "column 4: is no formula: invalid syntax"),
        ("a + 1e999", "column 5: the number is too large"),
        ("a + 99999999999999999999", "column 5: the number is too large"),
        (f"a + 1{'0' * 350}", "column 5: the number is too large"),
    ],
)
def test_a_fault_is_placed(text: str, line: str) -> None:
    with pytest.raises(FormulaError) as fault:
        read_formula(text, VALUES)
    assert str(fault.value).startswith(line)


def test_length_and_depth_are_bounded() -> None:
    assert _computed("+".join(["a"] * DEEPEST)) == 2 * DEEPEST
    with pytest.raises(FormulaError, match=f"nested deeper than {DEEPEST}"):
        read_formula("+".join(["a"] * (DEEPEST + 2)), VALUES)
    with pytest.raises(FormulaError, match="nested deeper"):
        read_formula("-" * (LONGEST - 1) + "a", VALUES)
    with pytest.raises(FormulaError, match=f"column {LONGEST + 1}: is longer than {LONGEST} characters"):
        read_formula("a" * (LONGEST + 1), VALUES)
    with pytest.raises(FormulaError, match="is no formula: too many nested parentheses"):
        read_formula("(" * LONGEST, VALUES)


def test_no_formula_runs_long() -> None:
    # Whole numbers would have billions of digits; as floats the power ends at once.
    with pytest.raises(OverflowError):
        _computed("9 ** 9 ** 9 ** 9 ** 9")
    # 2 ** 53 squared is no longer whole and squared again and again it ends beyond all floats
    assert isinstance(_computed("9007199254740992 * 9007199254740992"), float)
    squares = " * ".join(["9007199254740992"] * 20)
    assert _computed(squares) == pytest.approx(2.0 ** (53 * 19) * 2.0**53, rel=1e-12)


def test_whole_numbers_stay_whole() -> None:
    # 7 + 2 + 6, as a document counts them
    total = _computed("packaging + test + front_end", packaging=7, test=2, front_end=6)
    assert (total, type(total)) == (15, int)
    assert type(_computed("floor(7 / 2)")) is float


def test_only_the_side_that_is_chosen_is_computed() -> None:
    assert _computed("a / zero if zero else 7") == 7
    assert _computed("zero and a / zero") == 0
    assert _computed("a or a / zero") == 1
    assert _computed("b < a < a / zero") == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a / zero", ZeroDivisionError),
        ("zero ** -1", ZeroDivisionError),
        ("(a - b) ** c", ValueError),
        ("sqrt(-a)", ValueError),
        ("exp(1000)", OverflowError),
        ("growth(zero, a)", ZeroDivisionError),
    ],
)
def test_what_has_no_result_says_so_as_python_does(text: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        _computed(text)


def test_a_name_of_the_values_goes_before_a_constant() -> None:
    assert _computed("pi", pi=3.0) == 3.0


def test_the_functions_are_those_that_the_documents_may_use() -> None:
    assert set(FUNCTIONS) == {
        "min", "max", "sum", "abs", "floor", "sqrt", "exp", "growth", "compound_growth", "base_before",
    }  # fmt: skip
    assert FUNCTIONS["compound_growth"].compute is compound_growth
    assert FUNCTIONS["base_before"].compute is base_before
