"""A user's handler in a process of its own, and its run: what it said there trades here.

The program never executes the file: whatever that would change in the program could change the result too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from backtest.engine.ledger import Ledger
from backtest.handler import execute_handler
from backtest.options import Options
from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.contract.parameters import Settings, Value
from strategies.own.handler_file import UserHandler
from strategies.own.handler_run import Decide, HandlerRun, Heard, replayed, run_made
from strategies.own.imports import imports_of
from strategies.own.process.client import ask
from strategies.own.process.handled import read_said
from strategies.own.process.question import Question

NEEDED = ("strategies.own.process.handled",)
"""What the process that answers imports once for all runs."""
MOST_FOLLOWED = 20


def run_apart(
    handler: UserHandler,
    history: History,
    values: Mapping[str, Value],
    conditions: tuple[Options, date],
    decide: Decide,
) -> tuple[Ledger, Heard]:
    """Run a handler as ``run_made`` does, in another process; one that came from no file is run here."""
    if not handler.text:
        return run_made(handler, history, values, conditions, decide)
    heard = heard_apart(handler, history, values, HandlerRun(*conditions), decide)
    return execute_handler(history.panel, replayed(heard.said), *conditions), heard


def heard_apart(
    handler: UserHandler, history: History, values: Mapping[str, Value], run: HandlerRun, decide: Decide
) -> Heard:
    """Return what a handler says on a history; strategies that it follows decide on the same one, apart from it."""
    packages = (*NEEDED, *imports_of(handler.path, handler.text).packages)
    while True:
        asked = Question("handle", handler.path, handler.text, history, Settings(values), run=run)
        said = read_said(handler.path, ask(asked, packages))
        if said.follows is None:
            return Heard(dict(said.said), [each for each, _ in run.followed])
        if len(run.followed) == MOST_FOLLOWED:
            raise UserError(f"{handler.path}: the handler follows more than {MOST_FOLLOWED} strategies")
        run = replace(run, followed=(*run.followed, (said.follows, decide(said.follows, history))))
