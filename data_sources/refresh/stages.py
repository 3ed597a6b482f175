"""The four stages of asking: calendar, lists, prices, files. Each returns the night and its outcome.

They differ in what they need: a bar is held against the calendar and the lists, so these come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from sqlalchemy.engine import Engine

from data_sources.calendar.clock import closed_day, shanghai_time
from data_sources.errors import UserError
from data_sources.refresh.accept import accept
from data_sources.refresh.behind import early_ends
from data_sources.refresh.collect import Collected, Desk, collect, collect_series
from data_sources.refresh.earnings import plan_earnings, plan_forecasts, without_repeats
from data_sources.refresh.file_changes import by_symbol, file_changes, stored_bars
from data_sources.refresh.folder_symbols import folder_symbols
from data_sources.refresh.known import with_bars, with_tables
from data_sources.refresh.outcome import Night, StageOutcome, fold
from data_sources.refresh.plan import (
    FROM_FILES,
    READ_AGAIN,
    Item,
    bar_firsts,
    has_turn,
    last_session,
    plan_bars,
    plan_bulk,
    plan_table,
)
from data_sources.refresh.result import Missing
from data_sources.refresh.settings import RefreshSettings
from data_sources.refresh.stage import Staged
from data_sources.refresh.strangers import told_as_strangers, without_strangers
from data_sources.refresh.table_checks import unexplained_references
from data_sources.refresh.to_come import without_days_to_come
from data_sources.vendors.source import EVERY_DAY


def calendar_stage(desk: Desk, night: Night, settings: RefreshSettings) -> tuple[Night, StageOutcome]:
    """Ask for the sessions and the indices; without either there is nothing to hold a bar against.

    Raises UserError when there is no calendar at all.
    """
    outcome = StageOutcome()
    for table, ask in (("sessions", _read), ("index", _read_levels)):
        if desk.vendors(table):
            night, read = ask(desk, night, table)
            night, outcome = _up_to_last_session(night), fold(outcome, read)
    if not len(night.known.sessions):
        reasons = [one.reason for one in outcome.missing]
        raise UserError(f"there is no calendar: {'; '.join(reasons[:2]) or f'{settings.source} has none'}")
    return _up_to_last_session(night), outcome


def lists_stage(desk: Desk, night: Night, settings: RefreshSettings) -> tuple[Night, StageOutcome, tuple[str, ...]]:
    """Ask for the lists of the market; return also the symbols that the refresh is about.

    Raises UserError when no share is listed, by the answers or in the store.
    """
    asked = settings.symbols or ()
    night, outcome = _read(desk, night, "instruments", asked, every_row=settings.every_row)
    listed = night.known["instruments"]["symbol"].tolist()
    if not listed:
        reasons = [one.reason for one in outcome.missing_of("instruments")]
        raise UserError(f"no list of the exchanges came: {'; '.join(reasons) or f'{settings.source} has none'}")
    unlisted = [
        Missing("instruments", symbol, "empty", "no exchange lists it") for symbol in sorted(set(asked) - set(listed))
    ]
    outcome = fold(outcome, StageOutcome(missing=tuple(unlisted)))
    symbols = tuple(sorted(set(asked) & set(listed))) if asked else tuple(listed)
    if desk.vendors("status"):
        night, status = _read(desk, night, "status", asked, about=symbols, every_row=settings.every_row)
        outcome = fold(outcome, status)
    return night, outcome, symbols


def prices_stage(
    desk: Desk, night: Night, symbols: tuple[str, ...], engine: Engine, *, every_row: bool = False
) -> tuple[Night, StageOutcome]:
    """Ask for the last session of all, then for actions, then for what is missing symbol by symbol.

    With ``every_row`` a folder's actions of any share are taken.
    """
    firsts = bar_firsts(night.known, night.span, symbols)
    expected = tuple(firsts)
    files, corrected = _bars_of_files(desk, night, engine, symbols)
    firsts |= {symbol: min(day, firsts.get(symbol, day)) for symbol, day in corrected.items()}
    night = replace(night, stored=with_bars(night.stored, engine, firsts), known=with_bars(night.known, engine, firsts))
    lacking = {symbol for symbol in firsts if symbol in corrected or desk.memory.lacks("bars", symbol)}
    firsts = {symbol: day for symbol, day in firsts.items() if symbol in lacking}
    night, suspensions = _suspensions(desk, night) if firsts else (night, StageOutcome())
    night, listed, bulk = _last_session_of_all(desk, night, firsts)
    there = {symbol for answer in listed for symbol in answer.frame["symbol"].tolist()}
    more = folder_symbols(desk.vendors, "actions") if every_row else ()
    night, actions = _actions(desk, night, tuple(sorted({*symbols, *more})), there)
    suspended = night.known.suspended or frozenset() if there else frozenset()
    odd = set(unexplained_references(night.known, there, night.span.last)) if there else set()
    single = {
        symbol: day
        for symbol, day in firsts.items()
        if symbol not in suspended and (symbol not in there - odd or has_turn(symbol, night.known))
    }
    items = plan_bars(night.stored, night.span, single)
    answers, series = _collect_files(desk, night, items, corrected)
    night, listed, strangers = without_strangers(night, listed, answers, odd)
    actions = told_as_strangers(actions, strangers, night.span.last)
    night, bars = _take(desk, night, "bars", ([*listed, *answers], series), tuple(firsts))
    outcome = fold(suspensions, bulk, actions, files, bars)
    ends = early_ends(night, expected, outcome.missing_of("bars"), closed_day(desk.clock))
    return night, fold(outcome, ends)


def files_stage(desk: Desk, night: Night, engine: Engine) -> tuple[Night, StageOutcome]:
    """Read what no vendor has: renames and industry series of a folder."""
    tables = [table for table in FROM_FILES if desk.vendors(table)]
    night = replace(
        night, stored=with_tables(night.stored, engine, tables), known=with_tables(night.known, engine, tables)
    )
    outcome = StageOutcome()
    for table in tables:
        night, read = _read(desk, night, table)
        outcome = fold(outcome, read)
    return night, outcome


def earnings_stage(
    desk: Desk, night: Night, settings: RefreshSettings, symbols: Sequence[str], engine: Engine
) -> tuple[Night, StageOutcome]:
    """Read earnings: whole where the first source is a folder, of vendors reports and expectations if wanted."""
    sources = desk.vendors("earnings")
    whole = _is_whole(desk, "earnings")
    if not sources or not (whole or settings.earnings):
        return night, StageOutcome()
    night = replace(
        night,
        stored=with_tables(night.stored, engine, ["earnings"]),
        known=with_tables(night.known, engine, ["earnings"]),
    )
    if whole:
        return _read(desk, night, "earnings")
    quarters = desk.memory.left(plan_earnings(night.known, night.span, symbols))
    expected = desk.memory.left(plan_forecasts(night.known, night.span, symbols))
    reports, outcome = collect(desk, night.known, quarters, sources)
    # What was read is kept under the name of the table, and a quarter that did not come is to be asked for again.
    again = frozenset({("earnings", "")}) if outcome.missing else frozenset()
    forecasts, further = collect(desk, night.known, expected, desk.vendors("forecasts"))
    answers = [*reports, *without_repeats(forecasts, night.known["earnings"])]
    collected = answers, fold(outcome, further, StageOutcome(ask_again=again))
    return _take(desk, night, "earnings", collected, ())


def _read(
    desk: Desk,
    night: Night,
    table: str,
    symbols: Sequence[str] = (),
    *,
    about: Sequence[str] | None = None,
    every_row: bool = False,
) -> tuple[Night, StageOutcome]:
    """Ask for what was not read yet of one table and accept it; ``about`` are the symbols the answer is to be about.

    With ``every_row`` a folder's rows of other symbols are taken too.
    """
    items = plan_table(table, night.known, night.span, symbols)
    if not _is_whole(desk, table):
        items = desk.memory.left(items)
    elif table in ("sessions", "actions"):
        items = [replace(item, first=EVERY_DAY, at_least=0) for item in items]
    elif every_row:
        items = [replace(item, symbols=()) for item in items]
    answers, asked = collect_series(desk, night.known, items)
    if _is_whole(desk, table):
        answers, to_come = without_days_to_come(answers, shanghai_time(desk.clock).date())
        asked = fold(asked, to_come)
    return _take(desk, night, table, (answers, asked), symbols if about is None else about)


def _is_whole(desk: Desk, table: str) -> bool:
    """Whether the first source of a table is a folder, of which every row is read each time."""
    sources = desk.vendors(table)
    return bool(sources) and sources[0].traits.whole


def _read_levels(desk: Desk, night: Night, table: str) -> tuple[Night, StageOutcome]:
    """Ask for the levels of the indices: of a folder every index it has, from the first level that is another."""
    if not _is_whole(desk, table):
        return _read(desk, night, table)
    stored = by_symbol(night.known[table])
    files = file_changes(desk, night.known, table, stored, night.span.last)
    items = {item.symbol: item for item in plan_table(table, night.known, night.span)}
    for symbol, first in files.firsts.items():
        planned = items.get(symbol, Item(table, (symbol,), first, night.span.last))
        items[symbol] = replace(planned, first=min(first, planned.first), at_least=0)
    collected = _collect_files(desk, night, list(items.values()), files.firsts)
    night, outcome = _take(desk, night, table, collected, ())
    return night, fold(files.outcome, outcome)


def _bars_of_files(
    desk: Desk, night: Night, engine: Engine, symbols: tuple[str, ...]
) -> tuple[StageOutcome, dict[str, date]]:
    """Return what is to be said of a folder's bars as a whole, and from which day on a symbol is another there."""
    if not _is_whole(desk, "bars"):
        return StageOutcome(), {}
    files = file_changes(desk, night.known, "bars", stored_bars(engine, night.stored), night.span.last)
    asked = set(symbols)
    return files.outcome, {symbol: day for symbol, day in files.firsts.items() if symbol in asked}


