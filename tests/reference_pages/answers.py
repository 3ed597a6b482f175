"""The page of answers: what each kind of value that a function returns holds and can do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import backtest
from tests.reference_pages.docstring import Entry, docstring, entry_table
from tests.reference_pages.markdown import code, contents, page, plain, table
from tests.reference_pages.signature import parameters

INTRODUCTION = """\
What the functions of [python.md](python.md) return: frozen values, shown in a few lines by `print` and in a notebook.
`document()` is what `--json` prints, `to_frame()` a pandas frame."""


def answers_page(functions: Sequence[str]) -> str:
    """The whole page, of the functions with these names."""
    kinds = answers(functions)
    return page("Answers", INTRODUCTION, contents(kind.__name__ for kind in kinds), *(_answer(kind) for kind in kinds))


def answers(functions: Sequence[str]) -> list[type]:
    """What the functions return and every public class, in the order of their names; plain paths are none."""
    found = {kind.__name__: kind for name in functions for kind in _returned(getattr(backtest, name))}
    found |= {name: kind for name in backtest.__all__ if isinstance(kind := getattr(backtest, name), type)}
    return [found[name] for name in sorted(found)]


def _returned(function: Callable[..., Any]) -> Iterator[type]:
    """The kinds of ours that a function returns."""
    for word in str(function.__annotations__.get("return", "")).split(" | "):
        kind = function.__globals__.get(word)
        if isinstance(kind, type) and kind.__module__.partition(".")[0] in ("backtest", "strategies", "data_sources"):
            yield kind


def _answer(kind: type) -> str:
    found = docstring(kind)
    described = _described(kind)
    held = [code(name) for name in held_by(kind) if name not in {each.name for each in described}]
    rows = [(code(name), words) for name, words in shown_members(kind)]
    parts = [
        f"## {kind.__name__}",
        plain(found.summary),
        plain(found.more),
        f"Holds {', '.join(held)}." if held and not described else "",
        entry_table(described, "field"),
        table(("also has", "what it is"), rows) if rows else "",
    ]
    return "\n\n".join(part for part in parts if part)


def held_by(kind: type) -> list[str]:
    """The names of the fields that a kind shows."""
    return [each.name for each in fields(kind) if not each.name.startswith("_")] if is_dataclass(kind) else []


def _described(kind: type) -> tuple[Entry, ...]:
    """The fields that the docstring of a kind, or of one that it extends, describes."""
    sections = [docstring(each).entries(name) for each in kind.__mro__ for name in ("Parameters", "Attributes")]
    return next((entries for entries in sections if entries), ())


def shown_members(kind: type) -> list[tuple[str, str]]:
    """The public properties and methods of a kind, those of its own bases too, each with its first line."""
    names = [name for name in dir(kind) if not name.startswith("_")]
    return [
        (shown, docstring(member).summary and plain(docstring(member).summary))
        for shown, member in _members(kind, names)
    ]


def _members(kind: type, names: list[str]) -> Iterator[tuple[str, object]]:
    for name in names:
        member = inspect.getattr_static(kind, name)
        if isinstance(member, property) or type(member).__name__ == "cached_property":
            yield name, member
        elif inspect.isfunction(member):
            given = list(parameters(inspect.signature(member)))[1:]
            yield f"{name}({', '.join(given)})", member
