"""The sources a user names, and who of them is asked for a table, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data_sources.akshare import vendors_of
from data_sources.folder_source import FolderSource
from data_sources.refresh.planning import Vendors
from data_sources.source import Source

AKSHARE = "akshare"


def named_sources(names: Sequence[str]) -> tuple[str, Vendors]:
    """Return one name for the sources and their vendors by table; ``akshare`` is all of its vendors, else a folder.

    Raises UserError for what is no folder.
    """
    folders = {name: FolderSource(Path(name)) for name in names if name != AKSHARE}

    def vendors(table: str) -> tuple[Source, ...]:
        found: list[Source] = []
        for name in names:
            if name == AKSHARE:
                found.extend(vendors_of(table))
            elif table in folders[name].tables:
                found.append(folders[name])
        return tuple(found)

    return "+".join(AKSHARE if name == AKSHARE else folders[name].vendor for name in names), vendors
