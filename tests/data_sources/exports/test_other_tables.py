"""Lists, dividends, indices, calendars and suspensions of other systems."""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd
import pytest

from data_sources.exports.given_frames import ALONE, read_frames
from tests.data_sources.exports.conftest import Given
from tests.data_sources.exports.true_files import TUSHARE

DIVIDENDS = (
    # Per share already. A plan and a row without an ex-date are no actions; one row is there twice.
    (
        "dividend.csv",
        """\
ts_code,end_date,ann_date,div_proc,stk_div,stk_bo_rate,stk_co_rate,cash_div,cash_div_tax,record_date,ex_date,pay_date
600000.SH,20231231,20240429,实施,0.3,,0.3,0.288,0.321,20240717,20240718,20240718
600000.SH,20231231,20240429,实施,0.3,,0.3,0.288,0.321,20240717,20240718,20240718
600000.SH,20231231,20240329,预案,0.3,,0.3,0.288,0.321,,,
600000.SH,20221231,20230419,股东大会通过,0.0,,,0.29,0.32,,20230721,
""",
    ),
    # Per ten shares: 3 new ones and 3.21 CNY.
    (
        "fhps.csv",
        """\
代码,名称,送转股份-送转总比例,送转股份-送转比例,送转股份-转股比例,现金分红-现金分红比例,预案公告日,股权登记日,除权除息日,方案进度
600000,浦发银行,3.0,,3.0,3.21,2024-04-29,2024-07-17,2024-07-18,实施分配
000063,中兴通讯,,,,6.83,2024-03-09,,NaT,董事会决议通过
""",
    ),
    # 1 + 2 new ones per ten.
    (
        "600000.csv",
        """\
公告日期,送股,转增,派息,进度,除权除息日,股权登记日,红股上市日
2024-07-11,1,2,3.21,实施,2024-07-18,2024-07-17,NaT
2024-04-29,0,0,1.0,预案,NaT,NaT,NaT
""",
    ),
    (
        "sh600000.csv",
        """\
实施方案公告日期,分红类型,送股比例,转增比例,派息比例,股权登记日,除权日,派息日
2024-07-11,年度分红,1,2,3.21,2024-07-17,2024-07-18,2024-07-18
""",
    ),
    (
        "bao.csv",
        """\
code,dividPreNoticeDate,dividOperateDate,dividCashPsBeforeTax,dividCashPsAfterTax,dividStocksPs,dividReserveToStockPs
sh.600000,,2024-07-18,0.321,0.288,0.1,0.2
""",
    ),
    (
        "xr_xd.csv",
        """\
code,a_xr_date,bonus_ratio_rmb,dividend_ratio,transfer_ratio,plan_progress
600000.XSHG,2024-07-18,3.21,1.0,2.0,实施方案
600000.XSHG,,1.0,,,董事会预案
""",
    ),
)


@pytest.mark.parametrize(("name", "data"), DIVIDENDS, ids=[name for name, _ in DIVIDENDS])
def test_dividends_become_actions_per_share(given: Given, name: str, data: str) -> None:
    reading = given((name, data))
    assert [finding.rule for finding in reading.findings if finding.severity != "note"] == []
    actions = reading.frames["actions"]
    assert [column[0].item() for column in (actions["cash_per_share"], actions["bonus_per_share"])] == [0.321, 0.3]
    assert actions["symbol"].tolist() == ["600000.SH"]
    assert actions["ex_date"].astype(str).tolist() == ["2024-07-18"]


def test_a_rights_issue_is_read_per_share_at_its_price(given: Given) -> None:
    # 10配1.8 at 4.63: 0.18 a share.
    data = "公告日期,配股方案,配股价格,基准股本,除权日\n2022-01-13,1.8,4.63,1000000000,2022-01-27\n"
    actions = given(("000063.csv", data)).frames["actions"]
    assert (actions["rights_per_share"][0], actions["rights_price"][0]) == (0.18, 4.63)


def test_a_dividend_that_is_no_number_is_found_with_its_line(given: Given) -> None:
    (found,) = given(("600000.csv", DIVIDENDS[2][1].replace("3.21", "约3"))).findings
    assert (found.severity, found.rule, found.line) == ("severe", "bad_number", 2)
    assert found.message == "派息 '约3' is no number of at least 0"


