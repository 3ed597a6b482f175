"""A feed that stands still is named, whatever its own calendar says; one that is only early in the evening is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data_sources.calendar.max_age import insist_on_max_age
from data_sources.errors import InputError
from tests.data_sources.refresh.feed import SESSIONS, SYMBOLS, Feed, missing


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    made = Feed(tmp_path)
    assert made.night(30).outcome == "done"
    return made


def test_a_whole_folder_that_stands_still_is_old_from_the_next_evening_on(feed: Feed) -> None:
    result = feed.refresh(SESSIONS[31])
    assert (result.outcome, missing(result)) == ("partly", [("bars", "", "old"), ("index", "", "old")])
    assert str(result.missing[1]) == f"index ends on {SESSIONS[30]}, {SESSIONS[31]} is due, 1 session behind"
    assert "bring newer rows" in result.next_step
    later = feed.refresh(SESSIONS[34])
    assert [one.sessions_behind for one in later.missing] == [4, 4]


def test_an_hour_after_the_close_and_the_next_morning_are_no_alarm(feed: Feed) -> None:
    feed.hour = 16
    assert feed.refresh(SESSIONS[31]).outcome == "done"
    feed.hour = 17
    assert feed.refresh(SESSIONS[31]).outcome == "partly"
    feed.night(31)
    feed.hour = 9
    assert feed.refresh(SESSIONS[32]).outcome == "done"


def test_a_holiday_makes_nothing_older(tmp_path: Path) -> None:
    # 2024-04-03 is a Wednesday; Thursday and Friday are the Qingming holiday, the next session is Monday the 8th.
    wednesday = SESSIONS.index(date(2024, 4, 3))
    feed = Feed(tmp_path)
    assert feed.night(wednesday).outcome == "done"
    assert feed.refresh(date(2024, 4, 7)).outcome == "done"
    assert feed.refresh(date(2024, 4, 8)).outcome == "partly"


def test_the_limit_is_a_number_of_sessions_that_are_due(feed: Feed) -> None:
    assert [feed.refresh(SESSIONS[31], max_age=limit).outcome for limit in (1, 2, None)] == ["partly", "done", "done"]
    assert [feed.refresh(SESSIONS[32], max_age=limit).outcome for limit in (2, 3)] == ["partly", "done"]


def test_an_index_that_is_missing_or_a_day_behind_is_named(feed: Feed) -> None:
    feed.write(31)
    (feed.folder / "index.csv").unlink()
    assert ("index", "", "old") in missing(feed.refresh(SESSIONS[31]))
    assert ("index", "", "old") in missing(feed.write(31, index=30).refresh(SESSIONS[31]))
    # The bars of the session come as soon as its index does.
    assert feed.write(31).refresh(SESSIONS[31]).outcome == "done"
    assert feed.stored(SYMBOLS[0], 31) == 10.31


def test_bars_that_end_a_session_before_the_index_are_named(feed: Feed) -> None:
    result = feed.write(30, index=31).refresh(SESSIONS[31])
    assert result.outcome == "partly"
    assert {one.table for one in result.missing} == {"bars"}


def test_a_total_return_that_ends_before_its_index_is_named(feed: Feed) -> None:
    # Session 30 is Tuesday 2024-04-16.
    assert SESSIONS[30] == date(2024, 4, 16)
    levels = "".join(f"H00300.CSI,{SESSIONS[s]},{5000 + s}\n" for s in range(31))
    result = feed.write(31, levels=levels).refresh(SESSIONS[31])
    assert (result.outcome, missing(result)) == ("partly", [("index", "H00300.CSI", "behind")])
    assert str(result.missing[0]) == "H00300.CSI ends on 2024-04-16, 1 session behind"
    # An index that is old as a whole is named beside it.
    result = feed.write(32, index=31, levels=levels).refresh(SESSIONS[32])
    assert missing(result) == [("bars", "", "old"), ("index", "", "old"), ("index", "H00300.CSI", "behind")]
    levels += f"H00300.CSI,{SESSIONS[31]},5031\nH00300.CSI,{SESSIONS[32]},5032\n"
    assert feed.write(32, levels=levels).refresh(SESSIONS[32]).outcome == "done"


def test_of_a_small_folder_half_of_the_shares_are_a_source_that_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.data_sources.refresh.feed.SYMBOLS", SYMBOLS[:5])
    feed = Feed(tmp_path)
    assert feed.night(30).outcome == "done"
    # Two of five may be suspended, three are more than half.
    feed.dropped = {(symbol, 31) for symbol in SYMBOLS[:2]}
    assert feed.night(31).outcome == "done"
    feed.dropped |= {(SYMBOLS[2], 31)}
    feed.dropped |= {(symbol, 32) for symbol in SYMBOLS[:3]}
    other = Feed(tmp_path / "other", dropped=feed.dropped)
    other.work.mkdir()
    assert other.night(30).outcome == "done"
    result = other.night(32)
    assert [one.reason for one in result.missing] == [f"3 symbols end on {SESSIONS[30]}"]
    # All but one.
    other.dropped |= {(SYMBOLS[3], 31), (SYMBOLS[3], 32)}
    assert [one.reason for one in other.night(32).missing][:1] == [f"3 symbols end on {SESSIONS[30]}"]


def test_rows_of_days_that_are_not_over_are_named_and_the_rest_is_published(feed: Feed) -> None:
    row = f"{SYMBOLS[0]},2026-12-30,10,10,10,10,1000,10000\n"
    result = feed.write(31, more=row).refresh(SESSIONS[31])
    assert (result.outcome, missing(result)) == ("partly", [("bars", SYMBOLS[0], "future")])
    assert "2026-12-30" in result.missing[0].reason
    assert feed.query("SELECT max(date), count(*) FROM bars") == [(str(SESSIONS[31]), 12 * 32)]


def test_spells_and_values_of_days_to_come_are_named_and_the_rest_is_published(feed: Feed) -> None:
    # Tuesday 2024-04-17 is session 31. Of each table the last row is known from the day after on.
    assert (SESSIONS[31], SESSIONS[32]) == (date(2024, 4, 17), date(2024, 4, 18))
    (feed.folder / "status.csv").write_text(
        "symbol,start,end,kind\n"
        f"{SYMBOLS[3]},2024-04-02,2024-06-28,ST\n{SYMBOLS[4]},2024-04-17,,ST\n{SYMBOLS[5]},2024-04-18,,ST\n"
    )
    (feed.folder / "signals.csv").write_text(
        "series,period,period_end,published_on,value,unit,source\n"
        "dram,2024-03,2024-03-31,2024-04-17,1.95,USD,a publisher\n"
        "dram,2024-04,2024-04-30,2024-04-18,2.05,USD,a publisher\n"
    )
    with (feed.write(31).folder / "actions.csv").open("a") as actions:
        actions.write(f"{SYMBOLS[6]},2024-04-18,0.3,0,0,0\n")
    result = feed.refresh(SESSIONS[31])
    assert (result.outcome, missing(result)) == (
        "partly",
        [("status", SYMBOLS[5], "future"), ("signals", "", "future")],
    )
    # Each with the file and the line where the first such row stands.
    assert [one.reason for one in result.missing] == [
        f"files has rows of days to come: 1, 2024-04-18 ({place}); not published"
        for place in ("status.csv:4", "signals.csv:3")
    ]
    assert feed.query("SELECT symbol FROM status ORDER BY symbol") == [(SYMBOLS[3],), (SYMBOLS[4],)]
    assert feed.query("SELECT value FROM signals") == [(1.95,)]
    # An action is announced ahead: it waits for its day, and is no alarm.
    assert len(feed.query("SELECT symbol FROM actions")) == 2
    # The day after, all have come.
    with_dividend = (feed.folder / "actions.csv").read_text()
    feed.write(32)
    (feed.folder / "actions.csv").write_text(with_dividend)
    assert feed.refresh(SESSIONS[32]).outcome == "done"
    counts = feed.query(
        "SELECT (SELECT count(*) FROM status), (SELECT count(*) FROM signals), (SELECT count(*) FROM actions)"
    )
    assert counts == [(3, 2, 3)]


def test_the_bars_of_a_session_that_goes_on_are_not_taken(feed: Feed) -> None:
    feed.hour = 11
    result = feed.write(31).refresh(SESSIONS[31])
    assert missing(result) == [("index", "000300.SH", "future"), ("bars", "", "future")]
    assert feed.query("SELECT max(date) FROM bars") == [(str(SESSIONS[30]),)]
    feed.hour = 18
    assert feed.refresh(SESSIONS[31]).outcome == "done"


def test_a_row_of_a_saturday_is_named(feed: Feed) -> None:
    # 2024-04-16 is session 30; the Saturday after Friday 2024-04-19, session 33, is 2024-04-20.
    assert SESSIONS[33] == date(2024, 4, 19)
    row = f"{SYMBOLS[0]},2024-04-20,10.3,10.3,10.3,10.3,1000,10300\n"
    assert missing(feed.write(33, more=row).refresh(date(2024, 4, 20))) == [("bars", SYMBOLS[0], "rejected")]


@pytest.mark.parametrize("limit", [0, -1, 1.5, "3", True, None, float("nan")])
def test_limit_that_is_no_number_of_sessions_is_refused_in_one_line(limit: float | str | None) -> None:
    with pytest.raises(InputError, match="it is a number of sessions, 1 or more"):
        insist_on_max_age(limit)


def test_limit_may_be_a_whole_number_of_any_kind() -> None:
    for limit in (1, 3, 10**9, np.int64(2)):
        insist_on_max_age(limit)


def test_row_dated_on_the_first_day_there_is_does_not_end_a_refresh(feed: Feed) -> None:
    row = f"{SYMBOLS[0]},0001-01-01,10,10.1,9.9,10,1000000,10000000\n"
    assert missing(feed.write(31, more=row).refresh(SESSIONS[31])) == [("bars", SYMBOLS[0], "rejected")]
    # 12 shares from the first session to the 32nd, but for the last one of the share whose file is wrong.
    assert len(feed.query("SELECT date FROM bars")) == len(SYMBOLS) * 32 - 1
