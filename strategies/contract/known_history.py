"""A market with what reports and series said of it: all that a strategy may see."""

from __future__ import annotations

from collections.abc import Iterable

from backtest.market.panel import Panel
from data_sources.tables.signals import SignalValue
from strategies.contract.history import History, merge_signals, without_remarks
from strategies.documents.document import Membership
from strategies.documents.library import memberships
from strategies.signals.values import load_signal_values


def known_history(
    panel: Panel,
    members: Iterable[Membership] | None = None,
    signals: Iterable[SignalValue] | None = None,
) -> History:
    """Join a panel with the names and values of reports.

    Of a series that ships and is stored too, the one known longer by a decision counts.

    Parameters
    ----------
    panel
        Prices of sessions x symbols, with the signals of its store.
    members
        The memberships; None (default): those of the shipped reports.
    signals
        Values that ship with the product; None (default): all of them.
    """
    shipped = load_signal_values() if signals is None else signals
    return History(
        panel=panel,
        memberships=tuple(without_remarks(memberships() if members is None else members)),
        signals=merge_signals(shipped, panel.signals),
    )
