"""An execution from its base session on: what it holds in memory, and targets walked into a ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backtest.engine.account import Account, Conditions, conditions_of, new_account, with_more_lots
from backtest.engine.compiled import best_version
from backtest.engine.journal import Journal, clear, new_journal, write_change
from backtest.engine.ledger import Ledger
from backtest.engine.market import Market, market_of
from backtest.engine.money import to_cents
from backtest.engine.object_rows import fit_for
from backtest.engine.schedule import Decisions, last_session, schedule, span
from backtest.engine.transcript import Transcript, ledger_of
from backtest.engine.walk import DONE, JOURNAL_FULL, LOTS_USED, NO_STAMP_DUTY, run_sessions
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.targets import Targets
from data_sources.errors import InputError

# Seconds in plain Python, measured: to mark one holding, to place and fill one order.
PLAIN_MARK, PLAIN_ORDER = 0.8e-6, 40e-6


@dataclass(frozen=True)
class Checkpoint:
    """An account as it stood after a session; an execution can go on from it, on the same panel and options."""

    session: int
    account: Account


@dataclass
class Execution:
    """What a walk works on. ``account`` is replaced when its lots need room, ``transcript`` takes the full journals.

    ``auctions`` is how many a session may have.
    """

    panel: Panel
    market: Market
    conditions: Conditions
    account: Account
    journal: Journal
    transcript: Transcript
    base: int
    last: int
    auctions: int = 1

    def relieve(self, lack: int, t: int) -> None:
        """Make room for session t, or raise InputError when no room would help."""
        if lack == NO_STAMP_DUTY:
            day = self.panel.sessions[t]
            raise InputError(f"a sale on {day} is older than the first stamp-duty row; start later")
        if lack == LOTS_USED:
            self.account = with_more_lots(self.account)
        else:
            self.transcript.take(self.journal)

    def ledger(self) -> Ledger:
        """Everything that happened so far."""
        journal, transcript = self.journal, self.transcript
        return ledger_of(self.panel, journal, transcript, self.base, self.last, in_order=self.auctions == 1)

    def checkpoint(self) -> Checkpoint:
        """The account as it stands after the last session."""
        return Checkpoint(self.last, _copied(self.account))


def begin(panel: Panel, options: Options, base: int, last: int, checkpoint: Checkpoint | None = None) -> Execution:
    """Set up an execution whose first marked session is ``base``, with new cash or as a checkpoint left it."""
    market, conditions = market_of(panel), conditions_of(options)
    account = _copied(checkpoint.account) if checkpoint else new_account(market, options.cash)
    journal = new_journal(len(panel.symbols), last + 1 - base, len(panel.events.session))
    held = np.flatnonzero(account.lines["shares"]).tolist()
    journal.marks["cash"][0] = account.book["cash"][0]
    journal.marks["holdings"][0] = sum(to_cents(account.lines[j].shares * account.lines[j].valuation) for j in held)
    for j in held:
        write_change(journal, base, j, account.lines[j].shares)
    return Execution(panel, market, conditions, account, journal, Transcript(), base, last)


def execute_targets(panel: Panel, targets: Targets, options: Options) -> Ledger:
    """Execute target weights on a panel under the execution rules.

    A decision trades on the first session after its date; of several that lead to one session the last counts. The
    ledger starts with the last session on or before the first decision. Raises InputError for targets without a usable
    decision or with symbols missing from the panel, for dates outside the data, and for a sale before stamp-duty rows.
    """
    return execute_between(panel, targets, options, *span(panel, targets, options))


def execute_between(panel: Panel, targets: Targets, options: Options, base: int, last: int) -> Ledger:
    """Execute target weights from session ``base`` to ``last``, which the caller has found with ``span``."""
    return _walk(begin(panel, options, base, last), schedule(panel, targets)).ledger()


def execute_part(
    panel: Panel, targets: Targets, options: Options, checkpoint: Checkpoint | None = None
) -> tuple[Ledger, Checkpoint]:
    """Execute up to ``options.end`` and say where the account stands; with a checkpoint go on from there.

    The parts of a run, one after the other, leave the rows of the whole run; each part's first session is the last one
    of the part before.
    """
    if checkpoint is None:
        base, last = span(panel, targets, options)
    else:
        base, last = checkpoint.session, last_session(panel, options, checkpoint.session)
    done = _walk(begin(panel, options, base, last, checkpoint), schedule(panel, targets))
    return done.ledger(), done.checkpoint()


def _walk(execution: Execution, decisions: Decisions) -> Execution:
    return walk_to_end(execution, decisions, best_version(run_sessions, _plain_seconds(execution, decisions)))


def walk_to_end(
    execution: Execution, decisions: Decisions, walk: Callable[..., tuple[int, int]], *, keep_rows: bool = True
) -> Execution:
    """Walk every session after the base with one version of ``run_sessions``, making room when it halts."""
    t, stop, base = execution.base + 1, execution.last + 1, execution.base
    while t < stop:
        with fit_for(walk, execution.market, execution.account, execution.journal) as (market, account, journal):
            t, lack = walk(market, execution.conditions, account, journal, decisions, t, stop, base)
        if lack == JOURNAL_FULL and not keep_rows:
            clear(execution.journal)
        elif lack != DONE:
            execution.relieve(lack, t)
    return execution


def _plain_seconds(execution: Execution, decisions: Decisions) -> float:
    """A rough forecast of the walk in plain Python: marks of what is held, and orders of what is decided."""
    made = np.count_nonzero(decisions.of_session[execution.base : execution.last + 1] >= 0)
    names = len(decisions.columns) / max(len(decisions.offsets) - 1, 1)
    sessions = execution.last - execution.base
    orders = made * (names * PLAIN_ORDER + len(execution.panel.symbols) * PLAIN_MARK)
    return float(sessions * names * PLAIN_MARK + orders)


def _copied(account: Account) -> Account:
    return Account(*(array.copy().view(np.recarray) for array in account))
