"""Which bar that moved too far is proof of adjusted prices or of a wrong action, and which one may have its reasons."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from data_sources.market_rules.price_limits import widest_rates
from data_sources.quality.steps import CHEAP, Background, Steps, board_of, pauses
from data_sources.tables.frame import Frame
from data_sources.tables.short_names import kind_of_name

FEWEST = 20
"""Traded bars, about a month, that make a symbol's history one in which the limits are seen to hold."""

FIRST = 5
"""Bars of a file that may be a new listing's, whose first sessions have no limits, where no list_date says so."""

MOVING = 0.5
"""Share of the closes that differ from the one before; prices that stand still are an example and no market."""

LEAVING = np.timedelta64(60, "D")
"""Before a delisting, in which the first session of its period (退市整理期) has no limits."""


def is_proof(
    bars: Frame, step: int, made: Steps, background: Background, *, doubtful: Collection[str], beyond: float
) -> bool:
    """Whether the bar of a step proves that prices are adjusted, or that an action is missing or wrong.

    Its close lies by more than ``beyond`` further than any limit, the bar before is of the session before, and the
    symbol has a month of bars that move as prices do and otherwise keep the limits of its board (none of ``doubtful``),
    no span of another status, no other code and no delisting near.
    """
    row = int(made.rows[step])
    symbol = str(bars["symbol"][row])
    first, end = made.starts[np.searchsorted(made.starts, step, side="right") - 1 :][:2]
    rate = float(widest_rates(board_of(symbol), bars["date"][row : row + 1])[0])
    far = abs(bars["close"][row] / made.reference[step] - 1) > rate + beyond
    moves = np.mean(bars["close"][made.rows[first:end]] != made.before[first:end]) > MOVING
    other = len(background["status"].of_symbol(symbol)) or (background["renames"]["new_symbol"] == symbol).any()
    return bool(
        far
        and moves
        and end - first >= FEWEST
        and step - first >= FIRST
        and made.reference[step] > CHEAP
        and not other
        and symbol not in doubtful
        and pauses(bars, made.only(step), background.sessions)[0] == 0
        and not _leaves(symbol, bars["date"][row], background)
    )


def _leaves(symbol: str, day: np.datetime64, background: Background) -> bool:
    """Whether the share is delisted soon after the day, by its delist_date or its name."""
    own = background["instruments"].of_symbol(symbol)
    delisted = own["delist_date"]
    soon = (~np.isnat(delisted) & (delisted <= day + LEAVING)).any()
    return bool(soon or any(kind_of_name(str(name)) == "DELISTING" for name in own["name"].tolist()))
