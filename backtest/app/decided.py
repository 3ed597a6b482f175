"""A run between its decisions and its trades: all runs of a command decide first, since they share one benchmark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from backtest.app.counting import Looked, counted, sum_of_targets
from backtest.app.deep import deep_beside
from backtest.app.kept_audit import AuditBeside, Effort, at_once, drawn_days
from backtest.app.own_rule import AUDIT_DAYS, audited, beside_own
from backtest.app.run_result import Run, held
from backtest.engine.ledger import Ledger
from backtest.engine.schedule import base_session, decided_since_start, last_session, span
from backtest.handler import execute_handler
from backtest.handler.instruction import Handler
from backtest.market.indices import default_benchmark, whole_indices
from backtest.market.loading import load_panel
from backtest.market.panel import Panel
from backtest.metrics.publication import stating
from backtest.options import Options
from backtest.result.judge import judge, judge_ledger
from backtest.result.look_ahead import FROM_OUTSIDE, LEFT_OUT, ONE_HANDLER, LookAhead, look_ahead_of
from backtest.result.manifest import About
from backtest.result.result import Result
from backtest.result.source import Source
from backtest.targets import Targets, checked_targets, targets_from_rows
from data_sources.errors import InputError
from data_sources.store import reopened_store
from data_sources.tables.brief import first_of
from strategies.contract.definition import sum_of_function
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.publications import left_out_sentence, publications
from strategies.contract.strategy import Decisions, History, Strategy, decide, known_history
from strategies.definition import definition_of, is_shipped, source_of
from strategies.documents.library import memberships, report
from strategies.documents.own_standard import own_standard
from strategies.documents.sector_indices import sector_indices, stored_sector
from strategies.own.file_rule import FileRule
from strategies.own.handler_apart import run_apart
from strategies.own.handler_audit import audit_handler, decided_by
from strategies.own.handler_file import UserHandler
from strategies.own.source_files import source_of_function
from strategies.own.surroundings import undisturbed
from strategies.plain_list.comparison import beside_plain
from strategies.standing.gate_effect import gate_effects


@dataclass(frozen=True)
class Decided:
    """A run that has not traded: ``sessions`` are its base and its last row, ``trade`` executes and judges it.

    ``trade`` takes the options again, so that several runs can share the benchmark that all of them have.
    """

    sessions: tuple[int, int]
    trade: Callable[[Options], Run]


@dataclass(frozen=True)
class Asked:
    """How a strategy or handler is to run: parameters given, hindsight, its command, audit, random lists."""

    given: Mapping[str, Value]
    hindsight: bool = False
    command: str = ""
    audit: bool = True
    deep: bool = False


def decided_strategy(strategy: Strategy, panel: Panel, options: Options, asked: Asked) -> Decided:
    """Let a strategy decide; with hindsight the same run without it is decided too, and trades beside it."""
    history = known_history(panel)
    about = about_strategy(strategy, panel, options, asked.given, command=asked.command)
    if not asked.hindsight:
        return _decided_by(strategy, history, options, asked, about)
    without = replace(asked, hindsight=False, command=_without_hindsight(asked.command), deep=False)
    try:
        known = _decided_by(strategy, history, options, without, replace(about, command=without.command))
    except InputError:
        # No session follows a publication. What else is wrong with the market is wrong with the run below too.
        known = None
    return _decided_by(strategy, history, options, asked, replace(about, hindsight=True), as_published=known)


def about_strategy(
    strategy: Strategy, panel: Panel, options: Options, given: Mapping[str, Value], *, command: str = ""
) -> About:
    """Return what a run of a strategy is called and rests on: the reports that its filters leave, and their sectors."""
    settings = check_parameters(strategy.name, strategy.parameters, given)
    rests_on = publications(strategy, memberships(), settings)
    left_out = left_out_sentence(strategy, rests_on)
    # Without an end it goes to the last bar of any share, behind which an index may lack levels without harm.
    last = min(options.end or panel.sessions[panel.last_traded].item(), panel.sessions[-1].item())
    stated = stating(rests_on)
    return About(
        name=strategy.name,
        title=strategy.title,
        publications=rests_on,
        rules_written=strategy.rules_written,
        sector=stored_sector(
            sector_indices((each.report for each in rests_on), last),
            panel.benchmarks,
            whole_indices(panel, stated.known_from if stated else panel.sessions[0].item(), last),
        ),
        parameters={name: parameter.default for name, parameter in strategy.parameters.items()} | dict(given),
        standard=own_standard(report(stated.report)) if stated else None,
        chosen_from=_named_by(stated.known_from) if stated else None,
        notes=(left_out,) if left_out else (),
        command=command,
        source=source_of(strategy),
    )


def _named_by(day: date) -> tuple[str, ...]:
    """The names that some report had named by a day, that of the day included."""
    return tuple(sorted({each.symbol for each in memberships(as_of=day)}))


def decided_handler(handler: UserHandler, panel: Panel, options: Options, asked: Asked) -> Decided:
    """Ready a handler's file from ``options.start``, its ``START`` or the first session."""
    values, history = handler.values(asked.given), known_history(panel)
    start = options.start or handler.start or panel.sessions[0].item()
    base = base_session(panel, start)
    sessions = (base, last_session(panel, options, base))
    about = About(handler.name, handler.path.name, parameters=values, command=asked.command, source=handler.source)

    def trade(chosen: Options) -> Run:
        dated = replace(chosen, start=start)
        ledger, heard = run_apart(handler, history, values, (dated, start), decided_by)
        found = audited(
            lambda: audit_handler(
                handler,
                history,
                values,
                chosen,
                start,
                days=None,
                seconds=Effort.seconds,
                at_least=AUDIT_DAYS,
                heard=heard,
                seed=drawn_days(panel.snapshot, heard.targets()),
                at_once=at_once(),
            ),
            wanted=asked.audit,
        )
        named = _named(about, chosen.benchmark, panel, options, sessions)
        looked = Looked(handler.definition, values)
        return _judged_by_day(ledger, panel, dated, named, looked=looked, look_ahead=found)

    return Decided(sessions, trade)


