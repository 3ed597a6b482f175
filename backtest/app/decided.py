"""A run between its decisions and its trades: all runs of a command decide first, since they share one benchmark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backtest.app.about import about_strategy, documents_read, with_shared_benchmark
from backtest.app.counting import Looked, counted, sum_of_targets
from backtest.app.deep import deep_beside
from backtest.app.own_rule import beside_own, with_audit
from backtest.app.run_result import Run, held
from backtest.app.wider_panel import with_columns
from backtest.engine.schedule import decided_since_start, span
from backtest.market.indices import default_benchmark
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.look_ahead import FROM_OUTSIDE, LEFT_OUT, LookAhead, look_ahead_of
from backtest.result.manifest import About
from backtest.result.result import Result
from backtest.result.source import Source
from backtest.targets import Targets, checked_targets
from data_sources.errors import InputError
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.strategy import Decisions, History, Strategy, decide
from strategies.declared.strategy import is_declared
from strategies.definition import definition_of, is_shipped
from strategies.library.history import history_of
from strategies.library.library import Library, shipped_library
from strategies.plain_list.comparison import beside_plain
from strategies.plain_list.others import beside_others
from strategies.standing.gate_effect import gate_effects

if TYPE_CHECKING:
    from backtest.app.audit_beside import AuditBeside


@dataclass(frozen=True)
class Decided:
    """A run that has not traded.

    Parameters
    ----------
    sessions
        Its base and its last row.
    trade
        Executes and judges it. Takes the options again, so that several runs can share the benchmark that all of them
        have, and has no effect but the run.
    settle
        Counts what traded as a trial and puts the audit of a user's own rule beside it. Only the process that has the
        store does that, once a run.
    panels
        The markets that ``trade`` executes on.
    apart
        Whether another process or machine may trade it: what a user's own file or function decides stays in this one.
    """

    sessions: tuple[int, int]
    trade: Callable[[Options], Run]
    settle: Callable[[Result], Run]
    panels: tuple[Panel, ...] = ()
    apart: bool = False

    def run(self, options: Options) -> Run:
        """Trade and settle it."""
        return self.settle(self.trade(options))


@dataclass(frozen=True)
class Asked:
    """How a strategy or handler is to run: parameters given, hindsight, its command, audit, random lists, documents.

    ``label`` is what the run is called where that is not the name of the strategy or handler; "" (default): as it is.
    """

    given: Mapping[str, Value]
    hindsight: bool = False
    command: str = ""
    audit: bool = True
    deep: bool = False
    library: Library = field(default_factory=shipped_library)
    label: str = ""


def decided_strategy(strategy: Strategy, panel: Panel, options: Options, asked: Asked) -> Decided:
    """Let a strategy decide; with hindsight the same run without it is decided too, and trades beside it."""
    # Worked out here, once: the view for rules takes it over, and every verdict needs it.
    _ = panel.total_return_index
    history = history_of(panel, asked.library)
    about = about_strategy(strategy, history, options, asked.given, command=asked.command, label=asked.label)
    if not asked.hindsight:
        return _decided_by(strategy, history, options, asked, about)
    without = replace(asked, hindsight=False, command=_without_hindsight(asked.command), deep=False)
    try:
        known = _decided_by(strategy, history, options, without, replace(about, command=without.command))
    except InputError:
        # No session follows a publication. What else is wrong with the market is wrong with the run below too.
        known = None
    return _decided_by(strategy, history, options, asked, replace(about, hindsight=True), as_published=known)


def decided_table(
    targets: Targets, panel: Panel, options: Options, about: About, library: Library | None = None
) -> Decided:
    """Ready weights from outside; whether they look ahead cannot be told.

    Beside them stand the names that reports of ``library`` gave, None (default): those of the shipped ones. Raises
    UserError for dates outside the data.
    """
    targets, known = checked_targets(targets), library or shipped_library()
    looked = Looked(sum_of_targets(targets), about.parameters)
    source = replace(about.source or Source("table", ""), definition=looked.definition)
    about = replace(about, source=source, documents=documents_read(known))

    def settle(run: Result) -> Run:
        return held(beside_own(counted(run, panel, looked), panel, FROM_OUTSIDE, known.memberships()))

    return _decided(targets, panel, options, about, (held, settle))


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
        from backtest.app.audit_beside import AuditBeside, Effort  # noqa: PLC0415 - only a rule of a user's own is audited

        beside = AuditBeside(strategy, history, history.panel, asked.given, Effort())
    decided = decide(strategy, history, asked.given, hindsight=asked.hindsight)
    _insist_on_decision(strategy, decided, history.panel)
    told = replace(
        about,
        documents=documents_read(asked.library),
        segments=decided.segment_of,
        notes=(*decided.notes, *about.notes),
        gates=gate_effects(strategy, history, asked.given, decided=decided.targets, hindsight=asked.hindsight),
    )

    def finish(result: Result) -> Run:
        return held(_beside_strategy(result, strategy, history, asked))

    def settle(run: Result) -> Run:
        return held(_settled(run, strategy, history, asked, (decided, beside)))

    found = _decided(decided.targets, history.panel, options, told, (finish, settle), as_published=as_published)
    return replace(found, apart=is_shipped(strategy) or is_declared(strategy))


def _insist_on_decision(strategy: Strategy, decided: Decisions, panel: Panel) -> None:
    """Raise InputError for a basket of a document that never decides, with the reason where it can be told."""
    first = strategy.known_from
    if not is_declared(strategy) or len(decided.targets.dates) or first is None:
        return
    last = panel.sessions[panel.last_traded].item()
    too_late = f"the document is known from {first}, and the bars end on {last}"
    why = too_late if first > last else "no name of its segments may be held, or trades"
    notes = "".join(f"; {each}" for each in decided.notes if "left out" in each)
    raise InputError(f"{strategy.name} holds no name on any day: {why}{notes}; see backtest report check")


def _beside_strategy(result: Result, strategy: Strategy, history: History, asked: Asked) -> Result:
    """What the names of a strategy made without its rule, and the others of its report."""
    published = result.as_published  # has the plain list beside it already: its test is this one
    return replace(
        result,
        plain=published.plain if published else beside_plain(strategy, history, result, asked.given),
        others=published.others if published else beside_others(strategy, history, result, asked.given),
        deep=deep_beside(strategy, history, result, asked.given) if asked.deep else None,
    )


def _settled(
    run: Result,
    strategy: Strategy,
    history: History,
    asked: Asked,
    of_it: tuple[Decisions, AuditBeside | None],
) -> Result:
    """Count the trial; beside a rule of a user's own stand its audit and what it chose from."""
    decided, beside = of_it
    values = check_parameters(strategy.name, strategy.parameters, asked.given).values
    looked = Looked(definition_of(strategy, asked.library), values, strategy.family.name)
    known = counted(run, history.panel, looked)
    if is_shipped(strategy):
        return known
    if beside is None:
        return _with_audit(strategy, known, history, LEFT_OUT)
    targets = decide(strategy, history, asked.given).targets if asked.hindsight else decided.targets
    from strategies.own.file_rule import FileRule  # noqa: PLC0415 - only for a rule of a user's own

    function = not isinstance(strategy.targets, FileRule) and not is_declared(strategy)
    return _with_audit(strategy, known, history, look_ahead_of(beside.of(targets), function=function))


