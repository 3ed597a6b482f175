"""Step 3 of a session: from weights to orders, and what becomes of carried ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.reference.corporate import current_symbol
from tests.reference.history import Histories
from tests.reference.lots import lot_floor
from tests.reference.market import Market
from tests.reference.money import floor_shares
from tests.reference.portfolio import BUY, SELL, Orders, Portfolio, Refused
from tests.reference.tables import Bar


@dataclass(frozen=True)
class Session:
    """The market as one session sees it."""

    day: date
    market: Market
    histories: Histories
    fill: str
    invested: float = 1.0

    def bar(self, symbol: str) -> Bar | None:
        """The traded bar of the session."""
        return self.market.bar(symbol, self.day)

    def valuation(self, symbol: str) -> float:
        """The fill price when the symbol trades, otherwise its adjusted last close."""
        bar = self.bar(symbol)
        if bar is not None:
            return base_price(bar, self.fill)
        last_close = self.histories.of(symbol).last_close
        if last_close is None:
            raise AssertionError(f"{symbol} has no price on {self.day}")
        return last_close

    def is_listed(self, symbol: str) -> bool:
        """It has had a bar up to and including this session and is not delisted."""
        has_traded = bool(self.histories.of(symbol).traded) or self.bar(symbol) is not None
        return has_traded and not self.market.is_delisted(symbol, self.day)


def base_price(bar: Bar, fill: str) -> float:
    """`p_i`, the price before slippage."""
    if fill == "open":
        return bar.open
    if fill == "close":
        return bar.close
    if bar.amount is not None and bar.amount > 0:
        return bar.amount / bar.volume
    return (bar.high + bar.low + bar.close) / 3


def weights_today(market: Market, weights: Mapping[str, float], day: date) -> dict[str, float]:
    """A weight of a renamed symbol is one of the new, added to its own."""
    merged: dict[str, float] = {}
    for symbol in sorted(weights):
        now = current_symbol(market, symbol, day)
        merged[now] = merged.get(now, 0.0) + weights[symbol]
    return merged


def new_orders(session: Session, portfolio: Portfolio, weights: Mapping[str, float]) -> tuple[Orders, list[Refused]]:
    """The orders of a decision, and what it refuses at once: symbols not listed, first buys under a lot."""
    held = portfolio.shares
    worth = portfolio.cash / 100 + sum(held[symbol] * session.valuation(symbol) for symbol in sorted(held))
    value = session.invested * worth
    orders: Orders = {}
    refused = []
    targets = weights_today(session.market, weights, session.day)
    for symbol in sorted({*held, *targets}):
        weight = targets.get(symbol, 0.0)
        if weight == 0:
            if symbol in held:
                orders[symbol, SELL] = held[symbol]
        elif not session.is_listed(symbol):
            refused.append(Refused(symbol, BUY, 0, "not_listed"))
        elif session.valuation(symbol) != 0:
            gap = weight * value / session.valuation(symbol) - portfolio.held(symbol)
            side = BUY if gap > 0 else SELL
            orders[symbol, side] = lot_floor(symbol, abs(gap))
            if side == BUY and gap > 0 and symbol not in held and orders[symbol, side] == 0:
                refused.append(Refused(symbol, BUY, floor_shares(gap), "below_lot"))
    return {key: quantity for key, quantity in orders.items() if quantity > 0}, refused


def carried_orders(portfolio: Portfolio) -> Orders:
    """Carried quantities pass the lot floor again, unless they sell all shares held."""
    orders: Orders = {}
    for (symbol, side), quantity in portfolio.carried.items():
        sells_all = side == SELL and quantity == portfolio.held(symbol)
        tried = quantity if sells_all else lot_floor(symbol, quantity)
        if tried > 0:
            orders[symbol, side] = tried
    return orders
