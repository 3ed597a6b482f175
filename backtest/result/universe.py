"""What a user's own run chose from: the equal weight of all names there were, and how much of it no report had named.

The functions take plain arrays and a date by symbol, so they stand here beside the other judgements and need not know
what a published document is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.market.panel import Panel
from backtest.targets import Targets
from data_sources.calendar.sessions import base_row
from data_sources.tables.facts import Dates, Floats, Integers


@dataclass(frozen=True, repr=False)
class Universe:
    """The names a run could choose from: all that had a bar in the store by the day of a decision.

    Parameters
    ----------
    names
        How many they were at its last decision.
    unnamed_share
        The share of its weight in names that no report had named by then, a fraction; None for a run that never wanted
        a name.
    equal_weight : array of shape (T,)
        What 1 CNY on the base date became in equal parts of all of them, made equal again at each decision of the run,
        dividends reinvested, without costs, lots or limits. T are the sessions of the run.
    """

    names: int
    unnamed_share: float | None
    equal_weight: Floats

    def over(self, first: int, last: int) -> float:
        """Return what the equal weight made from one row of the ledger to a later one, a fraction."""
        return float(self.equal_weight[last] / self.equal_weight[first] - 1.0)


def universe_of(panel: Panel, ledger: Ledger, targets: Targets, named_from: Mapping[str, date]) -> Universe:
    """Return what a run chose from.

    Parameters
    ----------
    panel : Panel
        The market.
    ledger : Ledger
        What was executed.
    targets : Targets
        The decisions. Without any, as for a handler, its fills are taken for them: the sessions before those of its
        fills are the decisions, and the value of what it held is the weight.
    named_from : mapping of str to date
        By symbol the first day on which a report that named it was known.
    """
    base = base_row(panel.sessions, ledger.sessions[0].item())
    last = base + len(ledger.sessions) - 1
    if len(targets.dates):
        share, rows = unnamed_share(targets, named_from), _rows_of(panel.sessions, targets.dates)
    else:
        share, rows = unnamed_holding(ledger, named_from), np.unique(ledger.fills.session) - 1 + base
    inside = rows[(rows >= base) & (rows <= last)]
    counted = int(np.isfinite(panel.total_return_index[inside[-1] if len(inside) else base]).sum())
    return Universe(counted, share, equal_weight(panel.total_return_index[base : last + 1], inside - base))


def unnamed_share(targets: Targets, named_from: Mapping[str, date]) -> float | None:
    """Return the share of weight in names that no report had named by the decision; None without any weight.

    The mean over the decisions that want anything, each counted by its own weights: half of a small position counts as
    half.

    Parameters
    ----------
    targets : Targets
        D decisions; a name is known by the day of a decision when ``named_from`` is not later.
    named_from : mapping of str to date
        By symbol the first day on which a report that named it was known.
    """
    owner = np.repeat(np.arange(len(targets.dates)), np.diff(targets.offsets))
    named = _first_days(targets.symbols, named_from)
    unnamed = named[targets.columns] > targets.dates[owner]
    return _mean_share(owner, targets.weights, unnamed, len(targets.dates))


def unnamed_holding(ledger: Ledger, named_from: Mapping[str, date]) -> float | None:
    """Return the same of what was held after each session, by value: what a run without targets leaves behind."""
    held = positions_of(ledger)
    named = _first_days(ledger.symbols, named_from)
    unnamed = named[held.symbol] > ledger.sessions[held.session]
    return _mean_share(held.session, held.value, unnamed, len(ledger.sessions))


def equal_weight(index: Floats, decisions: Integers) -> Floats:
    """Return what 1 CNY became in equal parts of all names with a value, made equal again at each decision.

    Between two decisions the parts are held, not made equal every day: daily rebalancing would add a return that no one
    earns. A name without a value at a decision joins at the next one that has it; nothing before the first name moves.

    Parameters
    ----------
    index : array of shape (T, N)
        Total returns of each name, carried over sessions without trading; NaN before its first bar.
    decisions : array of shape (D,)
        Rows, ascending; the first row is one in any case.
    """
    grown = np.ones(len(index))
    rows = np.unique(np.concatenate(([0], decisions)))
    for first, stop in zip(rows.tolist(), [*rows[1:].tolist(), len(index) - 1], strict=True):
        there = np.isfinite(index[first])
        if stop > first:
            held = index[first + 1 : stop + 1, there] / index[first, there]
            grown[first + 1 : stop + 1] = grown[first] * (held.mean(axis=1) if there.any() else 1.0)
    return grown


def _rows_of(sessions: Dates, days: Dates) -> Integers:
    return np.unique(np.searchsorted(sessions, days, side="right") - 1)


def _first_days(symbols: tuple[str, ...], named_from: Mapping[str, date]) -> Dates:
    return np.array([named_from.get(symbol, date.max) for symbol in symbols], "datetime64[D]")


def _mean_share(owner: Integers, weight: Floats, chosen: np.ndarray, count: int) -> float | None:
    whole = np.bincount(owner, weight, count)
    wanted = whole > 0
    if not wanted.any():
        return None
    return float((np.bincount(owner, weight * chosen, count)[wanted] / whole[wanted]).mean())
