"""The sources a user names, and who of them is asked for a table, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from data_sources.refresh.planning import Vendors
from data_sources.vendors import akshare, baostock
from data_sources.vendors.folder import FolderSource
from data_sources.vendors.source import Source

AKSHARE, BAOSTOCK = "akshare", "baostock"
LIBRARIES: Mapping[str, Callable[[str], tuple[Source, ...]]] = {
    AKSHARE: akshare.vendors_of,
    BAOSTOCK: baostock.vendors_of,
}
"""Libraries by the word that names them; any other word is a folder."""

VENDORS = frozenset({*akshare.SOURCES, baostock.BAOSTOCK.vendor})
"""Vendors on the network: their numbers may differ from stored ones by rounding alone, those of files never."""


def named_sources(names: Sequence[str]) -> tuple[str, Vendors]:
    """Return one name for the sources and their vendors by table: all of a library's, or a folder.

    Raises UserError for what is no folder, and for a library that is not installed.
    """
    if BAOSTOCK in names:
        baostock.insist_on_installed()
    folders = {name: FolderSource(Path(name)) for name in names if name not in LIBRARIES}

    def vendors(table: str) -> tuple[Source, ...]:
        found: list[Source] = []
        for name in names:
            if name in LIBRARIES:
                found.extend(LIBRARIES[name](table))
            elif table in folders[name].tables:
                found.append(folders[name])
        return tuple(found)

    return "+".join(name if name in LIBRARIES else folders[name].vendor for name in names), vendors
