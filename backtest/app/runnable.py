"""What can be run, and how each kind is run on a market: a strategy, a handler, a table of weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from backtest.app.run_result import Run, held
from backtest.engine.schedule import base_session, decided_since_start, last_session, span
from backtest.handler import execute_handler
from backtest.handler.instruction import Handler
from backtest.market.indices import default_benchmark
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
from strategies.standing.gate_effect import gate_effects

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


@dataclass(frozen=True)
class Decided:
    """A run that has not traded: ``sessions`` are its base and its last row, ``trade`` executes and judges it.

    ``trade`` takes the options again, so that several runs can share the benchmark that all of them have.
    """

    sessions: tuple[int, int]
    trade: Callable[[Options], Run]


def run_runnable(
    what: Runnable, panel: Panel, options: Options, parameters: Mapping[str, Value], *, hindsight: bool, command: str
) -> Run:
    """Run a strategy, or a handler's file from ``options.start``, its ``START`` or the first session."""
    return decide_runnable(what, panel, options, parameters, hindsight=hindsight, command=command).trade(options)


def decide_runnable(
    what: Runnable, panel: Panel, options: Options, parameters: Mapping[str, Value], *, hindsight: bool, command: str
) -> Decided:
    """Let a strategy decide, or ready a handler, without trading; raises UserError for dates outside the data."""
    if isinstance(what, Strategy):
        return _decide_strategy(what, panel, options, parameters, hindsight=hindsight, command=command)
    check_handler(what, options, hindsight=hindsight)
    values = what.values(parameters)
    start = options.start or what.start or panel.sessions[0].item()
    about = About(name=what.name, title=what.path.name, parameters=values, command=command)
    base = base_session(panel, start)
    sessions = (base, last_session(panel, options, base))

    def trade(chosen: Options) -> Run:
        handler, named = (
            what.fresh(known_history(panel), values),
            _named(about, chosen.benchmark, panel, options, sessions),
        )
        return run_day_by_day(handler, start, panel, chosen, named)

    return Decided(sessions, trade)


def _decide_strategy(
    strategy: Strategy, panel: Panel, options: Options, given: Mapping[str, Value], *, hindsight: bool, command: str
) -> Decided:
    history = known_history(panel)
    published = about_strategy(strategy, panel, options, given, command=command)
    if not hindsight:
        return _decided_by(strategy, history, options, given, published)
    try:
        known = _decided_by(strategy, history, options, given, replace(published, command=_without_hindsight(command)))
    except InputError:
        # No session follows a publication. What else is wrong with the market is wrong with the run below too.
        known = None
    return _decided_by(strategy, history, options, given, replace(published, hindsight=True), as_published=known)


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


def _decided_by(
    strategy: Strategy,
    history: History,
    options: Options,
    given: Mapping[str, Value],
    about: About,
    *,
    as_published: Decided | None = None,
) -> Decided:
    decided = decide(strategy, history, given, hindsight=about.hindsight)
    told = replace(
        about,
        segments=decided.segment_of,
        notes=(*decided.notes, *about.notes),
        gates=gate_effects(strategy, history, given, decided=decided.targets, hindsight=about.hindsight),
    )
    return decided_table(decided.targets, history.panel, options, told, as_published=as_published)


def _without_hindsight(command: str) -> str:
    return " ".join(word for word in command.split(" ") if word != "--hindsight")


def decided_table(
    targets: Targets, panel: Panel, options: Options, about: About, *, as_published: Decided | None = None
) -> Decided:
    """Return decided weights as a run that has not traded; raises UserError for dates outside the data.

    ``as_published`` is the same run without hindsight: it trades too, against the same benchmark.
    """
    sessions = span(panel, decided_since_start(targets, options), options)

    def trade(chosen: Options) -> Run:
        benchmark = chosen.benchmark or default_benchmark(panel, [sessions])
        known = as_published.trade(replace(chosen, benchmark=benchmark)) if as_published else None
        named = _named(about, chosen.benchmark, panel, options, sessions)
        return run_table(targets, panel, chosen, named, as_published=known)

    return Decided(sessions, trade)


def _named(about: About, shared: str | None, panel: Panel, options: Options, sessions: tuple[int, int]) -> About:
    """Let the command of a run name the shared benchmark when the run by itself would choose another one."""
    own = options.benchmark or default_benchmark(panel, [sessions])
    if not about.command or shared is None or shared == own:
        return about
    return replace(about, command=f"{about.command} --benchmark {shared}")


def run_table(
    targets: Targets, panel: Panel, options: Options, about: About, *, as_published: Run | None = None
) -> Run:
    """Execute decided weights and judge them; ``as_published`` as for ``judge``."""
    return held(judge(panel, targets, options, about, as_published=as_published))


def run_day_by_day(handler: Handler, start: date, panel: Panel, options: Options, about: About) -> Run:
    """Run a handler from the last session on or before ``start``; the run has no targets.

    A table of weights could not repeat what depended on the path; the fills say what was done.
    """
    dated = replace(options, start=start)
    ledger = execute_handler(panel, handler, dated, start)
    return held(judge_ledger(panel, ledger, targets_from_rows([]), dated, about))
