"""The market store: SQLite by default, any SQLAlchemy URL; one writer, many readers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_sources.store.address import default_url, shown
    from data_sources.store.connection import connect_store
    from data_sources.store.difference import Counts
    from data_sources.store.migrations import migrate
    from data_sources.store.opening import is_filled, open_store, opened_store, reopened_store
    from data_sources.store.placement import put_in_place
    from data_sources.store.publishing import Publication, publish
    from data_sources.store.reading import read_facts, read_findings
    from data_sources.store.summary import StoreSummary, TableSummary, store_summary

__all__ = [
    "Counts",
    "Publication",
    "StoreSummary",
    "TableSummary",
    "connect_store",
    "default_url",
    "is_filled",
    "migrate",
    "open_store",
    "opened_store",
    "publish",
    "put_in_place",
    "read_facts",
    "read_findings",
    "reopened_store",
    "shown",
    "store_summary",
]

# Where each name is defined. A module is imported when a name of it is first used: a run on a store that was read
# before needs none of them, nor SQLAlchemy, which they bring along. A function that is called what its module is, is
# imported from there: here its name would mean the module as soon as that is loaded.
HOMES = {
    "Counts": "difference",
    "Publication": "publishing",
    "StoreSummary": "summary",
    "TableSummary": "summary",
    "connect_store": "connection",
    "default_url": "address",
    "is_filled": "opening",
    "migrate": "migrations",
    "open_store": "opening",
    "opened_store": "opening",
    "publish": "publishing",
    "put_in_place": "placement",
    "read_facts": "reading",
    "read_findings": "reading",
    "reopened_store": "opening",
    "shown": "address",
    "store_summary": "summary",
}


def __dir__() -> list[str]:
    """Offer the names to completion."""
    return sorted(__all__)


def __getattr__(name: str) -> object:
    """Return a name from its module."""
    if name in HOMES:
        return getattr(import_module(f"data_sources.store.{HOMES[name]}"), name)
    raise AttributeError(f"module 'data_sources.store' has no attribute {name!r}")
