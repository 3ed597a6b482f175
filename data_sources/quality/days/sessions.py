"""Rules about when: sessions, listing dates and the calendar itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from data_sources.market_rules.first_sessions import LAST_TO_OPEN, first_sessions
from data_sources.quality.reference import Reference
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, Rows
from data_sources.tables.schema import CALENDAR_INDEX
from data_sources.tables.sightings import sightings

# Public holidays on fixed days: month, day, first year. Source: State Council, 全国年节及纪念日放假办法, revised on
# 1999-09-18, until when National Day had two days; the first days are never moved.
FIXED_HOLIDAYS = ((1, 1, 1950), (5, 1, 1950), (10, 1, 1950), (10, 2, 1950), (10, 3, 1999))
SATURDAY = 5


def no_calendar(tables: Reference) -> Iterator[Finding]:
    """Neither sessions nor the CSI 300 in index, so it is unknown when the market was open (severe)."""
    if not len(tables.sessions):
        message = f"there is no calendar: neither a sessions table nor {CALENDAR_INDEX} in index"
        yield Finding("severe", "no_calendar", message, "index", CALENDAR_INDEX)


def not_a_session(tables: Reference) -> Iterator[Finding]:
    """A bar on a day within the calendar that is not a session (severe), or after its end (warning).

    Bars before the first session are history for the reference price, and fine.
    """
    bars, sessions = tables["bars"], tables.sessions
    yield from sightings(bars, off_session(bars["date"], sessions), "not_a_session", "severe", "{date} is no session")
    if len(sessions):
        message = f"{{date}} is after the last known session {sessions[-1]}"
        yield from sightings(bars, bars["date"] > sessions[-1], "after_calendar", "warning", message)


def after_delisting(tables: Reference) -> Iterator[Finding]:
    """A bar on or after the first day without listing (severe), or before the listing (warning)."""
    bars = tables["bars"]
    listed, delisted = tables.listing(bars["symbol"])
    yield from sightings(
        bars,
        bars["date"] >= delisted,
        "after_delisting",
        "severe",
        lambda row: f"a bar on {bars['date'][row]}, delisted {delisted[row]}",
    )
    yield from sightings(
        bars,
        (bars["date"] < listed) & ~_before_any_session(bars),
        "before_listing",
        "warning",
        lambda row: f"a bar on {bars['date'][row]}, listed {listed[row]}",
    )


def before_the_exchange(tables: Reference) -> Iterator[Finding]:
    """A bar before its exchange traded anything at all (severe): nobody can have seen it."""
    bars = tables["bars"]
    early = _before_any_session(bars)

    def message(row: int) -> str:
        (first,) = first_sessions(bars["symbol"][row : row + 1])
        return f"a bar on {bars['date'][row]}, the first session of the exchange was {first}"

    yield from sightings(bars, early, "before_the_exchange", "severe", message)


def _before_any_session(bars: Frame) -> Rows:
    early: Rows = np.zeros(len(bars), np.bool_)
    # Hardly any bar is that old, and symbols are slow to compare.
    old = np.flatnonzero(bars["date"] < LAST_TO_OPEN)
    early[old] = bars["date"][old] < first_sessions(bars["symbol"][old])
    return early


def index_off_session(tables: Reference) -> Iterator[Finding]:
    """An index row within the calendar on a day that is not a session (warning); it is never used."""
    index = tables["index"]
    closed = off_session(index["date"], tables.sessions)
    yield from sightings(index, closed, "index_off_session", "warning", "{date} is no session")


def index_gap(tables: Reference) -> Iterator[Finding]:
    """Sessions that an index has no row for, between its first and its last (warning)."""
    index = tables["index"]
    for symbol in np.unique(index["symbol"]).tolist():
        days = index["date"][index["symbol"] == symbol]
        within = tables.sessions[(tables.sessions >= days.min()) & (tables.sessions <= days.max())]
        missing = within[~np.isin(within, days)]
        if len(missing):
            count = f"{len(missing)} sessions, the first is" if len(missing) > 1 else "a session,"
            message = f"{symbol} has no row on {count} {missing[0]}"
            yield Finding("warning", "index_gap", message, "index", symbol, missing[0].item())


def holiday_session(tables: Reference) -> Iterator[Finding]:
    """A session at a weekend or on a fixed public holiday: a stray row shifts every later day (warning).

    Never more than a warning: a simulated market may have sessions of its own, and a share may be suspended on one.
    """
    for name in ("sessions", "index"):
        frame = tables[name]
        calendar = frame.symbols == (CALENDAR_INDEX if name == "index" else "")
        days = frame["date"]
        message = partial(_counts_as_session, tables, days)
        yield from sightings(frame, calendar & is_holiday(days), "holiday_session", "warning", message)


def off_session(days: Dates, sessions: Dates) -> Array:
    """Say which days lie within the calendar and are no session; none without a calendar."""
    within = (days > sessions[:1]) & (days < sessions[-1:]) if len(sessions) else np.zeros(len(days), np.bool_)
    return np.asarray(within & ~np.isin(days, sessions))


def _counts_as_session(tables: Reference, days: Dates, row: int) -> str:
    traded = (tables["bars"]["date"][tables.traded] == days[row]).any()
    alone = "" if traded else "; no share trades on it: remove the row"
    return f"{days[row]} is a weekend day or a public holiday, and counts as a session{alone}"


def is_weekend(days: Dates) -> Array:
    """Say which days are a Saturday or a Sunday."""
    # 1970-01-01 was a Thursday, day 3 of a week that starts on Monday.
    return np.asarray((days.astype(np.int64) + 3) % 7 >= SATURDAY)


def is_holiday(days: Dates) -> Array:
    """Say which days are at a weekend or a public holiday on a fixed day."""
    weekend = is_weekend(days)
    months = days.astype("datetime64[M]")
    month, day = months.astype(np.int64) % 12 + 1, (days - months).astype(np.int64) + 1
    year = months.astype(np.int64) // 12 + 1970
    fixed = ((month == m) & (day == d) & (year >= first) for m, d, first in FIXED_HOLIDAYS)
    return np.asarray(np.logical_or.reduce([weekend, *fixed]))
