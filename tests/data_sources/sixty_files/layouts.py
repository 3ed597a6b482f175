"""The same market as fifteen systems write it: the heads, units, spellings and forms of each, in files of a folder."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from tests.data_sources.sixty_files.market import ACTIONS, NAMES, Market, Share

Row: TypeAlias = Sequence[object]
Write: TypeAlias = Callable[[Market, Path], None]

LOT, THOUSAND, TEN_THOUSAND, MILLION = 100.0, 1e3, 1e4, 1e6


def write_around(market: Market, folder: Path) -> None:
    """Write what stands beside the bars in our own layout: instruments, actions and the CSI 300."""
    listed = [(symbol, name, "2005-03-01", "") for symbol, name in NAMES.items()]
    _csv(folder / "instruments.csv", "symbol,name,list_date,delist_date", listed)
    given = [(symbol, each.ex_date, each.cash, each.bonus, 0, 0) for symbol, each in ACTIONS.items()]
    _csv(folder / "actions.csv", "symbol,ex_date,cash_per_share,bonus_per_share,rights_per_share,rights_price", given)
    levels = [("000300.SH", day, level) for day, level in zip(market.days, market.levels.tolist(), strict=True)]
    _csv(folder / "index.csv", "symbol,date,close", levels)


def own(market: Market, folder: Path) -> None:
    """Our own table."""
    for share in market.shares:
        rows = [(share.symbol, *_iso(row), _amount(row)) for row in _rows(share)]
        _csv(folder / f"bars/{share.symbol}.csv", "symbol,date,open,high,low,close,volume,amount", rows)


def tushare_daily(market: Market, folder: Path) -> None:
    """Tushare ``daily``: newest first, volume in lots, amount in thousand CNY."""
    rows = [
        (s.symbol, _compact(d), o, h, low, c, p, round(c - p, 2), round(100 * (c / p - 1), 4), v / LOT, a / THOUSAND)
        for s in market.shares
        for d, o, h, low, c, p, v, a in reversed(list(_rows(s)))
    ]
    _csv(folder / "bars/daily.csv", "ts_code,trade_date,open,high,low,close,pre_close,change,pct_chg,vol,amount", rows)


def akshare_hist(market: Market, folder: Path) -> None:
    """akshare ``stock_zh_a_hist`` with its index column: Chinese heads, codes without exchange, volume in lots."""
    for share in market.shares:
        rows = [
            (n, _day(d), share.symbol[:6], o, c, h, low, int(v / LOT), a, 1.5, round(100 * (c / p - 1), 2), 0.1, 0.6)
            for n, (d, o, h, low, c, p, v, a) in enumerate(_rows(share))
        ]
        heads = ",日期,股票代码,开盘,收盘,最高,最低,成交量,成交额,振幅,涨跌幅,涨跌额,换手率"
        _csv(folder / f"bars/{share.symbol[:6]}.csv", heads, rows)


def akshare_sina(market: Market, folder: Path) -> None:
    """akshare ``stock_zh_a_daily``: volume in shares, the symbol in the file's name alone."""
    for share in market.shares:
        rows = [(_day(d), o, h, low, c, v, a, 9e8, v / 9e8) for d, o, h, low, c, _, v, a in _rows(share)]
        heads = "date,open,high,low,close,volume,amount,outstanding_share,turnover"
        _csv(folder / f"bars/{_sina(share)}.csv", heads, rows)


def akshare_tencent(market: Market, folder: Path) -> None:
    """akshare ``stock_zh_a_hist_tx``: what it calls amount is the volume in lots."""
    for share in market.shares:
        rows = [(_day(d), o, c, h, low, v / LOT) for d, o, h, low, c, _, v, _ in _rows(share)]
        _csv(folder / f"bars/{_sina(share)}.csv", "date,open,close,high,low,amount", rows)


def baostock(market: Market, folder: Path) -> None:
    """baostock's daily bars, unadjusted (adjustflag 3)."""
    for share in market.shares:
        code = f"{share.symbol[-2:].lower()}.{share.symbol[:6]}"
        rows = [
            (_day(d), code, o, h, low, c, p, int(v), a, 3, 0.6, 1, round(100 * (c / p - 1), 4), 0)
            for d, o, h, low, c, p, v, a in _rows(share)
        ]
        heads = "date,code,open,high,low,close,preclose,volume,amount,adjustflag,turn,tradestatus,pctChg,isST"
        _csv(folder / f"bars/{code}.csv", heads, rows)


