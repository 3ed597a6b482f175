"""What could be traded of a call: bought at the next open, sold at the end, with costs, refusals and lots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.engine.ledger import BUY, REASONS, SELL, Ledger
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.targets import targets_from_rows
from data_sources.language.text import Text, both
from strategies.scorecard.narrow import narrow
from strategies.scorecard.window import Window, day_of

HOLDING_SESSIONS = 2  # bought in one session, sold at the earliest in the next (T+1)


@dataclass(frozen=True)
class Traded:
    """One execution. ``gain`` is a fraction of the initial cash after all costs; days are None without a fill.

    ``notes`` say what could not be bought at the first open or sold at the last.
    """

    gain: float
    bought_on: date | None
    sold_on: date | None
    notes: tuple[Text, ...]


def trade(panel: Panel, symbols: tuple[str, ...], window: Window) -> Traded | None:
    """Buy equal weights on publication and sell them at the open of the window's last session; None before any session.

    The sale is decided a session earlier, for the end of a horizon is known. An open window is marked at its last
    close, and so is what cannot be sold. Default options: open prices, fees, 10% tax on dividends, no volume cap.
    """
    from backtest.engine.run import execute_targets  # noqa: PLC0415 - compiled code only when something trades

    if not symbols or window.last == window.base:
        return None
    rows = [(window.published, symbol, 1.0 / len(symbols)) for symbol in symbols]
    if window.closed and window.last - window.base >= HOLDING_SESSIONS:
        rows.append((day_of(panel, window.last - 1), "", 0.0))
    ledger = execute_targets(
        narrow(panel, symbols, window), targets_from_rows(rows), Options(end=day_of(panel, window.last))
    )
    gain = float(ledger.equity[-1] / ledger.equity[0] - 1.0)
    return Traded(gain, _fill_day(ledger, BUY), _fill_day(ledger, SELL), _refused(ledger))


def _fill_day(ledger: Ledger, side: int) -> date | None:
    """The first session with a purchase, the last one with a sale."""
    sessions = ledger.fills.session[ledger.fills.side == side]
    if not len(sessions):
        return None
    day: date = ledger.sessions[sessions.min() if side == BUY else sessions.max()].item()
    return day


REFUSALS = {
    "not_listed": "未上市或无行情",
    "below_lot": "不足一手",
    "suspended": "停牌",
    "limit_down": "跌停",
    "limit_up": "涨停",
    "t_plus_1": "T+1",
    "volume_cap": "成交量上限",
}
FIRST_OPEN = both("not bought at the first open", "首个开盘未能买入")
AT_THE_END = both("not sold at the end", "期末未能卖出")


def _refused(ledger: Ledger) -> tuple[Text, ...]:
    """Say what was refused at the first open and at the last; purchases cut for want of cash are ordinary."""
    refusals, notes = ledger.refusals, list[Text]()
    words = {(BUY, 1): FIRST_OPEN, (SELL, len(ledger.sessions) - 1): AT_THE_END}
    for (side, session), word in words.items():
        at = (refusals.side == side) & (refusals.session == session)
        for k in np.flatnonzero(at):
            reason = REASONS[int(refusals.reason[k])]
            if reason != "cash":
                symbol, why = ledger.symbols[int(refusals.symbol[k])], REFUSALS.get(reason, reason)
                notes.append(both(f"{symbol}: {word} ({reason})", f"{symbol}：{word.zh}（{why}）"))
    return tuple(notes)
