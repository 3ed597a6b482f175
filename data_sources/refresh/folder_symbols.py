"""The shares of which a folder has rows: its files cost nothing to read, so none of them is passed over unasked."""

from __future__ import annotations

from data_sources.vendors.errors import SourceError
from data_sources.vendors.source import EVERY_DAY, NO_END, Vendors, Wanted

READ = ("instruments", "status", "actions", "bars")


def only_folders(vendors: Vendors) -> bool:
    """Whether whatever is asked is a folder; beside a library each further share would cost calls to it."""
    sources = [source for table in READ for source in vendors(table)]
    return bool(sources) and all(source.traits.whole for source in sources)


def folder_symbols(vendors: Vendors, table: str) -> tuple[str, ...]:
    """Return the symbols of a table's rows in the folders, sorted; files that cannot be read have none."""
    found: set[str] = set()
    for source in vendors(table):
        for request in source.plan(Wanted(table, (), EVERY_DAY, NO_END)):
            try:
                answer = source.normalise(source.fetch(request, timeout=0))
            except SourceError:
                continue
            found.update(answer.frame.symbols.tolist())
    return tuple(sorted(found))
