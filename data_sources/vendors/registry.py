"""The sources a user names, and which of them are asked for a table, in their order.

A library is one folder here and one line in ``LIBRARIES``: the word that names it, and the module whose ``LIBRARY``
says what it has. Any other word is a folder of files.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from data_sources.vendors.folder import FolderSource
from data_sources.vendors.source import Library, Source, Vendors

LIBRARIES = {
    "akshare": "data_sources.vendors.akshare",
    "baostock": "data_sources.vendors.baostock",
}
"""Modules by the word that names a library; the first one is asked when the user names none."""

DEFAULT = next(iter(LIBRARIES))


def library(name: str) -> Library:
    """Return a library by its name; nothing heavy is imported."""
    found: Library = import_module(LIBRARIES[name]).LIBRARY
    return found


def named_sources(names: Sequence[str]) -> tuple[str, Vendors]:
    """Return one name for the sources and their vendors by table: all of a library's, or a folder.

    Raises UserError for what is not a folder, and for a library that is not installed.
    """
    libraries = {name: library(name) for name in names if name in LIBRARIES}
    for each in libraries.values():
        each.insist_on_installed()
    folders = {name: FolderSource(Path(name)) for name in names if name not in LIBRARIES}

    def vendors(table: str) -> tuple[Source, ...]:
        found: list[Source] = []
        for name in names:
            if name in libraries:
                found.extend(libraries[name].sources.get(table, ()))
            elif table in folders[name].tables:
                found.append(folders[name])
        return tuple(found)

    return "+".join(folders[name].vendor if name in folders else name for name in names), vendors
