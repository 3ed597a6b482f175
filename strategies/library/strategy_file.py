"""Whether a Python file of a user's folder defines a rule; told from its text, without executing it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from data_sources.errors import InputError
from strategies.registry import NAMES

RULES = frozenset({"weights", "STRATEGY", "make_handler"})
"""What a file of rules gives at its top level; one without any of them is a module that others import."""
NO_PYTHON = (SyntaxError, ValueError, RecursionError)
"""What reading a text as Python raises when it is none."""


def defines_rule(file: Path, text: bytes) -> bool:
    """Whether a file defines a strategy or a handler.

    Raises InputError in one line for text that is no Python, with its line, and for one called as a shipped strategy.
    """
    try:
        names = names_bound(text)
    except SyntaxError as fault:
        raise InputError(f"{file.name}: line {fault.lineno or 1}: {fault.msg}") from None
    except NO_PYTHON as fault:
        raise InputError(f"{file.name}: is no Python: {fault}") from None
    if not names & RULES:
        return False
    if file.stem in NAMES:
        raise InputError(f"{file.name}: {file.stem} is the name of a strategy that ships; rename the file")
    return True


def names_bound(text: bytes) -> frozenset[str]:
    """Return the names that a file gives at its top level; raises one of ``NO_PYTHON`` for what is no Python."""
    return frozenset(name for statement in ast.parse(text).body for name in _bound(statement))


def binds(text: bytes, name: str) -> bool:
    """Whether a file gives a name at its top level; False for what is no Python."""
    try:
        return name in names_bound(text)
    except NO_PYTHON:
        return False


def summary_of(file: Path) -> str:
    """Return the first line of a file's own docstring, empty without one and for what is no Python any more."""
    try:
        told = ast.get_docstring(ast.parse(file.read_bytes())) or ""
    except (*NO_PYTHON, OSError):
        return ""
    return told.strip().partition("\n")[0]


def _bound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name
