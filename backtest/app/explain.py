"""What is stored about one symbol on one day, gathered: rows with their source, and what the rules make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from backtest.app.explain_prices import prices_of
from backtest.market.panel_building import build_panel
from data_sources.calendar.exchange_calendar import continued_sessions
from data_sources.calendar.sessions import next_session, previous_session, sessions_of
from data_sources.errors import InputError, UserError
from data_sources.store import open_store, read_facts, read_findings
from data_sources.store.tables import FACT_TABLES, revisions, snapshots
from data_sources.store.transactions import reading
from data_sources.tables.facts import Dates, Facts
from data_sources.tables.schema import TABLES
from data_sources.tables.symbols import parse_index, parse_symbol

HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class StoredRow:
    """A row as it is stored, with where it was read from and the snapshot that published its present values (UTC)."""

    values: Mapping[str, object]
    read_from: str
    snapshot: int
    published_at: str


@dataclass(frozen=True)
class Explained:
    """A symbol's day. ``prices`` are what the rules make of it, empty for an index and a day without a session."""

    symbol: str
    name: str
    day: date
    snapshot: str
    simulated: bool
    about_day: str
    no_bar: str
    bar: StoredRow | None
    prices: Mapping[str, object]
    instrument: tuple[StoredRow, ...]
    actions: tuple[StoredRow, ...]
    status: tuple[StoredRow, ...]
    renames: tuple[StoredRow, ...]
    findings: tuple[Mapping[str, object], ...]
    revisions: tuple[Mapping[str, object], ...]

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return asdict(self)


def explain_day(db: str | None, text: str, day: date) -> Explained:
    """Gather what the store knows of a share or an index on a day; UserError for a symbol it does not have."""
    engine = open_store(db)
    try:
        facts = read_facts(engine, [])
        symbol, is_index = _symbol(text, facts)
        # A renamed symbol's history stands under its old codes.
        family = _family(symbol, facts)
        facts = read_facts(engine, family)
        return _explained(engine, facts, symbol, day, is_index=is_index)
    finally:
        engine.dispose()


def _symbol(text: str, facts: Facts) -> tuple[str, bool]:
    try:
        index = str(parse_index(text))
    except InputError:
        index = ""
    share = parse_symbol(text)
    if share.board is None or (index in facts.index and str(share) == index):
        if index in facts.index:
            return index, True
        raise UserError(f"{text} is no A share, and no index of the store ({', '.join(facts.index) or 'it has none'})")
    return str(share), False


def _family(symbol: str, facts: Facts) -> set[str]:
    family = {symbol}
    while more := {r.old_symbol for r in facts.renames if r.new_symbol in family} - family:
        family |= more
    return family


def _explained(engine: Engine, facts: Facts, symbol: str, day: date, *, is_index: bool) -> Explained:
    sessions = sessions_of(facts)
    with reading(engine) as connection:
        bars = _rows(connection, "index" if is_index else "bars", symbol=symbol, date=day)
        about = {} if is_index else _about(connection, symbol, day)
        changes = _revisions(connection, symbol, day)
    if not bars:
        _insist_on_stored(sessions, day)
    if not is_index and not about["instruments"] and symbol not in facts.bars.symbols:
        raise UserError(f"the store knows no {symbol}; `backtest status` shows what it holds")
    is_session = bool((sessions == day).any())
    panel = None if is_index or not is_session else build_panel(facts, (symbol,))
    return Explained(
        symbol=symbol,
        name=next((each.name for each in facts.instruments if each.symbol == symbol), ""),
        day=day,
        snapshot=facts.snapshot,
        simulated=facts.simulated,
        about_day=_about_day(sessions, day, is_session=is_session),
        no_bar="" if bars else _no_bar(facts, symbol, day, is_session=is_session),
        bar=bars[0] if bars else None,
        prices=prices_of(panel, symbol, day) if panel else {},
        instrument=about.get("instruments", ()),
        actions=about.get("actions", ()),
        status=about.get("status", ()),
        renames=about.get("renames", ()),
        findings=tuple(f.as_row() for f in read_findings(engine, symbol=symbol) if f.date in (None, day)),
        revisions=changes,
    )


