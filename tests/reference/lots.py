"""Lots: what quantities a board takes."""

from tests.reference.boards import board_of
from tests.reference.money import floor_shares
from tests.reference.rules import LOTS


def lot_floor(symbol: str, quantity: float) -> int:
    """Down to hundreds on main and ChiNext, to whole shares on STAR (0 under 200) and Beijing (0 under 100)."""
    lot = LOTS[board_of(symbol)]
    whole = floor_shares(quantity)
    if whole < lot.minimum:
        return 0
    return whole - whole % lot.step


def one_step_down(symbol: str, quantity: int) -> int:
    """One step less; from the board's minimum straight to 0."""
    lot = LOTS[board_of(symbol)]
    lower = quantity - lot.step
    return lower if lower >= lot.minimum else 0


def one_step_up(symbol: str, quantity: int) -> int:
    """One step more; from 0 straight to the board's minimum."""
    lot = LOTS[board_of(symbol)]
    return max(quantity + lot.step, lot.minimum)
