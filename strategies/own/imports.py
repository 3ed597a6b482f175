"""What a user's file imports, read from its text: installed packages, and modules that lie beside it.

An import is found where it is written, in a function too. What a file reads in another way, through ``importlib`` or as
data, is not among its files.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from backtest.result.source import SourceFile, source_file
from strategies.library.strategy_file import NO_PYTHON

OURS = ("backtest", "data_sources", "reports", "strategies")
"""Not a user's modules, even when the file lies in the checkout: the manifest has their commit."""
MOST = 200
"""Files of one rule; more are a library, and not copied into every run."""


@dataclass(frozen=True)
class Imports:
    """Names that come from installed packages, and the files beside the user's own, each once and in their order.

    A name may be a module's or that of something in it: which it is shows when the module around it is imported.
    """

    packages: tuple[str, ...]
    beside: tuple[SourceFile, ...]


def imports_of(path: Path, text: bytes) -> Imports:
    """Follow the imports of a file through its folder; none of what is no Python. Raises OSError for an unread file."""
    folder, own = path.absolute().parent, source_file(path.name, text)
    packages: set[str] = set()
    found: dict[str, SourceFile] = {own.name: own}
    waiting = [own]
    while waiting:
        for module in _modules(waiting.pop()):
            files = [name for name in _candidates(module) if (folder / name).is_file()]
            if not files:
                packages.add(module)
            for name in files:
                if name not in found and len(found) < MOST:
                    found[name] = source_file(name, (folder / name).read_bytes())
                    waiting.append(found[name])
    installed = tuple(sorted(name for name in packages if _is_installed(name.partition(".")[0])))
    return Imports(installed, tuple(found[name] for name in sorted(found) if name != own.name))


def _modules(file: SourceFile) -> Iterator[str]:
    """The full names of what a file imports; of a name imported from a module both, for it may be a module too."""
    try:
        tree = ast.parse(file.data or b"")
    except NO_PYTHON:
        return
    package = file.name.split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            around = package[: len(package) - node.level + 1] if node.level else []
            stem = [*around, *(node.module.split(".") if node.module else [])]
            yield from [".".join(stem)] if stem else []
            yield from (".".join([*stem, each.name]) for each in node.names if each.name != "*")


def _candidates(module: str) -> Iterator[str]:
    """The files in which a module may lie, and the packages around it, by their names below the folder."""
    parts = module.split(".")
    if parts[0] not in OURS:
        for depth in range(1, len(parts) + 1):
            place = "/".join(parts[:depth])
            yield from (f"{place}.py", f"{place}/__init__.py")


@lru_cache
def _is_installed(name: str) -> bool:
    """Whether a package comes with the installation; one of a user's own folders is executed anew each time."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return False
    place = spec.origin if spec else None
    if name in OURS:
        return place is not None
    return place is not None and ("site-packages" in place or "dist-packages" in place)
