"""The costs of a fill in cents; each fee is rounded by itself (execution rules, section 3)."""

from __future__ import annotations

from backtest.engine.account import BY_DATE, Conditions
from backtest.engine.compiled import compiled
from backtest.engine.market import TRANSFER_FEE, Market
from backtest.engine.money import to_cents
from backtest.engine.records import Records


@compiled
def fill_value(quantity: int, price: float) -> int:
    """The traded value in cents."""
    return to_cents(quantity * price)


@compiled
def commission(conditions: Conditions, value: int) -> int:
    """The broker's commission (佣金), at least the minimum per fill."""
    return to_cents(max(value / 100 * conditions.commission_rate, conditions.commission_min))


@compiled
def proportional(value: int, rate: float) -> int:
    """A fee without a minimum: stamp duty (印花税) or transfer fee (过户费)."""
    return to_cents(value / 100 * rate)


@compiled
def transfer_rate(market: Market, conditions: Conditions, t: int, j: int) -> float:
    """The rate of the transfer fee of a symbol on session t."""
    if conditions.transfer_fee == BY_DATE:
        return float(market.rates[t, market.symbols[j].board, TRANSFER_FEE])
    return conditions.transfer_fee


@compiled
def buy_cost(conditions: Conditions, line: Records, quantity: int) -> int:
    """What a buy at the price of a line takes from cash, fees included; 0 for no shares."""
    if quantity == 0:
        return 0
    value = fill_value(quantity, line.price)
    return value + commission(conditions, value) + proportional(value, line.transfer_fee)
