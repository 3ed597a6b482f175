"""Targets of a whole history as a handler, so that one can be turned into the other and compared."""

from __future__ import annotations

import numpy as np

from backtest.handler.instruction import Instruction, WeightsOnly, weights
from backtest.handler.view import View
from backtest.targets import Targets
from data_sources.tables.facts import Dates


def follow(targets: Targets, sessions: Dates) -> WeightsOnly:
    """A handler that asks for each decision's weights at the open of the first session after its date.

    Parameters
    ----------
    targets : Targets
        Weights by decision date.
    sessions : array of shape (S,)
        The calendar of the panel, which is published ahead: a decision dated on a weekend is known to lead to Monday.
    """
    executing = np.searchsorted(sessions, targets.dates, side="right")
    # Of decisions that lead to one session the last one stays.
    decision_for = {int(session): d for d, session in enumerate(executing)}

    def handler(view: View) -> Instruction | None:
        d = decision_for.get(view.session + 1)
        if d is None:
            return None
        entries = range(int(targets.offsets[d]), int(targets.offsets[d + 1]))
        return weights({targets.symbols[int(targets.columns[k])]: float(targets.weights[k]) for k in entries})

    return handler
