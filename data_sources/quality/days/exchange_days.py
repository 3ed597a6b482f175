"""The given calendar held against the sessions of the exchange: shifted days, moved holidays, missing stretches.

Both tables may be wrong together: bars and an index that were shifted by a zone agree with each other on every day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from data_sources.quality.days.sessions import is_holiday, is_weekend
from data_sources.quality.days.shifts import FITS, between_the_strays, is_whole, shift_that_fits, shift_words
from data_sources.quality.days.spacing import is_wide
from data_sources.quality.days.stretches import stretch_words, stretches_of
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import listed_days
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.schema import CALENDAR_INDEX

FEWEST = 5
"""Days from which on a calendar can be told from another."""
MANY = 0.05
FILLED, MOVING = 0.5, 0.9
"""Of the levels on closed days over half repeat the day before, where nine tenths of the others move."""
MANY_WEEKENDS, WEEKENDS = 2, 0.005
WEEK = 5
"""Sessions of the exchange in a row; the longest that a file lacks by chance are fewer."""
MOVED = 3


@dataclass(frozen=True)
class TwoCalendars:
    """The given days of ``table`` and those of the exchange, within the stretch that both know."""

    table: str
    ours: Dates
    theirs: Dates

    @property
    def extra(self) -> Dates:
        """Given days that are no session of the exchange."""
        return np.setdiff1d(self.ours, self.theirs)

    @property
    def missing(self) -> Dates:
        """Sessions of the exchange that are not given."""
        return np.setdiff1d(self.theirs, self.ours)

    @property
    def symbol(self) -> str:
        """Whose days they are."""
        return CALENDAR_INDEX if self.table == "index" else ""


def given_calendar(tables: Reference) -> tuple[str, Dates]:
    """Return the given calendar and its table: the sessions, or else the days of the CSI 300; empty for neither."""
    days = tables["sessions"]["date"]
    if len(days):
        return "sessions", np.unique(days)
    index = tables["index"]
    return "index", np.unique(index["date"][index["symbol"] == CALENDAR_INDEX])


def can_be_compared(tables: Reference) -> bool:
    """Whether a calendar is given that can be told from another; if not, nobody need load the exchange's."""
    return len(given_calendar(tables)[1]) >= FEWEST


def two_calendars(tables: Reference, exchange: Dates) -> TwoCalendars | None:
    """Return the given calendar beside the exchange's; None where they share fewer than five days."""
    name, days = given_calendar(tables)
    ours = days[(days >= exchange[0]) & (days <= exchange[-1])] if len(exchange) else days[:0]
    if len(ours) < FEWEST:
        return None
    return TwoCalendars(name, ours, exchange[(exchange >= ours[0]) & (exchange <= ours[-1])])


def not_exchange_days(tables: Reference, exchange: Dates) -> Iterator[Finding]:
    """Given sessions on which the exchange was closed.

    ``calendar_shifted`` (severe): over 5%, and moved by a day or two nearly all of them fit. ``not_exchange_days``
    (severe): three weekend days or more; three closed days or more on which the index stands still; or holidays that
    moved: three are sessions, and three sessions beside them are none. ``not_exchange_day`` (warning): others; weekends
    and holidays on fixed days are ``holiday_session``. Nothing is said beyond the second calendar's range.
    """
    both = two_calendars(tables, exchange)
    if both is None or not len(both.extra):
        return
    extra, weekends = both.extra, both.extra[is_weekend(both.extra)]
    share, count = len(extra) / len(both.ours), f"{len(extra)} of {len(both.ours)} sessions"
    moved = between_the_strays(both.ours, extra)
    if len(moved) >= FEWEST and share > MANY and len(weekends) and (shift := shift_that_fits(moved, exchange)):
        part = "" if is_whole(moved, both.ours) else f"from {moved[0]} to {moved[-1]} "
        message = (
            f"{count} are none of the exchange: {part}{shift_words(shift, weekends)}{_beside_bars(tables, exchange)}"
        )
        yield Finding("severe", "calendar_shifted", message, both.table, both.symbol, weekends[0].item())
        return
    if cause := _cause(both, weekends, tables):
        message = f"{count} are none of the exchange ({listed_days(extra)}): {cause}"
        yield Finding("severe", "not_exchange_days", message, both.table, both.symbol, extra[0].item())
        return
    unnamed = extra[~is_holiday(extra)]
    if len(unnamed):
        message = f"the exchange was closed on {listed_days(unnamed)}, which counts as a session"
        yield Finding("warning", "not_exchange_day", message, both.table, both.symbol, unnamed[0].item())


