"""The day's quotes for the open orders: everything about the market that a fill depends on."""

from __future__ import annotations

from backtest.engine.account import Account, Conditions
from backtest.engine.compiled import compiled
from backtest.engine.market import TRANSFER_FEE, Market
from backtest.engine.prices import price_limits, quoted_price
from backtest.panel import VOLUME


@compiled
def quote(market: Market, conditions: Conditions, account: Account, t: int) -> None:
    """Write volume, market price, limits and transfer fee of every symbol with an open order into its line."""
    for k in range(account.book[0].active):
        j = account.lines[k].active
        line = account.lines[j]
        line.volume = market.bars[VOLUME, t, j]
        if line.volume > 0:
            line.quoted = quoted_price(market, t, j, conditions.fill)
            line.limit_down, line.limit_up = price_limits(market, t, j)
            line.transfer_fee = market.rates[t, market.symbols[j].board, TRANSFER_FEE]
