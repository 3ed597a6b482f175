"""The days and histories of all that an import gives, judged together.

These are not among the rules of ``check``, which also judge a vendor's answer: a stretch of one symbol has no calendar
of its own, begins and ends where it was asked for, and was asked for no day to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np

from data_sources.quality.days.bars_shifted import bars_shifted
from data_sources.quality.days.exchange_days import not_exchange_days, sessions_missing
from data_sources.quality.days.index_lag import index_lag
from data_sources.quality.days.kept_sessions import stored_sessions_differ
from data_sources.quality.days.market_sessions import index_ends, row_floor, stale_sessions
from data_sources.quality.days.spacing import minute_bars, wide_bars
from data_sources.quality.days.to_come import days_to_come, not_known_yet, unfinished
from data_sources.quality.histories.beginnings import bars_start_late
from data_sources.quality.histories.endings import bars_end_early, delisted_long_after
from data_sources.quality.histories.holes import long_hole, no_bars_at_all
from data_sources.quality.reference import Reference
from data_sources.quality.rows.names import name_of_another, name_without_status
from data_sources.quality.steps import LONGEST_HOLIDAY
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.schema import CALENDAR_INDEX, CALENDAR_TOTAL_RETURN

JUDGED_AGAINST = (CALENDAR_INDEX, CALENDAR_TOTAL_RETURN)
"""Indices without which a run ends or falls back; the others are shown beside it at most."""

BEFORE = np.timedelta64(LONGEST_HOLIDAY, "D")

LATE = 2
"""Sessions that an index may come later than the bars."""


@dataclass(frozen=True)
class Moment:
    """``today`` in Shanghai, ``closed`` the last day whose trading is over, and the sessions of the ``exchange``.

    These are empty where they are not asked.
    """

    today: date
    closed: date
    exchange: Dates


DayRule: TypeAlias = Callable[[Reference], Iterable[Finding]]


def half_written(tables: Reference) -> Iterator[Finding]:
    """``row_floor`` of an import (warning): that histories may end on different days a refresh does not know."""
    last = _last_traded(tables)
    if last is not None:
        recent = tables["bars"]["date"] >= np.datetime64(last) - BEFORE
        names = np.unique(tables["bars"]["symbol"][recent]).tolist()
        yield from (replace(each, severity="warning") for each in row_floor(tables, names, last))


def index_ends_early(tables: Reference) -> Iterator[Finding]:
    """``index_ends`` of an import: an index that ends over two sessions before the last traded bar.

    A warning for the CSI 300 and its total return, a note for every other one. Some publish a day or two later, and a
    refresh brings the rest.
    """
    last = _last_traded(tables)
    if last is None:
        return
    before = tables.sessions[tables.sessions <= np.datetime64(last)][-1 - LATE :]
    if len(before):
        for finding in index_ends(tables, (), before[0].item()):
            yield finding if finding.symbol in JUDGED_AGAINST else replace(finding, severity="note")


CALENDAR_RULES: tuple[DayRule, ...] = (minute_bars, wide_bars, bars_shifted, index_lag, stored_sessions_differ)
HISTORY_RULES: tuple[DayRule, ...] = (
    no_bars_at_all,
    stale_sessions,
    half_written,
    index_ends_early,
    long_hole,
    bars_start_late,
    bars_end_early,
    delisted_long_after,
    name_without_status,
    name_of_another,
)


def check_calendar(tables: Reference, moment: Moment | None) -> tuple[Finding, ...]:
    """Return what is wrong with the days themselves, which is the cause of much that other rules find.

    ``moment`` is None for a simulated market, whose days are its own. Frames must be in key order.
    """
    with np.errstate(all="ignore"):
        asked = () if moment is None else tuple(_asked_of(tables, moment))
        return (*asked, *(finding for rule in CALENDAR_RULES for finding in rule(tables)))


def check_histories(tables: Reference) -> tuple[Finding, ...]:
    """Return what is missing in the histories of symbols and indices, and what their names say."""
    with np.errstate(all="ignore"):
        return tuple(finding for rule in HISTORY_RULES for finding in rule(tables))


def _asked_of(tables: Reference, moment: Moment) -> Iterator[Finding]:
    yield from days_to_come(tables, moment.today)
    yield from unfinished(tables, moment.today, moment.closed)
    yield from not_known_yet(tables, moment.today)
    yield from not_exchange_days(tables, moment.exchange)
    yield from sessions_missing(tables, moment.exchange)


def _last_traded(tables: Reference) -> date | None:
    """Return the day of the last traded bar that is given, None without one."""
    days = tables["bars"]["date"][tables.traded]
    last: date | None = days.max().item() if len(days) else None
    return last
