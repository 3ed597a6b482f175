"""Nights of a small market: what is asked, what is published, what is refused, and what is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data_sources.calendar.clock import ClockWrong
from data_sources.errors import StoreError, UserError
from data_sources.refresh import RefreshResult, last_done, read_journal
from data_sources.store import open_store, read_facts
from data_sources.store.writer_lock import StoreBusy, writer_lock
from tests.data_sources.refresh.nights import SYMBOLS, Nights
from tests.vendor_server.market import Market
from tests.vendor_server.tiny_market import MARKET, SESSIONS

LAST, BEFORE = SESSIONS[-1], SESSIONS[-2]


def new_rows(report: RefreshResult) -> dict[str, int]:
    return {name: count.new for name, count in report.counts.items() if count.new}


def with_bar(market: Market, symbol: str, day: date, **changes: Any) -> Market:  # noqa: ANN401 - any field of a bar
    bars = tuple(replace(bar, **changes) if bar.day == day else bar for bar in market.bars[symbol])
    return replace(market, bars={**market.bars, symbol: bars})


def stored_close(nights: Nights, symbol: str, day: date) -> float:
    engine = open_store(nights.url)
    bars = read_facts(engine, [symbol]).bars
    engine.dispose()
    return float(dict(zip(bars.date.tolist(), bars.close.tolist(), strict=True))[day])


def rules(report: RefreshResult) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_an_empty_store_is_filled_up_to_the_last_session(nights: Nights) -> None:
    # 6 sessions; 6 symbols of which one was suspended for a day: 35 bars; 2 indices of 6 levels; of 600000.SH two
    # dividends and a rights issue; of 000001.SZ two ST spans.
    report = nights.refresh()
    assert (report.outcome, report.missing, report.last_session) == ("done", (), LAST)
    assert new_rows(report) == {"sessions": 6, "instruments": 6, "bars": 35, "index": 12, "actions": 3, "status": 2}
    assert {state.sessions_behind for state in report.tables.values()} == {0}
    assert report.snapshot is not None
    assert report.snapshot.startswith("s1-")


def test_a_day_later_only_the_new_rows_are_new_and_the_last_five_are_read_again(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    report = nights.on(LAST).refresh()
    assert new_rows(report) == {"sessions": 1, "bars": 6, "index": 2}
    assert {name: count.changed for name, count in report.counts.items() if count.changed} == {}
    # Five sessions before the last one were stored: 5 x 6 bars but for the suspended day.
    assert report.counts["bars"].unchanged == 29
    asked = [call for call in nights.server.calls if "push2his" in call and "600000" in call]
    assert len(asked) == 1
    assert "beg=20240102" in asked[0]


def test_a_second_refresh_of_the_evening_asks_nobody_and_changes_nothing(nights: Nights) -> None:
    first = nights.refresh()
    before = nights.dump()
    nights.server.calls.clear()
    report = nights.refresh()
    assert (report.outcome, report.snapshot, report.fresh) == ("done", first.snapshot, False)
    assert nights.server.calls == []
    assert nights.dump() == before


def test_an_announced_suspension_is_nothing_missing(nights: Nights) -> None:
    # 000001.SZ is suspended on 2024-01-04, and Eastmoney's list says so.
    report = nights.on(SESSIONS[2]).refresh()
    assert report.outcome == "done"
    assert not [call for call in nights.server.calls if "sz000001/hisdata_klc2" in call]
    assert "gap" not in rules(report)


def test_a_banned_vendor_is_left_alone_and_the_next_one_gives_the_rest(nights: Nights) -> None:
    nights.server.set_fault("403", "push2his.eastmoney.com")
    report = nights.refresh()
    assert report.outcome == "done"
    assert new_rows(report)["bars"] == 35
    # Two hours after the only call of its history endpoint.
    assert len([call for call in nights.server.calls if "push2his" in call]) == 1
    assert "2024-01-09 19:0" in report.left_alone["eastmoney"]
    assert {line["vendor"] for line in journal_items(nights, "bars")} == {"sina"}


def test_the_ban_is_remembered_and_so_is_how_many_calls_it_took(nights: Nights) -> None:
    nights.server.set_fault("403", "push2his.eastmoney.com")
    nights.refresh()
    nights.server.rules.clear()
    nights.now += timedelta(minutes=30)
    nights.server.clock = nights.now
    nights.server.calls.clear()
    report = nights.refresh(since=date(2024, 1, 2))
    assert report.outcome == "done"
    assert [call for call in nights.server.calls if "eastmoney" in call] == []


def test_a_corrected_value_is_a_revision_and_a_finding(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    nights.market = with_bar(MARKET, "600000.SH", date(2024, 1, 4), close=10.45)
    report = nights.on(LAST).refresh()
    assert report.counts["bars"].changed == 1
    revised = [finding for finding in report.findings if finding.rule == "revised"]
    assert [(finding.symbol, finding.date) for finding in revised] == [("600000.SH", date(2024, 1, 4))]
    assert "close was 10.4, is 10.45" in revised[0].message
    ((table, _, old, *_),) = [row[1:] for row in nights.dump()["revisions"]]
    assert (table, "10.4" in str(old)) == ("bars", True)
    # The finding is about something that happened: it stays when the row is read again.
    assert "revised" in {row[4] for row in nights.on(LAST).dump()["findings"]}


def test_vendors_that_round_differently_change_nothing(nights: Nights) -> None:
    # Eastmoney knows 31,295,787 shares as 312,958 lots, Sina knows them to the share.
    nights.refresh()
    before = nights.dump()["bars"]
    nights.server.set_fault("500", "push2his.eastmoney.com")
    nights.now += timedelta(hours=1)
    nights.server.clock = nights.now
    report = nights.refresh(since=date(2024, 1, 2))
    assert {line["vendor"] for line in journal_items(nights, "bars")[-6:]} == {"sina"}
    assert report.counts["bars"].changed == 0
    assert nights.dump()["bars"] == before


def test_adjusted_prices_from_everyone_are_refused_and_the_store_keeps_its_own(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    before = nights.dump()["bars"]
    nights.on(LAST)
    for place in ("push2his.eastmoney.com/api/qt/stock/kline/get", "hisdata_klc2", "newfqkline"):
        nights.server.set_fault("qfq", place)
    report = nights.refresh()
    assert report.outcome == "partly"
    assert {one.state for one in report.missing if one.table == "bars"} == {"rejected"}
    assert {one.symbol for one in report.missing if one.table == "bars"} == set(SYMBOLS)
    assert nights.dump()["bars"] == before
    assert report.tables["bars"].last == BEFORE
    assert report.tables["bars"].sessions_behind == 1


def test_a_wrong_price_of_one_vendor_is_settled_by_the_next(nights: Nights) -> None:
    # 9.35 as 19.35 with an amount to match would be a legal bar but for the limit: at most 10% from 9.45.
    nights.on(BEFORE).refresh()
    nights.on(LAST)
    wrong = with_bar(MARKET, "600000.SH", LAST, open=19.45, high=19.5, low=19.3, close=19.35, amount=11_000_000 * 19.4)
    nights.lies["push2his.eastmoney.com"] = wrong
    report = nights.refresh()
    assert report.outcome == "done"
    assert stored_close(nights, "600000.SH", LAST) == 9.35
    (line,) = [line for line in journal_items(nights, "bars")[-6:] if line["symbol"] == "600000.SH"]
    assert line["vendor"] == "sina"
    assert "vendors_differ" in rules(report)


def test_a_jump_that_two_vendors_confirm_is_published_with_a_warning(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    nights.market = with_bar(
        MARKET, "600000.SH", LAST, open=19.45, high=19.5, low=19.3, close=19.35, amount=213_400_000
    )
    report = nights.on(LAST).refresh()
    assert report.outcome == "done"
    assert stored_close(nights, "600000.SH", LAST) == 19.35
    assert "price_jump" in rules(report)


def test_a_table_nobody_gives_stays_and_shows_its_age(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    nights.on(LAST)
    for place in ("push2his.eastmoney.com", "hisdata", "csindex", "newfqkline", "weekTrends"):
        nights.server.set_fault("500", place)
    report = nights.refresh()
    assert report.outcome == "partly"
    assert {one.table for one in report.missing} == {"bars", "index"}
    assert (report.tables["bars"].last, report.tables["bars"].sessions_behind) == (BEFORE, 1)
    assert report.tables["sessions"].sessions_behind == 0
    assert report.next_step.startswith("run the same command again after")
    done = last_done(Path(report.journal).parent)
    assert done is not None
    assert done["outcome"] == "partly"


def test_nothing_at_all_is_a_failure_that_changes_nothing(nights: Nights) -> None:
    nights.on(BEFORE).refresh()
    before = nights.dump()
    nights.on(LAST).server.set_fault("500")
    assert nights.refresh().outcome == "failed"
    assert nights.dump() == before


def test_nothing_from_an_empty_store_names_the_first_reason(nights: Nights) -> None:
    nights.server.set_fault("403")
    with pytest.raises(UserError, match=r"there is no calendar: .*refuses this address"):
        nights.refresh()


def test_a_partly_done_night_asks_only_for_what_is_missing(nights: Nights) -> None:
    nights.server.set_fault("500", "vISSUE_ShareBonus/stockid/600000")
    nights.server.set_fault("500", "datacenter-web.eastmoney.com/api/data/v1/get?sortColumns=REPORT_DATE")
    first = nights.refresh()
    assert [(one.table, one.symbol) for one in first.missing] == [("actions", "600000.SH")]
    nights.server.rules.clear()
    nights.now += timedelta(hours=1)
    nights.server.clock = nights.now
    nights.server.calls.clear()
    second = nights.refresh()
    assert second.outcome == "done"
    # The calendar now begins on 2024-01-02, and older actions are of no use to anybody.
    assert new_rows(second) == {"actions": 1}
    assert {call.partition("?")[0] for call in nights.server.calls} == {
        "vip.stock.finance.sina.com.cn/corp/go.php/vISSUE_ShareBonus/stockid/600000.phtml"
    }


def test_a_clock_that_differs_from_the_vendors_stops_everything(nights: Nights) -> None:
    nights.now += timedelta(hours=3)
    with pytest.raises(ClockWrong, match=r"clock says 2024-01-09 20:00 and sina's 2024-01-09 17:00"):
        nights.refresh()
    assert not Path(nights.url.removeprefix("sqlite:///")).exists()


def test_a_store_from_the_future_stops_everything_before_a_call(nights: Nights) -> None:
    nights.refresh()
    nights.on(SESSIONS[1])
    with pytest.raises(ClockWrong, match="holds the session 2024-01-09, but this machine's clock says 2024-01-03"):
        nights.refresh()
    assert nights.server.calls == []


def test_the_second_of_two_says_who_is_at_work(nights: Nights) -> None:
    engine = open_store(nights.url, create=True)
    with writer_lock(engine, "refresh"), pytest.raises(StoreBusy, match=r"by process \d+ \(refresh\)"):
        nights.refresh()
    assert nights.server.calls == []


def test_a_database_that_goes_away_keeps_what_was_read(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StoreError("the store postgresql://quant:***@db/market cannot be used: connection refused")

    with monkeypatch.context() as patch:
        patch.setattr("data_sources.refresh.publish.publish", gone)
        with pytest.raises(StoreError, match="connection refused"):
            nights.refresh()
    nights.server.calls.clear()
    report = nights.refresh()
    assert (report.outcome, new_rows(report)["bars"]) == ("done", 35)
    # 1 calendar, 2 indices, 1 list, 1 status, 6 actions, 6 bars; the suspensions of the day are staged too.
    assert report.resumed == 18
    assert nights.server.calls == []


def test_a_full_disk_is_one_line_and_nothing_is_half_written(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("data_sources.refresh.stage.np.savez", full)
        with pytest.raises(UserError, match=r"cannot be written: No space left on device; nothing was published"):
            nights.refresh()
    assert nights.refresh().outcome == "done"


def test_a_damaged_staged_answer_is_asked_for_again(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("data_sources.refresh.publish.publish", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            nights.refresh()
    folder = Path(nights.url.removeprefix("sqlite:///") + ".refresh")
    (staged,) = folder.glob("staged/*/bars-600000.SH-*.npz")
    data = staged.read_bytes()
    staged.write_bytes(data[: len(data) // 2])
    nights.server.calls.clear()
    report = nights.refresh()
    assert (report.resumed, new_rows(report)["bars"]) == (17, 35)
    assert len(nights.server.calls) == 1


def test_a_dry_run_tells_the_calls_and_makes_none(nights: Nights) -> None:
    report = nights.plan()
    # 1 for the calendar, 2 indices, 21 pages of lists, 20 with names, 2 of suspensions, 6 x 2 of actions, 6 of bars.
    calls = {name: table.calls for name, table in report.plan.items()}
    assert calls == {
        "sessions": 1,
        "index": 2,
        "instruments": 21,
        "status": 20,
        "suspensions": 2,
        "actions": 12,
        "bars": 6,
    }
    assert nights.server.calls == []
    assert not Path(nights.url.removeprefix("sqlite:///") + ".refresh").exists()


def test_the_time_allowed_ends_a_night_and_the_next_run_goes_on(nights: Nights) -> None:
    with pytest.raises(UserError, match="the time for this refresh is over"):
        nights.refresh(within=0.0)
    assert nights.refresh().outcome == "done"


def journal_items(nights: Nights, table: str) -> list[dict[str, object]]:
    folder = Path(nights.url.removeprefix("sqlite:///") + ".refresh")
    return [line for line in read_journal(folder, "item") if line["table"] == table]
