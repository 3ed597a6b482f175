"""Targets executed on a panel beside a benchmark: section 4 of the execution rules over the span of section 5."""

from __future__ import annotations

from backtest.engine.ledger import Ledger
from backtest.market.indices import benchmark_of
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.targets import Targets
from data_sources.tables.facts import Floats


def execute(panel: Panel, targets: Targets, options: Options) -> tuple[Ledger, Floats]:
    """Execute targets; return the ledger and the benchmark's close of each of its sessions (T).

    Raises InputError when nothing can be executed (see ``engine.run``) or the benchmark lacks a session of the run;
    that is checked before anything trades.
    """
    from backtest.engine.run import execute_between  # noqa: PLC0415 - compiled code only when something runs
    from backtest.engine.schedule import decided_since_start, span  # noqa: PLC0415 - as above

    decided = decided_since_start(targets, options)
    base, last = span(panel, decided, options)
    benchmark = benchmark_of(panel, options.benchmark, base, last)
    return execute_between(panel, decided, options, base, last), benchmark
