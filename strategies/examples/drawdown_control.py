"""Drawdown control (回撤控制) over any basket: hold less while the account is far below its peak.

The claim: losses of a thesis basket come in runs, because its names share one driver; so an account that has lost much
is more likely to lose again soon, and the drawdown avoided is worth more than the rebound missed.

The rule, after every close:
- The drawdown is how far the account stands below its highest close so far.
- Above ``threshold`` only ``exposure`` of what the basket asks for is held, from the next open on. Once the drawdown is
  back at ``recovery`` or less, all of it is. Two levels, so that an account at the edge does not trade every day.
- In between holdings are scaled as they are, without going back to the decided weights. Scaling replaces all orders;
  what a market refused waits for the next decision.
- A basket that orders shares instead of weights goes first that day; scaling waits for a day without orders.

Refuted if: over the same dates the basket alone has the better return for its maximum drawdown; or the names return
more in the 20 sessions after a reduction than in all others.

    backtest run strategies/examples/drawdown_control.py --set basket=rate_power --set threshold=0.2
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backtest.handler import Handler, Instruction, View, weights
from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.own.following import followed

# The day on which the first of the reports was published.
START = date(2025, 2, 4)


class DrawdownControl:
    """Asks for what another handler asks, scaled by ``share``: 1, or ``exposure`` while the drawdown is deep."""

    def __init__(self, basket: Handler, threshold: float, recovery: float, exposure: float) -> None:
        if not 0 <= recovery <= threshold < 1 or not 0 < exposure < 1:
            raise UserError(
                f"threshold {threshold}, recovery {recovery}, exposure {exposure}: fractions, recovery <= threshold"
            )
        self.basket, self.threshold, self.recovery, self.exposure = basket, threshold, recovery, exposure
        self.peak, self.reduced, self.share = 0.0, False, 1.0

    def __call__(self, view: View) -> tuple[Instruction, ...]:
        """Scale what the basket asks for; when it asks for nothing, scale what is held once the share changes."""
        share = self._share(view.equity)
        plan = self.basket(view)
        asked = (plan,) if isinstance(plan, Instruction) else plan or ()
        if asked and all(instruction.kind == "orders" for instruction in asked):
            return tuple(self._scaled(instruction) for instruction in asked)
        change, self.share = share / self.share, share
        if asked or change == 1 or not view.positions:
            return tuple(self._scaled(instruction) for instruction in asked)
        return (self._rescaled(view, change),)

    def _share(self, equity: float) -> float:
        self.peak = max(self.peak, equity)
        drawdown = 1 - equity / self.peak
        self.reduced = drawdown > (self.recovery if self.reduced else self.threshold)
        return self.exposure if self.reduced else 1.0

    def _scaled(self, instruction: Instruction) -> Instruction:
        """Weights and purchases times the share; a sale of shares is never made smaller."""
        values = instruction.values.items()
        sale = instruction.kind == "orders"
        return replace(instruction, values={s: v if sale and v < 0 else v * self.share for s, v in values})

    def _rescaled(self, view: View, change: float) -> Instruction:
        """Today's weight of every holding times a factor, all of the account at most."""
        held = {symbol: value / view.equity for symbol, value in zip(view.symbols, view.holdings, strict=True) if value}
        factor = min(change, 1 / sum(held.values()))
        return weights({symbol: weight * factor for symbol, weight in held.items()})


def make_handler(
    history: History,
    basket: str = "storage_cycle",
    threshold: float = 0.15,
    recovery: float = 0.1,
    exposure: float = 0.5,
) -> DrawdownControl:
    """Drawdown control over a strategy, by name or by the path of a file of weights."""
    return DrawdownControl(followed(history, basket), threshold, recovery, exposure)
