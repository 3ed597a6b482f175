"""A trailing stop (移动止损) over the storage cycle: sell what fell too far from its high, wait for the next decision.

The claim: a storage name that has fallen ``stop`` from its high is more likely to be at the start of the down cycle
than in a pause, and prices say so weeks before the contract prices that the strategy reads are printed.

The rule, after every close:
- The high of a name is its highest close since it was bought, dividends included, its first evening counted.
- A name that closed more than ``stop`` below its high is sold at the next open and stays out until the strategy decides
  again. What is refused (limit down, suspended) is ordered again every day it is still below.
- On the evening of a decision the decision goes first; a stopped name that it holds again is measured from then on.
- A stop replaces all orders: a purchase still waiting from the decision is given up, a sale is not.

Refuted if: over the same dates the strategy without the stop has the higher return and no deeper drawdown; or names
that were sold stand higher at the next decision than where they were sold more often than lower.

    backtest run strategies/examples/trailing_stop.py --set stop=0.15
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backtest.handler import Instruction, View, WeightsOnly, follow, orders
from backtest.targets import Targets
from data_sources.errors import UserError
from data_sources.tables.facts import Dates
from strategies.contract.history import History
from strategies.own.following import followed

# The day on which the strategy's first report was published.
START = date(2025, 5, 7)


class TrailingStop:
    """Follows decisions, and sells in between what fell more than ``stop`` below its high.

    ``decisions`` are targets with the ``sessions`` of their panel, or a handler that says them, without sessions.
    ``highest`` is the high of every name held, ``leaving`` what is held and must go.
    """

    def __init__(self, decisions: Targets | WeightsOnly, sessions: Dates | None, stop: float) -> None:
        if not 0 < stop < 1:
            raise UserError(f"stop is {stop}; it is a fraction between 0 and 1, such as 0.1")
        if isinstance(decisions, Targets):
            if sessions is None:
                raise UserError("decisions as targets need the sessions of their panel")
            decisions = follow(decisions, sessions)
        self.decisions, self.stop = decisions, stop
        self.highest: dict[str, float] = {}
        self.leaving: set[str] = set()

    def __call__(self, view: View) -> Instruction | None:
        """Pass a decision on; without one sell what is stopped."""
        held = view.positions
        stopped = self._watch(view, held)
        decided = self.decisions(view)
        if isinstance(decided, Instruction):
            self.leaving = set(held) - set(decided.values)
            self.highest = {symbol: high for symbol, high in self.highest.items() if symbol not in stopped}
            return decided
        self.leaving |= stopped
        return orders({symbol: -held[symbol] for symbol in self.leaving if symbol in held}) if stopped else None

    def _watch(self, view: View, held: Iterable[str]) -> set[str]:
        """Bring the highs up to today and name what closed too far below its own."""
        closes = dict(zip(view.symbols, view.total_return_index(1)[-1].tolist(), strict=True))
        self.highest = {symbol: max(closes[symbol], self.highest.get(symbol, 0.0)) for symbol in held}
        return {symbol for symbol, high in self.highest.items() if closes[symbol] < (1 - self.stop) * high}


def make_handler(history: History, stop: float = 0.1) -> TrailingStop:
    """A trailing stop over the decisions of the storage cycle, with nothing bought yet."""
    return TrailingStop(followed(history, "storage_cycle"), None, stop)
