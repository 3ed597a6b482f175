"""Orders as far as a ledger knows them: what was wanted on a session, what of it traded, and why the rest did not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from backtest.result.tables import FillRow, RefusalRow


@dataclass
class _Order:
    filled: int = 0
    refused: int = 0
    value: float = 0.0
    fees: float = 0.0
    reasons: list[str] = field(default_factory=list)


OrderRow = tuple[date, date, str, str, int, int, int, str, float, float, float]
COLUMNS = ("date", "decided", "symbol", "side", "wanted", "filled", "refused", "reason", "price", "value", "fees")


def order_rows(
    fills: Sequence[FillRow], refusals: Sequence[RefusalRow], decided: Sequence[date], sessions: Sequence[date]
) -> list[OrderRow]:
    """Return one row per session, symbol and side that was tried: by date, sells first, symbol.

    ``wanted`` is what was filled and refused of it, in shares; a refused rest that is tried again on the next session
    is a row of that session. ``decided`` is the last decision before the session; without decisions (a handler, which
    decides after each close) the session before. ``price`` is the mean of its fills, NaN without one.
    """
    orders: dict[tuple[date, bool, str], _Order] = {}
    for day, symbol, side, quantity, _, value, *fees in fills:
        order = orders.setdefault((day, side == "buy", symbol), _Order())
        order.filled += quantity
        order.value += value
        order.fees += sum(fees)
    for day, symbol, side, quantity, reason in refusals:
        order = orders.setdefault((day, side == "buy", symbol), _Order())
        order.refused += quantity
        order.reasons.append(reason)
    days = decided or sessions
    return [_row(key, orders[key], days) for key in sorted(orders)]


def _row(key: tuple[date, bool, str], order: _Order, days: Sequence[date]) -> OrderRow:
    day, is_buy, symbol = key
    return (
        day,
        days[max(bisect_left(days, day) - 1, 0)],
        symbol,
        "buy" if is_buy else "sell",
        order.filled + order.refused,
        order.filled,
        order.refused,
        ", ".join(dict.fromkeys(order.reasons)),
        order.value / order.filled if order.filled else float("nan"),
        round(order.value, 2),
        round(order.fees, 2),
    )