def decided_table(targets: Targets, panel: Panel, options: Options, about: About) -> Decided:
    """Ready weights from outside; whether they look ahead cannot be told.

    Raises UserError for dates outside the data.
    """
    targets = checked_targets(targets)
    looked = Looked(sum_of_targets(targets), about.parameters)
    about = replace(about, source=replace(about.source or Source("table", ""), definition=looked.definition))

    def finish(result: Result) -> Run:
        return held(beside_own(counted(result, panel, looked), panel, FROM_OUTSIDE))

    return _decided(targets, panel, options, about, finish)


def run_day_by_day(
    handler: Handler,
    start: date,
    panel: Panel,
    options: Options,
    about: About,
) -> Run:
    """Run a handler from the last session on or before ``start`` and count the trial; the run has no targets.

    The handler itself defines what was tried.
    """
    looked = Looked(sum_of_function(handler), about.parameters)
    about = about if about.source else replace(about, source=source_of_function(handler, looked.definition))
    dated = replace(options, start=start)
    with undisturbed():
        ledger = execute_handler(panel, handler, dated, start)
    return _judged_by_day(ledger, panel, dated, about, looked=looked, look_ahead=ONE_HANDLER)


def _judged_by_day(
    ledger: Ledger, panel: Panel, dated: Options, about: About, *, looked: Looked, look_ahead: LookAhead
) -> Run:
    """Judge a run without targets: a table of weights could not repeat what depended on the path, the fills say it."""
    result = counted(judge_ledger(panel, ledger, targets_from_rows([]), dated, about), panel, looked)
    return held(beside_own(result, panel, look_ahead))


