"""A market with the names and values of a library: what a rule of a command is shown."""

from __future__ import annotations

from backtest.market.panel import Panel
from strategies.contract.history import History
from strategies.contract.strategy import known_history
from strategies.library.library import Library


def history_of(panel: Panel, library: Library) -> History:
    """Return all that a rule may see, with the documents and series of a user's folder where the library has one."""
    return known_history(panel, library.memberships(), library.signals)
