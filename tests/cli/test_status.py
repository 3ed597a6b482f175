"""``backtest status``: age, coverage of the reports' names and the end of the calendar, on a day of the test's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_sources.calendar import clock
from tests.cli.command import backtest
from tests.data_sources.market_folder import write_market


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let the clock say a moment."""
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: moment))


def test_age_counts_days_and_sessions_that_are_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The last bar is of Friday 2024-01-05. Tuesday 10:00 in Shanghai: Monday is over, Tuesday is not. The store is made
    # at that time too: a clock that is behind a snapshot is refused.
    at(monkeypatch, datetime(2024, 1, 9, 2, tzinfo=UTC))
    store = tmp_path / "market.db"
    assert backtest("import", write_market(tmp_path / "data"), store=store).code == 0
    found = backtest("status", "--json", store=store).document
    assert (found["last_session"], found["age_in_days"]) == ("2024-01-05", 4)
    assert found["sessions_behind"] == {"bars": 1, "index": 1}
    shown = backtest("status", store=store).out
    assert "last session with bars 2024-01-05: 4 days and 1 session old" in shown


def test_names_of_the_reports_are_counted(sample_store: Path) -> None:
    found = backtest("status", "--json", store=sample_store).document["universe"]
    assert found["symbols"] == 164
    assert found["with_bars"] + len(found["without_bars"]) == 164
    assert found["up_to_date"] > 150


def test_names_without_bars_are_said(tiny_store: Path) -> None:
    # Neither of the two banks of the tiny market is in a report.
    shown = backtest("status", store=tiny_store).out
    assert "names of the reports: 164; with bars 0" in shown
    assert "without any bar: " in shown
    assert "and 156 more" in shown


def test_calendar_that_ends_within_sixty_days_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Sessions to 2024-02-08; 2024-01-09 to then are 30 days.
    sessions = "date\n2024-01-02\n2024-01-03\n2024-01-04\n2024-01-05\n2024-02-08\n"
    store = tmp_path / "market.db"
    at(monkeypatch, datetime(2024, 1, 9, 2, tzinfo=UTC))
    assert backtest("import", write_market(tmp_path / "data", sessions_csv=sessions), store=store).code == 0
    shown = backtest("status", store=store).out
    assert "calendar known to 2024-02-08, 30 days ahead (sessions table)" in shown
    assert "WARNING: it ends soon" in shown
    # From 2024-01-08 to 2024-02-07 the exchange had 23 sessions that this table lacks.
    assert "disagree on 23 days only in the second one" in shown
    calendar = backtest("status", "--json", store=store).document["calendar"]
    assert (calendar["ends_soon"], calendar["days_left"], calendar["only_ours"]) == (True, 30, [])


def january(folder: Path, first: int, last: int, *, amount: bool) -> Path:
    """Write sessions ``first`` to ``last`` of the twenty of January 2024, one symbol; the amount is close x volume."""
    days = [f"2024-01-{day:02}" for day in (*range(2, 6), *range(8, 13), *range(15, 20), *range(22, 27), 29)]
    closes = [6.65 + 0.01 * (k % 3) for k in range(20)]
    bars = [
        f"600000.SH,{day},{close:.2f},{close:.2f},{close:.2f},{close:.2f},1000000,{close * 1e6 if amount else ''}"
        for day, close in zip(days, closes, strict=True)
    ]
    return write_market(
        folder,
        instruments_csv="symbol,name,list_date,delist_date\n600000.SH,浦发银行,1999-11-10,\n",
        bars__600000_SH_csv="\n".join(["symbol,date,open,high,low,close,volume,amount", *bars[first - 1 : last]]),
        bars__000001_SZ_csv=None,
        index_csv="\n".join(["symbol,date,close", *(f"000300.SH,{day},3400" for day in days)]),
        actions_csv=None,
    )


def test_what_nothing_proves_is_said_until_something_does(tmp_path: Path) -> None:
    store = tmp_path / "market.db"
    assert backtest("import", january(tmp_path / "without", 1, 20, amount=False), store=store).code == 0
    line = "  WARNING: 20 of 20 rows have no amount: nothing proves raw prices and shares\n"
    assert line in backtest("status", store=store).out
    assert backtest("status", "--json", store=store).document["unproved"] == [line.split(": ", 1)[1].strip()]
    assert backtest("import", january(tmp_path / "with", 1, 20, amount=True), store=store).code == 0
    assert "nothing proves" not in backtest("status", store=store).out


def test_what_nothing_proves_is_said_still_after_later_rows_of_the_same_name(tmp_path: Path) -> None:
    store = tmp_path / "market.db"
    assert backtest("import", january(tmp_path / "early" / "data", 1, 10, amount=False), store=store).code == 0
    assert backtest("import", january(tmp_path / "late" / "data", 11, 20, amount=True), store=store).code == 0
    line = "  WARNING: 10 of 10 rows have no amount: nothing proves raw prices and shares\n"
    assert line in backtest("status", store=store).out
    assert backtest("import", january(tmp_path / "mended" / "data", 1, 20, amount=True), store=store).code == 0
    assert "nothing proves" not in backtest("status", store=store).out
