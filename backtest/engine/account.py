"""The account while it trades: its conditions, its cash and shares, its open orders, and the day's quotes for them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backtest.engine.market import Market
from backtest.engine.money import to_cents
from backtest.engine.prices import VWAP
from backtest.engine.records import Records, records
from backtest.market.panel import CLOSE, OPEN
from backtest.options import Options

Integers = NDArray[np.int64]

FILL_PRICES = {"open": OPEN, "close": CLOSE, "vwap": VWAP}
NO_CAP = -1.0
BY_HOLDING_PERIOD = -1.0
NOBODY = -1

BOOK = "cash held active watched auction free_lot free_lots"
# Shares and valuation, which every session reads, stand side by side.
LINE_INTEGERS = "lot_minimum lot_step recorded sells buys bought bought_on carried cut cost first_lot last_lot shares"
LOT_INTEGERS, LOT_FLOATS = "next shares session", "owed_month owed_year owed_beyond"
LISTS = "held active watched"
LINE_FLOATS = "valuation weight volume quoted limit_down limit_up transfer_fee price"


class Conditions(NamedTuple):
    """Options as the compiled step reads them.

    ``participation`` is NO_CAP without a volume cap, ``dividend_tax`` BY_HOLDING_PERIOD when lots are kept for it.
    """

    fill: int
    commission_rate: float
    commission_min: float
    dividend_tax: float
    slippage: float
    participation: float
    carry: bool
    delist_recovery: float


class Account(NamedTuple):
    """What is owned and ordered.

    ``book`` is one row: ``cash`` in cents, the lengths of the lists, the ``auction`` that open orders are for, and the
    unused lots. ``lists[k].held`` is the k-th symbol with shares, ascending (see module ``lists``). ``lots`` are
    purchases by date (see ``lots_held``).

    Of symbol j, ``lines[j]`` keeps ``shares`` and ``valuation`` (the last ex-adjusted close of a held symbol); the open
    quantities ``sells`` and ``buys``; how much the session ``bought_on`` has ``bought``, which T+1 keeps from being
    sold on it; ``recorded``, what the journal last said of shares; and for one step: ``weight`` (zero between
    decisions), the day's quote (``volume`` 0 when suspended), and of the order ``price``, ``carried``, ``cut`` and
    ``cost``.
    """

    book: Records
    lines: Records
    lists: Records
    lots: Records


def conditions_of(options: Options) -> Conditions:
    """Translate options for the compiled step."""
    return Conditions(
        fill=FILL_PRICES[options.fill],
        commission_rate=float(options.commission_rate),
        commission_min=float(options.commission_min),
        dividend_tax=BY_HOLDING_PERIOD if isinstance(options.dividend_tax, str) else float(options.dividend_tax),
        slippage=float(options.slippage),
        participation=NO_CAP if options.participation is None else float(options.participation),
        carry=options.order_validity == "rebalance",
        delist_recovery=float(options.delist_recovery),
    )


def new_account(market: Market, cash: float) -> Account:
    """An account that holds ``cash`` CNY, rounded to the cent, and nothing else."""
    lines = records(len(market.symbols), LINE_INTEGERS, LINE_FLOATS)
    for name in ("lot_minimum", "lot_step"):
        lines[name] = market.symbols[name]
    lines["first_lot"] = lines["last_lot"] = NOBODY
    lists = records(len(lines), "", indices=LISTS)
    account = Account(records(1, BOOK), lines, lists, records(0, LOT_INTEGERS, LOT_FLOATS))
    account.book["cash"], account.book["auction"], account.book["free_lot"] = to_cents(cash), OPEN, NOBODY
    return account


def with_more_lots(account: Account) -> Account:
    """The account with room for two more purchases of every symbol, and twice the lots it had."""
    had, more = len(account.lots), len(account.lots) + 2 * len(account.lines)
    lots = records(had + more, LOT_INTEGERS, LOT_FLOATS)
    lots[:had] = account.lots
    lots.next[had:] = np.arange(had + 1, had + more + 1)
    lots.next[-1] = account.book[0].free_lot
    account.book[0].free_lot, account.book[0].free_lots = had, account.book[0].free_lots + more
    return account._replace(lots=lots)