def joinquant(market: Market, folder: Path) -> None:
    """JoinQuant ``get_price(panel=False)`` written with its index: volume in shares, money in CNY."""
    rows = [
        (n, f"{_day(d)} 00:00:00", _joinquant(s), o, c, h, low, v, a)
        for n, (s, (d, o, h, low, c, _, v, a)) in enumerate((s, row) for s in market.shares for row in _rows(s))
    ]
    _csv(folder / "bars/prices.csv", ",time,code,open,close,high,low,volume,money", rows)


def ricequant(market: Market, folder: Path) -> None:
    """RiceQuant ``get_price`` in Parquet, as pandas writes its two index levels."""
    import pyarrow as pa  # noqa: PLC0415 - only this layout needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    every = [(s, row) for s in market.shares for row in _rows(s)]
    table = pa.table(
        {
            "open": [row[1] for _, row in every],
            "close": [row[4] for _, row in every],
            "high": [row[2] for _, row in every],
            "low": [row[3] for _, row in every],
            "limit_up": [round(1.1 * row[5], 2) for _, row in every],
            "limit_down": [round(0.9 * row[5], 2) for _, row in every],
            "total_turnover": [row[7] for _, row in every],
            "volume": [row[6] for _, row in every],
            "num_trades": [9_000.0 for _ in every],
            "order_book_id": [_joinquant(s) for s, _ in every],
            "date": np.array([row[0] for _, row in every], "datetime64[ns]"),
        }
    )
    (folder / "bars").mkdir(parents=True, exist_ok=True)
    pq.write_table(table, folder / "bars/prices.parquet")


def tdx_text(market: Market, folder: Path) -> None:
    """The text export of TDX (通达信): GBK, two head lines, the origin last."""
    for share in market.shares:
        lines = [f"{share.symbol[:6]} {NAMES[share.symbol]} 日线 不复权"]
        lines.append("      日期\t    开盘\t    最高\t    最低\t    收盘\t    成交量\t    成交额")
        for d, o, h, low, c, _, v, a in _rows(share):
            lines.append(f"{_slashed(d)}\t{o:.2f}\t{h:.2f}\t{low:.2f}\t{c:.2f}\t{v:.0f}\t{a:.2f}")
        lines.append("#数据来源:通达信")
        path = folder / f"bars/{share.symbol[-2:]}#{share.symbol[:6]}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("\r\n".join([*lines, ""]).encode("gbk"))


def tdx_day(market: Market, folder: Path) -> None:
    """The binary daily files of TDX: 32 bytes a day, prices in cents, amount in single precision."""
    for share in market.shares:
        records = [
            struct.pack(
                "<IIIIIfII",
                int(_compact(d)),
                *(round(100 * price) for price in (o, h, low, c)),
                a,
                int(v),
                65536,
            )
            for d, o, h, low, c, _, v, a in _rows(share)
        ]
        path = folder / f"bars/{_sina(share)}.day"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(records))


def wind(market: Market, folder: Path) -> None:
    """The Excel sheet of Wind: units in the heads, volume in shares, amount in million CNY."""
    heads: Row = ("代码", "简称", "日期", "前收盘价(元)", "开盘价(元)", "最高价(元)", "最低价(元)", "收盘价(元)")
    heads = (*heads, "成交量(股)", "成交金额(百万)")
    rows = [
        (s.symbol, NAMES[s.symbol], d, p, o, h, low, c, v, a / MILLION)
        for s in market.shares
        for d, o, h, low, c, p, v, a in _rows(s)
    ]
    _excel(folder / "bars/wind.xlsx", [heads, *rows, ("数据来源：Wind",)])


def choice(market: Market, folder: Path) -> None:
    """The Excel sheet of Choice, one for each share: amount in 10,000 CNY (万元), the origin in the last row."""
    heads: Row = ("证券代码", "证券名称", "交易时间", "开盘价(元)", "最高价(元)", "最低价(元)", "收盘价(元)")
    heads = (*heads, "成交量(万股)", "成交额(万元)")
    for share in market.shares:
        rows = [
            (share.symbol, NAMES[share.symbol], d, o, h, low, c, v / TEN_THOUSAND, a / TEN_THOUSAND)
            for d, o, h, low, c, _, v, a in _rows(share)
        ]
        _excel(folder / f"bars/{share.symbol[:6]}.xlsx", [heads, *rows, ("数据来源：东方财富Choice数据",)])


