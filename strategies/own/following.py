"""A strategy's decisions inside a handler: each comes on its own evening, and none before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from backtest.handler.handler import WeightsOnly, follow
from backtest.handler.instruction import Instruction
from backtest.handler.view import View
from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.contract.strategy import decide
from strategies.own.find import find_strategy
from strategies.own.known_history import KnownHistory


class Followed:
    """A handler that asks for what a strategy has decided for the next session."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        """Follow the strategy of a number."""
        self.number = number

    def __call__(self, view: View) -> Instruction | None:
        """Return the decision that leads to the next session, None without one."""
        return view.decided(self.number)


def followed(history: History, strategy: str | Path, given: Mapping[str, Value] | None = None) -> WeightsOnly:
    """A handler that asks for each decision of a strategy at the open of the first session after its date.

    In ``make_handler(history)`` the strategy decides outside of the handler, which hears of each decision on its
    evening only; whether the strategy itself looks ahead its audit says, and that of the handler.

    Parameters
    ----------
    history : History
        What ``make_handler`` was given, or a whole history, such as ``known_history(panel)`` in a notebook.
    strategy : str or Path
        A registered name, the id of a document with a ``[basket]`` or the name of a file of weights in the folder of
        ``--reports``, or the path of a file of weights.
    given : mapping, optional
        Values of its parameters by name.

    Raises
    ------
    UserError
        For a name that is unknown, or a strategy that is no name: what a handler's own file computes it computes day by
        day, from ``history`` as it is known then.
    """
    if not isinstance(strategy, str | Path):
        raise UserError("followed() takes a strategy's name or the path of its file")
    if not isinstance(history, KnownHistory):
        found = find_strategy(str(strategy))
        return follow(decide(found, history, given).targets, history.panel.sessions)
    # Whether there is one of that name only those outside know, who know the documents of a user's folder.
    asked = vars(history)["_asked"]
    asked.append((str(strategy), tuple((given or {}).items())))
    return Followed(len(asked) - 1)
