"""A third library refreshed end to end: its folder, one line of the registry, and nothing else knows of it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data_sources.calendar.clock import Clock
from data_sources.refresh import RefreshResult, RefreshSettings, named_sources, refresh
from data_sources.store import open_store, read_facts
from data_sources.vendors.libraries import LIBRARIES
from tests.data_sources.refresh.nights import sqlite
from tests.data_sources.toy_library import FUNCTIONS
from tests.vendor_server.tiny_market import MARKET, SESSIONS

LAST, BEFORE = SESSIONS[-1], SESSIONS[-2]


class Evening:
    """A store, a clock that only waiting moves, and the toy named as the one source."""

    def __init__(self, folder: Path) -> None:
        self.url, self.now, self.slept = sqlite(folder), evening(18, 0), 0.0

    def refresh(self, since: date | None = None) -> RefreshResult:
        engine = open_store(self.url, create=True)
        settings = RefreshSettings(*named_sources(["toy"]), since=since)
        try:
            return refresh(engine, settings, clock=Clock(lambda: self.now, self._sleep, time.monotonic))
        finally:
            engine.dispose()

    def close(self) -> float:
        engine = open_store(self.url)
        bars = read_facts(engine, ["600000.SH"]).bars
        engine.dispose()
        return float(bars.close[bars.date.tolist().index(LAST)])

    def _sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.now += timedelta(seconds=seconds)


def evening(hour: int, minute: int) -> datetime:
    """A moment of 2024-01-09 in Shanghai, eight hours ahead."""
    return datetime(2024, 1, 9, hour - 8, minute, tzinfo=UTC)


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Evening:
    # The one line.
    monkeypatch.setitem(LIBRARIES, "toy", "tests.data_sources.toy_library")
    monkeypatch.setattr(FUNCTIONS, "market", MARKET)
    return Evening(tmp_path)


def close_of_last(change: float) -> None:
    """Let the toy tell another last close of 600000.SH, which is 9.35 between 9.30 and 9.50."""
    *before, last = MARKET.bars["600000.SH"]
    bars = (*before, replace(last, close=round(last.close + change, 2)))
    FUNCTIONS.market = replace(MARKET, bars={**MARKET.bars, "600000.SH": bars})


def test_it_fills_a_store_at_its_own_pace(toy: Evening) -> None:
    # 6 sessions, 8 shares of which 6 are listed: 35 bars, one being suspended for a day; 6 levels
    # of each of the 18 usual indices.
    result = toy.refresh()
    assert (result.source, result.outcome, result.last_session) == ("toy", "done", LAST)
    new = {name: count.new for name, count in result.counts.items() if count.new}
    assert new == {"sessions": 6, "instruments": 8, "bars": 35, "index": 108}
    # One call each for calendar and list, 18 for indices and six for bars; 25 waits of 2 s, give or take a fifth.
    assert result.calls == {"toy": 26}
    assert 25 * 1.6 <= toy.slept <= 25 * 2.4


def test_a_day_is_over_when_its_bars_are_final(toy: Evening) -> None:
    # Final from 17:30 on: at 17:29 the last session is the one before, whatever the exchange's hours are.
    toy.now = evening(17, 29)
    assert toy.refresh().last_session == BEFORE
    toy.now = evening(17, 30)
    assert toy.refresh().last_session == LAST


@pytest.mark.parametrize(("change", "close"), [(0.02, 9.35), (0.03, 9.38)])
def test_a_number_within_its_own_rounding_leaves_the_stored_one(toy: Evening, change: float, close: float) -> None:
    toy.refresh()
    close_of_last(change)
    toy.refresh(since=SESSIONS[0])
    assert toy.close() == close
