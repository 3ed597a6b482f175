"""``backtest explain``: every stored fact of a bar, and what the rules make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import backtest
from tests.data_sources.market_folder import FILES, spoiled, write_market


def test_bar_with_its_source_limits_and_status(tiny_store: Path) -> None:
    ran = backtest("explain", "sh600000", "2024-01-04", "--json", store=tiny_store)
    found = ran.document
    assert (found["symbol"], found["name"]) == ("600000.SH", "浦发银行")
    assert found["bar"]["values"]["close"] == 6.62
    assert found["bar"]["snapshot"] == 1
    assert found["bar"]["read_from"]
    # *ST from this day on: 5% around the last close of 6.75, 6.4125 and 7.0875, half up to the cent.
    prices = found["prices"]
    assert (prices["status"], prices["reference_price"]) == ("ST", 6.75)
    assert (prices["limit_down"], prices["limit_up"]) == (6.41, 7.09)
    assert prices["buy_at_the_open"] == "possible"
    assert found["status"][0]["values"]["kind"] == "ST"
    assert found["revisions"] == []


def test_ex_date_without_a_bar_shows_action_and_reference(tiny_store: Path) -> None:
    found = backtest("explain", "000001.SZ", "2024-01-04", "--json", store=tiny_store).document
    assert found["bar"] is None
    assert "suspended" in found["no_bar"]
    assert found["actions"][0]["values"]["cash_per_share"] == 0.25
    # The last close 9.12 less 0.25 a share.
    assert found["prices"]["reference_price"] == 8.87
    assert found["prices"]["traded"] is False
    later = backtest("explain", "000001.SZ", "2024-01-05", "--json", store=tiny_store).document["prices"]
    # 9.12 / 8.87 = 1.0281848929; the close 9.25 x that.
    assert later["adjustment_factor"] == 1.0281848929
    assert later["adjusted_close"] == 9.51071026


def test_the_last_two_announcements_of_earnings_by_the_day(store: Path, tmp_path: Path) -> None:
    # The third quarter is corrected on 2024-01-04; what is announced on 2024-01-05 is not known the day before.
    rows = "".join(
        f"600000.SH,{period},{announced},actual,{eps},,a newspaper\n"
        for period, announced, eps in (
            ("2023-06-30", "2023-08-30", 0.20), ("2023-09-30", "2023-10-30", 0.31), ("2023-09-30", "2024-01-04", 0.29),
            ("2023-12-31", "2024-01-05", 0.40),
        )
    )  # fmt: skip
    head = "symbol,period_end,announced_on,kind,eps,net_profit,source\n"
    assert backtest("import", write_market(tmp_path / "more", earnings_csv=head + rows), store=store).code == 0
    found = backtest("explain", "600000.SH", "2024-01-04", "--json", store=store).document["earnings"]
    assert [row["values"]["eps"] for row in found] == [0.31, 0.29]
    shown = backtest("explain", "600000.SH", "2024-01-05", store=store).out
    assert "last announcements of earnings by this day:" in shown
    assert "period_end 2023-12-31, announced_on 2024-01-05, kind actual, eps 0.4, source a newspaper" in shown
    (held,) = [line.split() for line in backtest("status", store=store).out.splitlines() if line.startswith("earnings")]
    assert held == ["earnings", "4", "2023-08-30", "2024-01-05"]


def test_corrected_close_is_a_revision_with_both_values(store: Path, tmp_path: Path) -> None:
    bars = spoiled("bars/600000.SH.csv", "6.60,6.62,1500000", "6.60,6.63,1500000")
    corrected = write_market(tmp_path / "corrected", bars__600000_SH_csv=bars)
    assert backtest("import", corrected, store=store).code == 0
    ran = backtest("explain", "600000.SH", "2024-01-04", "--json", store=store)
    (change,) = ran.document["revisions"]
    assert (change["table"], change["field"], change["was"], change["became"]) == ("bars", "close", 6.62, 6.63)
    shown = backtest("explain", "600000.SH", "2024-01-04", store=store).out
    assert "snapshot s2, published " in shown
    assert "limit_up              7.09" in shown


def test_day_without_a_session_and_an_index(tiny_store: Path) -> None:
    shown = backtest("explain", "600000.SH", "2024-01-06", store=tiny_store).out
    assert "Saturday, no session; the session before is 2024-01-05" in shown
    index = backtest("explain", "000300.SH", "2024-01-04", "--json", store=tiny_store).document
    assert index["bar"]["values"]["close"] == 3360.0
    assert index["prices"] == {}


def test_unknown_symbols_and_days_are_one_line(tiny_store: Path) -> None:
    assert "knows no 600519.SH" in backtest("explain", "600519", "2024-01-04", store=tiny_store).error
    assert "is no A share" in backtest("explain", "000905.SH", "2024-01-04", store=tiny_store).error
    assert backtest("explain", "600000.SH", "January", store=tiny_store).code == 2


def test_a_day_outside_the_data_names_the_stored_sessions(tiny_store: Path) -> None:
    # Monday 2024-01-08 would be the first session after the stored ones.
    for day in ("2024-01-08", "2030-01-01", "2023-12-29", "0001-01-01", "9999-12-31"):
        ran = backtest("explain", "600000.SH", day, store=tiny_store)
        assert ran.code == 1
        assert f"{day} is outside the data; the stored sessions go from 2024-01-02 to 2024-01-05" in ran.error


def test_a_name_in_an_older_store_forges_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Earlier versions published such names; they are stored with their proof, so nothing calls them altered.
    monkeypatch.setattr("data_sources.tables.columns.wrong_text", lambda *_: "")
    name = "Bank\nerror: the store is broken\n  close 1.0"
    market = write_market(tmp_path / "data", instruments_csv=FILES["instruments.csv"].replace("浦发银行", f'"{name}"'))
    assert backtest("import", market, store=tmp_path / "market.db").code == 0
    ran = backtest("explain", "600000.SH", "2024-01-04", store=tmp_path / "market.db")
    assert ran.out.splitlines()[0].startswith("600000.SH Bank error: the store is broken   close 1.0 on 2024-01-04")
    assert not [line for line in ran.out.splitlines() if line.startswith("error")]


def test_a_day_is_explained_in_chinese(tiny_store: Path) -> None:
    # 2024-01-04 was a Thursday; 600000.SH is *ST from this day on and closed at 6.75 the session before.
    lines = backtest("explain", "sh600000", "2024-01-04", "--lang", "zh", store=tiny_store).out.splitlines()
    assert lines[1] == "星期四，交易日；前一交易日 2024-01-03，后一交易日 2024-01-05"
    assert {"  状态：ST", "  参考价（除权除息后前收）：6.75", "  开盘能否买入：能"} <= set(lines)
    absent = backtest("explain", "000001.SZ", "2024-01-04", "--lang", "zh", store=tiny_store).out.splitlines()
    assert absent[2] == "交易日没有行情：停牌，或库中缺失"
