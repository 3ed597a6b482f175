"""Three invented sessions of one share as each system writes them: its true heads, units and spellings.

Of 600000.SH, in shares and CNY:

    2024-01-02  open 6.60 high 6.70 low 6.55 close 6.65  volume 1,000,000  amount  6,630,000
    2024-01-03  open 6.65 high 6.80 low 6.60 close 6.75  volume 2,000,000  amount 13,400,000
    2024-01-04  open 6.75 high 6.75 low 6.60 close 6.62  volume 1,500,000  amount  9,990,000
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import openpyxl

TUSHARE = """\
ts_code,trade_date,open,high,low,close,pre_close,change,pct_chg,vol,amount
600000.SH,20240104,6.75,6.75,6.60,6.62,6.75,-0.13,-1.9259,15000.0,9990.0
600000.SH,20240103,6.65,6.80,6.60,6.75,6.65,0.10,1.5038,20000.0,13400.0
600000.SH,20240102,6.60,6.70,6.55,6.65,6.62,0.03,0.4532,10000.0,6630.0
"""
EASTMONEY = """\
日期,股票代码,开盘,收盘,最高,最低,成交量,成交额,振幅,涨跌幅,涨跌额,换手率
2024-01-02,600000,6.60,6.65,6.70,6.55,10000,6630000.0,2.27,0.45,0.03,0.03
2024-01-03,600000,6.65,6.75,6.80,6.60,20000,13400000.0,3.01,1.50,0.10,0.07
2024-01-04,600000,6.75,6.62,6.75,6.60,15000,9990000.0,2.22,-1.93,-0.13,0.05
"""
SINA = """\
date,open,high,low,close,volume,amount,outstanding_share,turnover
2024-01-02,6.60,6.70,6.55,6.65,1000000.0,6630000.0,29352080397.0,0.00003
2024-01-03,6.65,6.80,6.60,6.75,2000000.0,13400000.0,29352080397.0,0.00007
2024-01-04,6.75,6.75,6.60,6.62,1500000.0,9990000.0,29352080397.0,0.00005
"""
TENCENT = """\
date,open,close,high,low,volume,turnover,amount
2024-01-02,6.60,6.65,6.70,6.55,1000000,0.03,6630000
2024-01-03,6.65,6.75,6.80,6.60,2000000,0.07,13400000
2024-01-04,6.75,6.62,6.75,6.60,1500000,0.05,9990000
"""
OLD_TENCENT = """\
date,open,close,high,low,amount
2024-01-02,6.60,6.65,6.70,6.55,10000.0
2024-01-03,6.65,6.75,6.80,6.60,20000.0
2024-01-04,6.75,6.62,6.75,6.60,15000.0
"""
BAOSTOCK = """\
date,code,open,high,low,close,preclose,volume,amount,adjustflag,turn,tradestatus,pctChg,isST
2024-01-02,sh.600000,6.6000,6.7000,6.5500,6.6500,6.6200,1000000,6630000.0000,3,0.003400,1,0.453200,0
2024-01-03,sh.600000,6.6500,6.8000,6.6000,6.7500,6.6500,2000000,13400000.0000,3,0.006800,1,1.503800,0
2024-01-04,sh.600000,6.7500,6.7500,6.6000,6.6200,6.7500,1500000,9990000.0000,3,0.005100,1,-1.925900,0
"""
JOINQUANT = """\
,open,close,high,low,volume,money
2024-01-02,6.60,6.65,6.70,6.55,1000000.0,6630000.0
2024-01-03,6.65,6.75,6.80,6.60,2000000.0,13400000.0
2024-01-04,6.75,6.62,6.75,6.60,1500000.0,9990000.0
"""
JOINQUANT_LONG = """\
,time,code,open,close,high,low,volume,money,factor,paused
0,2024-01-02,600000.XSHG,6.60,6.65,6.70,6.55,1000000.0,6630000.0,1.0,0.0
1,2024-01-03,600000.XSHG,6.65,6.75,6.80,6.60,2000000.0,13400000.0,1.0,0.0
2,2024-01-04,600000.XSHG,6.75,6.62,6.75,6.60,1500000.0,9990000.0,1.0,0.0
3,2024-01-05,600000.XSHG,6.62,6.62,6.62,6.62,0.0,0.0,1.0,1.0
"""
RICEQUANT = """\
order_book_id,date,low,open,high,limit_down,num_trades,close,limit_up,volume,total_turnover,prev_close
600000.XSHG,2024-01-02,6.55,6.60,6.70,5.96,5000,6.65,7.28,1000000.0,6630000.0,6.62
600000.XSHG,2024-01-03,6.60,6.65,6.80,5.99,9000,6.75,7.32,2000000.0,13400000.0,6.65
600000.XSHG,2024-01-04,6.60,6.75,6.75,6.08,7000,6.62,7.43,1500000.0,9990000.0,6.75
"""
GM = """\
symbol,bob,eob,open,close,high,low,volume,amount,pre_close,frequency
SHSE.600000,2024-01-02 00:00:00+08:00,2024-01-02 00:00:00+08:00,6.60,6.65,6.70,6.55,1000000,6630000,6.62,1d
SHSE.600000,2024-01-03 00:00:00+08:00,2024-01-03 00:00:00+08:00,6.65,6.75,6.80,6.60,2000000,13400000,6.65,1d
SHSE.600000,2024-01-04 00:00:00+08:00,2024-01-04 00:00:00+08:00,6.75,6.62,6.75,6.60,1500000,9990000,6.75,1d
"""
VNPY = """\
symbol,exchange,datetime,interval,volume,turnover,open_interest,open_price,high_price,low_price,close_price
600000,SSE,2024-01-02 00:00:00,d,1000000.0,6630000.0,0.0,6.60,6.70,6.55,6.65
600000,SSE,2024-01-03 00:00:00,d,2000000.0,13400000.0,0.0,6.65,6.80,6.60,6.75
600000,SSE,2024-01-04 00:00:00,d,1500000.0,9990000.0,0.0,6.75,6.75,6.60,6.62
"""
FUTU = """\
code,name,time_key,open,close,high,low,pe_ratio,turnover_rate,volume,turnover,change_rate,last_close
SH.600000,浦发银行,2024-01-02 00:00:00,6.60,6.65,6.70,6.55,4.9,0.00003,1000000,6630000.0,0.45,6.62
SH.600000,浦发银行,2024-01-03 00:00:00,6.65,6.75,6.80,6.60,5.0,0.00007,2000000,13400000.0,1.50,6.65
SH.600000,浦发银行,2024-01-04 00:00:00,6.75,6.62,6.75,6.60,4.9,0.00005,1500000,9990000.0,-1.93,6.75
"""
YAHOO = """\
Date,Open,High,Low,Close,Adj Close,Volume
2024-01-02,6.600000,6.700000,6.550000,6.650000,6.213412,1000000
2024-01-03,6.650000,6.800000,6.600000,6.750000,6.306847,2000000
2024-01-04,6.750000,6.750000,6.600000,6.620000,6.185382,1500000
"""
TDX = """\
600000 浦发银行 日线 不复权
      日期\t    开盘\t    最高\t    最低\t    收盘\t    成交量\t    成交额
