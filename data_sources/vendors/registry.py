"""The sources a user names, a library or a folder of files, and which of them are asked for a table, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from data_sources.vendors.folder import FolderSource
from data_sources.vendors.libraries import LIBRARIES
from data_sources.vendors.source import Library, Source, Vendors


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
