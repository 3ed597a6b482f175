"""A market with more shares than it was loaded with, from the same snapshot."""

from __future__ import annotations

from backtest.market.loading import load_panel
from backtest.market.panel import Panel
from data_sources.errors import InputError
from data_sources.tables.brief import first_of


def with_columns(panel: Panel, symbols: tuple[str, ...]) -> Panel:
    """Return the panel with a column for every share that was decided on; one without a bar is refused as not listed.

    Raises InputError for a panel that no store is behind, and when the store went on to another snapshot.
    """
    missing = sorted(set(symbols) - set(panel.symbols))
    if not missing:
        return panel
    if panel.store is None:
        raise InputError(f"this market has no column of {first_of(missing)}; load it with more_symbols")
    from data_sources.store import reopened_store  # noqa: PLC0415 - SQLAlchemy, which a run seldom needs for this

    with reopened_store(panel.store) as engine:
        wider = load_panel(engine, {*panel.symbols, *missing})
    if wider.snapshot != panel.snapshot:
        raise InputError(f"the store went on to {wider.snapshot} while this ran on {panel.snapshot}; run it again")
    return wider
