"""Steps 4 and 5 of a session: what is refused, what fills, and how buys share the cash."""

from dataclasses import dataclass

from tests.reference.fees import Fees, buy_fees, sell_fees
from tests.reference.limits import Limits, limits_on
from tests.reference.lots import lot_floor, one_step_down, one_step_up
from tests.reference.money import TOLERANCE, cents, floor_shares, round2
from tests.reference.options import Options
from tests.reference.orders import Session, base_price
from tests.reference.portfolio import BUY, SELL, Orders, Portfolio, Refused
from tests.reference.tables import Bar

CARRIED_REASONS = ("suspended", "limit_up", "limit_down", "t_plus_1", "volume_cap")


@dataclass(frozen=True)
class Trade:
    """An order, or the part of one, that is allowed to fill."""

    symbol: str
    quantity: int
    price: float


@dataclass(frozen=True)
class Filled:
    """A fill; value and fees in cents."""

    symbol: str
    side: str
    quantity: int
    price: float
    value: int
    fees: Fees


def compared_price(bar: Bar, fill: str) -> float:
    """The price that is held against the limits; a vwap is rounded to the cent for it."""
    price = base_price(bar, fill)
    return round2(price) if fill == "vwap" else price


def within_volume(order: Trade, bar: Bar, options: Options, held: int) -> int:
    """How much the volume cap lets pass; `held` is 0 for a buy, which never sells all."""
    if options.participation is None:
        return order.quantity
    raw = floor_shares(options.participation * bar.volume)
    if order.quantity == held and order.quantity <= raw:
        return order.quantity
    return min(order.quantity, lot_floor(order.symbol, raw))


def sell_price(price: float, limits: Limits, slippage: float) -> float:
    """Slippage never goes through the lower limit."""
    slipped = price * (1 - slippage)
    return round(slipped if limits.down is None else max(slipped, limits.down), 8)


def buy_price(price: float, limits: Limits, slippage: float) -> float:
    """Slippage never goes through the upper limit."""
    slipped = price * (1 + slippage)
    return round(slipped if limits.up is None else min(slipped, limits.up), 8)


def allow_sell(
    session: Session, options: Options, symbol: str, quantity: int, held: int
) -> tuple[Trade | None, list[Refused]]:
    """What of a sell may fill, and the refused parts in the order they are checked. `held`: before the first fill."""
    bar = session.bar(symbol)
    if bar is None:
        return None, [Refused(symbol, SELL, quantity, "suspended")]
    limits = limits_on(session.market, bar, session.histories.of(symbol), session.fill)
    if limits.down is not None and compared_price(bar, session.fill) <= limits.down + TOLERANCE:
        return None, [Refused(symbol, SELL, quantity, "limit_down")]
    settled = min(quantity, held)
    order = Trade(symbol, settled, sell_price(base_price(bar, session.fill), limits, options.slippage))
    passed = within_volume(order, bar, options, held)
    refused = [
        Refused(symbol, SELL, quantity - settled, "t_plus_1"),
        Refused(symbol, SELL, settled - passed, "volume_cap"),
    ]
    return Trade(symbol, passed, order.price), refused


def allow_buy(session: Session, options: Options, symbol: str, quantity: int) -> tuple[Trade | None, list[Refused]]:
    """What of a buy may fill if the cash suffices, and the refused parts."""
    bar = session.bar(symbol)
    if bar is None:
        return None, [Refused(symbol, BUY, quantity, "suspended")]
    limits = limits_on(session.market, bar, session.histories.of(symbol), session.fill)
    at_limit = limits.up is not None and compared_price(bar, session.fill) >= limits.up - TOLERANCE
    if limits.buys_closed or at_limit:
        return None, [Refused(symbol, BUY, quantity, "limit_up")]
    order = Trade(symbol, quantity, buy_price(base_price(bar, session.fill), limits, options.slippage))
    passed = within_volume(order, bar, options, held=0)
    return Trade(symbol, passed, order.price), [Refused(symbol, BUY, quantity - passed, "volume_cap")]


def sell_all(
    session: Session, options: Options, portfolio: Portfolio, orders: Orders
) -> tuple[list[Filled], list[Refused]]:
    """Step 4, in symbol order. Cash grows at once."""
    filled, refused = [], []
    before_first_fill = dict(portfolio.shares)
    for symbol, quantity in in_symbol_order(orders, SELL):
        trade, parts = allow_sell(session, options, symbol, quantity, before_first_fill.get(symbol, 0))
        refused += parts
        if trade is not None and trade.quantity > 0:
            value = cents(trade.quantity * trade.price)
            fees = sell_fees(symbol, session.day, value, options)
            portfolio.cash += value - fees.total
            portfolio.set_shares(symbol, portfolio.held(symbol) - trade.quantity)
            filled.append(Filled(symbol, SELL, trade.quantity, trade.price, value, fees))
    return filled, refused


def buy_all(
    session: Session, options: Options, portfolio: Portfolio, orders: Orders
) -> tuple[list[Filled], list[Refused]]:
    """Step 5, in symbol order, after the buys have been fitted to the cash."""
    filled, refused, allowed = [], [], []
    for symbol, quantity in in_symbol_order(orders, BUY):
        trade, parts = allow_buy(session, options, symbol, quantity)
        refused += parts
        if trade is not None and trade.quantity > 0:
            allowed.append(trade)
    for trade, quantity in zip(allowed, fit_to_cash(session, options, allowed, portfolio.cash), strict=True):
        refused.append(Refused(trade.symbol, BUY, trade.quantity - quantity, "cash"))
        if quantity > 0:
            fill = as_buy(session, options, trade, quantity)
            portfolio.cash -= fill.value + fill.fees.total
            portfolio.set_shares(trade.symbol, portfolio.held(trade.symbol) + quantity)
            filled.append(fill)
    return filled, refused


def in_symbol_order(orders: Orders, side: str) -> list[tuple[str, int]]:
    """The orders of one side."""
    return sorted((symbol, quantity) for (symbol, found), quantity in orders.items() if found == side)


def as_buy(session: Session, options: Options, trade: Trade, quantity: int) -> Filled:
    """The fill that a quantity of a trade would be."""
    value = cents(quantity * trade.price)
    fees = buy_fees(trade.symbol, session.day, value, options)
    return Filled(trade.symbol, BUY, quantity, trade.price, value, fees)


def fit_to_cash(session: Session, options: Options, trades: list[Trade], cash: int) -> list[int]:
    """The quantities that the cash pays for: one common scale, then down step by step, then up by one step."""

    def cost(trade: Trade, quantity: int) -> int:
        if quantity == 0:
            return 0
        fill = as_buy(session, options, trade, quantity)
        return fill.value + fill.fees.total

    total = sum(cost(trade, trade.quantity) for trade in trades)
    if total <= cash:
        return [trade.quantity for trade in trades]
    quantities = [lot_floor(trade.symbol, trade.quantity * cash / total) for trade in trades]
    left = cash
    for i, trade in enumerate(trades):
        while cost(trade, quantities[i]) > left:
            quantities[i] = one_step_down(trade.symbol, quantities[i])
        left -= cost(trade, quantities[i])
    for i, trade in enumerate(trades):
        if quantities[i] < trade.quantity:
            raised = one_step_up(trade.symbol, quantities[i])
            difference = cost(trade, raised) - cost(trade, quantities[i])
            if difference <= left:
                quantities[i] = raised
                left -= difference
    return quantities