def gm(market: Market, folder: Path) -> None:
    """The bars of Goldminer (掘金): the exchange before the code, times with their zone."""
    heads = "symbol,frequency,open,close,high,low,amount,volume,bob,eob,pre_close"
    rows = [
        (_gm(s), "1d", o, c, h, low, a, int(v), f"{_day(d)} 00:00:00+08:00", f"{_day(d)} 00:00:00+08:00", p)
        for s in market.shares
        for d, o, h, low, c, p, v, a in _rows(s)
    ]
    _csv(folder / "bars/history.csv", heads, rows)


def vnpy(market: Market, folder: Path) -> None:
    """The bars of vn.py: code and exchange in two columns, turnover in CNY."""
    heads = (
        "symbol,exchange,datetime,interval,volume,turnover,open_interest,open_price,high_price,low_price,close_price"
    )
    rows = [
        (s.symbol[:6], _vnpy(s), f"{_day(d)} 00:00:00+08:00", "d", v, a, 0, o, h, low, c)
        for s in market.shares
        for d, o, h, low, c, _, v, a in _rows(s)
    ]
    _csv(folder / "bars/bars.csv", heads, rows)


def futu(market: Market, folder: Path) -> None:
    """The daily lines of Futu, asked for without adjustment."""
    heads = "code,name,time_key,open,close,high,low,pe_ratio,turnover_rate,volume,turnover,change_rate,last_close"
    rows = [
        (
            f"{s.symbol[-2:]}.{s.symbol[:6]}", NAMES[s.symbol], f"{_day(d)} 00:00:00", o, c, h, low, 21.5, 0.6, int(v),
            a, round(100 * (c / p - 1), 3), p,
        )
        for s in market.shares
        for d, o, h, low, c, p, v, a in _rows(s)
    ]  # fmt: skip
    _csv(folder / "bars/kline.csv", heads, rows)


LAYOUTS: dict[str, Write] = {
    write.__name__: write
    for write in (
        own, tushare_daily, akshare_hist, akshare_sina, akshare_tencent, baostock, joinquant, ricequant, tdx_text,
        tdx_day, wind, choice, gm, vnpy, futu,
    )
}  # fmt: skip


def _rows(share: Share) -> Iterable[tuple[np.datetime64, float, float, float, float, float, float, float]]:
    """Days, then open, high, low, close, previous close, volume and amount as plain numbers."""
    names = ("open", "high", "low", "close", "prev_close", "volume", "amount")
    return zip(share.date, *(getattr(share, name).tolist() for name in names), strict=True)


def _iso(row: Row) -> Row:
    day, opened, high, low, close, _, volume, _ = row
    return (_day(day), opened, high, low, close, volume)


def _amount(row: Row) -> object:
    return row[7]


def _day(day: object) -> str:
    return str(day)


def _compact(day: object) -> str:
    return str(day).replace("-", "")


def _slashed(day: object) -> str:
    return str(day).replace("-", "/")


def _sina(share: Share) -> str:
    return f"{share.symbol[-2:].lower()}{share.symbol[:6]}"


def _joinquant(share: Share) -> str:
    return f"{share.symbol[:6]}.{'XSHG' if share.symbol.endswith('SH') else 'XSHE'}"


def _vnpy(share: Share) -> str:
    return "SSE" if share.symbol.endswith("SH") else "SZSE"


def _gm(share: Share) -> str:
    return f"{'SHSE' if share.symbol.endswith('SH') else 'SZSE'}.{share.symbol[:6]}"


def _csv(path: Path, heads: str, rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    text.write(heads + "\n")
    for row in rows:
        text.write(",".join(str(cell) for cell in row) + "\n")
    path.write_text(text.getvalue(), encoding="utf-8")


def _excel(path: Path, rows: Sequence[Row]) -> None:
    import openpyxl  # noqa: PLC0415 - only two layouts need it

    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell.item() if isinstance(cell, np.datetime64) else cell for cell in row])
    book.save(path)
