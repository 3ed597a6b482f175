"""The state of the store for the tab of data health."""

from __future__ import annotations

from pathlib import Path

from backtest.app.status import status
from data_sources.refresh import last_served, read_journal, silent_before, state_folder
from data_sources.store import opened_store
from data_sources.store.kept_findings import kept_findings
from reports.site.health import Coverage, Vendors, health_listing
from reports.site.listing import Listing
from strategies.library.library import Library


def health_of(db: str | Path | None, library: Library) -> Listing:
    """Return the tab of a store as it is now; StoreError when it cannot be read."""
    state = status(db=db, reports=library)
    with opened_store(db) as engine:
        _, findings = kept_findings(engine)
        journal = state_folder(engine.url)
    seen = state.universe
    coverage = Coverage(
        seen.symbols, seen.with_bars, seen.up_to_date, seen.with_actions, seen.with_list_date, seen.without_bars
    )
    ages = () if state.summary.simulated else state.ages
    vendors = Vendors(last_served(read_journal(journal, "item")), silent_before(journal))
    return health_listing(state.summary, ages, coverage, state.calendar, findings, vendors=vendors)
