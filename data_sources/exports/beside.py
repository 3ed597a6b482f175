"""Files that lie beside tables of our own layout: which tables are wanted of them, and what stays alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from data_sources.csv_folder import Found
from data_sources.exports.converted import Converted
from data_sources.tables.schema import ACTIONS, TABLES


def tables_of(part: Converted) -> set[str]:
    """Return the names of the tables that a file gave rows of."""
    return {frame.table.name for frame in part.frames if len(frame)}


def lacking_tables(read: Sequence[Converted]) -> set[str]:
    """Return the tables that are wanted from the files beside: those required, and actions, of which there is no row.

    Where a file that is called like our own was of another system (``index.csv`` of baostock), so are those beside
    it, and any table without a row is wanted.
    """
    there = {name for part in read for name in tables_of(part)}
    foreign = any(part.layout for part in read)
    wanted = {name for name, table in TABLES.items() if foreign or table.required or table is ACTIONS}
    return wanted - there


def left_alone(found: Found, used: Collection[str]) -> Iterator[str]:
    """Yield the names of what stays alone when ``used`` files beside our tables are read.

    Folders of which some are used are named file by file.
    """
    for name in found.left_alone:
        of_it = [each for each in used if each == name or (name.endswith("/") and each.startswith(name))]
        if not of_it:
            yield name
        elif name.endswith("/"):
            yield from (file.name for file in found.beside() if file.name.startswith(name) and file.name not in used)