def _decided_by(
    strategy: Strategy,
    history: History,
    options: Options,
    asked: Asked,
    about: About,
    *,
    as_published: Decided | None = None,
) -> Decided:
    # A rule of a user's own decides on cut histories first, before it is shown the whole one.
    beside = None
    if asked.audit and not is_shipped(strategy):
        beside = AuditBeside(strategy, history, history.panel, asked.given, Effort())
    decided = decide(strategy, history, asked.given, hindsight=asked.hindsight)
    told = replace(
        about,
        segments=decided.segment_of,
        notes=(*decided.notes, *about.notes),
        gates=gate_effects(strategy, history, asked.given, decided=decided.targets, hindsight=asked.hindsight),
    )

    def finish(result: Result) -> Run:
        return held(_beside_strategy(result, strategy, history, asked, (decided, beside)))

    return _decided(decided.targets, history.panel, options, told, finish, as_published=as_published)


def _beside_strategy(
    result: Result,
    strategy: Strategy,
    history: History,
    asked: Asked,
    of_it: tuple[Decisions, AuditBeside | None],
) -> Result:
    """Count the trial; beside a rule of a user's own stand its audit and what it chose from."""
    decided, beside = of_it
    values = check_parameters(strategy.name, strategy.parameters, asked.given).values
    counted_in = counted(result, history.panel, Looked(definition_of(strategy), values))
    published = counted_in.as_published  # has the plain list beside it already: its test is this one
    known = replace(
        counted_in,
        plain=published.plain if published else beside_plain(strategy, history.panel, counted_in, asked.given),
        deep=deep_beside(strategy, history.panel, counted_in, asked.given) if asked.deep else None,
    )
    if is_shipped(strategy):
        return known
    if beside is None:
        return beside_own(known, history.panel, LEFT_OUT)
    targets = decide(strategy, history, asked.given).targets if asked.hindsight else decided.targets
    found = look_ahead_of(beside.of(targets), function=not isinstance(strategy.targets, FileRule))
    return beside_own(known, history.panel, found)


def _decided(
    targets: Targets,
    panel: Panel,
    options: Options,
    about: About,
    finish: Callable[[Result], Run],
    *,
    as_published: Decided | None = None,
) -> Decided:
    panel = _with_columns(panel, targets.symbols)
    sessions = span(panel, decided_since_start(targets, options), options)

    def trade(chosen: Options) -> Run:
        benchmark = chosen.benchmark or default_benchmark(panel, [sessions])
        known = as_published.trade(replace(chosen, benchmark=benchmark)) if as_published else None
        named = _named(about, chosen.benchmark, panel, options, sessions)
        return finish(judge(panel, targets, chosen, named, as_published=known))

    return Decided(sessions, trade)


def _with_columns(panel: Panel, symbols: tuple[str, ...]) -> Panel:
    """The panel with a column for every share that was decided on; one without any bar is refused as not listed."""
    missing = sorted(set(symbols) - set(panel.symbols))
    if not missing:
        return panel
    if panel.store is None:
        raise InputError(f"this market has no column of {first_of(missing)}; load it with more_symbols")
    with reopened_store(panel.store) as engine:
        wider = load_panel(engine, {*panel.symbols, *missing})
    if wider.snapshot != panel.snapshot:
        raise InputError(f"the store went on to {wider.snapshot} while this ran on {panel.snapshot}; run it again")
    return wider


def _without_hindsight(command: str) -> str:
    return " ".join(word for word in command.split(" ") if word != "--hindsight")


def _named(about: About, shared: str | None, panel: Panel, options: Options, sessions: tuple[int, int]) -> About:
    """Let the command of a run name the shared benchmark when the run by itself would choose another one."""
    own = options.benchmark or default_benchmark(panel, [sessions])
    if not about.command or shared is None or shared == own:
        return about
    return replace(about, command=f"{about.command} --benchmark {shared}")