LISTS = (
    ("basic.csv", "ts_code,symbol,name,area,list_date\n600000.SH,600000,浦发银行,上海,19991110\n", "1999-11-10"),
    ("names.csv", "code,name\n600000,浦发银行\n900901,云赛B股\n", "NaT"),
    ("spot.csv", "序号,代码,名称,最新价,涨跌幅\n1,600000,浦发银行,6.6,0.1\n2,200002,某B股,1.0,0\n", "NaT"),
    ("sse.csv", "证券代码,证券简称,公司全称,上市日期\n600000,浦发银行,上海浦东发展银行,1999-11-10\n", "1999-11-10"),
    ("bao.csv", "code,code_name,ipoDate,outDate,type\nsh.600000,浦发银行,1999-11-10,,1\nsh.000300,沪深300,,,2\n",
     "1999-11-10"),
    ("jq.csv", ",display_name,name,start_date,end_date,type\n600000.XSHG,浦发银行,PFYH,1999-11-10,2200-01-01,stock\n",
     "1999-11-10"),
    ("gm.csv", "symbol,sec_name,listed_date,delisted_date\nSHSE.600000,浦发银行,1999-11-10,2038-01-01 00:00:00+08:00\n",
     "1999-11-10"),
    ("rq.csv", "order_book_id,symbol,listed_date,de_listed_date\n600000.XSHG,浦发银行,19991110,0000-00-00\n",
     "1999-11-10"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "data", "listed"), LISTS, ids=[name for name, _, _ in LISTS])
def test_lists_become_instruments_of_a_shares(given: Given, name: str, data: str, listed: str) -> None:
    reading = given((name, data))
    assert not any(finding.severity == "severe" for finding in reading.findings)
    rows = reading.frames["instruments"]
    assert (rows["symbol"].tolist(), rows["name"].tolist()) == (["600000.SH"], ["浦发银行"])
    assert (str(rows["list_date"][0]), str(rows["delist_date"][0])) == (listed, "NaT")


def test_a_day_that_means_never_is_none_in_a_column_of_days_too() -> None:
    frame = pd.DataFrame(
        {
            "display_name": ["浦发银行"],
            "start_date": pd.to_datetime(["1999-11-10"]),
            "end_date": pd.to_datetime(["2200-01-01"]),
        },
        index=["600000.XSHG"],
    )
    rows = read_frames({ALONE: frame.assign(type="stock")}, "frames in memory", "auto").frames["instruments"]
    assert (str(rows["symbol"][0]), str(rows["delist_date"][0])) == ("600000.SH", "NaT")


def test_a_dividend_for_a_round_lot_and_a_split_are_one_action(given: Given) -> None:
    # 3.21 CNY for 10 shares, and 10 shares become 13: 0.321 CNY and 0.3 new shares each.
    dividend = "order_book_id,ex_dividend_date,dividend_cash_before_tax,round_lot\n600000.XSHG,2024-07-18,3.21,10.0\n"
    split = "order_book_id,ex_dividend_date,split_coefficient_from,split_coefficient_to\n600000.XSHG,2024-07-18,10,13\n"
    reading = given(("dividend.csv", dividend), ("split.csv", split))
    actions = reading.frames["actions"]
    assert (actions["cash_per_share"].tolist(), actions["bonus_per_share"].tolist()) == ([0.321], [0.3])
    assert [finding.rule for finding in reading.findings] == ["one_action"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("days.csv", "calendar_date,is_trading_day\n2024-01-01,0\n2024-01-02,1\n2024-01-03,1\n"),
        ("cal.csv", "exchange,cal_date,is_open\nSSE,20240101,0\nSSE,20240102,1\nSSE,20240103,1\n"),
        ("sina.csv", "trade_date\n2024-01-02\n2024-01-03\n"),
    ],
)
def test_calendars_become_sessions(given: Given, name: str, data: str) -> None:
    sessions = given((name, data)).frames["sessions"]
    assert sessions["date"].astype(str).tolist() == ["2024-01-02", "2024-01-03"]


def test_lists_whose_codes_lost_their_zeros_are_mended_and_named(given: Given) -> None:
    reading = given(("names.csv", "code,name\n63,中兴通讯\n6.00000E+05,浦发银行\n900901,云赛B股\n"))
    assert reading.frames["instruments"]["symbol"].tolist() == ["000063.SZ", "600000.SH"]
    assert [finding.rule for finding in reading.findings] == ["others_left_out", "lost_zeros"]
    # 6.00E+05 may be any of a thousand codes.
    (found,) = given(("cut.csv", "code,name\n6.00E+05,浦发银行\n")).findings
    assert (found.severity, found.rule) == ("severe", "bad_symbol")


def test_rows_of_an_index_in_a_layout_of_shares_are_an_index(given: Given) -> None:
    # 150,000,000 lots and 300,000,000 thousand CNY: 20 CNY a share, which shows that the units are these.
    index = "000300.SH,20240102,3426.9,3433.2,3386.4,3386.4,3431.1,-44.8,-1.3,150000000,300000000\n"
    reading = given(("daily.csv", TUSHARE + index))
    assert reading.frames["bars"]["symbol"].tolist() == ["600000.SH"] * 3
    levels = reading.frames["index"]
    assert [str(levels["symbol"][0]), levels["close"][0], levels["volume"][0], levels["amount"][0]] == [
        "000300.SH", 3386.4, 15_000_000_000, 300_000_000_000,
    ]  # fmt: skip
    assert reading.said == (
        "Tushare daily: 1 file, 3 rows; volume in lots, amount in thousand CNY; converted",
        "Tushare index_daily: 1 file, 1 row; volume in lots, amount in thousand CNY; converted",
    )


