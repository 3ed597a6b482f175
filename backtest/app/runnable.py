"""What can be run, and how it is found: a strategy, a handler, a file of a user's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from backtest.app.decided import Asked, Decided, decided_strategy
from backtest.app.decided_by_day import decided_handler
from backtest.app.ran_before import note_run
from backtest.app.run_result import Run
from backtest.market.panel import Panel
from backtest.options import Options
from data_sources.errors import OptionError
from strategies.contract.parameters import Value
from strategies.contract.strategy import History, Strategy
from strategies.own.find import find_strategy
from strategies.own.handler_file import UserHandler
from strategies.own.load import load_file
from strategies.own.weights_file import strategy_of_function
from strategies.plain_list.version import has_plain_list

Runnable: TypeAlias = Strategy | UserHandler
Named: TypeAlias = str | Path | Runnable | Callable[[History], Any]
"""Whatever names something runnable: a name, the path of a file, the thing itself, a function ``weights(history)``."""


def find_runnable(named: Named) -> Runnable:
    """Return a strategy, or what a user's Python file defines; raises UserError when there is no such thing."""
    if isinstance(named, Strategy | UserHandler):
        return named
    if callable(named):
        return strategy_of_function(named)
    found = load_file(Path(named)) if str(named).endswith(".py") else find_strategy(str(named))
    if found.source:
        note_run(found.source)
    return found


def check_heeded(
    what: Runnable, options: Options, *, hindsight: bool = False, plain: bool = False, deep: bool = False
) -> None:
    """Raise OptionError for an option that a handler would not heed, and for ``deep`` without names of reports."""
    if isinstance(what, UserHandler):
        _check_handler(what, options, {"--hindsight": hindsight, "--plain": plain, "--deep": deep})
    elif deep and not has_plain_list(what):
        raise OptionError(f"{what.name} takes no names from reports, so there is no list to look at; leave out --deep")


def _check_handler(handler: UserHandler, options: Options, given: Mapping[str, bool]) -> None:
    if options.fill != Options().fill:
        raise OptionError(f"{handler.name} names the auction of each instruction; leave out --fill")
    for option, wanted in given.items():
        if wanted:
            raise OptionError(f"{handler.name} decides day by day, which {option} does not know; leave out {option}")


def run_runnable(
    what: Runnable,
    panel: Panel,
    options: Options,
    parameters: Mapping[str, Value],
    *,
    hindsight: bool,
    command: str,
    audit: bool = True,
    deep: bool = False,
) -> Run:
    """Run a strategy, or a handler's file, and count the trial.

    Beside a rule of a user's own its look-ahead audit is run, unless ``audit`` is False.
    """
    asked = Asked(parameters, hindsight, command, audit, deep)
    return decide_runnable(what, panel, options, asked).trade(options)


def decide_runnable(what: Runnable, panel: Panel, options: Options, asked: Asked) -> Decided:
    """Let a strategy decide, or ready a handler, without trading; raises UserError for dates outside the data."""
    check_heeded(what, options, hindsight=asked.hindsight, deep=asked.deep)
    if isinstance(what, Strategy):
        return decided_strategy(what, panel, options, asked)
    return decided_handler(what, panel, options, asked)
