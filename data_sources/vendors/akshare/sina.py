"""Sina (新浪财经): bars and index levels in its packed form, actions with rights issues, the calendar.

Bars: volume in shares on every board, amount in CNY. Source: akshare pull request 7328, day by day against Tencent.
akshare gives no way to ask for less than the whole history; its cut of the days comes before it drops the rows that it
filled in on days of share changes, so that a first day among them would survive. The whole history is asked for and cut
here instead. It also drops every bar before the first share count that Sina knows, which of a young share is years
late and of some is never there; nothing of the counts is used here, so akshare is told one that is older than any bar.
"""

from __future__ import annotations

import re
from functools import partial

from data_sources.tables.schema import SESSIONS
from data_sources.tables.symbols import parse_symbol
from data_sources.vendors.akshare.actions import ActionColumns, actions
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.akshare.told_code import only_of
from data_sources.vendors.answers.bars import BarColumns, history
from data_sources.vendors.answers.columns import DAILY, known_columns, rows_asked_for
from data_sources.vendors.answers.index_levels import LevelColumns, levels
from data_sources.vendors.endpoints import Endpoint, one_call
from data_sources.vendors.errors import insist_on_rows
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

BARS_FORM = BarColumns({name: name for name in DAILY}, ("outstanding_share", "turnover"), volume_factor=lambda _: 1.0)
INDEX_FORM = LevelColumns({name: name for name in DAILY if name != "amount"}, ("amount", "prevclose"))
DIVIDENDS = ActionColumns(
    "分红",
    "除权除息日",
    {"cash_per_share": ("派息",), "bonus_per_share": ("送股", "转增")},
    {},
    "进度",
    ("公告日期", "股权登记日", "红股上市日"),
)
RIGHTS = ActionColumns(
    "配股",
    "除权日",
    {"rights_per_share": ("配股方案",)},
    {"rights_price": "配股价格"},
    None,
    ("公告日期", "基准股本", "股权登记日", "缴款起始日", "缴款终止日", "配股上市日", "募集资金合计"),
)


TOLD = re.compile(r"\b(?:KLC|KKE)_\w+?_((?:sh|sz|bj)\d{6})=")
SHARE_COUNTS = "StockService.getAmountBySymbol"
COUNT_LIST = re.compile(r"=\s*\(.*\)", re.DOTALL)
FIRST_COUNT = '{date:"1990-01-01",amount:"1"}'
"""A count before the first session of both exchanges, in Sina's own writing."""


def _ask_bars(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    symbol = parse_symbol(request.symbol).written("sina")
    own = only_of(request, symbol, TOLD, with_first_count)
    return (call("stock_zh_a_daily", amend=own, symbol=symbol, adjust=""),)


def _ask_index(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    symbol = parse_symbol(request.symbol).written("sina")
    return (call("stock_zh_index_daily", amend=only_of(request, symbol, TOLD), symbol=symbol),)


def with_first_count(address: str, text: str) -> str:
    """Return Sina's share counts with one before every bar; any other answer as it is."""
    if SHARE_COUNTS not in address or COUNT_LIST.search(text) is None:
        return text
    if "{" not in text:  # ([]) or (null): no count at all
        return COUNT_LIST.sub(f"=([{FIRST_COUNT}])", text)
    return text.replace("[", f"[{FIRST_COUNT},", 1)


def _ask_actions(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    code = parse_symbol(request.symbol).code
    return tuple(
        call("stock_history_dividend_detail", label=form.part, pages=True, symbol=code, indicator=form.part)
        for form in (DIVIDENDS, RIGHTS)
    )


def _read_sessions(answer: RawAnswer) -> Normalised:
    """Read the calendar; it ends with the year. akshare adds 1992-05-04, which Sina forgets."""
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part) - 1)
    findings = known_columns(request, part, ("trade_date",), ())
    return rows_asked_for(request, SESSIONS, {"date": part.columns["trade_date"]}, findings)


READ_BARS = partial(history, form=BARS_FORM)
READ_INDEX = partial(levels, form=INDEX_FORM)
READ_ACTIONS = partial(actions, forms=(DIVIDENDS, RIGHTS), rights_known=True)
SINA = akshare_source(
    "sina",
    0.4,
    Endpoint("stock_zh_a_daily", "bars", _ask_bars, READ_BARS, lambda _: 2),
    Endpoint("stock_zh_index_daily", "index", _ask_index, READ_INDEX, lambda _: 1, ("SH", "SZ")),
    Endpoint("stock_history_dividend_detail", "actions", _ask_actions, READ_ACTIONS, lambda _: 2),
    Endpoint(
        "tool_trade_date_hist_sina",
        "sessions",
        one_call("tool_trade_date_hist_sina"),
        _read_sessions,
        lambda _: 1,
        whole_market=True,
    ),
)
"""Two calls a symbol whatever the days; the index history has no amount, so its volume proves no unit and stays out."""