def _collect_files(desk: Desk, night: Night, items: Sequence[Item], corrected: Mapping[str, date]) -> Collected:
    """Ask for recent rows in one request where a source answers so, and for what was corrected symbol by symbol.

    What a folder corrects is asked for even if it was read this evening already, and need not hold all stored rows.
    """
    recent = min((item.first for item in items if item.symbol not in corrected), default=night.span.last)
    long = [replace(i, at_least=0) for i in items if i.symbol in corrected and i.first < recent and _is_old(night, i)]
    apart = {item.symbol for item in long}
    short = [item for item in items if item.symbol not in apart]
    left = [item for item in short if item.symbol in corrected or desk.memory.lacks(item.table, item.symbol)]
    answers, outcome = collect_series(desk, night.known, left)
    more, further = collect(desk, night.known, long, desk.vendors(long[0].table) if long else ())
    return [*answers, *more], fold(outcome, further)


def _is_old(night: Night, item: Item) -> bool:
    """Whether rows are stored on the days of an item, beyond those that are read again every time."""
    stored = night.stored[item.table].of_symbol(item.symbol)["date"]
    return int((stored >= np.datetime64(item.first)).sum()) > READ_AGAIN


def _take(
    desk: Desk, night: Night, table: str, collected: Collected, symbols: Sequence[str]
) -> tuple[Night, StageOutcome]:
    """Accept the answers to one table and return what asking and accepting brought."""
    answers, asked = collected
    night, accepted = accept(night, table, answers, desk.vendors(table), symbols, rules=desk.accept)
    return night, fold(asked, accepted)


