"""A store as ``status`` shows it: its tables, their age, its calendar, and the reports' universe in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from backtest.app.library import Reports, asked_library
from data_sources.calendar import clock
from data_sources.calendar.age import TableAge, table_ages, too_old
from data_sources.calendar.exchange_calendar import CalendarState, calendar_state
from data_sources.calendar.max_age import insist_on_max_age
from data_sources.calendar.sessions import sessions_of
from data_sources.calendar.today import sessions_behind, today
from data_sources.errors import InputError
from data_sources.store import StoreSummary, opened_store, read_facts, store_summary
from data_sources.store.last_days import last_days
from data_sources.tables.facts import Dates, Facts
from strategies.library.library import ReportsFolder

if TYPE_CHECKING:
    import pandas as pd

# Tables that have a row for each session; of the others an old last day says nothing.
DAILY = ("bars", "index")


@dataclass(frozen=True)
class UniverseState:
    """How many of the reports' names the store has what of; ``up_to_date`` have a bar on the last session with bars."""

    symbols: int
    with_bars: int
    up_to_date: int
    with_actions: int
    with_list_date: int
    without_bars: tuple[str, ...]


@dataclass(frozen=True)
class StoreState:
    """The store at its latest snapshot. ``calendar`` is None when it holds no sessions at all.

    ``ages`` say of bars and index which day is their last, which session is due and how many are due since; ``old`` are
    those that reach ``max_age``. A simulated market has none: it grows no older. ``folder`` is the user's own of
    documents, None without one.
    """

    summary: StoreSummary
    last_session: date | None
    age_in_days: int | None
    sessions_behind: Mapping[str, int | None]
    universe: UniverseState
    calendar: CalendarState | None
    ages: tuple[TableAge, ...] = ()
    old: tuple[TableAge, ...] = ()
    folder: ReportsFolder | None = None

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        more = {name: value for name, value in asdict(self).items() if name not in ("summary", "folder")}
        calendar = {**more["calendar"], "ends_soon": self.calendar.ends_soon} if self.calendar else None
        folder = {"reports": self.folder.document()} if self.folder else {}
        return {**self.summary.document(), **more, "calendar": calendar, **folder}

    def to_frame(self) -> pd.DataFrame:
        """One row per table: ``table``, ``rows``, ``first`` and ``last`` day (None where a table has no dates)."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        rows = [(name, held.rows, held.first, held.last) for name, held in self.summary.tables.items()]
        return pd.DataFrame(rows, columns=["table", "rows", "first", "last"])


def status(*, db: str | Path | None = None, max_age: int | None = None, reports: Reports = None) -> StoreState:
    """Look at what a store holds, how old it is and what it lacks.

    Parameters
    ----------
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    max_age : int, optional
        Call bars or index old when so many sessions are due of which they have no row, 1 or more; by default nothing
        is called old. A session is due from 17:00 in Shanghai on.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none.

    Returns
    -------
    StoreState
        The latest snapshot. Age is counted to today in Shanghai, in days, and to the last session that is over by
        this machine's clock, in sessions.

    Raises
    ------
    StoreError
        When there is no store or it is empty.
    UserError
        When this machine's clock cannot be right: it is before the latest snapshot or the last session stored, or says
        a day that no one can believe.
    """
    if max_age is not None:
        insist_on_max_age(max_age)
    known = asked_library(reports)
    names = sorted({member.symbol for member in known.memberships()})
    with opened_store(db) as engine:
        ends = last_days(engine, clock.SYSTEM).by_table
        summary, facts = store_summary(engine), read_facts(engine, names)
    last = summary.tables["bars"].last
    sessions = _sessions(facts)
    ages = () if sessions is None else table_ages(sessions, ends, clock.SYSTEM)
    return StoreState(
        summary=summary,
        last_session=last,
        age_in_days=(today() - last).days if last else None,
        sessions_behind={name: _behind(sessions, summary.tables[name].last) for name in DAILY},
        universe=_universe(facts, names, last),
        calendar=None if sessions is None else calendar_state(facts, today()),
        ages=ages,
        old=() if max_age is None else too_old(ages, max_age),
        folder=known.folder,
    )


def _sessions(facts: Facts) -> Dates | None:
    try:
        return sessions_of(facts)
    except InputError:
        return None


def _behind(sessions: Dates | None, last: date | None) -> int | None:
    return None if sessions is None or last is None else sessions_behind(sessions, last)


def _universe(facts: Facts, names: list[str], last: date | None) -> UniverseState:
    bars = facts.bars
    counts = dict(zip(bars.symbols, np.diff(bars.offsets).tolist(), strict=True))
    ends = {symbol: bars.date[end - 1] for symbol, end in zip(bars.symbols, bars.offsets[1:], strict=True) if end}
    there = [name for name in names if counts.get(name)]
    return UniverseState(
        symbols=len(names),
        with_bars=len(there),
        up_to_date=sum(ends[name] == np.datetime64(last) for name in there) if last else 0,
        with_actions=len({action.symbol for action in facts.actions}),
        with_list_date=sum(instrument.list_date is not None for instrument in facts.instruments),
        without_bars=tuple(name for name in names if name not in there),
    )
