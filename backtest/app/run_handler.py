"""A user's file that decides day by day, as ``backtest run`` trades it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from backtest.handler import execute_handler
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.judge import About, judge_ledger
from backtest.result.result import Result
from backtest.targets import targets_from_rows
from data_sources.errors import UserError
from strategies.contract.strategy import Strategy, known_history
from strategies.contract.user_handler import UserHandler, load_file
from strategies.registry import find_strategy


def find_runnable(name_or_path: str) -> Strategy | UserHandler:
    """Return a strategy, or what a user's Python file defines; raises UserError when there is no such thing."""
    return load_file(Path(name_or_path)) if name_or_path.endswith(".py") else find_strategy(name_or_path)


def check_handler(handler: UserHandler, options: Options, *, hindsight: bool, plain: bool) -> None:
    """Raise UserError for an option of the command line that a handler would not heed."""
    if options.fill != Options().fill:
        raise UserError(f"{handler.name} names the auction of each instruction; leave out --fill")
    for option, given in (("--hindsight", hindsight), ("--plain", plain)):
        if given:
            raise UserError(f"{handler.name} decides day by day, which {option} does not know; leave out {option}")


def run_handler(
    handler: UserHandler, panel: Panel, options: Options, parameters: Mapping[str, str], command: str
) -> Result:
    """Run a handler from ``--from``, its ``START`` or the first session; the result has no targets.

    A table of weights could not repeat what depended on the path; the fills say what was done.
    """
    values = handler.values(parameters)
    start = options.start or handler.start or panel.sessions[0].item()
    dated = replace(options, start=start)
    ledger = execute_handler(panel, handler.fresh(known_history(panel), values), dated, start)
    about = About(name=handler.name, title=handler.path.name, parameters=values, command=command)
    return judge_ledger(panel, ledger, targets_from_rows([]), dated, about)
