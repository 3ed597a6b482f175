"""The wall around each library of vendors: its own folder imports it, the registry names the folder, and nobody else.

The names are read from the registry, so that a new library is walled in by the line that registers it.
"""

from __future__ import annotations

import ast
from importlib.util import resolve_name
from pathlib import Path
from typing import NamedTuple

import pytest

from data_sources.vendors.libraries import LIBRARIES

ROOT = Path(__file__).parents[2]
PACKAGES = ("backtest", "data_sources", "reports", "strategies")
REGISTRY = "data_sources.vendors.libraries"
SHARED = {"data_sources.vendors.answers"}


class Names(NamedTuple):
    """What a module imports, at its head or within a function, and its texts, any of which may name a module."""

    imports: set[str]
    texts: set[str]


def names_in(text: str, package: str) -> Names:
    names = Names(set(), set())
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names.imports.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = resolve_name("." * node.level + (node.module or ""), package)
            names.imports.update((source, *(f"{source}.{each.name}" for each in node.names)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.texts.add(node.value)
    return names


def any_within(names: set[str], module: str) -> bool:
    return any(name == module or name.startswith(f"{module}.") for name in names)


@pytest.fixture(scope="module")
def modules() -> dict[str, Names]:
    """Names by module; a package's own file is called ``package.__init__``."""
    found = {}
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        package = ".".join(path.relative_to(ROOT).parent.parts)
        found[f"{package}.{path.stem}"] = names_in(path.read_text(encoding="utf-8"), package)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "import data_sources.vendors.akshare",
        "def ask():\n    import data_sources.vendors.akshare.sina as sina",
        "from data_sources.vendors import akshare",
        "from data_sources.vendors.akshare.sina import SINA",
        "from . import akshare",
        "from .akshare import sina",
    ],
)
def test_each_way_to_import_is_seen(text: str) -> None:
    assert any_within(names_in(text, "data_sources.vendors").imports, "data_sources.vendors.akshare")


@pytest.mark.parametrize("library", LIBRARIES)
def test_only_its_own_folder_imports_a_library(library: str, modules: dict[str, Names]) -> None:
    importers = {module for module, names in modules.items() if any_within(names.imports, library)}
    assert importers
    assert not [module for module in importers if not any_within({module}, LIBRARIES[library])]


@pytest.mark.parametrize("folder", LIBRARIES.values())
def test_only_the_registry_names_the_folder_of_a_library(folder: str, modules: dict[str, Names]) -> None:
    namers = {module for module, names in modules.items() if any_within(names.imports | names.texts, folder)}
    assert {module for module in namers if not any_within({module}, folder)} == {REGISTRY}


def test_every_folder_of_vendors_is_a_registered_library() -> None:
    folders = {path.parent.name for path in (ROOT / "data_sources/vendors").glob("*/__init__.py")}
    assert {f"data_sources.vendors.{folder}" for folder in folders} - SHARED == set(LIBRARIES.values())
