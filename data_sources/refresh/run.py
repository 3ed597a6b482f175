"""A refresh: plan, fetch, stage, check, publish, journal. Killed at any point and run again, it ends the same.

1. Lock the store, look at the clock and at what is stored (``known``).
2. Ask for the calendar, the lists of the exchanges, the indices; from then on the last session is known.
3. Ask for suspensions, status, the bulk list of the last session, actions, and each symbol's bars that are missing;
   then for what only a folder has.
4. Every accepted answer is staged at once; a run that was killed finds it there and does not ask again.
5. Each table is checked as a whole; one that fails stays as it was.
6. Everything is published in one transaction, then the stage is cleared and the journal closed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy.engine import Engine

from data_sources.calendar import clock as clocks
from data_sources.calendar.clock import Clock, closed_day, insist_on_past
from data_sources.errors import UserError
from data_sources.refresh.asking import Asker
from data_sources.refresh.behind import note_ends
from data_sources.refresh.checks import unexplained_references
from data_sources.refresh.ending import finish
from data_sources.refresh.files import state_folder
from data_sources.refresh.journal import Journal
from data_sources.refresh.known import Known, read_known, with_bars, with_tables
from data_sources.refresh.memory import Memory
from data_sources.refresh.night import Night, Progress
from data_sources.refresh.pace import Paces
from data_sources.refresh.planning import (
    FROM_FILES,
    Item,
    Span,
    Vendors,
    bar_firsts,
    default_start,
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
from data_sources.refresh.report import Missing, RefreshReport
from data_sources.refresh.staging import Stage, Staged
from data_sources.store import writer_lock
from data_sources.vendors.source import SHANGHAI

WITHIN = 6 * 3600.0
"""Seconds a refresh may take, before the next morning's session; what is missing then is for the next one."""


@dataclass(frozen=True)
class Order:
    """What is asked for. ``symbols`` None means every A share; ``since`` reads everything again from that day on."""

    source: str
    vendors: Vendors
    symbols: tuple[str, ...] | None = None
    since: date | None = None
    within: float = WITHIN


def refresh(
    engine: Engine, order: Order, *, clock: Clock | None = None, progress: Progress | None = None
) -> RefreshReport:
    """Bring the store up to the last session and say what is still missing.

    Raises UserError: StoreBusy when another writer is at work, ClockWrong, a full disk, a database that is gone. The
    published facts are then as they were, and what was read is kept for the next run.
    """
    with writer_lock(engine, "refresh"):
        night, memory = _begin(engine, order, clock or clocks.SYSTEM, progress or _nobody)
        _calendar(night, order, memory)
        symbols = _lists(night, order, memory)
        _prices(night, engine, symbols, memory)
        _files(night, engine, memory)
        return finish(night, engine, order.source, memory)


def _nobody(_what: str, _done: int, _total: int) -> None:
    """Hear nothing."""


def _begin(engine: Engine, order: Order, clock: Clock, hear: Progress) -> tuple[Night, Memory]:
    known = read_known(engine, order.source)
    span = first_span(known, order.since, clock)
    folder = state_folder(engine.url)
    journal = Journal(folder, clock.now())
    stage = Stage(folder, known.snapshot, span.last, f"{order.source} {order.since}")
    stage.open()
    asker = Asker(Paces(folder / "pace.json"), clock, clock.elapsed() + order.within)
    memory = memory_of(folder, order, known, span)
    universe = len(order.symbols) if order.symbols is not None else "all"
    journal.note("begun", clock.now(), source=order.source, universe=universe, since=order.since, closed=span.last)
    night = Night(order.vendors, clock, asker, stage, journal, hear, span, known, known, began=clock.elapsed())
    return night, memory


def memory_of(folder: Path, order: Order, known: Known, span: Span) -> Memory:
    """Return what was read of this day already, for this universe and these sources."""
    return Memory(folder, f"{span.last} {order.source} {order.symbols}", known.snapshot, again=order.since is not None)


def first_span(known: Known, since: date | None, clock: Clock) -> Span:
    """Return the days a refresh is about before anybody is asked; ClockWrong when the store is ahead of the clock."""
    stored = known.sessions
    insist_on_past(clock, stored[-1].item() if len(stored) else None)
    closed = closed_day(clock)
    return Span(since, default_start(known, since, closed), closed)


def _calendar(night: Night, order: Order, memory: Memory) -> None:
    """Ask for the sessions and the indices; without either there is nothing to hold a bar against."""
    if night.vendors("sessions"):
        items = memory.left([plan_sessions(night.known, night.span)])
        night.accept("sessions", night.collect(items), ())
        night.span = replace(night.span, last=last_session(night.known, night.span.last))
    if night.vendors("index"):
        items = memory.left(plan_index(night.known, night.span))
        night.accept("index", night.series(items), ())
    if not len(night.known.sessions):
        reasons = [one.reason for one in night.missing]
        raise UserError(f"there is no calendar: {'; '.join(reasons[:2]) or f'{order.source} has none'}")
    night.span = replace(night.span, last=last_session(night.known, night.span.last))


