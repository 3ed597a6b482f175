"""Eastmoney (东方财富): bars, one bulk call for a session that has just closed, indices, actions, ST, suspensions.

Bars and bulk: volume in lots (手) on every board, amount in CNY. Source: akshare's documentation of
``stock_zh_a_hist`` (成交量 注意单位: 手), against which every answer is proved by its amounts.
"""

from __future__ import annotations

from data_sources.calendar.clock import SETTLED
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, concatenate
from data_sources.tables.schema import BARS, STATUS
from data_sources.tables.symbols import parse_a_share, parse_symbol
from data_sources.vendors.akshare.actions import ActionColumns, actions
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.akshare.suspended import suspensions
from data_sources.vendors.answers.bars import BarColumns, history, in_shares
from data_sources.vendors.answers.columns import compact_days, frame_of, is_a_share, known_columns, numbers
from data_sources.vendors.answers.index_levels import LevelColumns, levels
from data_sources.vendors.answers.st_names import observed_status
from data_sources.vendors.endpoints import Endpoint
from data_sources.vendors.errors import EmptyAnswer, Unavailable, insist_on_rows
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request, Wanted, only_wanted

BULK_ROWS = 100
MARKET_ROWS = 5600

BAR_OTHERS = ("股票代码", "振幅", "涨跌幅", "涨跌额", "换手率")
BARS_FORM = BarColumns(
    {
        "date": "日期",
        "open": "开盘",
        "high": "最高",
        "low": "最低",
        "close": "收盘",
        "volume": "成交量",
        "amount": "成交额",
    },
    BAR_OTHERS,
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
INDEX_FIELDS = ("date", "open", "high", "low", "close", "volume", "amount")
INDEX_FORM = LevelColumns({name: name for name in INDEX_FIELDS}, (), shares=100.0)
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


def _ask_bars(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    first, last = compact_days(request)
    code = parse_symbol(request.symbol).code
    return (
        call(
            "stock_zh_a_hist",
            symbol=code,
            period="daily",
            adjust="",
            timeout=call.timeout,
            start_date=first,
            end_date=last,
        ),
    )


def _read_bars(answer: RawAnswer) -> Normalised:
    return history(answer, BARS_FORM)


def _ask_bulk(_: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (call("stock_zh_a_spot_em"),)


def _read_bulk(answer: RawAnswer) -> Normalised:
    """Read the closing state of the whole market. It carries no date, so the vendor's clock has to say it.

    Its 昨收 is the exchange's reference price of the day, corporate actions included: ``prev_close``.
    """
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part))
    findings = known_columns(request, part, ("代码", *BULK_NAMES.values()), BULK_OTHERS)
    _insist_on_settled(answer)
    ours = [row for row, code in enumerate(part.columns["代码"]) if is_a_share(str(code))]
    symbols = [str(parse_a_share(str(part.columns["代码"][row]))) for row in ours]
    values = {name: numbers(part, column)[ours] for name, column in BULK_NAMES.items()}
    frame, unreadable = frame_of(request, BARS, {"symbol": symbols, "date": [request.last] * len(ours), **values})
    frame = only_wanted(frame, request)
    # A suspended stock stands in the list with dashes; it has no bar.
    frame = frame.rows(frame["volume"] > 0)
    if not len(frame):
        raise EmptyAnswer(request, "no row of the list traded")
    found: list[Finding] = [*findings, *unreadable]
    parts: list[Frame] = []
    for symbol in dict.fromkeys(frame["symbol"].tolist()):
        scaled, proof = in_shares(answer, frame.rows(frame["symbol"] == symbol), BARS_FORM.volume_factor)
        parts.append(scaled)
        found.extend(proof)
    return Normalised(request, concatenate(BARS, parts).in_key_order(), tuple(found))


def _insist_on_settled(answer: RawAnswer) -> None:
    now = answer.observed_at
    if now.date() != answer.request.last or now.time() < SETTLED:
        when = f"it is {now:%Y-%m-%d %H:%M} in Shanghai, and the list would be that of another moment"
        raise Unavailable(answer.request, f"{when} than the close of {answer.request.last}")


def _ask_index(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    first, last = compact_days(request)
    symbol = parse_symbol(request.symbol)
    return (
        call(
            "stock_zh_index_daily_em", symbol=f"{symbol.exchange.lower()}{symbol.code}", start_date=first, end_date=last
        ),
    )


def _read_index(answer: RawAnswer) -> Normalised:
    return levels(answer, INDEX_FORM)


def _ask_actions(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    try:
        return (call("stock_fhps_detail_em", symbol=parse_symbol(request.symbol).code),)
    except EmptyAnswer:
        return (RawPart("stock_fhps_detail_em", {}),)


def _read_actions(answer: RawAnswer) -> Normalised:
    return actions(answer, (DIVIDENDS,), rights_known=False)


def _ask_st(_: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (call("stock_zh_a_st_em"),)


def _read_st(answer: RawAnswer) -> Normalised:
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part))
    findings = known_columns(request, part, ("代码", "名称"), part.columns)
    day = answer.observed_at.date()
    rows = observed_status(part.columns["代码"], part.columns["名称"], day)
    frame, unreadable = frame_of(request, STATUS, rows)
    return Normalised(request, only_wanted(frame, request), (*findings, *unreadable))


def _ask_suspensions(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (call("stock_tfp_em", date=f"{request.last:%Y%m%d}"),)


def _market_pages(_: Wanted) -> int:
    return -(-MARKET_ROWS // BULK_ROWS)


EASTMONEY = akshare_source(
    "eastmoney",
    0.8,
    Endpoint("stock_zh_a_spot_em", "bars", _ask_bulk, _read_bulk, _market_pages, bulk=True),
    Endpoint("stock_zh_a_hist", "bars", _ask_bars, _read_bars, lambda _: 1),
    Endpoint("stock_zh_index_daily_em", "index", _ask_index, _read_index, lambda _: 1),
    Endpoint("stock_fhps_detail_em", "actions", _ask_actions, _read_actions, lambda _: 2),
    Endpoint("stock_zh_a_st_em", "status", _ask_st, _read_st, lambda _: 3, whole_market=True),
    Endpoint("stock_tfp_em", "suspensions", _ask_suspensions, suspensions, lambda _: 2, whole_market=True),
)
"""The history is one call per symbol and bans soon; the bulk list is 100 rows per page, whatever is asked for."""
