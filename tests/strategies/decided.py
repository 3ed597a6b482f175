"""What a strategy decided on a small market, by day."""

from __future__ import annotations

from strategies.contract.strategy import Decisions


def weights(found: Decisions, day: str) -> dict[str, float]:
    """The weights of the decision of a day; empty when it says cash or there is none."""
    return {symbol: weight for when, symbol, weight in found.targets.rows() if str(when) == day and symbol}
