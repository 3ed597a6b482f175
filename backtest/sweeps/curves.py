"""Equity curves of many weight tables on one panel, without a ledger for each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from backtest.engine.compiled import machine_code
from backtest.engine.journal import clear
from backtest.engine.opening import opening_account
from backtest.engine.run import Execution, begin, walk_to_end
from backtest.engine.schedule import decided_since_start, schedule_of, span
from backtest.engine.walk import run_sessions
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.targets import Targets
from data_sources.tables.facts import Dates, Floats

# Sets handed out at a time: enough to keep every core busy, few enough to keep their targets out of memory.
SETS_A_CORE = 8


@dataclass(frozen=True)
class EquityCurve:
    """What one set of weights was worth after each session from its base date on (T), CNY."""

    sessions: Dates
    equity: Floats


def equity_curves(
    panel: Panel, tables: Iterable[Targets], options: Options, workers: int | None = None
) -> Iterator[EquityCurve]:
    """Execute each table of weights under the full rules and keep only its equity, in the order given.

    Each worker has one account and one journal that every set of its share writes over; compiled code runs outside the
    interpreter lock, so threads are enough. No benchmark is read. Raises InputError for a set that cannot be executed.

    Parameters
    ----------
    panel : Panel
        The market: every array ends with its last session.
    tables : iterable of Targets
        One table of weights per parameter set; read as the workers need them.
    options : Options
        The same for every set.
    workers : int or None, default None
        Threads; None means one per core.
    """
    machine_code(run_sessions)
    count = workers or os.cpu_count() or 1
    waiting = iter(tables)
    with ThreadPoolExecutor(count) as pool:
        running: list[Future[list[EquityCurve]]] = []
        while batch := list(islice(waiting, count * SETS_A_CORE)):
            # The workers walk this batch while the caller reads the last one and the next one is made.
            before, running = running, [pool.submit(_curves, panel, batch[k::count], options) for k in range(count)]
            yield from _in_order(before)
        yield from _in_order(running)


def _in_order(shares: list[Future[list[EquityCurve]]]) -> Iterator[EquityCurve]:
    """The curves of a batch as its sets were given: worker k had every set from number k on in steps of the workers."""
    done = [share.result() for share in shares]
    for k in range(sum(len(curves) for curves in done)):
        yield done[k % len(done)][k // len(done)]


def _curves(panel: Panel, share: list[Targets], options: Options) -> list[EquityCurve]:
    """The curves of one worker's share."""
    curves: list[EquityCurve] = []
    execution: Execution | None = None
    for given in share:
        targets = decided_since_start(given, options)
        base, last = span(panel, targets, options)
        if execution is None or (execution.base, execution.last) != (base, last):
            execution = begin(panel, options, base, last, keep_rows=False)
        else:
            execution.account = opening_account(panel, execution.market, options, base)
            clear(execution.journal)
        walk_to_end(execution, schedule_of(panel, targets), machine_code(run_sessions))
        marks = execution.journal.marks
        curves.append(EquityCurve(panel.sessions[base : last + 1], (marks.cash + marks.holdings) / 100))
    return curves
