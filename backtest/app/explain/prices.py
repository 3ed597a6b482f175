"""What the rules make of a symbol's session: reference price, limits, adjustment, and whether it could trade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isfinite, nan

import numpy as np

from backtest.engine.market import STATUS_RANK, market_of
from backtest.engine.prices import last_close, limit_terms, lower_limit, reference, status_on, upper_limit
from backtest.market.corporate_events import adjustment_factor
from backtest.market.panel import CLOSE, OPEN, Panel

STATUS_WORDS = {rank: kind for kind, rank in STATUS_RANK.items()}


def prices_of(panel: Panel, symbol: str, day: date) -> Mapping[str, object]:
    """Return them by name; None where there is none. Empty for a session after the last one with data."""
    t, j = int(np.searchsorted(panel.sessions, np.datetime64(day))), panel.position[symbol]
    if t >= len(panel.sessions):
        return {}
    market = market_of(panel)
    rate, base = limit_terms(market, t, j)
    down, up = lower_limit(market, t, j, rate, base), upper_limit(market, t, j, rate, base, CLOSE)
    up_at_the_open = upper_limit(market, t, j, rate, base, OPEN)
    factor = float(adjustment_factor(panel.close, panel.traded, panel.history_close, panel.events)[t, j])
    given = float(panel.prev_close[t, j])
    opened, closed = float(panel.open[t, j]), float(panel.close[t, j])
    return {
        "traded": bool(panel.traded[t, j]),
        "status": STATUS_WORDS.get(status_on(market, t, j), "ordinary"),
        "last_close_adjusted": _number(last_close(market, t, j)),
        "reference_price": _number(reference(market, t, j)),
        "reference_from": "the bar's own prev_close" if given > 0 else "the last close and the actions since",
        "limit_down": _number(down),
        "limit_up": _number(up),
        "buy_at_the_open": _verdict(opened, opened < up_at_the_open - 1e-9, "opened at its upper limit"),
        "sell_at_the_open": _verdict(opened, opened > down + 1e-9, "opened at its lower limit"),
        "return_on_reference": _number(closed / reference(market, t, j) - 1 if closed > 0 else nan, 6),
        "adjustment_factor": _number(factor, 10),
        "adjusted_close": _number(closed * factor, 8),
    }


def _verdict(price: float, possible: bool, why: str) -> str:
    if not isfinite(price):
        return "refused: no trade that session"
    return "possible" if possible else f"refused: {why}"


def _number(value: float, digits: int = 6) -> float | None:
    return round(value, digits) if isfinite(value) else None
