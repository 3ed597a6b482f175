"""The text of a user's own rule: its file and the modules that it imports from its folder, or a function's source."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from backtest.result.source import Source, SourceFile, source_file
from strategies.own.imports import Imports


def source_of_file(path: Path, text: bytes, imports: Imports, kind: Literal["file", "handler file"]) -> Source:
    """Return a file as it was read, with the modules of its own; its definition is the sum of them all."""
    files = (source_file(path.name, text), *imports.beside)
    return Source(kind, _sum_of(files), str(path), files)


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


def _sum_of(files: tuple[SourceFile, ...]) -> str:
    """Return the SHA-256 sum of a file alone as ``sha256sum`` shows it, else that of all names and sums."""
    own, *beside = files
    if not beside:
        return own.sha256
    return sha256("".join(f"{each.sha256}  {each.name}\n" for each in (own, *beside)).encode()).hexdigest()