def _lists(night: Night, order: Order, memory: Memory) -> tuple[str, ...]:
    """Ask for the lists of the market and return the symbols that the refresh is about."""
    asked = order.symbols or ()
    items = memory.left([plan_instruments(night.known, night.span, asked)])
    night.accept("instruments", night.collect(items), asked)
    listed = night.known["instruments"]["symbol"].tolist()
    if not listed:
        reasons = [one.reason for one in night.missing if one.table == "instruments"]
        raise UserError(f"no list of the exchanges came: {'; '.join(reasons) or f'{order.source} has none'}")
    for symbol in sorted(set(asked) - set(listed)):
        night.missing.append(Missing("instruments", symbol, "empty", "no exchange lists it"))
    symbols = tuple(sorted(set(asked) & set(listed))) if asked else tuple(listed)
    if night.vendors("status"):
        answers = night.collect(memory.left([plan_market("status", night.span, asked)]))
        night.accept("status", answers, symbols)
    return symbols


def _prices(night: Night, engine: Engine, symbols: tuple[str, ...], memory: Memory) -> None:
    """Ask for the last session of all, then for actions, then for what is missing symbol by symbol."""
    firsts = bar_firsts(night.known, night.span, symbols)
    night.stored = with_bars(night.stored, engine, firsts)
    night.known = with_bars(night.known, engine, firsts)
    expected = tuple(firsts)
    firsts = {symbol: day for symbol, day in firsts.items() if memory.lacks("bars", symbol)}
    if firsts:
        _suspensions(night)
    listed = _last_session_of_all(night, firsts)
    there = {symbol for answer in listed for symbol in answer.frame["symbol"].tolist()}
    _actions(night, symbols, there, memory)
    suspended = night.known.suspended or frozenset() if there else frozenset()
    single = {
        symbol: day
        for symbol, day in firsts.items()
        if symbol not in suspended and (symbol not in there or has_turn(symbol, night.known))
    }
    items = memory.left(plan_bars(night.stored, night.span, single))
    night.accept("bars", [*listed, *night.series(items)], tuple(firsts))
    note_ends(night, expected)


def _files(night: Night, engine: Engine, memory: Memory) -> None:
    """Read what no vendor has: renames and industry series of a folder."""
    there = [table for table in FROM_FILES if night.vendors(table)]
    night.stored = with_tables(night.stored, engine, there)
    night.known = with_tables(night.known, engine, there)
    for table in there:
        night.accept(table, night.collect(memory.left([plan_market(table, night.span, ())])), ())


def _actions(night: Night, symbols: tuple[str, ...], listed: set[str], memory: Memory) -> None:
    """Ask for the actions of every symbol, or, where the bulk list has told reference prices, of those in need.

    In need are symbols without bars so far, those whose turn it is, and those whose reference price says that an
    action is missing.
    """
    if not night.vendors("actions"):
        return
    wanted = set(symbols)
    if listed:
        suspicious = unexplained_references(night.known, listed, night.span.last)
        in_turn = {symbol for symbol in symbols if has_turn(symbol, night.known)}
        wanted = (wanted - set(night.stored.last_bar)) | in_turn | set(suspicious)
    items = memory.left(plan_actions(night.span, wanted))
    night.accept("actions", night.series(items), tuple(sorted(wanted)))
    if "actions" not in night.kept:
        for symbol in set(symbols) - wanted:
            # Looked after by its reference price: a second refresh of the evening need not ask either.
            night.read.setdefault(("actions", symbol), night.span.last)


def _last_session_of_all(night: Night, firsts: dict[str, date]) -> list[Staged]:
    """Return the bulk list of the last session when that is all that most symbols miss; nothing else."""
    item = _bulk(night, firsts)
    answers = night.collect([item], optional=True) if item else []
    for answer in answers:
        night.known = night.known.with_rows({"bars": answer.frame})
    return answers


def _suspensions(night: Night) -> None:
    if night.vendors("suspensions"):
        for answer in night.collect([plan_market("suspensions", night.span, ())], optional=True):
            night.known = replace(night.known, suspended=frozenset(answer.frame["symbol"].tolist()))


def _bulk(night: Night, firsts: dict[str, date]) -> Item | None:
    """Return the item of the bulk list when today is all that is missing and the first vendor has such a list."""
    sources = night.vendors("bars")
    if not sources or night.clock.now().astimezone(SHANGHAI).date() != night.span.last:
        return None
    item = plan_bulk(night.known, night.span, firsts)
    requests = sources[0].plan(item.wanted) if item else ()
    return item if len(requests) == 1 and requests[0].calls and len(requests[0].symbols) > 1 else None
