"""What a handler is, and targets of a whole history as such a handler."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from backtest.handler.instruction import Instruction, LookAheadError, Plan, wanted_of
from backtest.handler.view import View
from backtest.targets import Targets
from data_sources.tables.facts import Dates

Handler: TypeAlias = Callable[[View], Plan]
WeightsOnly: TypeAlias = Callable[[View], Instruction | None]


def follow(targets: Targets, sessions: Dates) -> WeightsOnly:
    """A handler that asks for each decision's weights at the open of the first session after its date.

    Parameters
    ----------
    targets : Targets
        Weights by decision date.
    sessions : array of shape (S,)
        The calendar of the panel, which is published ahead: a decision dated on a weekend is known to lead to Monday.
    """
    wanted, known = wanted_of(targets, sessions), len(sessions)

    def handler(view: View) -> Instruction | None:
        if view.session + 1 >= known:
            raise LookAheadError(
                f"the sessions that follow() was given end {sessions[-1]}, so no decision leads further; follow a "
                "strategy with strategies.own.following.followed"
            )
        return wanted(view.session + 1)

    return handler
