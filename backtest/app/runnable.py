"""What can be run, and how each kind is run on a market: a strategy, a handler, a table of weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from backtest.app.run_result import Run, held
from backtest.handler import execute_handler
from backtest.handler.instruction import Handler
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.judge import judge, judge_ledger
from backtest.result.manifest import About
from backtest.targets import Targets, targets_from_rows
from data_sources.errors import InputError, OptionError
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.publications import left_out_sentence, publications
from strategies.contract.strategy import History, Strategy, decide, known_history
from strategies.contract.user_file import strategy_of_function
from strategies.contract.user_handler import UserHandler, load_file
from strategies.documents.library import memberships
from strategies.documents.sector_indices import sector_indices, stored_sector
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
    what: Runnable, panel: Panel, options: Options, parameters: Mapping[str, Value], *, hindsight: bool, command: str
) -> Run:
    """Run a strategy, or a handler's file from ``options.start``, its ``START`` or the first session."""
    if isinstance(what, Strategy):
        return _run_strategy(what, panel, options, parameters, hindsight=hindsight, command=command)
    check_handler(what, options, hindsight=hindsight)
    values = what.values(parameters)
    start = options.start or what.start or panel.sessions[0].item()
    about = About(name=what.name, title=what.path.name, parameters=values, command=command)
    return run_day_by_day(what.fresh(known_history(panel), values), start, panel, options, about)


def _run_strategy(
    strategy: Strategy, panel: Panel, options: Options, given: Mapping[str, Value], *, hindsight: bool, command: str
) -> Run:
    history = known_history(panel)
    published = about_strategy(strategy, panel, options, given, command=command)
    if not hindsight:
        return _run_decided(strategy, history, options, given, published)
    try:
        known = _run_decided(strategy, history, options, given, replace(published, command=_without_hindsight(command)))
    except InputError:
        # No session follows a publication. What else is wrong with the market is wrong with the run below too.
        known = None
    return _run_decided(strategy, history, options, given, replace(published, hindsight=True), as_published=known)


def about_strategy(
    strategy: Strategy, panel: Panel, options: Options, given: Mapping[str, Value], *, command: str = ""
) -> About:
    """Return what a run of a strategy is called and rests on: the reports that its filters leave, and their sectors."""
    settings = check_parameters(strategy.name, strategy.parameters, given)
    rests_on = publications(strategy, memberships(), settings)
    left_out = left_out_sentence(strategy, rests_on)
    last = min(options.end or date.max, panel.sessions[-1].item())
    return About(
        name=strategy.name,
        title=strategy.title,
        publications=rests_on,
        rules_written=strategy.rules_written,
        sector=stored_sector(sector_indices((each.report for each in rests_on), last), panel.benchmarks),
        parameters={name: parameter.default for name, parameter in strategy.parameters.items()} | dict(given),
        notes=(left_out,) if left_out else (),
        command=command,
    )


def _run_decided(
    strategy: Strategy,
    history: History,
    options: Options,
    given: Mapping[str, Value],
    about: About,
    *,
    as_published: Run | None = None,
) -> Run:
    decided = decide(strategy, history, given, hindsight=about.hindsight)
    told = replace(about, segments=decided.segment_of, notes=(*decided.notes, *about.notes))
    return held(judge(history.panel, decided.targets, options, told, as_published=as_published))


def _without_hindsight(command: str) -> str:
    return " ".join(word for word in command.split(" ") if word != "--hindsight")


def run_table(targets: Targets, panel: Panel, options: Options, about: About) -> Run:
    """Execute decided weights and judge them."""
    return held(judge(panel, targets, options, about))


def run_day_by_day(handler: Handler, start: date, panel: Panel, options: Options, about: About) -> Run:
    """Run a handler from the last session on or before ``start``; the run has no targets.

    A table of weights could not repeat what depended on the path; the fills say what was done.
    """
    dated = replace(options, start=start)
    ledger = execute_handler(panel, handler, dated, start)
    return held(judge_ledger(panel, ledger, targets_from_rows([]), dated, about))
