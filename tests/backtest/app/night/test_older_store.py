"""A store is older than the site by its data or by its snapshot; one made anew is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from backtest.app.night.older_store import older_store

MONDAY, TUESDAY = date(2026, 6, 29), date(2026, 6, 30)
STAMP = {"data_of": "2026-06-30", "snapshot": "s7-aaa", "made_at": "2026-06-30T09:00:00"}


@pytest.mark.parametrize(
    ("last", "snapshot", "hour", "words"),
    [
        (TUESDAY, "s7-aaa", 9, ""),
        # Imported again an hour later, into a store of its own, from the same files and from others.
        (TUESDAY, "s1-aaa", 10, ""),
        (TUESDAY, "s1-bbb", 10, ""),
        # The same snapshot, made on another machine before.
        (TUESDAY, "s7-aaa", 8, ""),
        # A back-up from an hour before.
        (TUESDAY, "s6-bbb", 8, "the store's snapshot was made at 2026-06-30 08:00 UTC, before the one of the site"),
        (MONDAY, "s6-bbb", 10, "the store's data end on 2026-06-29, before those of the site, 2026-06-30"),
    ],
)
def test_against_the_site(last: date, snapshot: str, hour: int, words: str) -> None:
    made_at = datetime(2026, 6, 30, hour)  # noqa: DTZ001 - as the store keeps it
    assert older_store(STAMP, None, last, snapshot, made_at) == words
    assert older_store(STAMP, None, last, snapshot, made_at.replace(tzinfo=UTC)) == words


def test_against_the_diary_whose_site_was_lost() -> None:
    words = "the store's data end on 2026-06-29, before the last day of the paper diary, 2026-06-30"
    moment = datetime(2026, 6, 30, 9, tzinfo=UTC)
    assert older_store({}, TUESDAY, MONDAY, "s1-aaa", moment) == words
    assert older_store({}, MONDAY, MONDAY, "s1-aaa", moment) == ""
    assert older_store({}, None, MONDAY, "s1-aaa", moment) == ""


def test_a_site_from_before_it_said_when_its_snapshot_was_made_is_compared_by_its_data() -> None:
    stamp = {"data_of": "2026-06-30", "snapshot": "s7-aaa"}
    assert older_store(stamp, None, TUESDAY, "s1-bbb", datetime(2020, 1, 1, tzinfo=UTC)) == ""
