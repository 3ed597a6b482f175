"""Eastmoney's answers: JSON with lines of commas for histories, paged lists of numbered fields, a data centre."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from tests.vendor_server.market import Bar, Level, Market

JSON = "application/json; charset=utf-8"
MARKETS = {"0": ("SZ", "BJ"), "1": ("SH",), "2": ("CSI",)}
PAGE_ROWS = 100
LIST_FIELDS = (
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14", "f15", "f16", "f17", "f18",
    "f20", "f21", "f22", "f23", "f24", "f25", "f62", "f115", "f128", "f140", "f141", "f136", "f152",
)  # fmt: skip


def history(market: Market, query: Mapping[str, str], *, changed: bool) -> bytes:
    """Answer ``/api/qt/stock/kline/get`` for a share or an index; lots of 100 whatever the board."""
    number, _, code = query["secid"].partition(".")
    symbols = [f"{code}.{exchange}" for exchange in MARKETS[number]]
    index = "f59" not in query["fields2"]
    known = market.index if index else market.bars
    rows: tuple[Bar | Level, ...] = next((tuple(known[symbol]) for symbol in symbols if symbol in known), ())
    first, last = query["beg"], query["end"]
    inside = [row for row in rows if first <= f"{row.day:%Y%m%d}" <= last]
    if not inside:
        return _json({"rc": 0, "rt": 17, "data": None if not rows else {"code": code, "klines": []}})
    lines = [_line(row, fields=8 if index else 11) + (",0" if changed else "") for row in inside]
    return _json({"rc": 0, "rt": 17, "data": {"code": code, "market": int(number), "decimal": 2, "klines": lines}})


def _line(row: Bar | Level, fields: int) -> str:
    cells = [
        str(row.day), f"{row.open:.2f}", f"{row.close:.2f}", f"{row.high:.2f}", f"{row.low:.2f}",
        str(round(row.volume / 100)), f"{row.amount:.2f}", "3.00", "1.00", "0.10", "0.50",
    ]  # fmt: skip
    return ",".join(cells[:fields])


def market_list(market: Market, query: Mapping[str, str], today: date, *, changed: bool) -> bytes:
    """Answer ``/api/qt/clist/get``: all shares, or the risk-warning board (f:4), a page at a time."""
    only_st = "f:4" in query["fs"]
    asked = set(query["fields"].split(","))
    entries = [
        _entry(market, symbol, today)
        for symbol, share in sorted(market.shares.items())
        if share.delisted is None and (not only_st or "ST" in share.name)
    ]
    # f140 and f141 come along with f128, asked for or not.
    kept = [name for name in LIST_FIELDS if name in asked | {"f140", "f141"} and not (changed and name == "f18")]
    start = (int(query["pn"]) - 1) * PAGE_ROWS
    page = [{name: entry[name] for name in kept} for entry in entries[start : start + PAGE_ROWS]]
    return _json({"rc": 0, "data": {"total": len(entries), "diff": page} if entries else None})


def _entry(market: Market, symbol: str, today: date) -> dict[str, object]:
    bars = market.bars.get(symbol, ())
    bar = next((bar for bar in bars if bar.day == today), None)
    before = [bar for bar in bars if bar.day < today]
    entry: dict[str, object] = dict.fromkeys(LIST_FIELDS, "-")
    entry |= {"f12": symbol[:6], "f13": int(symbol.endswith("SH")), "f14": market.shares[symbol].name}
    entry["f18"] = before[-1].close if before else "-"
    if bar:
        entry |= {"f2": bar.close, "f3": 1.0, "f4": 0.1, "f5": round(bar.volume / 100), "f6": float(bar.amount)}
        entry |= {"f15": bar.high, "f16": bar.low, "f17": bar.open}
    return entry


def data_centre(market: Market, query: Mapping[str, str], *, changed: bool) -> bytes:
    """Answer ``/api/data/v1/get``: dividends of a share, reports of a period or suspensions, by ``reportName``."""
    if query["reportName"] == "RPT_SHAREBONUS_DET":
        rows = _dividends(market, query["filter"].split('"')[1])
    elif query["reportName"] == "RPT_LICO_FN_CPD":
        rows = _reports(market, query["filter"].split("'")[1])
    else:
        rows = _suspensions(market)
    if not rows:
        empty = {"version": None, "result": None, "success": False, "message": "返回数据为空", "code": 9201}
        return _json(empty)
    if changed:
        rows = [{name: cell for name, cell in row.items() if name != "SECURITY_CODE"} for row in rows]
    return _json({"version": "1", "result": {"pages": 1, "data": rows, "count": len(rows)}, "success": True, "code": 0})


def _dividends(market: Market, code: str) -> list[dict[str, object]]:
    symbol = next((symbol for symbol in market.shares if symbol.startswith(code)), "")
    return [
        {
            "SECUCODE": symbol, "SECURITY_NAME_ABBR": "", "SECURITY_INNER_CODE": "", "ORG_CODE": "",
            "SECURITY_CODE": code, "BONUS_IT_RATIO": (row.bonus + row.transfer) or None,
            "BONUS_RATIO": row.bonus or None, "IT_RATIO": row.transfer or None, "PRETAX_BONUS_RMB": row.cash or None,
            "PUBLISH_DATE": f"{row.announced} 00:00:00", "EQUITY_RECORD_DATE": None,
            "EX_DIVIDEND_DATE": f"{row.ex_date} 00:00:00" if row.ex_date else None,
            "REPORT_DATE": f"{row.announced.year - 1}-12-31 00:00:00",
            "ASSIGN_PROGRESS": "实施分配" if row.progress == "实施" else row.progress, "IMPL_PLAN_PROFILE": "",
            "NOTICE_DATE": f"{row.announced} 00:00:00", "D10": None, "BD10": None, "D30": None, "BASIC_EPS": 1.0,
            "BVPS": 5.0, "PER_CAPITAL_RESERVE": 1.0, "PER_UNASSIGN_PROFIT": 2.0, "PNP_YOY_RATIO": 3.0,
            "TOTAL_SHARES": 1e9, "PLAN_NOTICE_DATE": f"{row.announced} 00:00:00", "DIVIDENT_RATIO": 0.02, "X1": None,
            "X2": None, "X3": None,
        }
        for row in market.dividends.get(symbol, ())
    ]  # fmt: skip


def _reports(market: Market, period_end: str) -> list[dict[str, object]]:
    # akshare knows the 37 fields by their places; it uses the last announcement (UPDATE_DATE) and not the first one.
    return [
        {
            "SECURITY_CODE": row.symbol[:6], "SECURITY_NAME_ABBR": "", "TRADE_MARKET_CODE": "", "TRADE_MARKET": "",
            "SECURITY_TYPE_CODE": "058001001", "SECURITY_TYPE": "A股", "UPDATE_DATE": f"{row.announced} 00:00:00",
            "REPORTDATE": f"{row.period_end} 00:00:00", "BASIC_EPS": row.eps, "DEDUCT_BASIC_EPS": None,
            "TOTAL_OPERATE_INCOME": 1e9, "PARENT_NETPROFIT": row.net_profit, "WEIGHTAVG_ROE": 3.0, "YSTZ": 1.0,
            "SJLTZ": 2.0, "BPS": 5.0, "MGJYXJJE": 0.5, "XSMLL": 30.0, "YSHZ": 1.0, "SJLHZ": 2.0, "ASSIGNDSCRPT": None,
            "PAYYEAR": None, "PUBLISHNAME": "", "ZXGXL": None, "NOTICE_DATE": f"{row.period_end} 00:00:00",
            **{f"X{place}": None for place in range(12)},
        }
        for row in market.reports
        if str(row.period_end) == period_end
    ]  # fmt: skip


def _suspensions(market: Market) -> list[dict[str, object]]:
    # The date of the filter is ignored, as the vendor is known to do.
    return [
        {
            "SECURITY_CODE": row.symbol[:6], "SECURITY_NAME_ABBR": "", "SUSPEND_START_TIME": f"{row.start} 09:30:00",
            "SUSPEND_END_TIME": f"{row.end} 15:00:00" if row.end else None, "SUSPEND_EXPIRE": row.period,
            "SUSPEND_REASON": row.reason, "TRADE_MARKET": "", "SUSPEND_START_DATE": f"{row.start} 00:00:00",
            "PREDICT_RESUME_DATE": None, "MARKET_CODE": "", "TYPE_CODE": "", "SECUCODE": row.symbol,
        }
        for row in market.suspensions
    ]  # fmt: skip


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