def _insist_on_stored(sessions: Dates, day: date) -> None:
    """Raise InputError for a day outside the data: before the calendar, or with or after a session past its end."""
    first, last, on = sessions[0], sessions[-1], np.datetime64(day)
    later = continued_sessions(sessions)
    if on < first or on > later[-1] or ((later > last) & (later <= on)).any():
        raise InputError(f"{day} is outside the data; the stored sessions go from {first} to {last}")


def _about(connection: Connection, symbol: str, day: date) -> dict[str, tuple[StoredRow, ...]]:
    """Return the rows around a share's bar by table."""
    around = (day - HALF_A_YEAR, day + HALF_A_YEAR)
    old, new = (_rows(connection, "renames", **{column: symbol}) for column in ("old_symbol", "new_symbol"))
    return {
        "instruments": _rows(connection, "instruments", symbol=symbol),
        "actions": _rows(connection, "actions", symbol=symbol, ex_date=around),
        "status": tuple(row for row in _rows(connection, "status", symbol=symbol) if _holds(row, day)),
        "renames": (*old, *new),
    }


def _about_day(sessions: Any, day: date, *, is_session: bool) -> str:  # noqa: ANN401 - an array of days
    before, after = previous_session(sessions, day), next_session(sessions, day)
    word = "a session" if is_session else "no session"
    return f"{day:%A}, {word}; the session before is {before or 'not known'}, the one after {after or 'not known'}"


def _no_bar(facts: Facts, symbol: str, day: date, *, is_session: bool) -> str:
    found = next((each for each in facts.instruments if each.symbol == symbol), None)
    if not is_session:
        return "no row: the market was closed, or the calendar does not reach this day"
    if found and found.list_date and day < found.list_date:
        return f"no row: listed on {found.list_date}"
    if found and found.delist_date and day >= found.delist_date:
        return f"no row: delisted on {found.delist_date}"
    return "no row on a session: suspended (停牌), or the row is missing from the store"


def _rows(connection: Connection, name: str, **where: object) -> tuple[StoredRow, ...]:
    """Return the rows of a table whose columns are the given values, or between the two of a pair."""
    stored = FACT_TABLES[name]
    conditions = [
        stored.c[column].between(*value) if isinstance(value, tuple) else stored.c[column] == value
        for column, value in where.items()
    ]
    key = [stored.c[column] for column in TABLES[name].key]
    query = sa.select(stored, snapshots.c.created_at).join(snapshots, stored.c.snapshot == snapshots.c.id)
    found = connection.execute(query.where(*conditions).order_by(*key)).mappings()
    return tuple(
        StoredRow(
            {column: _plain(row[column]) for column in TABLES[name].names()},
            str(row["read_from"]),
            int(row["snapshot"]),
            _moment(row["created_at"]),
        )
        for row in found
    )


def _revisions(connection: Connection, symbol: str, day: date) -> tuple[Mapping[str, object], ...]:
    """Return what the symbol's rows said before: of dated tables those of the day, of the others all."""
    published = {
        row.id: row.created_at for row in connection.execute(sa.select(snapshots.c.id, snapshots.c.created_at))
    }
    found = [
        row
        for row in connection.execute(sa.select(revisions).order_by(revisions.c.id))
        if symbol in row.key.values() and row.key.get("date", day.isoformat()) == day.isoformat()
    ]
    changes = []
    for place, row in enumerate(found):
        later = next((each.old for each in found[place + 1 :] if (each.table, each.key) == (row.table, row.key)), None)
        fresh = later if later is not None else _present(connection, row.table, row.key)
        changes += [
            {
                "table": row.table,
                "field": name,
                "was": _plain(value),
                "since": _moment(published[row.snapshot]),
                "became": _plain(fresh.get(name)),
                "on": _moment(published[row.replaced_by]),
            }
            for name, value in row.old.items()
            if _plain(value) != _plain(fresh.get(name))
        ]
    return tuple(changes)


def _present(connection: Connection, name: str, key: Mapping[str, str]) -> Mapping[str, object]:
    dates = {column.name for column in TABLES[name].columns if column.kind == "date"}
    wanted = {column: date.fromisoformat(value) if column in dates else value for column, value in key.items()}
    rows = _rows(connection, name, **wanted)
    return rows[0].values if rows else {}


def _holds(row: StoredRow, day: date) -> bool:
    return str(row.values["start"]) <= day.isoformat() <= str(row.values["end"] or date.max)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and not isfinite(value) else value


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