def _up_to_last_session(night: Night) -> Night:
    return replace(night, span=replace(night.span, last=last_session(night.known, night.span.last)))


def _suspensions(desk: Desk, night: Night) -> tuple[Night, StageOutcome]:
    """Ask which symbols have an announced suspension (停牌) on the last session; no answer is not missing."""
    if not desk.vendors("suspensions"):
        return night, StageOutcome()
    items = plan_table("suspensions", night.known, night.span)
    answers, outcome = collect(desk, night.known, items, desk.vendors("suspensions"), optional=True)
    for answer in answers:
        night = night.knowing(replace(night.known, suspended=frozenset(answer.frame["symbol"].tolist())))
    return night, outcome


def _last_session_of_all(
    desk: Desk, night: Night, firsts: Mapping[str, date]
) -> tuple[Night, list[Staged], StageOutcome]:
    """Return the bulk list of the last session when that is all that most symbols miss; nothing else."""
    item = _bulk(desk, night, firsts)
    answers, outcome = collect(desk, night.known, [item] if item else [], desk.vendors("bars"), optional=True)
    for answer in answers:
        night = night.knowing(night.known.with_rows({"bars": answer.frame}))
    return night, answers, outcome


def _bulk(desk: Desk, night: Night, firsts: Mapping[str, date]) -> Item | None:
    """Return the item of the bulk list when today is all that is missing and the first vendor has such a list."""
    sources = desk.vendors("bars")
    if not sources or shanghai_time(desk.clock).date() != night.span.last:
        return None
    item = plan_bulk(night.known, night.span, firsts)
    requests = sources[0].plan(item.wanted) if item else ()
    return item if len(requests) == 1 and requests[0].calls and len(requests[0].symbols) > 1 else None


def _actions(desk: Desk, night: Night, symbols: tuple[str, ...], listed: set[str]) -> tuple[Night, StageOutcome]:
    """Ask for the actions of every symbol, or, where the bulk list has told reference prices, of those in need.

    In need are symbols without bars so far, those whose turn it is, and those whose reference price says that an
    action is missing.
    """
    if not desk.vendors("actions"):
        return night, StageOutcome()
    wanted = set(symbols)
    if listed:
        suspicious = unexplained_references(night.known, listed, night.span.last)
        in_turn = {symbol for symbol in symbols if has_turn(symbol, night.known)}
        wanted = (wanted - set(night.stored.last_bar)) | in_turn | set(suspicious)
    night, outcome = _read(desk, night, "actions", tuple(sorted(wanted)))
    # Looked after by its reference price: a second refresh of the evening need not ask either.
    spared = {("actions", symbol): night.span.last for symbol in set(symbols) - wanted}
    return night, fold(outcome, StageOutcome(read=spared))
