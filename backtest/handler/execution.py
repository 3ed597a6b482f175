"""Session by session: show a handler the last close, execute what it wants on the next day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from backtest.engine.account import FILL_PRICES, Account
from backtest.engine.closes import lay_closes
from backtest.engine.compiled import best_version, without_dispatch
from backtest.engine.ledger import Ledger
from backtest.engine.object_rows import rows_for
from backtest.engine.run import begin
from backtest.engine.schedule import base_session, columns_after_renames, last_session
from backtest.engine.walk import DONE, Auction, run_day
from backtest.handler.handler import Handler
from backtest.handler.instruction import Instruction, auctions_of
from backtest.handler.known_market import MarketFeed
from backtest.handler.view import Evening, View
from backtest.market.panel import Panel
from backtest.options import Options
from data_sources.tables.facts import Floats, Integers


class Made(NamedTuple):
    """A handler made for one run.

    ``evening``, where there is one, is called by its session before each view: it lets more be known than the market,
    and returns what the strategies that are followed want of the next session, by number.
    """

    handler: Handler
    evening: Callable[[int], Mapping[int, Instruction]] | None = None


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
    return execute_made(panel, lambda _feed: Made(handler), options, start)


def execute_made(panel: Panel, make: Callable[[MarketFeed], Made], options: Options, start: date) -> Ledger:
    """Run a handler that is made for this run, as ``execute_handler`` runs one.

    ``make`` is given the feed of the market as it is known after the close of the first session. It is the program's
    own: of the feed a handler is handed ``known`` at most.
    """
    base = base_session(panel, start)
    last = last_session(panel, options, base)
    execution = begin(panel, options, base, last)
    execution.auctions = 2
    # A handler may want any symbol on any day.
    lay_closes(execution.market, np.arange(len(panel.symbols)))
    at_open = execution.conditions._replace(fill=FILL_PRICES["open"])
    at_close = execution.conditions._replace(fill=FILL_PRICES["close"])
    day = best_version(run_day, (last - base) * PLAIN_SESSION)
    feed = MarketFeed(panel, base)
    instructions = _instructions(feed, make(feed), base)
    t, wanted, walk = base + 1, None, day
    while t <= last:
        with rows_for(day, execution.market, execution.account, execution.journal) as (market, account, journal):
            lack = DONE
            while t <= last and lack == DONE:
                # A day that had no room is tried again with what the handler has said already.
                wanted = wanted or instructions(account, t)
                lack = walk(market, at_open, at_close, account, journal, *wanted, t)
                walk = without_dispatch(day) if walk is day else walk
                if lack == DONE:
                    t, wanted = t + 1, None
        if lack != DONE:
            execution.relieve(lack, t)
    return execution.ledger()


def _instructions(feed: MarketFeed, made: Made, base: int) -> Callable[[Account, int], tuple[Auction, Auction]]:
    """Return what asks the handler after session t - 1 for the two auctions of t; t ascends from ``base`` + 1 on."""
    panel = feed.panel
    columns = columns_after_renames(panel, base)
    renamed = {int(np.searchsorted(panel.sessions, np.datetime64(rename.date, "D"))) for rename in panel.renames}

    def ask(account: Account, t: int) -> tuple[Auction, Auction]:
        if t in renamed:
            columns.update(columns_after_renames(panel, t))
        if t > base + 1:
            feed.show(t - 1)
        view = View(feed.known, _evening(account), made.evening(t - 1) if made.evening else None)
        return auctions_of(made.handler(view), columns, view.today)

    return ask


def _evening(account: Account) -> Evening:
    """Copy what the account says of cash and of the symbols that are held."""
    book, lists = account.book, account.worklists
    lines: Any = account.lines  # records, or objects, see ``engine.object_rows``
    if not isinstance(lines, np.ndarray):
        names = [lists[k].held for k in range(book[0].held)]
        own = [(lines[j].shares, lines[j].valuation) for j in names]
        return Evening(book[0].cash / 100, len(lines), np.array(names, np.int64), *_columns(own))
    # Without the class of the records, whose every access costs ten times as much.
    first, rows = book.view(np.ndarray)[0], lines.view(np.ndarray)
    held = lists.view(np.ndarray)["held"][: first["held"]].astype(np.int64)
    return Evening(float(first["cash"]) / 100, len(rows), held, rows["shares"][held], rows["valuation"][held])


def _columns(own: list[tuple[int, float]]) -> tuple[Integers, Floats]:
    return np.array([shares for shares, _ in own], np.int64), np.array([valuation for _, valuation in own], np.float64)
