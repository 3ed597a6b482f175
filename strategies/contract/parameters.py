"""The parameters of a strategy: defaults, ranges and what they mean, and the checked values of one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from data_sources.errors import UserError
from data_sources.language.text import Text, both, same
from data_sources.plain_text import cut

Value: TypeAlias = float | int | str | bool

OURS = "ours"
"""The source of a default that no document prints."""
LARGEST = 1e15
"""Of a number; beyond it whole numbers are no longer told apart."""
YES, NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True)
class Parameter:
    """One dial of a rule; its type is that of ``default``.

    Parameters
    ----------
    default
        The value when a run sets none: a number, a whole number, text or a truth value.
    meaning
        What it does, in words, with its unit; a ``Text`` says it in both languages.
    low, high
        The range of a number, both ends allowed; None: open.
    choices
        The words that text may be; empty: any.
    source
        Where a document prints the default, ``003, line 2000`` or ``003, lines 1909-1912``, or ``ours``. Parameters of
        shipped strategies have one; empty for a user's own.
    """

    default: Value
    meaning: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    source: str = ""

    @property
    def words(self) -> Text:
        """The meaning in both languages; a user's own plain one is the same in both."""
        return same(self.meaning)


@dataclass(frozen=True)
class Settings:
    """The checked parameter values of one run; every parameter has a value of its type."""

    values: Mapping[str, Value]

    def number(self, name: str) -> float:
        """Return a parameter as a float."""
        return float(self.values[name])

    def whole(self, name: str) -> int:
        """Return a parameter as a whole number."""
        return int(self.values[name])

    def word(self, name: str) -> str:
        """Return a parameter as text."""
        return str(self.values[name])


def check_parameters(owner: str, parameters: Mapping[str, Parameter], given: Mapping[str, Value]) -> Settings:
    """Complete ``given`` with the defaults; text is read as the parameter's type, so a command line can pass it on.

    Raises UserError for an unknown name, a value of another type, outside the range or not among the choices.
    """
    values: dict[str, Value] = {name: parameter.default for name, parameter in parameters.items()}
    for name, value in given.items():
        if name not in parameters:
            raise UserError(_unknown(owner, name, tuple(parameters)))
        values[name] = _checked(both(f"{owner}: parameter {name}", f"{owner} 的参数 {name}"), parameters[name], value)
    return Settings(values)


def _unknown(owner: str, name: str, known: tuple[str, ...]) -> Text:
    near = get_close_matches(name, known, n=1)
    hint = f"; did you mean {near[0]}? It" if near else "; it"
    meant = f"是否指 {near[0]}？" if near else ""
    return both(
        f"{owner} has no parameter {name!r}{hint} has {', '.join(known) or 'none'}",
        f"{owner} 没有参数 {name!r}；{meant}可用的有：{'、'.join(known) or '无'}",
    )


def _checked(what: Text, parameter: Parameter, value: Value) -> Value:
    typed = _typed(what, parameter.default, value)
    if parameter.choices and typed not in parameter.choices:
        choices = parameter.choices
        raise UserError(
            both(
                f"{what} was {typed!r}; it is one of {', '.join(choices)}",
                f"{what.zh} 为 {typed!r}；应为 {'、'.join(choices)} 之一",
            )
        )
    if isinstance(typed, int | float) and not isinstance(typed, bool):
        low, high = parameter.low, parameter.high
        inside = (low is None or typed >= low) and (high is None or typed <= high)
        if not inside:
            shown = cut(str(typed), 60)
            raise UserError(
                both(
                    f"{what} was {shown}; it lies between {low} and {high}",
                    f"{what.zh} 为 {shown}；应在 {low} 与 {high} 之间",
                )
            )
        if not abs(typed) <= LARGEST:
            raise UserError(
                both(
                    f"{what} was {cut(str(typed), 60)}; it is a number of at most {LARGEST:,.0f}",
                    f"{what.zh} 为 {cut(str(typed), 60)}；应为不超过 {LARGEST:,.0f} 的数字",
                )
            )
    return typed


def _typed(what: Text, default: Value, value: Value) -> Value:
    text = str(value).strip()
    if isinstance(default, bool):
        if text.lower() in YES + NO:
            return text.lower() in YES
        raise UserError(both(f"{what} was {text!r}; it is true or false", f"{what.zh} 为 {text!r}；应为 true 或 false"))
    if isinstance(default, str):
        return text
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if number != number:  # noqa: PLR0124 - NaN is the only value that differs from itself
        raise UserError(both(f"{what} was {text!r}; it is a number", f"{what.zh} 为 {text!r}；应为数字"))
    if isinstance(default, float):
        return number
    if not number.is_integer():
        raise UserError(
            both(f"{what} was {cut(text, 60)}; it is a whole number", f"{what.zh} 为 {cut(text, 60)}；应为整数")
        )
    return int(number)