2024/01/02\t6.60\t6.70\t6.55\t6.65\t1000000\t6630000.00
2024/01/03\t6.65\t6.80\t6.60\t6.75\t2000000\t13400000.00
2024/01/04\t6.75\t6.75\t6.60\t6.62\t1500000\t9990000.00
#数据来源:通达信
"""
QLIB = """\
symbol,date,open,high,low,close,volume,factor
SH600000,2024-01-02,3.30,3.35,3.275,3.325,2000000,0.5
SH600000,2024-01-03,3.325,3.40,3.30,3.375,4000000,0.5
SH600000,2024-01-04,3.375,3.375,3.30,3.31,3000000,0.5
"""
PLAIN = """\
date,open,high,low,close,volume,amount
2024-01-02,6.60,6.70,6.55,6.65,1000000,6630000
2024-01-03,6.65,6.80,6.60,6.75,2000000,13400000
2024-01-04,6.75,6.75,6.60,6.62,1500000,9990000
"""
WIND_HEADS = (
    "代码", "简称", "日期", "前收盘价(元)", "开盘价(元)", "最高价(元)", "最低价(元)", "收盘价(元)", "成交量(万股)",
    "成交额(百万)",
)  # fmt: skip
WIND_ROWS: tuple[tuple[object, ...], ...] = (
    ("600000.SH", "浦发银行", "2024-01-02", 6.62, 6.60, 6.70, 6.55, 6.65, 100.0, 6.63),
    ("600000.SH", "浦发银行", "2024-01-03", 6.65, 6.65, 6.80, 6.60, 6.75, 200.0, 13.4),
    ("600000.SH", "浦发银行", "2024-01-04", 6.75, 6.75, 6.75, 6.60, 6.62, 150.0, 9.99),
)
CHOICE_HEADS = ("证券代码", "证券名称", "交易时间", "开盘价", "最高价", "最低价", "收盘价", "成交量", "成交额")
CHOICE_ROWS: tuple[tuple[object, ...], ...] = (
    ("", "", "", "元", "元", "元", "元", "股", "元"),
    ("600000.SH", "浦发银行", "2024-01-02", 6.60, 6.70, 6.55, 6.65, 1000000, 6630000),
    ("600000.SH", "浦发银行", "2024-01-03", 6.65, 6.80, 6.60, 6.75, 2000000, 13400000),
    ("600000.SH", "浦发银行", "2024-01-04", 6.75, 6.75, 6.60, 6.62, 1500000, 9990000),
    ("数据来源：东方财富Choice数据",),
)


@dataclass(frozen=True)
class TrueFile:
    """A file of one layout; ``amount`` and ``prev_close`` say whether it has them, ``units`` what is said of them."""

    layout: str
    name: str
    data: bytes
    units: str = "volume in shares, amount in CNY"
    amount: bool = True
    prev_close: bool = False


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """Return an Excel file with these rows in its one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(list(row))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


