"""The parameters of a user's function: its arguments after the first one, with their defaults."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data_sources.errors import UserError
from data_sources.language.text import Text, both
from strategies.contract.parameters import Parameter


def argument_words(path: Path) -> Text:
    """Say what a parameter of a user's function is, of which no more is known."""
    return both(f"argument of {path.name}", f"{path.name} 的参数")


def parameters_of(path: Path, function: Callable[..., Any], called: str) -> dict[str, Parameter]:
    """Return the parameters of a function ``called(history, NAME=DEFAULT, ...)`` by name, in their order.

    ``*args`` and ``**kwargs`` are none. Raises UserError for a function without an argument, and for an argument after
    the first whose default is no number, text or truth value.
    """
    try:
        arguments = list(inspect.signature(function).parameters.values())
    except ValueError:  # some built-in callables do not tell
        return {}
    if not arguments:
        raise UserError(
            both(
                f"{path}: {called} takes no argument; its first one is the history",
                f"{path}：{called} 没有参数；首个参数应为 history",
            )
        )
    several = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    dials = [each for each in arguments[1:] if each.kind not in several]
    for each in dials:
        if each.kind is inspect.Parameter.POSITIONAL_ONLY or not isinstance(each.default, float | int | str):
            raise UserError(
                both(
                    f"{path}: argument {each.name} of {called} has no default that is a number, text or a truth "
                    f"value; write {each.name}=..., it becomes a parameter",
                    f"{path}：{called} 的参数 {each.name} 没有数字、文字或真假默认值；"
                    f"请写成 {each.name}=...，即成为可调参数",
                )
            )
    return {each.name: Parameter(each.default, argument_words(path)) for each in dials}
