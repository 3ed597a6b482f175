"""Files of other systems come out as the same three bars, and what was done is said; wrong ones are named as such."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from data_sources.exports.layouts import layouts
from tests.data_sources.exports.conftest import Given
from tests.data_sources.exports.true_files import (
    BAOSTOCK,
    EASTMONEY,
    FUTU,
    GM,
    JOINQUANT_LONG,
    PLAIN,
    QLIB,
    RICEQUANT,
    TDX,
    TRUE_FILES,
    TUSHARE,
    VNPY,
    YAHOO,
    TrueFile,
)


@pytest.mark.parametrize("file", TRUE_FILES, ids=lambda file: f"{file.layout} {file.name}")
def test_each_layout_is_read_as_it_comes(given: Given, file: TrueFile) -> None:
    reading = given((file.name, file.data))
    assert [finding for finding in reading.findings if finding.severity != "note"] == []
    (said,) = reading.said
    assert said.startswith(f"{layouts()[file.layout].title}: 1 file, 3 rows; {file.units}; ")
    assert ("; converted" in said) == any(unit in file.units for unit in ("lots", "thousand", "10,000", "million"))
    bars = reading.frames["bars"]
    assert set(bars["symbol"].tolist()) == {"600000.SH"}
    assert bars["date"].astype(str).tolist() == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert bars["open"].tolist() == [6.60, 6.65, 6.75]
    assert bars["high"].tolist() == [6.70, 6.80, 6.75]
    assert bars["low"].tolist() == [6.55, 6.60, 6.60]
    assert bars["close"].tolist() == [6.65, 6.75, 6.62]
    assert bars["volume"].tolist() == [1_000_000, 2_000_000, 1_500_000]
    amount = [6_630_000, 13_400_000, 9_990_000] if file.amount else [nan] * 3
    np.testing.assert_array_equal(bars["amount"], amount)
    np.testing.assert_array_equal(bars["prev_close"], [6.62, 6.65, 6.75] if file.prev_close else [nan] * 3)
    assert not reading.whole


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("q.csv", QLIB, "factor is 0.5, not 1, in 3 of 3 rows"),
        ("k.csv", BAOSTOCK.replace(",3,0.00", ",2,0.00"), "adjustflag is 2 in 3 of 3 rows"),
        ("j.csv", JOINQUANT_LONG.replace(",1.0,", ",0.93,"), "factor is 0.93, not 1, in 4 of 4 rows"),
        ("SH#600000.txt", TDX.replace("不复权", "前复权").encode("gbk"), "the title says adjusted forward (前复权)"),
        ("SH#600000.txt", TDX.replace("不复权", "后复权").encode("gbk"), "the title says adjusted backward (后复权)"),
        ("600000_qfq.csv", EASTMONEY, "the file's name says adjusted forward (qfq)"),
        ("600000.SS.csv", YAHOO.replace("6.60", "6.61").replace("6.7", "6.71").replace("50000,", "54321,"),
         "3 of 3 rows have prices between the cents"),
    ],
)  # fmt: skip
def test_adjusted_files_are_refused_with_what_says_so(given: Given, name: str, data: str | bytes, said: str) -> None:
    (found,) = (finding for finding in given((name, data)).findings if finding.severity == "severe")
    assert found.rule == "adjusted_export"
    assert said in found.message
    assert "these are adjusted prices (复权), raw ones (不复权) are wanted; " in found.message
    assert (found.symbol, found.file) == ("600000.SH", name)


def test_yahoo_s_splits_make_its_close_an_adjusted_one(given: Given) -> None:
    lines = YAHOO.splitlines()
    data = "\n".join([f"{lines[0]},Stock Splits", f"{lines[1]},0.0", f"{lines[2]},1.3", f"{lines[3]},0.0"])
    (found,) = (each for each in given(("600000.SS.csv", data)).findings if each.severity == "severe")
    assert "stock splits is 1.3, not 0, in 1 of 3 rows" in found.message


def test_prices_of_32_bits_are_whole_cents(given: Given) -> None:
    # 6.65 in 32 bits is 6.650000095367432.
    reading = given(("600000.SS.csv", YAHOO.replace(",6.650000,6.21", ",6.650000095367432,6.21")))
    assert reading.frames["bars"]["close"].tolist() == [6.65, 6.75, 6.62]
    assert not any(finding.severity == "severe" for finding in reading.findings)


@pytest.mark.parametrize(
    ("name", "data", "units"),
    [
        ("daily.csv", TUSHARE.replace(",20000.0,13400.0", ",2000000,13400000")
         .replace(",15000.0,9990.0", ",1500000,9990000").replace(",10000.0,6630.0", ",1000000,6630000"),
         "volume is in shares and amount in CNY"),
        ("600000.csv", PLAIN.replace("1000000,6630000", "10000,663").replace("2000000,13400000", "20000,1340")
         .replace("1500000,9990000", "15000,999"), "volume is in lots and amount in 10,000 CNY"),
        ("600000.csv", PLAIN.replace("volume,amount", "amount,volume"),
         "volume is in shares and amount in CNY, each in the other's column"),
    ],
)  # fmt: skip
def test_units_that_the_rows_prove_overrule_those_known(given: Given, name: str, data: str, units: str) -> None:
    reading = given((name, data))
    (found,) = (finding for finding in reading.findings if finding.severity != "note")
    assert (found.severity, found.rule, found.symbol) == ("warning", "unit_as_proved", "600000.SH")
    assert found.message.startswith(f"{units}, as amount / volume proves; ")
    assert reading.frames["bars"]["volume"].tolist() == [1_000_000, 2_000_000, 1_500_000]
    assert reading.frames["bars"]["amount"].tolist() == [6_630_000, 13_400_000, 9_990_000]


def test_a_volume_of_a_hundred_times_the_shares_is_left_to_the_judges(given: Given) -> None:
    # The ratio is that of lots and 10,000 CNY, which would be a turnover of 66 billion CNY a day.
    data = (
        PLAIN.replace(",1000000,", ",100000000,")
        .replace(",2000000,", ",200000000,")
        .replace(",1500000,", ",150000000,")
    )
    reading = given(("600000.csv", data))
    assert reading.findings == ()
    assert reading.frames["bars"]["volume"].tolist() == [100_000_000, 200_000_000, 150_000_000]
    assert reading.frames["bars"]["amount"].tolist() == [6_630_000, 13_400_000, 9_990_000]


def test_both_columns_in_ten_thousands_are_no_units_of_a_known_layout(given: Given) -> None:
    # 100 and 663 are 1,000,000 shares and 6,630,000 CNY in 万: 663 CNY a day is no share's turnover. In lots and
    # thousand CNY the ratio would be that of other units still.
    data = (
        TUSHARE.replace(",20000.0,13400.0", ",200,1340")
        .replace(",15000.0,9990.0", ",150,999")
        .replace(",10000.0,6630.0", ",100,663")
    )
    reading = given(("daily.csv", data))
    (found,) = reading.findings
    assert (found.severity, found.rule, found.symbol) == ("severe", "turnover_scale", "600000.SH")
    assert "both in 10,000 (万)" in found.message
    assert reading.frames["bars"]["volume"].tolist() == [100, 200, 150]
    assert reading.frames["bars"]["amount"].tolist() == [663, 1340, 999]


def test_units_are_proved_for_each_symbol_by_itself(given: Given) -> None:
    # Of two symbols in one file one is in lots, as known, the other in shares.
    other = EASTMONEY.partition("\n")[2].replace("600000", "000063").replace(",10000,", ",1000000,")
    other = other.replace(",20000,", ",2000000,").replace(",15000,", ",1500000,")
    reading = given(("hist.csv", EASTMONEY + other))
    (found,) = reading.findings
    assert (found.rule, found.symbol) == ("unit_as_proved", "000063.SZ")
    assert reading.frames["bars"]["volume"].tolist() == [1_000_000, 2_000_000, 1_500_000] * 2


def test_a_frame_of_minutes_is_no_daily_one(given: Given) -> None:
    for name, data in (("b.csv", VNPY.replace(",d,", ",1m,")), ("g.csv", GM.replace(",1d", ",60s"))):
        (found,) = (finding for finding in given((name, data)).findings if finding.severity == "severe")
        assert found.rule == "not_daily"
        assert "so these are no daily bars" in found.message


def test_a_title_of_weeks_is_no_daily_one(given: Given) -> None:
    (found,) = (
        each
        for each in given(("SH#600000.txt", TDX.replace("日线", "周线").encode("gbk"))).findings
        if each.severity != "note"
    )
    assert (found.severity, found.rule) == ("severe", "not_daily")
    assert "the title says 周线" in found.message


def test_sessions_marked_as_under_st_become_a_spell_that_lasts(given: Given) -> None:
    # Under ST from 2024-01-03 to the end of the file.
    data = BAOSTOCK.replace("1.503800,0", "1.503800,1").replace("-1.925900,0", "-1.925900,1")
    status = given(("k.csv", data)).frames["status"]
    assert [str(status[name][0]) for name in ("symbol", "start", "end", "kind")] == [
        "600000.SH", "2024-01-03", "NaT", "ST",
    ]  # fmt: skip


def test_names_beside_the_bars_are_kept_for_instruments(given: Given) -> None:
    assert given(("futu.csv", FUTU)).names == {"600000.SH": "浦发银行"}
    assert given(("SH#600000.txt", TDX.encode("gbk"))).names == {"600000.SH": "浦发银行"}


@pytest.mark.parametrize("heads", ["index,index_1,", "index_1,index,", "order_book_id,date,"])
def test_a_frame_of_two_levels_may_have_lost_their_names(given: Given, heads: str) -> None:
    data = RICEQUANT.replace("order_book_id,date,", heads)
    bars = given(("rq.csv", data)).frames["bars"]
    assert bars["symbol"].tolist() == ["600000.SH"] * 3
    assert bars["date"].astype(str).tolist() == ["2024-01-02", "2024-01-03", "2024-01-04"]
