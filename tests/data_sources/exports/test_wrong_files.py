"""Files that are no daily bars at all are named for what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_sources.exports.given import read_given
from tests.data_sources.exports.conftest import Given
from tests.data_sources.exports.true_files import PLAIN, TUSHARE, VNPY

TDX_MINUTES = """\
600000 浦发银行 5分钟线 不复权
      日期\t    时间\t    开盘\t    最高\t    最低\t    收盘\t    成交量\t    成交额
2024/01/02\t0935\t6.60\t6.70\t6.55\t6.65\t100000\t663000.00
2024/01/02\t0940\t6.65\t6.70\t6.60\t6.66\t100000\t664000.00
"""
EASTMONEY_MINUTES = """\
时间,开盘,收盘,最高,最低,涨跌幅,涨跌额,成交量,成交额,振幅,换手率
2024-01-02 09:35:00,6.60,6.65,6.70,6.55,0.1,0.01,1000,663000.0,1.0,0.1
2024-01-02 09:40:00,6.65,6.66,6.70,6.60,0.1,0.01,1000,664000.0,1.0,0.1
"""
BAOSTOCK_MINUTES = """\
date,time,code,open,high,low,close,volume,amount,adjustflag
2024-01-02,20240102093500000,sh.600000,6.60,6.70,6.55,6.65,100000,663000.0,3
2024-01-02,20240102094000000,sh.600000,6.65,6.70,6.60,6.66,100000,664000.0,3
"""
SINA_MINUTES = """\
day,open,high,low,close,volume,amount
2024-01-02 09:35:00,6.60,6.70,6.55,6.65,100000,663000.0
2024-01-02 09:40:00,6.65,6.70,6.60,6.66,100000,664000.0
"""


@pytest.mark.parametrize("text", [TDX_MINUTES, EASTMONEY_MINUTES, BAOSTOCK_MINUTES, SINA_MINUTES])
def test_bars_of_minutes_are_called_so(given: Given, text: str) -> None:
    (finding,) = [each for each in given(("sh600000.csv", text)).findings if each.severity == "severe"]
    assert finding.rule == "minute_bars"
    assert "there are rows at times of day such as 09:35: these are minute bars; give daily ones" in finding.message


@pytest.mark.parametrize("by_time", [True, False])
def test_minutes_are_seen_in_any_order_of_rows(given: Given, by_time: bool) -> None:
    times = [(day, time) for day in range(10, 29) for time in ("10:30", "14:00", "15:00")]
    times.sort(key=lambda row: row[1] if by_time else "")
    rows = [f"2024-01-{day} {time}:00,6.60,6.70,6.55,6.65,100000,663000.0\n" for day, time in 3 * times]
    heads = SINA_MINUTES.splitlines()[0]
    assert [each.rule for each in given(("sh600000.csv", f"{heads}\n{''.join(rows)}")).findings] == ["minute_bars"]


def test_days_told_in_another_zone_are_no_minutes(given: Given) -> None:
    # Midnight in Shanghai is 16:00 of the day before in UTC.
    text = VNPY
    for day in (2, 3, 4):
        text = text.replace(f"2024-01-0{day} 00:00:00+08:00", f"2024-01-0{day - 1} 16:00:00+00:00")
    reading = given(("bars.csv", text))
    assert reading.frames["bars"]["date"].astype(str).tolist() == ["2024-01-02", "2024-01-03", "2024-01-04"]


@pytest.mark.parametrize("text", ['{"code":-2001,"msg":"no such token"}', '[{"ts_code":"600000.SH"}]'])
def test_the_answer_of_a_web_service_is_shown(given: Given, text: str) -> None:
    (finding,) = given(("daily.csv", text)).findings
    assert (finding.severity, finding.rule) == ("severe", "json_file")
    assert finding.message == f"the file is JSON and no table: {text}; save its rows as CSV"


def test_the_nearest_layout_is_named_with_all_that_is_missing(given: Given) -> None:
    (finding,) = given(("x.csv", "symbol,open,high,low,close,volume,amount\n600000.SH,1,1,1,1,1,1\n")).findings
    assert finding.message.endswith("the nearest is plain daily bars (plain_daily), of which it lacks date")


NOBODYS = PLAIN.replace("amount", "value")
WIDE = "date,600000.SH,000001.SZ\n2024-01-02,6.65,9.21\n2024-01-03,6.75,9.20\n"


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        (NOBODYS.replace("volume", "shares"), "unknown_layout", "no layout fits: the columns are date, open, "),
        (SINA_MINUTES, "minute_bars", "there are rows at times of day such as 09:35: these are minute bars"),
        (WIDE, "unknown_layout", "no layout fits: 2 columns are one security each, so that this is one price of all"),
    ],
)
def test_prices_that_are_not_read_are_no_small_thing(tmp_path: Path, text: str, rule: str, said: str) -> None:
    (tmp_path / "600000.csv").write_text(text, encoding="utf-8")
    (tmp_path / "names.csv").write_text("code,name\n600000,浦发银行\n", encoding="utf-8")
    # No bar besides: an import of the names alone is not what was wanted.
    (found,) = read_given([tmp_path]).findings
    assert (found.severity, found.rule, found.message[: len(said)]) == ("severe", rule, said)
    (tmp_path / "daily.csv").write_text(TUSHARE, encoding="utf-8")
    reading = read_given([tmp_path])
    (found,) = reading.findings
    assert (found.severity, found.rule, reading.left_alone) == ("warning", rule, ("600000.csv",))
    assert found.message.endswith("; left alone")


def test_a_folder_of_files_that_are_not_read_says_which_they_are(tmp_path: Path) -> None:
    (tmp_path / "daily.feather").write_bytes(b"ARROW1")
    (found,) = read_given([tmp_path]).findings
    assert found.rule == "nothing_to_store"
    assert found.message.endswith(
        "no file in it can be read; there are daily.feather; save them as CSV, Parquet or .xlsx"
    )


def test_a_web_page_called_xls_is_named(given: Given) -> None:
    (found,) = given(("600000.xls", "<table><tr><td>日期</td></tr></table>")).findings
    assert (found.severity, found.rule) == ("severe", "web_page")
    assert found.message == "the file is a web page called .xls; open it and save it as .xlsx or CSV"


def test_adjusted_prices_are_no_columns_in_each_other_s_place(given: Given) -> None:
    # Lots and thousand CNY: 100 shares at 145 are 1 and 14.5. Swapped, in shares and 10,000 CNY: 14.5 and 10,000, which
    # is 690 a share, and within a quarter of the 760 that prices adjusted backward say.
    rows = "".join(f"600000.SH,202401{day:02},760,765,755,760,760,0,0,10000.0,145000.0\n" for day in (2, 3, 4))
    reading = given(("daily.csv", TUSHARE.splitlines()[0] + "\n" + rows))
    assert [finding.rule for finding in reading.findings] == []
    assert reading.frames["bars"]["volume"].tolist() == [1_000_000] * 3
