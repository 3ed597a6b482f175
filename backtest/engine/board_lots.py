"""Quantities that an exchange accepts; ``line`` is a row of ``Account.lines``."""

from __future__ import annotations

from backtest.engine.compiled import compiled
from backtest.engine.money import whole
from backtest.engine.records import Records


@compiled
def lot_floor(line: Records, shares: float) -> int:
    """Down to the board's step, 0 when under its minimum."""
    count = whole(shares)
    count -= count % line.lot_step
    return count if count >= line.lot_minimum else 0


@compiled
def step_down(line: Records, quantity: int) -> int:
    """One step less; the minimum falls to 0 in one step."""
    lower = quantity - line.lot_step
    return lower if lower >= line.lot_minimum else 0


@compiled
def step_up(line: Records, quantity: int) -> int:
    """One step more; from 0 the whole minimum."""
    return quantity + line.lot_step if quantity > 0 else line.lot_minimum  # type: ignore[no-any-return]
