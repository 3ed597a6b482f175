"""The text of a user's own rule: its file and the modules that it imports from its folder, or a function's source.

An import is found where it is written, in a function too. What a file reads in another way, through ``importlib`` or as
data, is not among its files.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from backtest.result.source import Source, SourceFile, source_file

OURS = ("backtest", "data_sources", "reports", "strategies")
"""Not a user's modules, even when the file lies in the checkout: the manifest has their commit."""

MOST = 200
"""Files of one rule; more are a library, and not copied into every run."""


def source_of_file(path: Path, kind: Literal["file", "handler file"]) -> Source:
    """Return a file that has just run with the modules of its own; raises OSError when it is gone meanwhile."""
    own = source_file(path.name, path.read_bytes())
    return Source(kind, own.sha256, str(path), (own, *_imported(path.parent, own)))


def source_of_function(function: Callable[..., Any], definition: str) -> Source:
    """Return a function with its text, where Python still knows it: as in a notebook, not as typed at a prompt."""
    try:
        text = inspect.getsource(function)
    except (OSError, TypeError):
        return Source("function", definition)
    name = getattr(function, "__name__", "")
    return Source(
        "function", definition, files=(source_file(f"{name if name.isidentifier() else 'rule'}.py", text.encode()),)
    )


def _imported(folder: Path, own: SourceFile) -> list[SourceFile]:
    """Follow the imports of a file through its folder, each module once, in the order of their names."""
    found: dict[str, SourceFile] = {own.name: own}
    waiting = [own]
    while waiting and len(found) < MOST:
        for name in _candidates(waiting.pop()):
            path = folder / name
            if name not in found and path.is_file() and len(found) < MOST:
                found[name] = source_file(name, path.read_bytes())
                waiting.append(found[name])
    return [found[name] for name in sorted(found) if name != own.name]


def _candidates(file: SourceFile) -> Iterator[str]:
    """The files in which a module that a file imports may lie, by their names below the folder."""
    for module in _modules(file):
        parts = module.split(".")
        if parts[0] not in OURS:
            for depth in range(1, len(parts) + 1):
                place = "/".join(parts[:depth])
                yield from (f"{place}.py", f"{place}/__init__.py")


def _modules(file: SourceFile) -> Iterator[str]:
    try:
        tree = ast.parse(file.data or b"")
    except (SyntaxError, ValueError, RecursionError):
        return
    package = file.name.split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            around = package[: len(package) - node.level + 1] if node.level else []
            stem = [*around, *(node.module.split(".") if node.module else [])]
            yield from (".".join([*stem, each.name]) for each in node.names)