@pytest.mark.parametrize("share", ["", "600000.SH,2024-01-02,6.6,6.7,6.5,6.6,1000000,6600000\n"])
def test_an_index_under_the_heads_of_our_own_bars_is_an_index(given: Given, share: str) -> None:
    heads = "symbol,date,open,high,low,close,volume,amount\n"
    index = "000300.SH,2024-01-02,3426.9,3433.2,3386.4,3386.4,15000000000,300000000000\n"
    reading = given(("csi300.csv", heads + share + index))
    assert reading.frames["index"]["symbol"].tolist() == ["000300.SH"]
    assert ("bars" in reading.frames) == bool(share)


@pytest.mark.parametrize(
    ("name", "data", "layout"),
    [
        ("sh000300.csv", "date,open,high,low,close,volume\n2024-01-02,3426.9,3433.2,3386.4,3386.4,15000000000\n",
         "akshare stock_zh_index_daily (Sina): 1 file, 1 row; volume in shares; columns converted"),
        ("sh000300.csv", "date,open,close,high,low,amount\n2024-01-02,3426.9,3386.4,3433.2,3386.4,150000000\n",
         "akshare stock_zh_index_daily_tx (Tencent): 1 file, 1 row; volume in lots; converted"),
        ("sh000300.csv", "date,open,close,high,low,volume,amount\n2024-01-02,3426.9,3386.4,3433.2,3386.4,150000000,3\n",
         "plain daily levels of an index: 1 file, 1 row; volume in shares, amount in CNY; columns converted"),
        ("x.csv", "日期,指数代码,开盘,最高,最低,收盘,成交量,成交金额\n20240102,000300,3426.9,3433.2,3386.4,3386.4,,1\n",
         "csindex.com.cn by akshare: 1 file, 1 row; volume in 10,000 lots, amount in 100 million CNY; converted"),
    ],
)  # fmt: skip
def test_index_histories_keep_levels_and_drop_volumes_of_no_proved_unit(
    given: Given, name: str, data: str, layout: str
) -> None:
    reading = given((name, data))
    levels = reading.frames["index"]
    assert levels["symbol"].tolist() == ["000300.SH"]
    assert [levels[column][0] for column in ("open", "high", "low", "close")] == [3426.9, 3433.2, 3386.4, 3386.4]
    np.testing.assert_array_equal(levels["volume"], [nan])
    assert reading.said == (layout,)
    assert [finding.rule for finding in reading.findings] == ["index_volume_unit"]


SUSPENDED = "ts_code,trade_date,suspend_timing,suspend_type\n"


def test_a_suspended_session_without_a_bar_is_one_without_volume(given: Given) -> None:
    # Bars are there on the 2nd, the 3rd and the 4th; of the 3rd it is left out. Half a session, a resumption, another
    # security and a day after the last bar say nothing.
    bars = "".join(line for line in TUSHARE.splitlines(keepends=True) if "20240103" not in line)
    days = (
        "600000.SH,20240103,,S\n600000.SH,20240104,09:30-10:00,S\n600000.SH,20240102,,R\n"
        "000001.SZ,20240103,,S\n600000.SH,20240105,,S\n600000.SH,20240103,,S\n"
    )
    reading = given(("daily.csv", bars), ("suspend_d.csv", SUSPENDED + days))
    read = reading.frames["bars"]
    assert read["date"].astype(str).tolist() == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert read["volume"].tolist() == [1_000_000, 0, 1_500_000]
    assert reading.findings == ()
    assert reading.said[1] == "Tushare suspend_d: 1 file, 6 rows; sessions of suspension explain where there is no bar"


def test_a_bar_with_volume_on_a_suspended_day_is_found(given: Given) -> None:
    days = SUSPENDED + "600000.SH,20240102,,S\n600000.SH,20240103,,S\n"
    reading = given(("daily.csv", TUSHARE), ("suspend_d.csv", days))
    (found,) = reading.findings
    assert (found.severity, found.rule, found.symbol, str(found.date)) == (
        "warning", "traded_while_suspended", "600000.SH", "2024-01-02",
    )  # fmt: skip
    assert found.message == (
        "volume 1,000,000 on a day on which it was suspended (停牌), as suspend_d says, and 1 more bar"
    )
    assert reading.frames["bars"]["volume"].tolist() == [1_000_000, 2_000_000, 1_500_000]
    (alone,) = given(("suspend_d.csv", days)).findings
    assert (alone.severity, alone.rule) == ("severe", "nothing_to_store")


def test_a_calendar_of_days_becomes_sessions(given: Given) -> None:
    data = "exchange,cal_date,is_open,pretrade_date\nSSE,20240101,0,20231229\nSSE,20240102,1,20231229\n"
    assert given(("trade_cal.csv", data)).frames["sessions"]["date"].astype(str).tolist() == ["2024-01-02"]
