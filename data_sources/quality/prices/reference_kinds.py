"""What a column ``prev_close`` holds in truth, where most of it is no reference price of its sessions."""

from __future__ import annotations

import numpy as np

from data_sources.market_rules.tick import TICK
from data_sources.quality.kinds import DOWNLOAD
from data_sources.quality.steps import Steps
from data_sources.tables.facts import Floats
from data_sources.tables.frame import Array, Frame

SAME = TICK / 2  # nearer two prices are one
NEARLY_ALL = 0.9
STEADY = 0.003
"""Logarithms that a constant factor wanders by rounding."""

ABOUT = 0.03
CHANGES = 0.02
"""Share of the sessions on which a factor of adjustment changes; one change is always allowed."""

ROUND = (0.001, 0.01, 0.1, 0.5, 2.0, 10.0, 100.0, 1000.0)
"""Factors of a wrong unit or formula."""

EXCHANGE = "give the reference price of the exchange (昨收) or leave them empty"
EITHER = f"they or the prices are adjusted (复权), and the prices have to be raw: {DOWNLOAD}; {EXCHANGE}"


def kind_of_series(bars: Frame, made: Steps, given: Floats, own: Array, every: Array) -> tuple[str, str]:
    """Say what the wrong references of a symbol are, the steps ``own`` among ``every`` that has one, and what to do.

    Of adjusted ones the factor between reference and close before changes on few days only. Where it rises with time
    the references are adjusted, where it falls the prices are: an action lowers adjusted prices before it (forward) or
    raises those after it (backward).
    """
    rows = made.rows[own]
    for name in ("close", "open", "high", "low"):
        if np.mean(np.abs(given[own] - bars[name][rows]) < SAME) > NEARLY_ALL:
            return f"the {name} of the same day", EXCHANGE
    if np.mean(np.abs(given[own] - made.before[np.maximum(own - 1, 0)]) < SAME) > NEARLY_ALL:
        return "the close of two sessions before", EXCHANGE
    inner = own[own < every[-1]]
    if len(inner) and np.mean(np.abs(given[inner] - bars["close"][made.rows[inner + 1]]) < SAME) > NEARLY_ALL:
        return "the close of the session after", EXCHANGE
    if (made.acted[own] & (np.abs(given[own] - made.before[own]) < SAME)).all():
        return "the plain close before on ex-dates", EXCHANGE
    return _by_factor(
        np.log(given[every] / made.reference[every]), given[every], whole=len(own) > NEARLY_ALL * len(every)
    )


def _by_factor(ratio: Floats, given: Floats, *, whole: bool) -> tuple[str, str]:
    """Say what references are by their factors, as logarithms, to the closes before."""
    middle = float(np.median(ratio))
    factor = float(np.exp(middle))
    wander = float(np.quantile(np.abs(ratio - middle), NEARLY_ALL))
    rounding = 4 * SAME / given
    changed = np.flatnonzero(np.abs(np.diff(ratio)) > rounding[1:])
    if whole and (not len(changed) or wander < STEADY + SAME / float(np.median(given))):
        is_round = np.min(np.abs(middle - np.log(ROUND))) < STEADY
        return f"{factor:.4g} times the close before", EXCHANGE if is_round else EITHER
    if 0 < len(changed) <= 1 + CHANGES * len(ratio):
        end = max(1, min(changed[0] + 1, len(ratio) - 1 - changed[-1]))
        if np.median(ratio[-end:]) < np.median(ratio[:end]):
            return "raw while the prices are adjusted (复权)", DOWNLOAD
        return "adjusted (复权) while the prices are not", EXCHANGE
    if wander < ABOUT < abs(middle):
        return f"about {factor:.4g} times the close before", EXCHANGE
    return "no close before", EXCHANGE
