"""A list of the whole market that gives a share another one's row: its own history decides, or nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data_sources.refresh import RefreshResult
from tests.data_sources.refresh.nights import Nights
from tests.vendor_server.market import Bar, Market
from tests.vendor_server.tiny_market import BARS, MARKET, SESSIONS

BEFORE, LAST = SESSIONS[-2], SESSIONS[-1]
SYMBOL = "600000.SH"


@pytest.fixture
def evening(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> Nights:
    """All but the last session is stored, and the list of all costs less than one call a share."""
    monkeypatch.setattr("data_sources.vendors.akshare.eastmoney.MARKET_PAGES", 1)
    nights.on(BEFORE).refresh()
    return nights.on(LAST)


def listing(*last_two: Bar) -> dict[str, Market]:
    """The list of all has these last bars of the share; its histories are as they are."""
    return {"push2.eastmoney.com": replace(MARKET, bars={**BARS, SYMBOL: (*BARS[SYMBOL][:-2], *last_two)})}


def closes(nights: Nights) -> list[object]:
    return [row[5] for row in nights.dump()["bars"] if row[0] == SYMBOL and row[1] == LAST]


def about_reference(report: RefreshResult) -> list[str]:
    return [found.rule for found in report.findings if found.rule in ("reference_differs", "another_row")]


# The share closed at 9.45 and then at 9.35; the stranger at 9.60 and then at 9.70.
STRANGER = (
    Bar(BEFORE, 9.55, 9.65, 9.50, 9.60, 12_000_000, 115_000_000),
    Bar(LAST, 9.60, 9.75, 9.55, 9.70, 11_000_000, 106_000_000),
)


def test_a_stranger_s_row_gives_way_to_the_share_s_own_history(evening: Nights) -> None:
    evening.lies = listing(*STRANGER)
    report = evening.refresh()
    assert [call for call in evening.server.calls if "clist/get" in call]
    assert report.outcome == "done"
    assert closes(evening) == [9.35]
    assert about_reference(report) == ["another_row"]


def test_without_a_history_of_its_own_the_share_is_missing(evening: Nights) -> None:
    evening.lies = listing(*STRANGER)
    for where in ("push2his.eastmoney.com/api/qt/stock", "sh600000/hisdata_klc2", "weekTrends"):
        evening.server.set_fault("changed" if "push2his" in where else "500", where)
    report = evening.refresh()
    assert report.outcome == "partly"
    assert (SYMBOL, "bars") in {(one.symbol, one.table) for one in report.missing}
    assert closes(evening) == []
    assert about_reference(report) == ["another_row"]
    evening.server.rules.clear()
    evening.lies = {}
    evening.now += timedelta(hours=1)
    evening.server.clock = evening.now
    assert evening.refresh().outcome == "done"
    assert closes(evening) == [9.35]


def test_a_row_that_its_history_confirms_stays_and_an_action_may_be_missing(evening: Nights) -> None:
    # The list says 9.00 of the close before, as after a dividend that nobody told.
    evening.lies = listing(replace(BARS[SYMBOL][-2], close=9.00, low=9.00), BARS[SYMBOL][-1])
    report = evening.refresh()
    assert report.outcome == "done"
    assert closes(evening) == [9.35]
    assert about_reference(report) == ["reference_differs"]
