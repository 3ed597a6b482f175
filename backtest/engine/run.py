"""An execution from its base session on: targets walked into a ledger, and what that holds in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backtest.engine.account import Account, Conditions, conditions_of, with_more_tax_lots
from backtest.engine.closes import lay_closes
from backtest.engine.compiled import best_version
from backtest.engine.journal import Journal, new_journal
from backtest.engine.ledger import Ledger
from backtest.engine.market import Market, market_of
from backtest.engine.object_rows import rows_for
from backtest.engine.opening import note_opening, opening_account
from backtest.engine.schedule import Schedule, decided_since_start, schedule_of, span
from backtest.engine.transcript import Transcript, ledger_of
from backtest.engine.walk import ACCOUNT_TOO_LARGE, DONE, NO_STAMP_DUTY, TAX_LOTS_USED, run_sessions
from backtest.market.indices import Benchmark, benchmark_of
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.targets import Targets
from data_sources.errors import InputError

# Seconds in plain Python, measured: to mark one holding, to place and fill one order.
PLAIN_MARK, PLAIN_ORDER = 0.8e-6, 40e-6


@dataclass
class Execution:
    """What a walk works on.

    ``account`` is replaced when its tax lots need room, ``transcript`` takes the full journals, ``auctions`` is how
    many a session may have.
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
        if lack == ACCOUNT_TOO_LARGE:
            day = self.panel.sessions[t]
            raise InputError(
                f"on {day} the account passed 1,000,000,000,000,000 CNY, more money than there is; does the rule know "
                "the future? run: backtest audit FILE"
            )
        if lack == TAX_LOTS_USED:
            self.account = with_more_tax_lots(self.account)
        else:
            self.transcript.take(self.journal)

    def ledger(self) -> Ledger:
        """Everything that happened so far."""
        journal, transcript = self.journal, self.transcript
        return ledger_of(self.panel, journal, transcript, self.base, self.last, in_order=self.auctions == 1)


def execute(panel: Panel, targets: Targets, options: Options) -> tuple[Ledger, Benchmark]:
    """Execute targets; return the ledger and the benchmark with its close of each session (T).

    As ``execute_targets``, with the decisions before ``options.start`` left out; a decision trades on the first session
    after its date. Raises InputError too when the benchmark lacks a session of the run; that is checked before anything
    trades.
    """
    decided = decided_since_start(targets, options)
    base, last = span(panel, decided, options)
    benchmark = benchmark_of(panel, options.benchmark, base, last)
    return _execute_between(panel, decided, options, base, last), benchmark


def execute_targets(panel: Panel, targets: Targets, options: Options) -> Ledger:
    """Execute target weights on a panel under the execution rules.

    A decision trades on the first session after its date; of several that lead to one session the last counts. The
    ledger starts with the last session on or before the first decision. Raises InputError for targets without a usable
    decision or with symbols missing from the panel, for dates outside the data, and for a sale before stamp-duty rows.

    Parameters
    ----------
    panel : Panel
        The market: every array ends with its last session.
    targets : Targets
        Weights by decision date; a decision trades on the first session after its date.
    options : Options
        Costs, fill price, cash and span.
    """
    return _execute_between(panel, targets, options, *span(panel, targets, options))


def _execute_between(panel: Panel, targets: Targets, options: Options, base: int, last: int) -> Ledger:
    execution, schedule = begin(panel, options, base, last), schedule_of(panel, targets)
    walk = best_version(run_sessions, _plain_seconds(execution, schedule))
    return walk_to_end(execution, schedule, walk).ledger()


def begin(panel: Panel, options: Options, base: int, last: int, *, keep_rows: bool = True) -> Execution:
    """Set up an execution that holds its cash and opening positions after session ``base``, the first marked.

    Without ``keep_rows`` it leaves marks and no ledger.
    """
    market, conditions = market_of(panel), conditions_of(options)
    account = opening_account(panel, market, options, base)
    journal = new_journal(len(panel.symbols), base, last, len(panel.events.session), keeps_rows=keep_rows)
    note_opening(market, account, journal, base)
    return Execution(panel, market, conditions, account, journal, Transcript(), base, last)


def walk_to_end(execution: Execution, schedule: Schedule, walk: Callable[..., tuple[int, int]]) -> Execution:
    """Walk every session after the base with one version of ``run_sessions``, making room when it halts."""
    lay_closes(execution.market, schedule.columns)
    t, stop = execution.base + 1, execution.last + 1
    while t < stop:
        with rows_for(walk, execution.market, execution.account, execution.journal) as (market, account, journal):
            t, lack = walk(market, execution.conditions, account, journal, schedule, t, stop)
        if lack != DONE:
            execution.relieve(lack, t)
    return execution


def _plain_seconds(execution: Execution, schedule: Schedule) -> float:
    """A rough forecast of the walk in plain Python: marks of what is held, and orders of what is decided."""
    made = np.count_nonzero(schedule.of_session[execution.base : execution.last + 1] >= 0)
    names = len(schedule.columns) / max(len(schedule.offsets) - 1, 1)
    sessions = execution.last - execution.base
    orders = made * (names * PLAIN_ORDER + len(execution.panel.symbols) * PLAIN_MARK)
    return float(sessions * names * PLAIN_MARK + orders)
