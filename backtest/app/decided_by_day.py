"""A handler between its file and its trades: it decides while it trades, so it has no table of weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backtest.app.about import documents_read, with_shared_benchmark
from backtest.app.audit_beside import Effort, handler_beside
from backtest.app.counting import Looked, counted
from backtest.app.decided import Asked, Decided
from backtest.app.own_rule import beside_own
from backtest.app.run_label import label_title
from backtest.app.run_result import Run, held
from backtest.engine.ledger import Ledger
from backtest.engine.schedule import base_session, last_session
from backtest.handler import execute_handler
from backtest.handler.handler import Handler
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.judge import judge_ledger
from backtest.result.look_ahead import LEFT_OUT, ONE_HANDLER, LookAhead, look_ahead_of
from backtest.result.manifest import About
from backtest.result.result import Result
from backtest.targets import targets_from_rows
from strategies.contract.definition import sum_of_function
from strategies.contract.history import History
from strategies.library.history import history_of
from strategies.library.library import Library
from strategies.own.handler_apart import run_apart
from strategies.own.handler_audit import decided_for
from strategies.own.handler_file import UserHandler
from strategies.own.source import source_of_function
from strategies.own.surroundings import undisturbed


def decided_handler(handler: UserHandler, panel: Panel, options: Options, asked: Asked) -> Decided:
    """Ready a handler's file from ``options.start``, its ``START`` or the first session."""
    values, history = handler.values(asked.given), history_of(panel, asked.library)
    start = options.start or handler.start or panel.sessions[0].item()
    base = base_session(panel, start)
    sessions = (base, last_session(panel, options, base))
    called = asked.label or handler.name
    about = About(
        called, label_title(handler.path.name, handler.name, called), parameters=values, command=asked.command,
        source=handler.source, documents=documents_read(asked.library), strategy=handler.name,
    )  # fmt: skip

    def trade(chosen: Options) -> Run:
        dated = replace(chosen, start=start)
        ledger, heard = run_apart(handler, history, values, (dated, start), decided_for(handler))
        found = LEFT_OUT
        if asked.audit:
            found = look_ahead_of(handler_beside(handler, history, values, (chosen, start), Effort(), heard=heard))
        named = with_shared_benchmark(about, chosen.benchmark, panel, options, sessions)
        return _judged_by_day(ledger, history, dated, named, look_ahead=found)

    def settle(run: Result) -> Run:
        return held(counted(run, panel, Looked(handler.definition, values, handler.name)))

    return Decided(sessions, trade, settle, (panel,))


def run_day_by_day(
    handler: Handler, start: date, panel: Panel, options: Options, about: About, *, library: Library
) -> Run:
    """Run a handler from the last session on or before ``start`` and count the trial; the run has no targets.

    The handler itself defines what was tried; ``library`` are the documents that name the universe beside it.
    """
    looked = Looked(sum_of_function(handler), about.parameters)
    about = about if about.source else replace(about, source=source_of_function(handler, looked.definition))
    dated = replace(options, start=start)
    with undisturbed():
        ledger = execute_handler(panel, handler, dated, start)
    about = replace(about, documents=documents_read(library))
    history = history_of(panel, library)
    return held(counted(_judged_by_day(ledger, history, dated, about, look_ahead=ONE_HANDLER), panel, looked))


def _judged_by_day(ledger: Ledger, history: History, dated: Options, about: About, *, look_ahead: LookAhead) -> Run:
    """Judge a run without targets: a table of weights could not repeat what depended on the path, the fills say it."""
    panel = history.panel
    result = judge_ledger(panel, ledger, targets_from_rows([]), dated, about)
    return held(beside_own(result, panel, look_ahead, history.memberships))
