"""The market store: SQLite by default, any SQLAlchemy URL; one writer, many readers."""

from data_sources.store.address import default_url, shown
from data_sources.store.connection import connect_store
from data_sources.store.difference import Counts
from data_sources.store.last_days import LastDays, last_days
from data_sources.store.migrations import migrate
from data_sources.store.opening import is_filled, open_store, opened_store, reopened_store
from data_sources.store.placement import put_in_place
from data_sources.store.preview import preview
from data_sources.store.publishing import Publication, publish
from data_sources.store.reading import read_facts, read_findings
from data_sources.store.summary import StoreSummary, TableSummary, store_summary
from data_sources.store.writer_lock import StoreBusy, writer_lock

__all__ = [
    "Counts",
    "LastDays",
    "Publication",
    "StoreBusy",
    "StoreSummary",
    "TableSummary",
    "connect_store",
    "default_url",
    "is_filled",
    "last_days",
    "migrate",
    "open_store",
    "opened_store",
    "preview",
    "publish",
    "put_in_place",
    "read_facts",
    "read_findings",
    "reopened_store",
    "shown",
    "store_summary",
    "writer_lock",
]
