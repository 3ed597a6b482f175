"""The market of a store beside the series of a library; or those series alone, and why, when there is no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backtest.app.run import load_market
from data_sources.errors import StoreError
from data_sources.tables.signals import SignalValue
from strategies.contract.strategy import History
from strategies.library.history import history_of
from strategies.library.library import Library


@dataclass(frozen=True)
class KnownMarket:
    """All signals, and the history they stand in; ``history`` None, and ``without_store``, when there is no store."""

    signals: Sequence[SignalValue]
    history: History | None
    without_store: str = ""

    @property
    def simulated(self) -> bool:
        """Whether the store is a simulated market."""
        return bool(self.history and self.history.panel.simulated)


def known_market(db: str | Path | None, library: Library) -> KnownMarket:
    """Load a store, with the series of a library; raises StoreError when one that was asked for cannot be read."""
    try:
        history = history_of(load_market(db), library)
    except StoreError as fault:
        if db is not None:
            raise
        return KnownMarket(library.signals, None, str(fault))
    return KnownMarket(history.signals, history)
