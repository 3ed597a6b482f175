"""The day's quotes for the open orders: everything about the market that a fill depends on."""

from __future__ import annotations

import numpy as np

from backtest.engine.account import Account, Conditions
from backtest.engine.compiled import compiled
from backtest.engine.market import TRANSFER_FEE, Market
from backtest.engine.prices import limit_terms, lower_limit, quoted_price, upper_limit
from backtest.market.panel import VOLUME


@compiled
def quote(market: Market, conditions: Conditions, account: Account, t: int) -> None:
    """Write volume, market price, its limit and transfer fee of every symbol with an open order into its line."""
    for k in range(account.book[0].active):
        j = account.lists[k].active
        line = account.lines[j]
        line.volume = market.bars[VOLUME, t, j]
        if line.volume > 0:
            line.quoted = quoted_price(market, t, j, conditions.fill)
            rate, base = limit_terms(market, t, j)
            line.limit_down = lower_limit(market, t, j, rate, base) if line.sells > 0 else -np.inf
            line.limit_up = upper_limit(market, t, j, rate, base) if line.buys > 0 else np.inf
            line.transfer_fee = market.rates[t, market.symbols[j].board, TRANSFER_FEE]
