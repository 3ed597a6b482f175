"""What a run really held: how much was invested, in how many names, and what the best of them made.

A curve says nothing about what it is a curve of: one lucky stock looks like a strategy. These numbers stand beside it,
each over the sessions after a part's base.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.metrics.profit import profit_by_symbol
from backtest.metrics.wanted import wanted_names
from backtest.targets import Targets
from data_sources.tables.facts import Floats, Integers

BEST_NAMES = 3


@dataclass(frozen=True)
class Held:
    """What was held after each session of a part (S), the base left out.

    ``invested`` is holdings over equity, 0 once everything is lost. ``names`` counts the symbols, ``effective`` is
    their effective number, NaN while nothing is held, and ``largest`` the weight of the largest in equity.
    """

    invested: Floats
    names: Integers
    effective: Floats
    largest: Floats


def held_after(ledger: Ledger, first: int, last: int) -> Held:
    """Return what was held after each session from row ``first + 1`` to row ``last`` of a ledger.

    The effective number of names is one over the sum of the squared weights (the inverse of the Herfindahl-Hirschman
    index; Laakso and Taagepera, 1979, for parties): n equal holdings give n, one that dwarfs the others gives about 1.
    The weights are those of the holdings among themselves. With cash as a part of the whole, ten equal names at a tenth
    of the account would count as a thousand, though the return hangs on ten; how much was invested is a number of its
    own.
    """
    positions = positions_of(ledger)
    bounds = np.searchsorted(positions.session, np.arange(first + 1, last + 2))
    names = np.diff(bounds)
    some = np.flatnonzero(names)
    total, squares, largest = np.zeros((3, last - first))
    if len(some):
        value, starts = positions.value[bounds[0] : bounds[-1]], bounds[some] - bounds[0]
        total[some] = np.add.reduceat(value, starts)
        squares[some] = np.add.reduceat(value * value, starts)
        largest[some] = np.maximum.reduceat(value, starts)
    equity = np.where(ledger.equity > 0, ledger.equity, np.inf)[first + 1 : last + 1]
    effective = np.divide(total * total, squares, out=np.full(last - first, np.nan), where=squares > 0)
    return Held(ledger.holdings[first + 1 : last + 1] / equity, names, effective, largest / equity)


def holding_performance(ledger: Ledger, targets: Targets, first: int, last: int) -> dict[str, object]:
    """Return the metrics of what was wanted and held, ``names_wanted`` to ``total_return_without_best_three``.

    Ready for JSON, as those of ``performance``: fractions, counts, symbols, ISO dates, None for what nothing defines.

    Parameters
    ----------
    ledger : Ledger
        What was executed.
    targets : Targets
        The decisions that it executed, empty for a day-by-day run.
    first, last : int
        Rows of the ledger: the base of the part, and its last session.
    """
    wanted = wanted_names(ledger, targets, first, last)
    return {
        "names_wanted": len(wanted.names),
        "names_never_held": len(wanted.never_held),
        **_spread(ledger, first, last),
        **_without_the_best(ledger, first, last),
    }


def _spread(ledger: Ledger, first: int, last: int) -> dict[str, object]:
    """Medians and extremes are over the sessions with a holding: ``mean_invested`` tells how much was in cash."""
    held = held_after(ledger, first, last)
    known = held.effective[np.isfinite(held.effective)]
    top = int(np.argmax(held.largest)) if len(known) else None
    return {
        "mean_invested": float(held.invested.mean()) if last > first else None,
        "effective_names_median": float(np.median(known)) if len(known) else None,
        "effective_names_smallest": float(known.min()) if len(known) else None,
        "effective_names_last": float(held.effective[-1]) if len(known) and np.isfinite(held.effective[-1]) else None,
        "largest_weight": None if top is None else float(held.largest[top]),
        "largest_weight_symbol": None if top is None else _largest_symbol(ledger, first + 1 + top),
        "largest_weight_date": None if top is None else str(ledger.sessions[first + 1 + top]),
    }


def _largest_symbol(ledger: Ledger, session: int) -> str:
    positions = positions_of(ledger)
    low, high = np.searchsorted(positions.session, (session, session + 1))
    return ledger.symbols[int(positions.symbol[low + int(np.argmax(positions.value[low:high]))])]


def _without_the_best(ledger: Ledger, first: int, last: int) -> dict[str, object]:
    """The profit of the best names, and the return had it never been made.

    What a name made is taken out of the change of equity and nothing is put in its place: its money lies in cash, and
    the sizes of all other trades stay as they were. That is exact to the cent and needs no second run, whose other
    orders, lots and refusals would differ too. Names without a profit are no best names: taking out a loss would
    improve the result.
    """
    profit = profit_by_symbol(ledger, first, last)
    total, base = int(profit.sum()), round(float(ledger.equity[first]) * 100)
    order = np.argsort(-profit, kind="stable")[:BEST_NAMES]
    best = [int(j) for j in order if profit[j] > 0]
    made = [int(profit[j]) for j in best]
    return {
        "best_name": ledger.symbols[best[0]] if best else None,
        "best_name_share": made[0] / total if best and total > 0 else None,
        "total_return_without_best": (total - sum(made[:1])) / base,
        "total_return_without_best_three": (total - sum(made)) / base,
    }
