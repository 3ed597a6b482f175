"""A history of a user's rule alone: what the rule replaces or changes in it, no other rule of the command sees.

The large arrays are shared, since nobody can write them (``data_sources.tables.read_only``). All else that could be
changed is copied: the objects that hold the arrays, so that ``object.__setattr__(history.panel, "bars", ...)`` changes
a copy; mappings; and the arrays of texts, which cannot be kept from being written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from backtest.market.panel import Panel
from data_sources.tables.signals import SIGNAL_COLUMNS, Signals
from strategies.contract.history import History

Fact = TypeVar("Fact")


def own_history(history: History) -> History:
    """Return a history that shares nothing with the given one but what cannot be changed."""
    signals = history.signals
    return replace(
        history,
        panel=own_panel(history.panel),
        memberships=own_facts(history.memberships),
        signals=own_signals(signals) if isinstance(signals, Signals) else own_facts(signals),
    )


def own_panel(panel: Panel) -> Panel:
    """Return a panel that shares nothing with the given one but arrays of numbers and days.

    Matrices that are derived from prices are computed on the given one first: once for all that copy it.
    """
    derived = {name: getattr(panel, name) for name in ("traded", "last_traded", "adjusted_close", "total_return_index")}
    own = own_fact(panel)
    vars(own).update(
        derived,
        instruments=own_facts(panel.instruments),
        events=own_fact(panel.events),
        status=own_facts(panel.status),
        renames=own_facts(panel.renames),
        benchmarks=MappingProxyType(dict(panel.benchmarks)),
        position=MappingProxyType(dict(panel.position)),
        signals=own_signals(panel.signals),
        earnings=own_fact(panel.earnings),
        findings=own_facts(panel.findings),
    )
    return own


def own_signals(signals: Signals) -> Signals:
    """Return signals with columns of texts of their own."""
    own = own_fact(signals)
    texts = {name: getattr(signals, name).copy() for name in SIGNAL_COLUMNS if getattr(signals, name).dtype.hasobject}
    for column in texts.values():
        column.flags.writeable = False
    vars(own).update(texts, by_series=MappingProxyType(dict(signals.by_series)))
    return own


def own_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return copies of frozen facts, in their order."""
    return tuple(own_fact(fact) for fact in facts)


def own_fact(fact: Fact) -> Fact:
    """Return a copy of a frozen dataclass: another object with the same fields."""
    own = object.__new__(type(fact))
    vars(own).update(vars(fact))
    return own
