"""The worklists of an account, so that a session visits the symbols that matter instead of all of them.

Each is ascending: ``held``, with shares; ``active``, with open orders, of which ``selling`` and ``buying`` are those of
one side in one auction; ``watched``, all that can be held or active until the next decision or rename.

Where a symbol belongs on a list as often as not, it is written first and counted afterwards: a processor that guesses a
branch wrongly loses the time of dozens of instructions.
"""

from __future__ import annotations

from backtest.engine.account import NO_ROW, Account
from backtest.engine.compiled import compiled
from backtest.engine.journal import Journal, write_change
from data_sources.tables.facts import Integers

BEYOND = 2**32
"""Greater than any column."""


@compiled
def watch(account: Account, columns: Integers) -> None:
    """Watch what is held and what a decision names (``columns``, ascending), each symbol once."""
    holdings = account.book[0].held
    held, named, count, last = 0, 0, 0, NO_ROW
    while held < holdings or named < len(columns):
        holding = int(account.worklists[held].held) if held < holdings else BEYOND
        name = int(columns[named]) if named < len(columns) else BEYOND
        j = min(holding, name)
        held += holding == j
        named += name == j
        # A rename may leave two weights on one column.
        if j != last:
            account.worklists[count].watched = j
            last = j
            count += 1
    account.book[0].watched = count


@compiled
def list_sides(account: Account) -> None:
    """List which of the open orders sell and which buy."""
    selling, buying = 0, 0
    for k in range(account.book[0].active):
        j = account.worklists[k].active
        account.worklists[selling].selling = j
        account.worklists[buying].buying = j
        selling += account.lines[j].sells > 0
        buying += account.lines[j].buys > 0
    account.book[0].selling = selling
    account.book[0].buying = buying


@compiled
def list_held(account: Account, journal: Journal, t: int) -> None:
    """List the watched symbols that hold shares, and journal every holding that changed."""
    count = 0
    for k in range(account.book[0].watched):
        j = account.worklists[k].watched
        line = account.lines[j]
        write_change(journal, t, j, line.shares, line.shares != line.recorded)
        line.recorded = line.shares
        account.worklists[count].held = j
        count += line.shares > 0
    account.book[0].held = count


@compiled
def list_anew(account: Account) -> None:
    """Look through all symbols for shares and open orders, after a rename has moved some."""
    watched, active = 0, 0
    for j in range(len(account.lines)):
        line = account.lines[j]
        ordered = line.sells > 0 or line.buys > 0
        if ordered:
            account.worklists[active].active = j
            active += 1
        if ordered or line.shares > 0 or line.recorded > 0:
            account.worklists[watched].watched = j
            watched += 1
    account.book[0].active = active
    account.book[0].watched = watched