def _with_audit(strategy: Strategy, result: Result, history: History, found: LookAhead) -> Result:
    """A basket that a document declares chooses from its names alone, a rule of the user's own from any."""
    if is_declared(strategy):
        return with_audit(result, found)
    return beside_own(result, history.panel, found, history.memberships)


def _decided(
    targets: Targets,
    panel: Panel,
    options: Options,
    about: About,
    steps: tuple[Callable[[Result], Run], Callable[[Result], Run]],
    *,
    as_published: Decided | None = None,
) -> Decided:
    """Ready a table; ``steps`` finish what was judged, and settle it. With hindsight each is done as published first.

    ``trade`` holds on to no step that settles: it may go to a machine that is not to know the store.
    """
    finish, settle = steps
    trade_published = as_published.trade if as_published else None
    panel = with_columns(panel, targets.symbols)
    sessions = span(panel, decided_since_start(targets, options), options)

    def trade(chosen: Options) -> Run:
        benchmark = chosen.benchmark or default_benchmark(panel, [sessions])
        known = trade_published(replace(chosen, benchmark=benchmark)) if trade_published else None
        named = with_shared_benchmark(about, chosen.benchmark, panel, options, sessions)
        return finish(judge(panel, targets, chosen, named, as_published=known))

    def settled(run: Result) -> Run:
        known = as_published.settle(run.as_published) if as_published and run.as_published else run.as_published
        return settle(replace(run, as_published=known))

    return Decided(sessions, trade, settled, (panel, *(as_published.panels if as_published else ())))


def _without_hindsight(command: str) -> str:
    return " ".join(word for word in command.split(" ") if word != "--hindsight")
