"""What a user's file imports, read from its text: installed packages, and modules that lie beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

OURS = ("backtest", "data_sources", "reports", "strategies")


@dataclass(frozen=True)
class Imports:
    """Names of installed packages, and the files beside the user's own with their bytes, each once, in order."""

    packages: tuple[str, ...]
    beside: tuple[tuple[str, bytes], ...]

    def sum_with(self, text: bytes) -> str:
        """Return the SHA-256 sum of the file and all that it imports from its folder, in hexadecimal."""
        total = sha256(sha256(text).digest())
        for name, content in self.beside:
            total.update(sha256(name.encode()).digest() + sha256(content).digest())
        return total.hexdigest()


def imports_of(path: Path, text: bytes) -> Imports:
    """Read the imports of a file and of the modules beside it, also inside functions; none of what is no Python."""
    folder = path.absolute().parent
    packages: set[str] = set()
    beside: dict[str, bytes] = {}
    waiting = list(_names(text))
    while waiting:
        name = waiting.pop()
        found = _beside(folder, name)
        if not found:
            packages.add(name if name.partition(".")[0] in OURS else name.partition(".")[0])
        for each in found:
            inside = each.relative_to(folder).as_posix()
            if inside not in beside and each != path.absolute():
                beside[inside] = each.read_bytes()
                waiting += _names(beside[inside])
    return Imports(tuple(sorted(name for name in packages if _is_installed(name))), tuple(sorted(beside.items())))


def binds(text: bytes, name: str) -> bool:
    """Whether a file gives a name at its top level; False for what is no Python."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return any(name in _bound(statement) for statement in body)


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


def _names(text: bytes) -> Iterator[str]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield from ([base] if base else [])
            yield from (f"{base}.{alias.name}".strip(".") for alias in node.names if alias.name != "*")


def _beside(folder: Path, name: str) -> list[Path]:
    """The files of a module beside the user's, with those of the packages it lies in; none for one elsewhere."""
    found: list[Path] = []
    place = folder
    for part in name.split("."):
        file, package = place / f"{part}.py", place / part
        if file.is_file():
            return [*found, file]
        if not package.is_dir():
            break
        if (package / "__init__.py").is_file():
            found.append(package / "__init__.py")
        place = package
    return found


def _is_installed(name: str) -> bool:
    """Whether a package comes with the installation; one of a user's own folders is executed anew each time."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return False
    place = spec.origin if spec else None
    if name.partition(".")[0] in OURS:
        return place is not None
    return place is not None and ("site-packages" in place or "dist-packages" in place)