def _beside_bars(tables: Reference, exchange: Dates) -> str:
    """Say that the bars are right as they are; "" when they are shifted along."""
    days = np.unique(tables["bars"]["date"])
    days = days[(days >= exchange[0]) & (days <= exchange[-1])]
    right = len(days) >= FEWEST and np.isin(days, exchange).mean() >= FITS
    return "; the days of the bars are right" if right else ""


def _cause(both: TwoCalendars, weekends: Dates, tables: Reference) -> str:
    """Say why the days are not the exchange's; "" while they are few."""
    if len(weekends) > MANY_WEEKENDS and len(weekends) > WEEKENDS * len(both.ours):
        return f"{len(weekends)} are weekend days; rows may be filled in for days without trading"
    near = _beside(both.missing, both.extra)
    if len(both.extra) >= MOVED and len(near) >= MOVED:
        return f"holidays have moved, for sessions beside them are missing ({listed_days(near)})"
    if len(both.extra) >= MOVED and _are_filled_in(both, tables):
        return "the levels of these days repeat the day before: rows were filled in for days without trading"
    return ""


def _are_filled_in(both: TwoCalendars, tables: Reference) -> bool:
    """Whether the calendar index stands still on the closed days, and moves on the others.

    A made-up market may trade on every weekday: that alone is no fault.
    """
    index = tables["index"]
    own = index.rows(index["symbol"] == CALENDAR_INDEX)
    if both.table != "index" or len(own) < FEWEST:
        return False
    still, closed = own["close"][1:] == own["close"][:-1], np.isin(own["date"][1:], both.extra)
    return bool(closed.any() and still[closed].mean() > FILLED and (~still[~closed]).mean() > MOVING)


def _beside(days: Dates, others: Dates) -> Dates:
    """Return the days within three weeks of any of the others."""
    apart = np.timedelta64(21, "D")
    return days[np.searchsorted(others, days - apart) < np.searchsorted(others, days + apart, side="right")]


def sessions_missing(tables: Reference, exchange: Dates) -> Iterator[Finding]:
    """Sessions of the exchange within the given calendar that it lacks.

    ``sessions_missing`` (severe): between the first and the last bar a week in a row, or three and over 5%, or one that
    has bars; stretches are named. ``session_missing`` (warning): fewer, or where there are no bars, or after the last
    stored session.
    """
    both = _after_the_stored(two_calendars(tables, exchange), tables, exchange)
    # A row a week or a month has a rule of its own.
    if both is None or is_wide(both.ours):
        return
    # What the store has is not missing: a file may bring single days.
    missing = np.setdiff1d(both.missing, tables.sessions)
    if not len(missing):
        return
    stretches = stretches_of(missing, both.theirs)
    traded = missing[np.isin(missing, tables["bars"]["date"])]
    if len(traded) or _are_many(_within_bars(missing, tables), _within_bars(both.theirs, tables), both.theirs):
        named = sorted(stretches, key=len, reverse=True)
        words = "; ".join(stretch_words(stretch) for stretch in named[:3])
        more = f"; {len(named) - 3} more stretches" if len(named) > 3 else ""  # noqa: PLR2004 - as many as above
        bars = f"; there are bars on {listed_days(traded)}" if len(traded) else ""
        message = f"{len(missing)} of {len(both.theirs)} sessions of the exchange are missing: {words}{more}{bars}"
        yield Finding("severe", "sessions_missing", message, both.table, both.symbol, missing[0].item())
        return
    message = f"the exchange was open on {listed_days(missing)}, which is no session here"
    yield Finding("warning", "session_missing", message, both.table, both.symbol, missing[0].item())


def _after_the_stored(both: TwoCalendars | None, tables: Reference, exchange: Dates) -> TwoCalendars | None:
    """Return two calendars from the last stored session before the given ones on: a file may begin after a gap."""
    before = tables.sessions[tables.sessions < both.ours[0]][-1:] if both else exchange[:0]
    if both is None or not len(before) or before[0] < exchange[0]:
        return both
    theirs = exchange[(exchange >= before[0]) & (exchange <= both.ours[-1])]
    return replace(both, ours=np.append(before, both.ours), theirs=theirs)


def _within_bars(days: Dates, tables: Reference) -> Dates:
    """Return the days between the first and the last given bar, all of them where no bar is given."""
    bars = tables["bars"]["date"]
    return days[(days >= bars.min()) & (days <= bars.max())] if len(bars) else days


def _are_many(missing: Dates, within: Dates, sessions: Dates) -> bool:
    if not len(missing):
        return False
    longest = max(len(stretch) for stretch in stretches_of(missing, sessions))
    return longest >= WEEK or (len(missing) >= MOVED and len(missing) > MANY * len(within))
