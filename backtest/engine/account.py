"""The account while it trades: its conditions, its cash and shares, its open orders, and the day's quotes for them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from backtest.engine.market import Market
from backtest.engine.money import to_cents
from backtest.engine.prices import VWAP
from backtest.engine.records import Records, records
from backtest.market.panel import CLOSE, OPEN
from backtest.options import Options

FILL_PRICES = {"open": OPEN, "close": CLOSE, "vwap": VWAP}
NO_CAP = -1.0
BY_HOLDING_PERIOD = -1.0
BY_DATE = -1.0
NO_ROW = -1

BOOK = "cash held active selling buying watched auction free_tax_lot free_tax_lots"
# Shares and valuation, which every session reads, stand side by side.
LINE_INTEGERS = (
    "lot_minimum lot_step recorded traded sells buys bought bought_on carried cut cost first_tax_lot last_tax_lot "
    "shares"
)
TAX_LOT_INTEGERS, TAX_LOT_FLOATS = "next shares session", "owed_month owed_year owed_beyond"
WORKLISTS = "held active selling buying watched"
LINE_FLOATS = "valuation weight quoted reference transfer_fee price"


class Conditions(NamedTuple):
    """Options as the compiled step reads them.

    ``participation`` is NO_CAP without a volume cap, ``dividend_tax`` BY_HOLDING_PERIOD when tax lots are kept for it,
    ``stamp_duty`` and ``transfer_fee`` are BY_DATE where the dated tables hold. ``invested`` is the fraction of the
    account that weights are fractions of.
    """

    fill: int
    commission_rate: float
    commission_min: float
    stamp_duty: float
    transfer_fee: float
    dividend_tax: float
    slippage: float
    participation: float
    carry: bool
    delist_recovery: float
    invested: float


class Account(NamedTuple):
    """What is owned and ordered.

    ``book`` is one row: ``cash`` in cents, the lengths of the worklists, the ``auction`` that open orders are for, and
    the unused tax lots. ``worklists[k].held`` is the k-th symbol with shares, ascending (see module ``worklists``).
    ``tax_lots`` are purchases by date (see module ``tax_lots``), ``lot_minimum`` and ``lot_step`` the board's lots.

    Of symbol j, ``lines[j]`` keeps ``shares`` and ``valuation`` (the last ex-adjusted close of a held symbol); the open
    quantities ``sells`` and ``buys``; how much the session ``bought_on`` has ``bought``, which T+1 keeps from being
    sold on it; ``recorded``, what the journal last said of shares; and for one step: ``weight`` (zero between
    decisions), whether it ``traded`` that day, its ``quoted`` and ``reference`` price, and of the order ``price``,
    ``transfer_fee`` (a rate), ``carried``, ``cut`` and ``cost``.
    """

    book: Records
    lines: Records
    worklists: Records
    tax_lots: Records


def conditions_of(options: Options) -> Conditions:
    """Translate options for the compiled step."""
    return Conditions(
        fill=FILL_PRICES[options.fill],
        commission_rate=float(options.commission_rate),
        commission_min=float(options.commission_min),
        stamp_duty=BY_DATE if options.stamp_duty is None else float(options.stamp_duty),
        transfer_fee=BY_DATE if options.transfer_fee is None else float(options.transfer_fee),
        dividend_tax=BY_HOLDING_PERIOD if isinstance(options.dividend_tax, str) else float(options.dividend_tax),
        slippage=float(options.slippage),
        participation=NO_CAP if options.participation is None else float(options.participation),
        carry=options.order_validity == "rebalance",
        delist_recovery=float(options.delist_recovery),
        invested=1.0 - float(options.cash_buffer),
    )


def new_account(market: Market, cash: float) -> Account:
    """An account that holds ``cash`` CNY, rounded to the cent, and nothing else."""
    lines = records(len(market.symbols), LINE_INTEGERS, LINE_FLOATS)
    for name in ("lot_minimum", "lot_step"):
        lines[name] = market.symbols[name]
    lines["first_tax_lot"] = lines["last_tax_lot"] = NO_ROW
    worklists = records(len(lines), "", indices=WORKLISTS)
    account = Account(records(1, BOOK), lines, worklists, records(0, TAX_LOT_INTEGERS, TAX_LOT_FLOATS))
    account.book["cash"], account.book["auction"], account.book["free_tax_lot"] = to_cents(cash), OPEN, NO_ROW
    return account


def with_more_tax_lots(account: Account) -> Account:
    """The account with room for two more purchases of every symbol, and twice the tax lots it had."""
    had, more = len(account.tax_lots), len(account.tax_lots) + 2 * len(account.lines)
    lots = records(had + more, TAX_LOT_INTEGERS, TAX_LOT_FLOATS)
    lots[:had] = account.tax_lots
    lots.next[had:] = np.arange(had + 1, had + more + 1)
    lots.next[-1] = account.book[0].free_tax_lot
    account.book[0].free_tax_lot, account.book[0].free_tax_lots = had, account.book[0].free_tax_lots + more
    return account._replace(tax_lots=lots)
