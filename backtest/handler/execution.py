"""Session by session: show a handler the last close, execute what it wants on the next day."""

from __future__ import annotations

from datetime import date

import numpy as np

from backtest.engine.account import FILL_PRICES
from backtest.engine.compiled import best_version, without_dispatch
from backtest.engine.run import begin
from backtest.engine.schedule import base_session, columns_after_renames, last_session
from backtest.engine.walk import DONE, run_day
from backtest.handler.instruction import Handler, auctions_of
from backtest.handler.view import View
from backtest.ledger import Ledger
from backtest.options import Options
from backtest.panel import Panel

# Seconds of one session in plain Python, measured on a basket of 50.
PLAIN_SESSION = 150e-6


def execute_handler(panel: Panel, handler: Handler, options: Options, start: date) -> Ledger:
    """Run a handler from the last session on or before ``start`` to the last one, under the execution rules.

    It is called after the close of every session but the last and decides the next one. ``options.fill`` does not
    apply: instructions name their auction. Raises InputError for an instruction that is wrong, LookAheadError when the
    handler asks for the future.
    """
    base = base_session(panel, start)
    last = last_session(panel, options, base)
    execution = begin(panel, options, base, last)
    at_open = execution.conditions._replace(fill=FILL_PRICES["open"])
    at_close = execution.conditions._replace(fill=FILL_PRICES["close"])
    day = best_version(run_day, (last - base) * PLAIN_SESSION)
    market, journal, column = execution.market, execution.journal, columns_after_renames(panel, base)
    renamed = {int(np.searchsorted(panel.sessions, np.datetime64(rename.date, "D"))) for rename in panel.renames}
    for t in range(base + 1, last + 1):
        if t in renamed:
            column = columns_after_renames(panel, t)
        view = View(panel, execution.account, t - 1)
        opening, closing = auctions_of(handler(view), column, view.today)
        lack = day(market, at_open, at_close, execution.account, journal, opening, closing, t, base)
        while lack != DONE:
            execution.relieve(lack, t)
            lack = day(market, at_open, at_close, execution.account, journal, opening, closing, t, base)
        if t == base + 1:
            day = without_dispatch(day)
    return execution.ledger()