ENGLISH_HEADS = PLAIN.replace("date,", "trade_date,").replace("volume", "vol")
WSD = PLAIN.replace("date,", ",").replace("amount", "amt")
CHINESE_HEADS = PLAIN.replace(PLAIN.splitlines()[0], "交易日期,开盘价,最高价,最低价,收盘价,成交量(股),成交金额")
LOTS = "volume in lots, amount in CNY"
TRUE_FILES = (
    TrueFile("tushare_daily", "daily.csv", TUSHARE.encode(), "volume in lots, amount in thousand CNY", prev_close=True),
    TrueFile("akshare_hist", "hist.csv", EASTMONEY.encode(), LOTS),
    TrueFile("akshare_hist", "hist_gbk.csv", EASTMONEY.encode("gbk"), LOTS),
    TrueFile("akshare_sina_daily", "sh600000.csv", SINA.encode()),
    TrueFile("akshare_tencent", "sh600000.csv", TENCENT.encode()),
    TrueFile("akshare_tencent_lots", "sh600000.csv", OLD_TENCENT.encode(), "volume in lots, no amount", amount=False),
    TrueFile("baostock_daily", "k.csv", BAOSTOCK.encode(), prev_close=True),
    TrueFile("joinquant", "600000.XSHG.csv", JOINQUANT.encode()),
    TrueFile("joinquant", "long.csv", JOINQUANT_LONG.encode()),
    TrueFile("ricequant", "rq.csv", RICEQUANT.encode(), prev_close=True),
    TrueFile("gm", "gm.csv", GM.encode()),
    TrueFile("vnpy", "bars.csv", VNPY.encode()),
    TrueFile("futu", "futu.csv", FUTU.encode()),
    TrueFile("yahoo", "600000.SS.csv", YAHOO.encode(), "volume in shares, no amount", amount=False),
    TrueFile("tdx", "SH#600000.txt", TDX.encode("gbk")),
    TrueFile(
        "wind", "wind.xlsx", workbook(WIND_HEADS, *WIND_ROWS), "volume in 10,000 shares, amount in million CNY",
        prev_close=True,
    ),
    TrueFile("choice", "choice.xlsx", workbook(CHOICE_HEADS, *CHOICE_ROWS)),
    TrueFile("plain_daily", "600000.csv", PLAIN.encode()),
    TrueFile("plain_other_heads", "600000.csv", ENGLISH_HEADS.encode()),
    TrueFile("chinese_daily", "600000.xls", CHINESE_HEADS.replace(",", "\t").encode("gbk")),
    TrueFile("wind_python", "600000.csv", WSD.encode()),
)  # fmt: skip
