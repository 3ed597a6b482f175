"""Eastmoney (东方财富): bars, one bulk call for a session that has just closed, indices, actions, ST, suspensions.

Bars and bulk: volume in lots (手) on every board, amount in CNY. Source: akshare's documentation of
``stock_zh_a_hist`` (成交量 注意单位: 手), against which every answer is proved by its amounts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial

from data_sources.calendar.clock import SETTLED
from data_sources.tables.finding import Finding
from data_sources.tables.schema import BARS, STATUS
from data_sources.tables.symbols import a_share_symbol, parse_symbol
from data_sources.vendors.akshare.actions import ActionColumns, actions
from data_sources.vendors.akshare.earnings import EARNINGS_BY_QUARTER
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.akshare.places import in_place
from data_sources.vendors.akshare.told_code import only_of
from data_sources.vendors.answers.bars import BarColumns, history, in_shares
from data_sources.vendors.answers.columns import DAILY, Cells, asked_days, numbers, only_part, rows_asked_for
from data_sources.vendors.answers.index_levels import LevelColumns, levels
from data_sources.vendors.answers.st_names import observed_status
from data_sources.vendors.endpoints import Endpoint, one_call
from data_sources.vendors.errors import EmptyAnswer, Unavailable
from data_sources.vendors.source import SUSPENSIONS, Normalised, RawAnswer, RawPart, Request

MARKET_ROWS, BULK_ROWS = 5600, 100
MARKET_PAGES = -(-MARKET_ROWS // BULK_ROWS)

BARS_FORM = BarColumns(
    dict(zip(DAILY, ("日期", "开盘", "最高", "最低", "收盘", "成交量", "成交额"), strict=True)),
    ("股票代码", "振幅", "涨跌幅", "涨跌额", "换手率"),
    volume_factor=lambda _: 100.0,
)
BULK_NAMES = {
    "open": "今开",
    "high": "最高",
    "low": "最低",
    "close": "最新价",
    "volume": "成交量",
    "amount": "成交额",
    "prev_close": "昨收",
}
BULK_OTHERS = (
    "序号", "名称", "涨跌幅", "涨跌额", "振幅", "量比", "换手率", "市盈率-动态", "市净率", "总市值", "流通市值", "涨速",
    "5分钟涨跌", "60日涨跌幅", "年初至今涨跌幅",
)  # fmt: skip
INDEX_FORM = LevelColumns({name: name for name in DAILY}, (), shares=100.0)
DIVIDENDS = ActionColumns(
    "stock_fhps_detail_em",
    "除权除息日",
    {"cash_per_share": ("现金分红-现金分红比例",), "bonus_per_share": ("送转股份-送转总比例",)},
    {},
    "方案进度",
    (
        "报告期", "业绩披露日期", "送转股份-送股比例", "送转股份-转股比例", "现金分红-现金分红比例描述",
        "现金分红-股息率", "每股收益", "每股净资产", "每股公积金", "每股未分配利润", "净利润同比增长", "总股本",
        "预案公告日", "股权登记日", "最新公告日期",
    ),
)  # fmt: skip
DIVIDEND_PLACES = {
    "BONUS_IT_RATIO": 5,
    "BONUS_RATIO": 6,
    "IT_RATIO": 7,
    "PRETAX_BONUS_RMB": 8,
    "EX_DIVIDEND_DATE": 11,
    "ASSIGN_PROGRESS": 13,
}
SUSPENSION_PLACES = {
    "SECURITY_CODE": 0,
    "SUSPEND_START_TIME": 2,
    "SUSPEND_END_TIME": 3,
    "SUSPEND_EXPIRE": 4,
    "SUSPEND_REASON": 5,
}
TOLD = re.compile(r'"code"\s*:\s*"(\w+)"')
INTRADAY = "盘中"
SUSPENSION_NEEDED = ("代码", "停牌时间", "停牌截止时间", "停牌期限", "停牌原因")
SUSPENSION_OTHERS = ("序号", "名称", "所属市场", "预计复牌时间")


def _ask_bars(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    code, days = parse_symbol(request.symbol).code, asked_days(request)
    own = only_of(request, code, TOLD)
    return (call("stock_zh_a_hist", amend=own, symbol=code, period="daily", adjust="", timeout=call.timeout, **days),)


def _read_bulk(answer: RawAnswer) -> Normalised:
    """Read the closing state of the whole market. It carries no date, so the vendor's clock has to say it.

    Its 昨收 is the exchange's reference price of the day, corporate actions included: ``prev_close``.
    """
    request = answer.request
    part, findings = only_part(answer, ("代码", *BULK_NAMES.values()), BULK_OTHERS)
    _insist_on_settled(answer)
    symbols = [a_share_symbol(str(code)) for code in part.columns["代码"]]
    ours = [row for row, symbol in enumerate(symbols) if symbol]
    values = {name: numbers(part, column)[ours] for name, column in BULK_NAMES.items()}
    cells: Cells = {"symbol": [symbols[row] for row in ours], "date": [request.last] * len(ours), **values}
    bars = rows_asked_for(request, BARS, cells, findings)
    # A suspended stock stands in the list with dashes; it has no bar.
    traded = replace(bars, frame=bars.frame.rows(bars.frame["volume"] > 0))
    if not len(traded.frame):
        raise EmptyAnswer(request, "no row of the list traded")
    return in_shares(traded, BARS_FORM.volume_factor)


def _insist_on_settled(answer: RawAnswer) -> None:
    now = answer.observed_at
    if now.date() != answer.request.last or now.time() < SETTLED:
        when = f"it is {now:%Y-%m-%d %H:%M} in Shanghai, and the list would be that of another moment"
        raise Unavailable(answer.request, f"{when} than the close of {answer.request.last}")


def _ask_index(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    symbol = parse_symbol(request.symbol)
    own = only_of(request, symbol.code, TOLD)
    return (call("stock_zh_index_daily_em", amend=own, symbol=symbol.written("sina"), **asked_days(request)),)


def _ask_actions(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    own = in_place(request, DIVIDEND_PLACES)
    try:
        return (call("stock_fhps_detail_em", amend=own, symbol=parse_symbol(request.symbol).code),)
    except EmptyAnswer:
        return (RawPart("stock_fhps_detail_em", {}),)


def _read_st(answer: RawAnswer) -> Normalised:
    part, findings = only_part(answer, ("代码", "名称"), answer.parts[0].columns)
    cells = observed_status(part.columns["代码"], part.columns["名称"], answer.observed_at.date())
    return rows_asked_for(answer.request, STATUS, cells, findings)


def _ask_suspensions(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    own = in_place(request, SUSPENSION_PLACES)
    return (call("stock_tfp_em", amend=own, date=f"{request.last:%Y%m%d}"),)


def _read_suspensions(answer: RawAnswer) -> Normalised:
    """Read the list of one day; rows of other days are dropped with a note, for the vendor may ignore the date.

    ``start`` and ``end`` are days, ``end`` is empty while it is unknown. Intraday halts (盘中停牌) are left out: such a
    session has a bar.
    """
    request = answer.request
    part, findings = only_part(answer, SUSPENSION_NEEDED, SUSPENSION_OTHERS)
    rows = list(zip(*(part.columns[name] for name in SUSPENSION_NEEDED), strict=True))
    whole = [row for row in rows if a_share_symbol(str(row[0])) and INTRADAY not in str(row[3])]
    due = [row for row in whole if _is_due(row[1], row[2], request.last)]
    if len(due) < len(whole):
        message = f"{len(whole) - len(due)} rows are of other days than {request.last}; they are left out"
        findings = (*findings, Finding("note", "other_day", message, request.table))
    cells: dict[str, list[object]] = {
        "symbol": [a_share_symbol(str(row[0])) for row in due],
        "start": [row[1] for row in due],
        "end": [row[2] for row in due],
        "reason": [" ".join(str(cell) for cell in (row[3], row[4]) if cell) for row in due],
    }
    return rows_asked_for(request, SUSPENSIONS, cells, findings)


def _is_due(start: object, end: object, day: date) -> bool:
    return isinstance(start, date) and start <= day and (not isinstance(end, date) or end >= day)


READ_BARS = partial(history, form=BARS_FORM)
READ_INDEX = partial(levels, form=INDEX_FORM)
READ_ACTIONS = partial(actions, forms=(DIVIDENDS,), rights_known=False)
EASTMONEY = akshare_source(
    "eastmoney",
    0.8,
    Endpoint(
        "stock_zh_a_spot_em", "bars", one_call("stock_zh_a_spot_em"), _read_bulk, lambda _: MARKET_PAGES, bulk=True
    ),
    Endpoint("stock_zh_a_hist", "bars", _ask_bars, READ_BARS, lambda _: 1),
    Endpoint("stock_zh_index_daily_em", "index", _ask_index, READ_INDEX, lambda _: 1, ("SH", "SZ", "BJ", "CSI")),
    Endpoint("stock_fhps_detail_em", "actions", _ask_actions, READ_ACTIONS, lambda _: 2),
    Endpoint("stock_zh_a_st_em", "status", one_call("stock_zh_a_st_em"), _read_st, lambda _: 3, whole_market=True),
    Endpoint("stock_tfp_em", "suspensions", _ask_suspensions, _read_suspensions, lambda _: 2, whole_market=True),
    EARNINGS_BY_QUARTER,
)
"""The history is one call per symbol and bans soon; the bulk list is 100 rows per page, whatever is asked for."""
