"""The walk over all sessions: targets in, a ledger out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backtest.engine.account import Account, Conditions, conditions_of, new_account
from backtest.engine.compiled import best_version, compiled
from backtest.engine.journal import Journal, has_room, new_journal
from backtest.engine.market import Market, market_of
from backtest.engine.orders import place_orders
from backtest.engine.step import mark, open_session, trade
from backtest.engine.transcript import Transcript, ledger_of
from backtest.ledger import Ledger
from backtest.options import Options
from backtest.panel import Panel
from backtest.targets import Targets
from data_sources.errors import InputError
from data_sources.facts import Floats

Integers = NDArray[np.int64]

FULL, NO_STAMP_DUTY = 0, 1

# Seconds in plain Python, measured: to mark one holding, to place and fill one order.
PLAIN_MARK, PLAIN_ORDER = 2e-6, 100e-6


class Decisions(NamedTuple):
    """Weights by executing session: session t executes decision ``of_session[t]`` (-1: none), CSR as in Targets."""

    of_session: Integers
    offsets: Integers
    columns: Integers
    weights: Floats


def run_sessions(
    market: Market,
    conditions: Conditions,
    account: Account,
    journal: Journal,
    decisions: Decisions,
    first: int,
    stop: int,
    base: int,
) -> tuple[int, int]:
    """Walk sessions ``first`` to ``stop`` - 1; row 0 of the marks is session ``base``.

    Returns the session to go on with (``stop`` when done) and why it halted: the journal is full, or a sale is older
    than the stamp-duty table.
    """
    for t in range(first, stop):
        events = market.sessions[t].stop_event - market.sessions[t].first_event
        if not has_room(journal, len(account.lines), events):
            return t, FULL
        open_session(market, conditions, account, journal, t)
        if decisions.of_session[t] >= 0:
            _decide(market, conditions, account, journal, decisions, t)
        if not trade(market, conditions, account, journal, t):
            return t, NO_STAMP_DUTY
        mark(market, account, journal, t, t - base)
    return stop, FULL


@compiled
def _decide(
    market: Market, conditions: Conditions, account: Account, journal: Journal, decisions: Decisions, t: int
) -> None:
    decision = decisions.of_session[t]
    entries = slice(decisions.offsets[decision], decisions.offsets[decision + 1])
    place_orders(market, conditions, account, journal, t, decisions.columns[entries], decisions.weights[entries])


def execute_targets(panel: Panel, targets: Targets, options: Options) -> Ledger:
    """Execute target weights on a panel under the execution rules.

    A decision trades on the first session after its date; of several that lead to one session the last counts. The
    ledger starts with the last session on or before the first decision. Raises InputError for targets without a usable
    decision or with symbols missing from the panel, for dates outside the data, and for a sale before stamp-duty rows.
    """
    base, last = span(panel, targets, options)
    market, conditions = market_of(panel), conditions_of(options)
    account = new_account(market, options.cash)
    journal = new_journal(len(panel.symbols), last + 1 - base, len(panel.events.session))
    journal.marks[0].cash = account.book[0].cash
    decisions = _schedule(panel, targets)
    transcript, walk = Transcript(), best_version(run_sessions, _plain_seconds(panel, decisions, base, last))
    t = base + 1
    while t <= last:
        t, halt = walk(market, conditions, account, journal, decisions, t, last + 1, base)
        if t <= last and halt == NO_STAMP_DUTY:
            raise InputError(f"a sale on {panel.sessions[t]} is older than the first stamp-duty row; start later")
        transcript.take(journal)
    return ledger_of(panel, journal, transcript, base, last)


def _plain_seconds(panel: Panel, decisions: Decisions, base: int, last: int) -> float:
    """A rough forecast of the walk in plain Python: marks of what is held, and orders of what is decided."""
    made = np.count_nonzero(decisions.of_session[base : last + 1] >= 0)
    names = len(decisions.columns) / max(len(decisions.offsets) - 1, 1)
    return float((last - base) * names * PLAIN_MARK + made * (names * PLAIN_ORDER + len(panel.symbols) * PLAIN_MARK))


def span(panel: Panel, targets: Targets, options: Options) -> tuple[int, int]:
    """The base session and the last session of a run."""
    if not len(targets.dates):
        since = f" on or after {options.start}" if options.start else ""
        raise InputError(f"there is no decision{since}; nothing to execute")
    base = int(np.searchsorted(panel.sessions, targets.dates[0], side="right")) - 1
    if panel.next_session is not None and targets.dates[0] >= np.datetime64(panel.next_session, "D"):
        raise InputError(
            f"the first decision is of {targets.dates[0]}, after the last session with data, {panel.sessions[-1]}; "
            f"refresh the data first"
        )
    if base < 0:
        raise InputError(
            f"the first decision is of {targets.dates[0]}, before the first session {panel.sessions[0]}; "
            f"import earlier data or start later with --from"
        )
    return base, _last_session(panel, options, base)


def _last_session(panel: Panel, options: Options, base: int) -> int:
    if options.end is None:
        return len(panel.sessions) - 1
    end, data_end = np.datetime64(options.end, "D"), panel.sessions[-1]
    if np.busday_count(data_end + 1, end + 1) > 0:
        raise InputError(f"--to {end} is after the last session with data, {data_end}; refresh the data or end there")
    last = int(np.searchsorted(panel.sessions, end, side="right")) - 1
    if last < base:
        raise InputError(f"--to {end} is before the base date {panel.sessions[base]}; end on or after it")
    return last


def _schedule(panel: Panel, targets: Targets) -> Decisions:
    columns = np.array([panel.position[symbol] for symbol in targets.symbols], dtype=np.int64)[targets.columns]
    of_session = np.full(len(panel.sessions), -1, dtype=np.int64)
    session = np.searchsorted(panel.sessions, targets.dates, side="right")
    inside = session < len(panel.sessions)
    # Of decisions that lead to one session the last assignment, which is the later date, stays.
    of_session[session[inside]] = np.flatnonzero(inside)
    return Decisions(of_session, targets.offsets, _renamed(panel, targets, session, columns), targets.weights)


def _renamed(panel: Panel, targets: Targets, session: Integers, columns: Integers) -> Integers:
    """From its rename on, a weight of an old symbol is one of the new; renames are followed in order of time."""
    renamed = columns.copy()
    for rename in sorted(panel.renames, key=lambda rename: (rename.date, rename.old_symbol)):
        first = np.searchsorted(panel.sessions, np.datetime64(rename.date, "D"))
        later = slice(int(targets.offsets[np.searchsorted(session, first)]), None)
        old, new = panel.position[rename.old_symbol], panel.position[rename.new_symbol]
        renamed[later][renamed[later] == old] = new
    return renamed
