"""Values of options that need no library to be read: typer asks pydantic, whose import is a tenth of a second.

What is plain is read here as typer reads it: a default of the right type, a text, a word among its choices, what a
``parser`` of ours makes. Everything else, wrong values first of all, is typer's, which says what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

EXACT = (str, bool, int, float)
NOT_PLAIN = object()


@dataclass(frozen=True)
class PlainFirst:
    """What turns a value into that of its parameter: ``others`` makes typer's own, only for what is not plain."""

    others: Callable[[], Any]

    def coerce(self, value: object, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - as typer has it
        """Return the value of a parameter; raises typer's BadParameter for a wrong one."""
        read = _read(value, param)
        return self.others().coerce(value, param, ctx) if read is NOT_PLAIN else read


def plain_first(params: Iterable[Any]) -> None:
    """Let parameters of typer read their plain values without pydantic."""
    for param in params:
        coercion = PlainFirst(type(param).get_runtime_param.__get__(param))
        vars(param)["get_runtime_param"] = lambda coercion=coercion: coercion


def _read(value: object, param: Any) -> object:  # noqa: ANN401 - a parameter of typer's, which has no public type
    several = param.multiple or param.nargs == -1
    if value is None:
        return () if several else None
    described = param.type_descriptor
    annotation, parser = described.annotation, described.parameter_info.parser
    if get_origin(annotation) is not list:
        return NOT_PLAIN if several else _leaf(value, annotation, parser)
    if not isinstance(value, list | tuple):
        return NOT_PLAIN
    read = [_leaf(each, get_args(annotation)[0], parser) for each in value]
    return NOT_PLAIN if any(each is NOT_PLAIN for each in read) else read


def _leaf(value: object, annotation: object, parser: Callable[[Any], object] | None) -> object:
    if parser is not None:
        try:
            return parser(value)
        except Exception:  # noqa: BLE001 - typer calls it again and says what is wrong
            return NOT_PLAIN
    if get_origin(annotation) is Literal:
        return value if value in get_args(annotation) else NOT_PLAIN
    return value if annotation in EXACT and type(value) is annotation else NOT_PLAIN
