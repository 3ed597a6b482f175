"""What is stored about one symbol on one day, gathered: rows with their source, and what the rules make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.engine import Engine

from backtest.app.explain.prices import prices_of
from backtest.app.explain.stored_rows import StoredRow, revisions_of, rows_around, stored_rows
from backtest.app.library import Reports, asked_library
from backtest.market.panel_building import build_panel
from data_sources.calendar.day import Day, day_of
from data_sources.calendar.exchange_calendar import continued_sessions
from data_sources.calendar.sessions import next_session, previous_session, sessions_of
from data_sources.errors import InputError, UserError
from data_sources.language.text import NOTHING, Text, both
from data_sources.store import opened_store, read_facts, read_findings
from data_sources.store.transactions import reading
from data_sources.tables.facts import Dates, Facts
from data_sources.tables.symbols import parse_index, parse_symbol
from strategies.documents.document import Membership

__all__ = ["Explanation", "StoredRow", "explain"]

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Explanation:
    """A symbol's day. ``prices`` are what the rules make of it, empty for an index and a day without a session.

    ``named`` are the memberships that documents gave the symbol, those of later days among them.
    """

    symbol: str
    name: str
    day: date
    snapshot: str
    simulated: bool
    about_day: Text
    no_bar: Text
    bar: StoredRow | None
    prices: Mapping[str, object]
    instrument: tuple[StoredRow, ...]
    actions: tuple[StoredRow, ...]
    status: tuple[StoredRow, ...]
    renames: tuple[StoredRow, ...]
    earnings: tuple[StoredRow, ...]
    findings: tuple[Mapping[str, object], ...]
    revisions: tuple[Mapping[str, object], ...]
    named: tuple[Membership, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return asdict(self)


def explain(symbol: str, on: Day, *, reports: Reports = None, db: str | Path | None = None) -> Explanation:
    """Gather every stored fact of a symbol's day, and where each came from.

    Parameters
    ----------
    symbol : str
        A share or an index, in any dialect: ``600000.SH``, ``sh600000``, ``600000``.
    on : date or str
        The day. A day without a session is explained too, as long as it lies within the calendar.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.

    Returns
    -------
    Explanation
        Bar or index level, instrument, actions within half a year, status, renames, the last two announcements of
        earnings by that day, findings, revisions and the documents that name the symbol, and what the rules make of the
        session: reference price, limits, adjustment. Everything is as of the latest snapshot, not as it was known on
        the day.

    Raises
    ------
    UserError
        For a symbol that the store does not have (``InputError`` for a word that is not a symbol, for what is no day,
        and for a day outside the data, ``StoreError`` without a store).
    """
    day, known = day_of(on), asked_library(reports)
    with opened_store(db) as engine:
        facts = read_facts(engine, [])
        found, is_index = _symbol(symbol, facts)
        # A renamed symbol's history stands under its old codes.
        facts = read_facts(engine, _family(found, facts))
        explanation = _explanation(engine, facts, found, day, is_index=is_index)
    named = tuple(each for each in known.memberships() if each.symbol == found)
    return replace(explanation, named=named)


def _symbol(text: str, facts: Facts) -> tuple[str, bool]:
    try:
        index = str(parse_index(text))
    except InputError:
        index = ""
    share = parse_symbol(text)
    if share.board is None or (index in facts.index and str(share) == index):
        if index in facts.index:
            return index, True
        raise UserError(
            both(
                f"{text} is no A share, and no index of the store ({', '.join(facts.index) or 'it has none'})",
                f"{text} 不是 A 股，也不是库中的指数（{'、'.join(facts.index) or '库中没有指数'}）",
            )
        )
    return str(share), False


def _family(symbol: str, facts: Facts) -> set[str]:
    family = {symbol}
    while more := {r.old_symbol for r in facts.renames if r.new_symbol in family} - family:
        family |= more
    return family


def _explanation(engine: Engine, facts: Facts, symbol: str, day: date, *, is_index: bool) -> Explanation:
    sessions = sessions_of(facts)
    with reading(engine) as connection:
        bars = stored_rows(connection, "index" if is_index else "bars", symbol=symbol, date=day)
        about = {} if is_index else rows_around(connection, symbol, day)
        changes = revisions_of(connection, symbol, day)
    if not bars:
        _insist_on_stored(sessions, day)
    if not is_index and not about["instruments"] and symbol not in facts.bars.symbols:
        raise UserError(
            both(
                f"the store knows no {symbol}; `backtest status` shows what it holds",
                f"库中没有 {symbol}；`backtest status` 显示库中有什么",
            )
        )
    is_session = bool((sessions == day).any())
    panel = None if is_index or not is_session else build_panel(facts, (symbol,))
    return Explanation(
        symbol=symbol,
        name=next((each.name for each in facts.instruments if each.symbol == symbol), ""),
        day=day,
        snapshot=facts.snapshot,
        simulated=facts.simulated,
        about_day=_about_day(sessions, day, is_session=is_session),
        no_bar=NOTHING if bars else _no_bar(facts, symbol, day, is_session=is_session),
        bar=bars[0] if bars else None,
        prices=prices_of(panel, symbol, day) if panel else {},
        instrument=about.get("instruments", ()),
        actions=about.get("actions", ()),
        status=about.get("status", ()),
        renames=about.get("renames", ()),
        earnings=about.get("earnings", ()),
        findings=tuple(f.as_row() for f in read_findings(engine, symbol=symbol) if f.date in (None, day)),
        revisions=changes,
    )


def _insist_on_stored(sessions: Dates, day: date) -> None:
    """Raise InputError for a day outside the data: before the calendar, or with or after a session past its end."""
    first, last, on = sessions[0], sessions[-1], np.datetime64(day)
    later = continued_sessions(sessions)
    if on < first or on > later[-1] or ((later > last) & (later <= on)).any():
        raise InputError(
            both(
                f"{day} is outside the data; the stored sessions go from {first} to {last}",
                f"{day} 超出数据范围；库中的交易日为 {first} 至 {last}",
            )
        )


def _about_day(sessions: Dates, day: date, *, is_session: bool) -> Text:
    before, after = previous_session(sessions, day), next_session(sessions, day)
    word = "a session" if is_session else "no session"
    return both(
        f"{day:%A}, {word}; the session before is {before or 'not known'}, the one after {after or 'not known'}",
        f"星期{WEEKDAYS[day.weekday()]}，{'交易日' if is_session else '非交易日'}；"
        f"前一交易日 {before or '未知'}，后一交易日 {after or '未知'}",
    )


def _no_bar(facts: Facts, symbol: str, day: date, *, is_session: bool) -> Text:
    found = next((each for each in facts.instruments if each.symbol == symbol), None)
    if not is_session:
        return both(
            "no row: the market was closed, or the calendar does not reach this day",
            "没有行情：当日休市，或交易日历未覆盖当日",
        )
    if found and found.list_date and day < found.list_date:
        return both(f"no row: listed on {found.list_date}", f"没有行情：{found.list_date} 才上市")
    if found and found.delist_date and day >= found.delist_date:
        return both(f"no row: delisted on {found.delist_date}", f"没有行情：已于 {found.delist_date} 退市")
    return both(
        "no row on a session: suspended (停牌), or the row is missing from the store",
        "交易日没有行情：停牌，或库中缺失",
    )
