"""Reported earnings in a night: only where they are wanted, each from the day of its announcement, corrections kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from data_sources.market_rules.report_deadlines import report_periods
from data_sources.refresh.earnings import plan_earnings
from data_sources.refresh.item import Span
from data_sources.refresh.known import Known
from data_sources.store import open_store, read_facts
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.facts import Earnings
from data_sources.tables.schema import BARS, EARNINGS
from data_sources.tables.schema import SESSIONS as SESSIONS_TABLE
from data_sources.vendors.akshare.earnings import SOURCE
from tests.data_sources.refresh.nights import Nights
from tests.vendor_server.market import Report
from tests.vendor_server.tiny_market import MARKET, SESSIONS

BEFORE, LAST = SESSIONS[-2], SESSIONS[-1]
QUARTER = date(2023, 9, 30)
FIRST_PRINT = Earnings("600000.SH", QUARTER, date(2023, 10, 28), "actual", 0.87, 27_986_000_000.0, SOURCE)
CHIPS = Earnings("688981.SH", QUARTER, date(2023, 11, 10), "actual", 0.46, 3_675_000_000.0, SOURCE)


def stored(nights: Nights) -> tuple[Earnings, ...]:
    engine = open_store(nights.url)
    earnings = read_facts(engine).earnings
    engine.dispose()
    return earnings


def reported(nights: Nights) -> tuple[Earnings, ...]:
    return tuple(row for row in stored(nights) if row.kind == "actual")


def expected(nights: Nights) -> list[tuple[str, int, date, float | None]]:
    rows = [row for row in stored(nights) if row.kind == "forecast"]
    return [(row.symbol, row.period_end.year, row.announced_on, row.eps) for row in rows]


def asked(nights: Nights) -> list[str]:
    """The quarters asked for; the first page of each is asked for twice."""
    calls = [call for call in nights.server.calls if "RPT_LICO_FN_CPD" in call]
    return list(dict.fromkeys(call.split("%27")[1] for call in calls))


def test_each_period_has_its_last_day_of_reporting() -> None:
    assert report_periods(date(2023, 9, 30), date(2024, 6, 29)) == (
        (date(2023, 9, 30), date(2023, 10, 31)),
        (date(2023, 12, 31), date(2024, 4, 30)),
        (date(2024, 3, 31), date(2024, 4, 30)),
    )


def test_nobody_is_asked_unless_they_are_wanted(nights: Nights) -> None:
    nights.refresh()
    assert asked(nights) == []
    assert stored(nights) == ()


def test_two_years_are_read_at_first_and_then_what_is_being_reported(nights: Nights) -> None:
    report = nights.on(BEFORE).refresh(earnings=True)
    # From 2022-01-08 on; only the third quarter of 2023 has rows, of two of the asked shares.
    assert asked(nights) == [
        "2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31",
    ]  # fmt: skip
    assert report.outcome == "done"
    assert reported(nights) == (FIRST_PRINT, CHIPS)
    nights.refresh(earnings=True)
    assert len(asked(nights)) == 8
    # The third quarter was due on 2023-10-31 and is left alone from December on, but on the sixth session it is the
    # turn of the seventh quarter, which is this very one; the others never had a row.
    nights.on(LAST).refresh(earnings=True)
    assert len(asked(nights)) == 8


def test_a_correction_is_a_row_of_its_own_day_and_the_first_print_stays(nights: Nights) -> None:
    nights.on(BEFORE).refresh(earnings=True)
    corrected = Report("600000.SH", QUARTER, date(2024, 1, 9), 0.85, 27_300_000_000.0)
    nights.market = replace(MARKET, reports=(corrected, MARKET.reports[0]))
    report = nights.on(LAST).refresh(earnings=True, since=date(2023, 9, 1))
    assert asked(nights) == ["2023-09-30", "2023-12-31"]
    assert report.counts["earnings"].changed == 0
    assert reported(nights) == (
        FIRST_PRINT,
        replace(FIRST_PRINT, announced_on=date(2024, 1, 9), eps=0.85, net_profit=27_300_000_000.0),
        CHIPS,
    )


def test_a_quarter_that_does_not_come_is_missing_and_asked_for_again(nights: Nights) -> None:
    nights.server.set_fault("changed", "RPT_LICO_FN_CPD")
    report = nights.refresh(earnings=True)
    # A quarter without any row looks the same whatever the form is.
    assert [(one.table, one.symbol, one.state) for one in report.missing] == [("earnings", "", "failed")]
    nights.server.rules.clear()
    nights.server.calls.clear()
    assert nights.refresh(earnings=True).outcome == "done"
    assert QUARTER.isoformat() in asked(nights)
    assert reported(nights) == (FIRST_PRINT, CHIPS)


def known_of(end: date, sessions: int = 0, bars: tuple[str, ...] = ()) -> Known:
    """One stored report of a quarter; so many sessions; symbols whose first bars came tonight."""
    row = {"symbol": "600000.SH", "period_end": end, "announced_on": end, "kind": "actual"}
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(sessions)]
    prices: dict[str, list[object]] = {"symbol": [*bars], "date": [LAST] * len(bars)}
    frames = {
        "earnings": frame_from_cells(EARNINGS, {name: [row.get(name)] for name in EARNINGS.names()} | {"source": [""]}),
        "sessions": frame_from_cells(SESSIONS_TABLE, {"date": days}),
        "bars": frame_from_cells(BARS, {name: prices.get(name, [np.nan] * len(bars)) for name in BARS.names()}),
    }
    return Known(frames, {"600000.SH": LAST})


@pytest.mark.parametrize(
    ("sessions", "bars", "again"),
    [
        # From 2022-06-30 to 2024-03-31 there are eight quarters; the one of 2023-03-31 is the fourth.
        (8 * 30 + 3, (), True),
        (8 * 30 + 4, (), False),
        # A share that joins tonight has no past yet, whosever turn it is; one that nobody wants does not count.
        (8 * 30 + 4, ("688981.SH",), True),
        (8 * 30 + 4, ("600001.SH",), False),
        (8 * 30 + 4, ("600000.SH",), False),
    ],
)
def test_an_old_quarter_is_read_again_in_turn_and_when_a_name_joins(
    sessions: int, bars: tuple[str, ...], again: bool
) -> None:
    old, last = date(2023, 3, 31), date(2024, 6, 15)
    items = plan_earnings(known_of(old, sessions, bars), Span(None, last, last), ("600000.SH", "688981.SH"))
    assert (old in {item.first for item in items}) is again


def test_a_name_that_joins_gets_its_past(nights: Nights) -> None:
    nights.symbols = ("600000.SH",)
    nights.on(SESSIONS[-3]).refresh(earnings=True)
    assert reported(nights) == (FIRST_PRINT,)
    nights.symbols = ("600000.SH", "688981.SH")
    nights.on(BEFORE).refresh(earnings=True)
    assert reported(nights) == (FIRST_PRINT, CHIPS)


@pytest.mark.parametrize(("last", "again"), [(date(2024, 5, 30), True), (date(2024, 5, 31), False)])
def test_a_quarter_is_read_again_until_a_month_after_it_was_due(last: date, again: bool) -> None:
    items = plan_earnings(known_of(date(2024, 3, 31)), Span(None, last, last), ("600000.SH",))
    assert (date(2024, 3, 31) in {item.first for item in items}) is again


def test_an_expectation_is_known_from_the_day_it_was_seen_and_kept_where_it_is_another(nights: Nights) -> None:
    nights.on(BEFORE).refresh(earnings=True, since=date(2024, 1, 2))
    assert expected(nights) == [
        ("600000.SH", 2023, BEFORE, 1.30), ("600000.SH", 2024, BEFORE, 1.45), ("688981.SH", 2024, BEFORE, 0.75),
    ]  # fmt: skip
    raised = tuple(replace(row, eps=1.52) if row.eps == 1.45 else row for row in MARKET.expectations)
    nights.market = replace(MARKET, expectations=raised)
    report = nights.on(LAST).refresh(earnings=True, since=date(2024, 1, 2))
    assert report.outcome == "done"
    assert expected(nights)[2] == ("600000.SH", 2024, LAST, 1.52)
    assert len(expected(nights)) == 4


def test_a_fifth_of_the_shares_is_looked_at_each_session(nights: Nights) -> None:
    looked_at = []
    for day in SESSIONS:
        nights.on(day).refresh(earnings=True)
        looked_at.append({call.split("/new/")[1][:6] for call in nights.server.calls if "10jqka" in call})
    # Six sessions: every share has its turn once in five, so that those of the first session come again in the sixth.
    assert sorted(code for codes in looked_at[:5] for code in codes) == sorted(
        symbol[:6] for symbol in nights.symbols or ()
    )
    assert looked_at[5] == looked_at[0]


def test_a_dry_run_counts_the_pages(nights: Nights) -> None:
    plan = nights.plan(earnings=True).plan
    assert (plan["earnings"].items, plan["earnings"].calls) == (8, 104)
    assert "earnings" not in nights.plan().plan
