"""Refreshes that ask baostock: alone, and after akshare's vendors for what those do not give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data_sources.refresh import RefreshResult
from data_sources.store import open_store, read_facts
from tests.baostock_server.server import BaostockServer, running
from tests.data_sources.refresh.nights import Nights, until
from tests.vendor_server.tiny_market import MARKET, SESSIONS

LAST, BEFORE = SESSIONS[-1], SESSIONS[-2]
SYMBOLS = ("000001.SZ", "300750.SZ", "600000.SH", "688981.SH", "689009.SH")
ALONE, BESIDE = ("baostock",), ("akshare", "baostock")


@pytest.fixture
def server() -> Iterator[BaostockServer]:
    with running() as state:
        yield state


@pytest.fixture
def alone(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> Nights:
    nights.symbols = SYMBOLS
    monkeypatch.setattr("data_sources.refresh.plan.INDICES", ("000300.SH",))
    return nights


def new_rows(report: RefreshResult) -> dict[str, int]:
    return {name: count.new for name, count in report.counts.items() if count.new}


@pytest.mark.usefixtures("server")
def test_baostock_alone_fills_a_store(alone: Nights) -> None:
    # Five symbols of six sessions, one of them suspended for a day: 29 bars; two dividends in ten years.
    report = alone.refresh(sources=ALONE)
    assert (report.outcome, report.missing, report.last_session) == ("done", (), LAST)
    assert new_rows(report) == {"sessions": 6, "instruments": 5, "bars": 29, "index": 6, "actions": 2, "status": 1}
    assert set(report.calls) == {"baostock"}
    assert alone.server.calls == []


def test_a_day_later_one_list_brings_the_bars_of_all(alone: Nights, server: BaostockServer) -> None:
    server.market = until(MARKET, BEFORE)
    alone.on(BEFORE).refresh(sources=ALONE)
    server.market = MARKET
    server.calls.clear()
    report = alone.on(LAST).refresh(sources=ALONE)
    assert new_rows(report)["bars"] == 5
    assert server.calls.count("query_daily_history_k_AStock") == 1


def test_what_akshare_s_vendors_do_not_give_comes_from_baostock(alone: Nights, server: BaostockServer) -> None:
    for where in ("push2his.eastmoney.com", "hisdata_klc2", "newfqkline"):
        alone.server.set_fault("500", where)
    report = alone.refresh(sources=BESIDE)
    assert (report.source, report.outcome) == ("akshare+baostock", "done")
    assert new_rows(report)["bars"] == 29
    assert server.calls.count("query_history_k_data_plus") == 5


def test_volumes_in_lots_and_in_shares_are_no_revision(alone: Nights, server: BaostockServer) -> None:
    # Eastmoney rounds 21,000,037 shares to lots; what is stored stays when baostock says the same more finely. New is
    # the reference price of each of the 29 bars, which no history of akshare's vendors has.
    alone.refresh()
    report = alone.refresh(sources=ALONE, since=SESSIONS[0])
    assert server.calls.count("query_history_k_data_plus") > 0
    revised = [finding.message for finding in report.findings if (finding.table, finding.rule) == ("bars", "revised")]
    assert len(revised) == 29
    assert all(message.startswith("prev_close was nan, is ") and ";" in message[:30] for message in revised)
    engine = open_store(alone.url)
    bars = read_facts(engine, ["600000.SH"]).bars
    engine.dispose()
    assert bars.volume[0] == 21_000_000.0
