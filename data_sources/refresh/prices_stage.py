"""The stage of prices: the last session of all shares, then actions, then what is missing symbol by symbol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Engine

from data_sources.calendar.clock import closed_day, shanghai_time
from data_sources.refresh.behind import early_ends
from data_sources.refresh.collect import Desk, collect
from data_sources.refresh.file_changes import file_changes, stored_bars
from data_sources.refresh.folder_symbols import folder_symbols
from data_sources.refresh.item import Item
from data_sources.refresh.known import with_bars
from data_sources.refresh.outcome import Night, StageOutcome, fold
from data_sources.refresh.plan import bar_firsts, has_turn, plan_bars, plan_bulk, plan_table
from data_sources.refresh.stage import Staged
from data_sources.refresh.strangers import told_as_strangers, without_strangers
from data_sources.refresh.table_checks import unexplained_references
from data_sources.refresh.table_reading import collect_files, is_whole, read_table, take


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
    answers, series = collect_files(desk, night, items, corrected)
    night, listed, strangers = without_strangers(night, listed, answers, odd)
    actions = told_as_strangers(actions, strangers, night.span.last)
    night, bars = take(desk, night, "bars", ([*listed, *answers], series), tuple(firsts))
    outcome = fold(suspensions, bulk, actions, files, bars)
    ends = early_ends(night, expected, outcome.missing_of("bars"), closed_day(desk.clock))
    return night, fold(outcome, ends)


def _bars_of_files(
    desk: Desk, night: Night, engine: Engine, symbols: tuple[str, ...]
) -> tuple[StageOutcome, dict[str, date]]:
    """Return what is to be said of a folder's bars as a whole, and from which day on a symbol is another there."""
    if not is_whole(desk, "bars"):
        return StageOutcome(), {}
    files = file_changes(desk, night.known, "bars", stored_bars(engine, night.stored), night.span.last)
    asked = set(symbols)
    return files.outcome, {symbol: day for symbol, day in files.firsts.items() if symbol in asked}


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
    night, outcome = read_table(desk, night, "actions", tuple(sorted(wanted)))
    # Looked after by its reference price: a second refresh of the evening need not ask either.
    spared = {("actions", symbol): night.span.last for symbol in set(symbols) - wanted}
    return night, fold(outcome, StageOutcome(read=spared))
