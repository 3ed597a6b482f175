"""Session by session: show a handler the last close, execute what it wants on the next day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from backtest.engine.account import FILL_PRICES, Account
from backtest.engine.compiled import best_version, without_dispatch
from backtest.engine.ledger import Ledger
from backtest.engine.object_rows import rows_for
from backtest.engine.run import begin
from backtest.engine.schedule import base_session, columns_after_renames, last_session
from backtest.engine.walk import DONE, Auction, run_day
from backtest.handler.instruction import Handler, auctions_of
from backtest.handler.view import View
from backtest.market.panel import Panel
from backtest.options import Options

# Seconds of one session in plain Python, measured on a basket of 50.
PLAIN_SESSION = 150e-6


def execute_handler(panel: Panel, handler: Handler, options: Options, start: date) -> Ledger:
    """Run a handler from the last session on or before ``start`` to the last one, under the execution rules.

    It is called after the close of every session but the last and decides the next one. ``options.fill`` does not
    apply: instructions name their auction. Raises InputError for an instruction that is wrong, LookAheadError when the
    handler asks for the future.

    Parameters
    ----------
    panel : Panel
        The market: every array ends with its last session.
    handler : callable
        From a ``View`` to an ``Instruction``, two of them (one per auction), or None to leave open orders as they are.
    options : Options
        Costs, fill price, cash and span.
    start : date
        The first decision: the last session on or before it is the base date.
    """
    base = base_session(panel, start)
    last = last_session(panel, options, base)
    execution = begin(panel, options, base, last)
    execution.auctions = 2
    at_open = execution.conditions._replace(fill=FILL_PRICES["open"])
    at_close = execution.conditions._replace(fill=FILL_PRICES["close"])
    day = best_version(run_day, (last - base) * PLAIN_SESSION)
    instructions = _instructions(panel, handler, base)
    t, wanted, walk = base + 1, None, day
    while t <= last:
        with rows_for(day, execution.market, execution.account, execution.journal) as (market, account, journal):
            lack = DONE
            while t <= last and lack == DONE:
                # A day that had no room is tried again with what the handler has said already.
                wanted = wanted or instructions(account, t)
                lack = walk(market, at_open, at_close, account, journal, *wanted, t, base)
                walk = without_dispatch(day) if walk is day else walk
                if lack == DONE:
                    t, wanted = t + 1, None
        if lack != DONE:
            execution.relieve(lack, t)
    return execution.ledger()


def _instructions(panel: Panel, handler: Handler, base: int) -> Callable[[Account, int], tuple[Auction, Auction]]:
    """Return what asks the handler after session t - 1 for the two auctions of t; t ascends from ``base`` + 1 on."""
    columns = columns_after_renames(panel, base)
    renamed = {int(np.searchsorted(panel.sessions, np.datetime64(rename.date, "D"))) for rename in panel.renames}

    def ask(account: Account, t: int) -> tuple[Auction, Auction]:
        if t in renamed:
            columns.update(columns_after_renames(panel, t))
        view = View(panel, account, t - 1)
        return auctions_of(handler(view), columns, view.today)

    return ask
