"""The four stages of asking: calendar, lists, prices, files. Each returns the facts as it leaves them and its outcome.

They differ in what they need: a bar is held against the calendar and the lists, so these come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Engine

from data_sources.calendar.clock import SHANGHAI, closed_day
from data_sources.errors import UserError
from data_sources.refresh.accept import accept
from data_sources.refresh.behind import early_ends
from data_sources.refresh.collect import Collected, Desk, collect, collect_series
from data_sources.refresh.known import with_bars, with_tables
from data_sources.refresh.memory import Memory
from data_sources.refresh.outcome import Facts, Outcome, fold
from data_sources.refresh.plan import (
    FROM_FILES,
    Item,
    bar_firsts,
    has_turn,
    last_session,
    plan_actions,
    plan_bars,
    plan_bulk,
    plan_index,
    plan_instruments,
    plan_market,
    plan_sessions,
)
from data_sources.refresh.result import Missing
from data_sources.refresh.settings import RefreshSettings
from data_sources.refresh.stage import Staged
from data_sources.refresh.table_checks import unexplained_references


def calendar_stage(desk: Desk, facts: Facts, settings: RefreshSettings, memory: Memory) -> tuple[Facts, Outcome]:
    """Ask for the sessions and the indices; without either there is nothing to hold a bar against.

    Raises UserError when there is no calendar at all.
    """
    outcomes = []
    if desk.vendors("sessions"):
        items = memory.left([plan_sessions(facts.known, facts.span)])
        facts, outcome = _take(desk, facts, "sessions", _collect(desk, facts, items), ())
        facts = _up_to_last_session(facts)
        outcomes.append(outcome)
    if desk.vendors("index"):
        items = memory.left(plan_index(facts.known, facts.span))
        facts, outcome = _take(desk, facts, "index", collect_series(desk, facts.known, items), ())
        outcomes.append(outcome)
    outcome = fold(*outcomes)
    if not len(facts.known.sessions):
        reasons = [one.reason for one in outcome.missing]
        raise UserError(f"there is no calendar: {'; '.join(reasons[:2]) or f'{settings.source} has none'}")
    return _up_to_last_session(facts), outcome


def lists_stage(
    desk: Desk, facts: Facts, settings: RefreshSettings, memory: Memory
) -> tuple[Facts, Outcome, tuple[str, ...]]:
    """Ask for the lists of the market; return also the symbols that the refresh is about.

    Raises UserError when no share is listed, by the answers or in the store.
    """
    asked = settings.symbols or ()
    items = memory.left([plan_instruments(facts.known, facts.span, asked)])
    facts, outcome = _take(desk, facts, "instruments", _collect(desk, facts, items), asked)
    listed = facts.known["instruments"]["symbol"].tolist()
    if not listed:
        reasons = [one.reason for one in outcome.missing_of("instruments")]
        raise UserError(f"no list of the exchanges came: {'; '.join(reasons) or f'{settings.source} has none'}")
    unlisted = [
        Missing("instruments", symbol, "empty", "no exchange lists it") for symbol in sorted(set(asked) - set(listed))
    ]
    outcome = fold(outcome, Outcome(missing=tuple(unlisted)))
    symbols = tuple(sorted(set(asked) & set(listed))) if asked else tuple(listed)
    if desk.vendors("status"):
        items = memory.left([plan_market("status", facts.span, asked)])
        facts, status = _take(desk, facts, "status", _collect(desk, facts, items), symbols)
        outcome = fold(outcome, status)
    return facts, outcome, symbols


def prices_stage(
    desk: Desk, facts: Facts, symbols: tuple[str, ...], engine: Engine, memory: Memory
) -> tuple[Facts, Outcome]:
    """Ask for the last session of all, then for actions, then for what is missing symbol by symbol."""
    firsts = bar_firsts(facts.known, facts.span, symbols)
    facts = replace(facts, stored=with_bars(facts.stored, engine, firsts), known=with_bars(facts.known, engine, firsts))
    expected = tuple(firsts)
    firsts = {symbol: day for symbol, day in firsts.items() if memory.lacks("bars", symbol)}
    facts, suspensions = _suspensions(desk, facts) if firsts else (facts, Outcome())
    facts, listed, bulk = _last_session_of_all(desk, facts, firsts)
    there = {symbol for answer in listed for symbol in answer.frame["symbol"].tolist()}
    facts, actions = _actions(desk, facts, symbols, there, memory)
    suspended = facts.known.suspended or frozenset() if there else frozenset()
    single = {
        symbol: day
        for symbol, day in firsts.items()
        if symbol not in suspended and (symbol not in there or has_turn(symbol, facts.known))
    }
    items = memory.left(plan_bars(facts.stored, facts.span, single))
    answers, series = collect_series(desk, facts.known, items)
    facts, bars = _take(desk, facts, "bars", ([*listed, *answers], series), tuple(firsts))
    outcome = fold(suspensions, bulk, actions, bars)
    ends = early_ends(facts, expected, outcome.missing_of("bars"), closed_day(desk.clock))
    return facts, fold(outcome, ends)


def files_stage(desk: Desk, facts: Facts, engine: Engine, memory: Memory) -> tuple[Facts, Outcome]:
    """Read what no vendor has: renames and industry series of a folder."""
    tables = [table for table in FROM_FILES if desk.vendors(table)]
    facts = replace(
        facts, stored=with_tables(facts.stored, engine, tables), known=with_tables(facts.known, engine, tables)
    )
    outcomes = []
    for table in tables:
        items = memory.left([plan_market(table, facts.span, ())])
        facts, outcome = _take(desk, facts, table, _collect(desk, facts, items), ())
        outcomes.append(outcome)
    return facts, fold(*outcomes)


def _collect(desk: Desk, facts: Facts, items: Sequence[Item], *, optional: bool = False) -> Collected:
    sources = desk.vendors(items[0].table) if items else ()
    return collect(desk, facts.known, items, sources, optional=optional)


def _take(desk: Desk, facts: Facts, table: str, collected: Collected, symbols: Sequence[str]) -> tuple[Facts, Outcome]:
    """Accept the answers to one table and return what asking and accepting brought."""
    answers, asked = collected
    facts, accepted = accept(facts, table, answers, desk.vendors(table), symbols)
    return facts, fold(asked, accepted)


def _up_to_last_session(facts: Facts) -> Facts:
    return replace(facts, span=replace(facts.span, last=last_session(facts.known, facts.span.last)))


def _suspensions(desk: Desk, facts: Facts) -> tuple[Facts, Outcome]:
    """Ask which symbols have an announced suspension (停牌) on the last session; no answer is not missing."""
    if not desk.vendors("suspensions"):
        return facts, Outcome()
    answers, outcome = _collect(desk, facts, [plan_market("suspensions", facts.span, ())], optional=True)
    for answer in answers:
        facts = facts.knowing(replace(facts.known, suspended=frozenset(answer.frame["symbol"].tolist())))
    return facts, outcome


def _last_session_of_all(desk: Desk, facts: Facts, firsts: Mapping[str, date]) -> tuple[Facts, list[Staged], Outcome]:
    """Return the bulk list of the last session when that is all that most symbols miss; nothing else."""
    item = _bulk(desk, facts, firsts)
    answers, outcome = _collect(desk, facts, [item] if item else [], optional=True)
    for answer in answers:
        facts = facts.knowing(facts.known.with_rows({"bars": answer.frame}))
    return facts, answers, outcome


def _bulk(desk: Desk, facts: Facts, firsts: Mapping[str, date]) -> Item | None:
    """Return the item of the bulk list when today is all that is missing and the first vendor has such a list."""
    sources = desk.vendors("bars")
    if not sources or desk.clock.now().astimezone(SHANGHAI).date() != facts.span.last:
        return None
    item = plan_bulk(facts.known, facts.span, firsts)
    requests = sources[0].plan(item.wanted) if item else ()
    return item if len(requests) == 1 and requests[0].calls and len(requests[0].symbols) > 1 else None


def _actions(
    desk: Desk, facts: Facts, symbols: tuple[str, ...], listed: set[str], memory: Memory
) -> tuple[Facts, Outcome]:
    """Ask for the actions of every symbol, or, where the bulk list has told reference prices, of those in need.

    In need are symbols without bars so far, those whose turn it is, and those whose reference price says that an
    action is missing.
    """
    if not desk.vendors("actions"):
        return facts, Outcome()
    wanted = set(symbols)
    if listed:
        suspicious = unexplained_references(facts.known, listed, facts.span.last)
        in_turn = {symbol for symbol in symbols if has_turn(symbol, facts.known)}
        wanted = (wanted - set(facts.stored.last_bar)) | in_turn | set(suspicious)
    items = memory.left(plan_actions(facts.span, wanted))
    collected = collect_series(desk, facts.known, items)
    facts, outcome = _take(desk, facts, "actions", collected, tuple(sorted(wanted)))
    # Looked after by its reference price: a second refresh of the evening need not ask either.
    spared = {("actions", symbol): facts.span.last for symbol in set(symbols) - wanted}
    return facts, fold(outcome, Outcome(read=spared))
