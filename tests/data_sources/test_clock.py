"""A clock that cannot be right is one line; one that is some seconds behind is no hindrance."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

import backtest
from data_sources.calendar import clock as clocks
from data_sources.calendar.clock import Clock, ClockWrong, insist_on_after, insist_on_believable, insist_on_past
from data_sources.calendar.exchange_calendar import exchange_sessions, sessions_up_to
from data_sources.calendar.lengths import DAY
from data_sources.calendar.today import session_due, sessions_behind, today
from data_sources.importing import import_folder
from data_sources.store import open_store
from tests.data_sources.market_folder import FILES, write_market

NO_SESSIONS = np.empty(0, "datetime64[D]")
MADE = datetime(2026, 5, 7, 10, 0)  # noqa: DTZ001 - UTC without a zone, as snapshots keep it


def says(moment: str) -> Clock:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return Clock(lambda: now, lambda _: None, float)


@pytest.mark.parametrize("year", ["1970", "1999", "2020", "2023", "2036", "2038", "2099", "9998"])
def test_a_day_that_no_one_can_believe_is_one_line_wherever_today_is_asked(
    year: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "SYSTEM", says(f"{year}-06-01 10:00"))
    for ask in (
        today,
        lambda: session_due(NO_SESSIONS),
        lambda: sessions_behind(NO_SESSIONS, date(2026, 1, 5)),
        lambda: insist_on_believable(clocks.SYSTEM),
        lambda: insist_on_past(clocks.SYSTEM, None),
    ):
        with pytest.raises(ClockWrong, match=f"clock says {year}-06-01.*set the clock"):
            ask()


def test_the_second_calendar_is_the_same_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "SYSTEM", says("2099-01-01 10:00"))
    exchange_sessions.cache_clear()
    known = exchange_sessions()
    assert known[0] < np.datetime64("1991-01-01")
    assert known[-1] >= np.datetime64("2026-12-31")


def test_past_the_end_of_both_calendars_every_weekday_ages_the_data() -> None:
    end = exchange_sessions()[-1]
    later = sessions_up_to(NO_SESSIONS, (end + 14 * DAY).item())
    # Two weeks have ten weekdays.
    assert int((later > end).sum()) == 10


@pytest.mark.parametrize(("behind", "wrong"), [(timedelta(minutes=9), False), (timedelta(minutes=11), True)])
def test_some_minutes_behind_the_newest_snapshot_are_no_wrong_clock(behind: timedelta, *, wrong: bool) -> None:
    clock = replace(says("2026-05-07 10:00"), now=lambda: MADE.replace(tzinfo=UTC) - behind)
    if not wrong:
        insist_on_after(clock, "s3-0", MADE)
        return
    with pytest.raises(ClockWrong, match=r"snapshot s3-0 was made at 2026-05-07 18:00 \(Shanghai\).*says .* 17:49"):
        insist_on_after(clock, "s3-0", MADE)


def test_the_time_of_a_snapshot_never_runs_backwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, db = write_market(tmp_path / "data"), tmp_path / "market.db"
    more = FILES["instruments.csv"].replace("平安银行", "another name")

    def imported(moment: str, **changes: str) -> datetime:
        monkeypatch.setattr(clocks, "SYSTEM", says(moment))
        engine = open_store(db, create=True)
        try:
            import_folder(write_market(folder, **changes), engine)
        finally:
            engine.dispose()
        return backtest.status(db=db).summary.created_at

    first = imported("2026-05-07 10:00:00")
    # Five minutes behind: the new snapshot has the time of the one before.
    assert imported("2026-05-07 09:55:00", instruments_csv=more) == first
    monkeypatch.setattr(clocks, "SYSTEM", says("2026-05-06 10:00"))
    with pytest.raises(ClockWrong, match="newest snapshot s2-"):
        backtest.status(db=db)
    with pytest.raises(ClockWrong, match="newest snapshot s2-"):
        imported("2026-05-06 10:00", instruments_csv=FILES["instruments.csv"])
    assert imported("2026-05-07 10:01:00") > first
