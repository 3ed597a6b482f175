"""What a refresh would ask, told without asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy.engine import Engine

from data_sources.calendar import clock as clocks
from data_sources.calendar.clock import Clock
from data_sources.calendar.lengths import DAY
from data_sources.refresh.earnings import plan_earnings, plan_forecasts
from data_sources.refresh.item import Item, Span
from data_sources.refresh.known import Known, read_known, with_bars, with_tables
from data_sources.refresh.plan import (
    FROM_FILES,
    as_one,
    bar_firsts,
    has_turn,
    last_session,
    plan_bars,
    plan_bulk,
    plan_table,
)
from data_sources.refresh.result import PlannedTable, RefreshResult
from data_sources.refresh.run import first_span, memory_of
from data_sources.refresh.settings import RefreshSettings
from data_sources.tables.frame import Frame
from data_sources.tables.schema import SESSIONS
from data_sources.vendors.source import Request, Vendors


def plan_only(engine: Engine, settings: RefreshSettings, *, clock: Clock | None = None) -> RefreshResult:
    """Return the plan: items and calls by table, without a call and without a change.

    Calls are those to the first vendor of each table, every answer being whole and every weekday since the last
    stored session a session. While no instrument is stored, ``all`` knows no symbol yet.
    """
    stored = read_known(engine, settings.source)
    span = first_span(stored, settings, clock or clocks.SYSTEM)
    memory = memory_of(engine, settings, stored, span)
    known = _with_weekdays(stored, span)
    asked = settings.symbols or ()
    symbols = asked or tuple(known["instruments"]["symbol"].tolist())
    days = replace(span, last=last_session(known, span.last))
    items: dict[str, Sequence[Item]] = {
        "sessions": plan_table("sessions", stored, span),
        "index": plan_table("index", known, days),
        **{table: plan_table(table, known, days, asked) for table in ("instruments", "status")},
        **{table: plan_table(table, known, days) for table in FROM_FILES},
        **_of_symbols(engine, settings.vendors, known, days, symbols),
        **_earnings(engine, settings, known, days, symbols),
    }
    left = {table: memory.left(wanted) for table, wanted in items.items()}
    if left["bars"]:
        left["suspensions"] = plan_table("suspensions", known, days)
    plan = {table: planned for table, wanted in left.items() if (planned := _planned(settings.vendors, wanted))}
    return RefreshResult("planned", settings.source, days.last, stored.snapshot or None, plan=plan)


def _earnings(
    engine: Engine, settings: RefreshSettings, known: Known, span: Span, symbols: Sequence[str]
) -> dict[str, Sequence[Item]]:
    sources = settings.vendors("earnings")
    if sources and sources[0].traits.whole:
        return {"earnings": plan_table("earnings", known, span)}
    if not sources or not settings.earnings:
        return {}
    quarters = plan_earnings(with_tables(known, engine, ["earnings"]), span, symbols)
    return {"earnings": quarters, "forecasts": plan_forecasts(known, span, symbols)}


def _of_symbols(
    engine: Engine, vendors: Vendors, known: Known, span: Span, symbols: Sequence[str]
) -> dict[str, Sequence[Item]]:
    firsts = bar_firsts(known, span, symbols)
    known = with_bars(known, engine, firsts)
    bulk = plan_bulk(known, span, firsts)
    requests = _first_plan(vendors, bulk) if bulk else ()
    if bulk is None or len(requests) != 1 or len(requests[0].symbols) < 2 or not requests[0].calls:  # noqa: PLR2004
        return {"actions": plan_table("actions", known, span, symbols), "bars": plan_bars(known, span, firsts)}
    in_turn = {symbol for symbol in symbols if symbol not in bulk.symbols or has_turn(symbol, known)}
    single = {symbol: day for symbol, day in firsts.items() if symbol in in_turn}
    actions = plan_table("actions", known, span, in_turn)
    return {"actions": actions, "bars": [bulk, *plan_bars(known, span, single)]}


def _with_weekdays(known: Known, span: Span) -> Known:
    """Return what is known with every weekday after the last session as a session, which holidays will prove wrong."""
    sessions = known.sessions
    if not len(sessions):
        return known
    later = np.arange(sessions[-1] + DAY, np.datetime64(span.last) + DAY)
    days = np.concatenate([sessions, later[np.is_busday(later)]])
    return replace(known, frames={**known.frames, "sessions": Frame(SESSIONS, {"date": days})})


def _planned(vendors: Vendors, items: Sequence[Item]) -> PlannedTable | None:
    if not items or not vendors(items[0].table):
        return None
    whole = as_one(items, vendors(items[0].table)[0]) if len({item.bulk for item in items}) == 1 else None
    calls = sum(request.calls for item in ([whole] if whole else items) for request in _first_plan(vendors, item))
    return PlannedTable(len(items), calls, min(item.first for item in items), max(item.last for item in items))


def _first_plan(vendors: Vendors, item: Item) -> tuple[Request, ...]:
    return next((plan for source in vendors(item.table) if (plan := source.plan(item.wanted))), ())
