"""The market store: SQLite by default, any SQLAlchemy URL; one writer, many readers."""

from data_sources.store.difference import Counts
from data_sources.store.opening import default_url, is_filled, open_store, shown
from data_sources.store.publishing import Publication, publish
from data_sources.store.reading import read_facts, read_findings
from data_sources.store.summary import StoreSummary, TableSummary, store_summary

__all__ = [
    "Counts",
    "Publication",
    "StoreSummary",
    "TableSummary",
    "default_url",
    "is_filled",
    "open_store",
    "publish",
    "read_facts",
    "read_findings",
    "shown",
    "store_summary",
]
