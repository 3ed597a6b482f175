"""Rules that depend on the path: called after every close with all that is known then, they decide the next session.

A handler is any callable from ``View`` to an ``Instruction``, two of them (one per auction), or None to leave open
orders as they are. Keep state in a closure or in an object with ``__call__``. ``execute_handler`` runs it on the same
session step that executes tables of weights.
"""

from backtest.handler.execution import execute_handler, execute_made
from backtest.handler.handler import Handler, WeightsOnly, follow
from backtest.handler.instruction import Instruction, LookAheadError, Plan, orders, weights
from backtest.handler.view import View

__all__ = [
    "Handler",
    "Instruction",
    "LookAheadError",
    "Plan",
    "View",
    "WeightsOnly",
    "execute_handler",
    "execute_made",
    "follow",
    "orders",
    "weights",
]
