"""What an account orders in the next session: the engine trades it at the last close, and its rows are the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from backtest.engine.ledger import EVENT_KINDS, REASONS, RIGHTS, SIDE_WORDS, Ledger
from backtest.engine.market import Market, market_of
from backtest.engine.money import TOLERANCE
from backtest.engine.prices import limit_terms, lower_limit, upper_limit
from backtest.engine.run import execute_targets
from backtest.market.panel import CLOSE, Panel
from backtest.options import Options
from backtest.targets import targets_from_rows

CLOSED_UP, CLOSED_DOWN, EX_DATE = "closed_limit_up", "closed_limit_down", "ex_date"
"""What is worth knowing of a name beside the reasons of a refusal."""


@dataclass(frozen=True)
class Order:
    """One name and side. ``price`` is the last close, less what an ex-date takes off; CNY and shares.

    ``quantity`` is what to order, ``value`` and the fees what it would cost at that price with slippage. ``refused`` is
    what was wanted beside it and cannot be ordered, for the ``reason``; 0 and "" for nothing. ``limit_up`` and
    ``limit_down`` bound the next session, None without a limit. ``lot``: the least order and the step above it.
    """

    symbol: str
    name: str
    side: str
    quantity: int
    price: float | None
    value: float
    commission: float
    stamp_duty: float
    transfer_fee: float
    limit_down: float | None
    limit_up: float | None
    lot: tuple[int, int]
    refused: int
    reason: str
    flags: tuple[str, ...]

    @property
    def cost(self) -> float:
        """Commission, stamp duty and transfer fee together."""
        return round(self.commission + self.stamp_duty + self.transfer_fee, 2)


@dataclass(frozen=True)
class Happening:
    """What the next session does to a holding before it trades, as ``events.csv`` has it."""

    symbol: str
    kind: str
    shares: int
    cash: float


@dataclass(frozen=True)
class OrderList:
    """The orders of one session, sells first, then by symbol.

    ``equity`` is what the account is worth at the last closes, ``cash`` what it has of it; ``cash_after`` and
    ``invested_after`` (a fraction) are what the orders would leave if all filled at the prices they were sized with.
    """

    orders: tuple[Order, ...]
    happenings: tuple[Happening, ...]
    cash: float
    equity: float
    cash_after: float
    invested_after: float


def order_list(panel: Panel, weights: Mapping[str, float], options: Options) -> OrderList:
    """Trade weights in the last session of a panel made by ``with_next_session``, and return what that ordered.

    The account holds ``options.cash`` and ``options.positions`` after the session before it. Whatever the engine fills
    is to be ordered, whatever it refuses is not, with its reason: ``suspended`` in the evening's session, ``cash``,
    ``below_lot``, ``not_listed``, ``volume_cap``. Raises InputError for positions without a value.
    """
    evening, following = (panel.sessions[k].item() for k in (-2, -1))
    targets = targets_from_rows([(evening, symbol, weight) for symbol, weight in weights.items()] or [(evening, "", 0)])
    ledger = execute_targets(panel, targets, replace(options, start=None, end=following))
    equity = float(ledger.equity[-1])
    return OrderList(
        _orders(ledger, market_of(panel)),
        _happenings(ledger),
        float(ledger.cash[0]),
        float(ledger.equity[0]),
        float(ledger.cash[-1]),
        float(ledger.holdings[-1]) / equity if equity > 0 else 0.0,
    )


def _orders(ledger: Ledger, market: Market) -> tuple[Order, ...]:
    fills, refusals = ledger.fills, ledger.refusals
    keys = {*zip(fills.side.tolist(), fills.symbol.tolist(), strict=True)}
    keys |= {*zip(refusals.side.tolist(), refusals.symbol.tolist(), strict=True)}
    return tuple(_order(ledger, market, side, j) for side, j in sorted(keys))


def _order(ledger: Ledger, market: Market, side: int, j: int) -> Order:
    fills, refusals, panel, t = ledger.fills, ledger.refusals, ledger.panel, len(ledger.panel.sessions) - 1
    mine = np.flatnonzero((fills.side == side) & (fills.symbol == j))
    refused = np.flatnonzero((refusals.side == side) & (refusals.symbol == j))

    def total(column: np.ndarray) -> float:
        return round(float(column[mine].sum()), 2)

    down, up = _limits(market, t, j)
    symbol, close = market.symbols[j], float(panel.bars[CLOSE, t, j])
    return Order(
        symbol=panel.symbols[j],
        name=panel.instruments[j].name,
        side=SIDE_WORDS[side],
        quantity=int(fills.quantity[mine].sum()),
        price=close if np.isfinite(close) else None,
        value=total(fills.value),
        commission=total(fills.commission),
        stamp_duty=total(fills.stamp_duty),
        transfer_fee=total(fills.transfer_fee),
        limit_down=down,
        limit_up=up,
        lot=(int(symbol.lot_minimum), int(symbol.lot_step)),
        refused=int(refusals.quantity[refused].sum()),
        reason=", ".join(dict.fromkeys(REASONS[k] for k in refusals.reason[refused].tolist())),
        flags=_flags(panel, market, t, j),
    )


def _limits(market: Market, t: int, j: int) -> tuple[float | None, float | None]:
    rate, base = limit_terms(market, t, j)
    bounds = (lower_limit(market, t, j, rate, base), upper_limit(market, t, j, rate, base, CLOSE))
    down, up = (round(price, 2) if np.isfinite(price) and np.isfinite(base) else None for price in bounds)
    return down, up


def _flags(panel: Panel, market: Market, t: int, j: int) -> tuple[str, ...]:
    """What the evening's close and the next day's ex-date say of a name."""
    found = []
    close, (down, up) = panel.bars[CLOSE, t - 1, j], _limits(market, t - 1, j)
    if up is not None and close >= up - TOLERANCE:
        found.append(CLOSED_UP)
    if down is not None and close <= down + TOLERANCE:
        found.append(CLOSED_DOWN)
    if ((panel.events.session == t) & (panel.events.symbol == j)).any():
        found.append(EX_DATE)
    return tuple(found)


def _happenings(ledger: Ledger) -> tuple[Happening, ...]:
    events = ledger.events
    columns = (events.symbol.tolist(), events.kind.tolist(), events.shares.tolist(), events.cash.tolist())
    rows = zip(*columns, strict=True)
    return tuple(
        Happening(ledger.symbols[j], EVENT_KINDS[kind], shares, 0.0 if kind == RIGHTS else cash)
        for j, kind, shares, cash in rows
    )


def evening_of(panel: Panel, as_of: date | None) -> int:
    """Return the row of the last session with trading on or before a day, of the last one there is for None."""
    last = panel.last_traded
    if as_of is not None:
        last = min(last, int(np.searchsorted(panel.sessions, np.datetime64(as_of, "D"), side="right")) - 1)
    return last
