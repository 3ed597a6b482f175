"""The account as it is after the base date's close: its cash, and the shares that it held before the first decision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from backtest.engine.account import NO_ROW, Account, new_account, with_more_tax_lots
from backtest.engine.closes import lay_closes
from backtest.engine.journal import Journal, write_change
from backtest.engine.market import Market
from backtest.engine.prices import last_close
from backtest.engine.schedule import columns_after_renames
from backtest.engine.step import mark
from backtest.engine.tax_lots import add_lot
from backtest.holding import Holding
from backtest.market.panel import CLOSE, Panel
from backtest.options import Options
from data_sources.errors import InputError
from data_sources.language.text import both, said
from data_sources.tables.brief import first_of

BEFORE_THE_CALENDAR = -1
"""The session of a purchase older than the calendar: it is before every session, so held longer than a year."""
YEAR = np.timedelta64(366, "D")


def opening_account(panel: Panel, market: Market, options: Options, base: int) -> Account:
    """An account that holds ``options.cash`` and ``options.positions`` after session ``base``, and has no order.

    Shares count at the last close by then, adjusted by the ex-dates since. They can all be sold on the next session
    (T+1 binds what that session buys). With dividends taxed by holding age each position is a purchase of its
    ``bought_on``, of the base date without one. Raises InputError for a position that has no value on the base date:
    without a bar by then, delisted, or under a symbol that was renamed.
    """
    account = new_account(market, options.cash)
    if not options.positions:
        return account
    columns = _columns_of(panel, market, options.positions, base)
    for each, j in zip(options.positions, columns, strict=True):
        account.lines[j].shares += each.shares
    for k, j in enumerate(sorted({*columns})):
        line = account.lines[j]
        line.valuation, line.recorded = _last_value(market, base, j), line.shares
        account.worklists[k].held = account.worklists[k].watched = j
        account.book[0].held = account.book[0].watched = k + 1
    return _with_purchases(account, panel, options, columns, base) if by_holding_age(options) else account


def note_opening(market: Market, account: Account, journal: Journal, base: int) -> None:
    """Write what is held after the base date, and what it is worth, into a journal; row 0 of its marks is the base."""
    held = account.worklists["held"][: int(account.book["held"][0])].astype(np.int64)
    if len(held):
        lay_closes(market, held)
    for j in held:
        write_change(journal, base, j, account.lines[j].shares, True)  # noqa: FBT003 - as compiled code calls it
    if mark(market, account, journal, base, base + 1) == base:
        raise InputError("the positions and the cash are worth more than 1,000,000,000,000,000 CNY, more than there is")


def by_holding_age(options: Options) -> bool:
    """Whether dividends are taxed by how long the shares were held."""
    return isinstance(options.dividend_tax, str)


def _columns_of(panel: Panel, market: Market, positions: Sequence[Holding], base: int) -> list[int]:
    """The columns of the positions; InputError that names those without a value on the base date, and why."""
    leads, faults, day = columns_after_renames(panel, base), [], panel.sessions[base]
    for each in positions:
        j = panel.position.get(each.symbol, NO_ROW)
        if j == NO_ROW or market.symbols[j].listed_from > base:
            why = both(f"has no bar up to {day}", f"截至 {day} 没有行情")
        elif leads[each.symbol] != j:
            now = panel.symbols[leads[each.symbol]]
            why = both(f"has become {now}: give the shares of that", f"已变更为 {now}：请填该代码的股数")
        elif market.symbols[j].delist_session <= base:
            why = both(f"was delisted by {day}", f"截至 {day} 已退市")
        elif each.bought_on and np.datetime64(each.bought_on, "D") > day:
            why = both(f"was bought on {each.bought_on}, after {day}", f"买入日 {each.bought_on} 晚于 {day}")
        else:
            continue
        faults.append(both(f"{each.symbol} {why}", f"{each.symbol} {why.zh}"))
    if faults:
        told = first_of(faults)
        raise InputError(
            both(
                f"positions at the close of {day}, from which the run starts: {told}; correct them or leave them out",
                f"自 {day} 收盘起始的持仓有误：{said(told, 'zh')}；请更正或去掉",
            )
        )
    return [panel.position[each.symbol] for each in positions]


def _last_value(market: Market, base: int, j: int) -> float:
    close = float(market.bars[CLOSE, base, j])
    return last_close(market, base, j) if np.isnan(close) else close


def _with_purchases(account: Account, panel: Panel, options: Options, columns: Sequence[int], base: int) -> Account:
    """Note each position as a purchase, the oldest of a symbol first."""
    bought = [_session_of(panel, each, base) for each in options.positions]
    while account.book[0].free_tax_lots < len(bought):
        account = with_more_tax_lots(account)
    for session, j, each in sorted(zip(bought, columns, options.positions, strict=True), key=lambda one: one[:2]):
        add_lot(account, j, session, each.shares)
    return account


def _session_of(panel: Panel, position: Holding, base: int) -> int:
    """The session of a purchase: the first one from its day on, for the sessions know no other days."""
    if position.bought_on is None:
        return base
    day = np.datetime64(position.bought_on, "D")
    if day < panel.sessions[0] and panel.sessions[base] - day > YEAR:
        return BEFORE_THE_CALENDAR
    return min(int(np.searchsorted(panel.sessions, day)), base)
