"""What can be run, and how each kind is run on a market: a strategy, a handler, a table of weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from backtest.app.counting import Looked, counted, sum_of_targets
from backtest.app.own_rule import AUDIT_DAYS, audited, beside_own
from backtest.app.run_result import Run, held
from backtest.handler import execute_handler
from backtest.handler.instruction import Handler
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.judge import judge, judge_ledger
from backtest.result.look_ahead import FROM_OUTSIDE, ONE_HANDLER, LookAhead
from backtest.result.manifest import About
from backtest.targets import Targets, targets_from_rows
from data_sources.errors import OptionError
from strategies.contract.audit import audit_strategy
from strategies.contract.definition import sum_of_function
from strategies.contract.handler_audit import audit_handler
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import History, Strategy, decide, known_history
from strategies.contract.user_file import strategy_of_function
from strategies.contract.user_handler import UserHandler, load_file
from strategies.definition import definition_of, is_shipped
from strategies.registry import find_strategy

Runnable: TypeAlias = Strategy | UserHandler
Named: TypeAlias = str | Path | Runnable | Callable[[History], Any]
"""Whatever names something runnable: a name, the path of a file, the thing itself, a function ``weights(history)``."""


def find_runnable(named: Named) -> Runnable:
    """Return a strategy, or what a user's Python file defines; raises UserError when there is no such thing."""
    if isinstance(named, Strategy | UserHandler):
        return named
    if callable(named):
        return strategy_of_function(named)
    return load_file(Path(named)) if str(named).endswith(".py") else find_strategy(str(named))


def check_handler(handler: UserHandler, options: Options, *, hindsight: bool, plain: bool = False) -> None:
    """Raise OptionError for an option that a handler would not heed."""
    if options.fill != Options().fill:
        raise OptionError(f"{handler.name} names the auction of each instruction; leave out --fill")
    for option, given in (("--hindsight", hindsight), ("--plain", plain)):
        if given:
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
) -> Run:
    """Run a strategy, or a handler's file from ``options.start``, its ``START`` or the first session; count the trial.

    Beside a rule of a user's own its look-ahead audit is run, unless ``audit`` is False.
    """
    if isinstance(what, Strategy):
        return _run_strategy(what, panel, options, parameters, hindsight=hindsight, command=command, audit=audit)
    check_handler(what, options, hindsight=hindsight)
    values = what.values(parameters)
    start = options.start or what.start or panel.sessions[0].item()
    about = About(name=what.name, title=what.path.name, parameters=values, command=command)
    history = known_history(panel)
    looked = Looked(what.definition, values)
    found = audited(lambda: audit_handler(what, history, values, options, start, days=AUDIT_DAYS), wanted=audit)
    return run_day_by_day(what.fresh(history, values), start, panel, options, about, looked=looked, look_ahead=found)


def _run_strategy(
    strategy: Strategy,
    panel: Panel,
    options: Options,
    given: Mapping[str, Value],
    *,
    hindsight: bool,
    command: str,
    audit: bool,
) -> Run:
    history = known_history(panel)
    decided = decide(strategy, history, given, hindsight=hindsight)
    about = About(
        name=strategy.name,
        title=strategy.title,
        known_from=strategy.known_from,
        hindsight=hindsight,
        parameters={name: parameter.default for name, parameter in strategy.parameters.items()} | dict(given),
        segments=decided.segment_of,
        notes=decided.notes,
        command=command,
    )
    values = check_parameters(strategy.name, strategy.parameters, given).values
    result = counted(judge(panel, decided.targets, options, about), panel, Looked(definition_of(strategy), values))
    if is_shipped(strategy):
        return held(result)
    known = None if hindsight else decided.targets
    found = audited(lambda: audit_strategy(strategy, history, given, AUDIT_DAYS, decided=known), wanted=audit)
    return held(beside_own(result, panel, found))


def run_table(targets: Targets, panel: Panel, options: Options, about: About) -> Run:
    """Execute weights from outside, judge them and count the trial; whether they look ahead nobody can tell."""
    result = counted(judge(panel, targets, options, about), panel, Looked(sum_of_targets(targets), about.parameters))
    return held(beside_own(result, panel, FROM_OUTSIDE))


def run_day_by_day(
    handler: Handler,
    start: date,
    panel: Panel,
    options: Options,
    about: About,
    *,
    looked: Looked | None = None,
    look_ahead: LookAhead = ONE_HANDLER,
) -> Run:
    """Run a handler from the last session on or before ``start`` and count the trial; the run has no targets.

    A table of weights could not repeat what depended on the path; the fills say what was done. ``looked`` None: the
    handler itself defines what was tried.
    """
    looked = looked or Looked(sum_of_function(handler), about.parameters)
    dated = replace(options, start=start)
    ledger = execute_handler(panel, handler, dated, start)
    result = counted(judge_ledger(panel, ledger, targets_from_rows([]), dated, about), panel, looked)
    return held(beside_own(result, panel, look_ahead))
