"""A feed of files that stands still, in seven forms, and rows of days that have not come.

Each is exit code 3 of a refresh and named by its table, however sound the rows are that there are: the whole folder a
day and four days old, no index file, an index or bars a session behind the other, a row of next year, the unfinished
bars of today. A feed that is whole, an hour after the close and on a holiday are no alarm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from data_sources.refresh import RefreshResult
from tests.attacks.survival import Count, Survival
from tests.data_sources.refresh.feed import SESSIONS, SYMBOLS, Feed, missing

FUTURE = f"{SYMBOLS[0]},2026-12-30,10,10,10,10,1000,10000\n"


def attack(work: Path) -> Survival:
    """Start each form from a store that is up to date."""
    count = Count()
    for name, carried_out, tables in FORMS:
        place = work / name.replace(" ", "-")
        place.mkdir()
        feed = Feed(place)
        first = feed.night(20)
        result = carried_out(feed)
        named = {table for table, _, _ in missing(result)}
        count.holds(name, began_whole=first.outcome == "done", named=named == tables, kept=_kept(feed))
    return count.survival()


def _kept(feed: Feed) -> bool:
    """Whether all that was there the first night is there, and nothing of days to come."""
    rows = feed.query("SELECT date FROM bars")
    return len(rows) >= len(SYMBOLS) * 21 and all(str(row[0]) <= str(SESSIONS[24]) for row in rows)


def _without_index(feed: Feed) -> RefreshResult:
    (feed.write(21).folder / "index.csv").unlink()
    return feed.refresh(SESSIONS[21])


def _early(feed: Feed) -> RefreshResult:
    feed.hour = 16
    return feed.refresh(SESSIONS[21])


def _today(feed: Feed) -> RefreshResult:
    feed.hour = 14
    return feed.write(21).refresh(SESSIONS[21])


def _holiday(feed: Feed) -> RefreshResult:
    # The store goes to Wednesday 2024-04-03; Thursday and Friday are the Qingming holiday.
    feed.night(SESSIONS.index(date(2024, 4, 3)))
    return feed.refresh(date(2024, 4, 5))


FORMS: tuple[tuple[str, Callable[[Feed], RefreshResult], set[str]], ...] = (
    ("whole folder a day old", lambda feed: feed.refresh(SESSIONS[21]), {"bars", "index"}),
    ("whole folder four days old", lambda feed: feed.refresh(SESSIONS[24]), {"bars", "index"}),
    ("no index file", _without_index, {"bars", "index"}),
    ("index behind the bars", lambda feed: feed.write(21, index=20).refresh(SESSIONS[21]), {"bars", "index"}),
    ("bars behind the index", lambda feed: feed.write(20, index=21).refresh(SESSIONS[21]), {"bars"}),
    ("a row of next year", lambda feed: feed.write(21, more=FUTURE).refresh(SESSIONS[21]), {"bars"}),
    ("unfinished bars of today", _today, {"bars", "index"}),
    ("no alarm for a whole feed", lambda feed: feed.night(21), set()),
    ("no alarm an hour after the close", _early, set()),
    ("no alarm on a holiday", _holiday, set()),
)
