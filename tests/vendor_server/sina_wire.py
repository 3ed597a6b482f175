"""Sina's answers: packed histories in a line of JavaScript, share counts as JSONP, actions as a GBK page."""

from __future__ import annotations

from tests.vendor_server.market import Dividend, Market, RightsIssue
from tests.vendor_server.sina_packing import packed_bars, packed_levels, packed_sessions

SCRIPT = "application/x-javascript; charset=utf-8"
PAGE = "text/html; charset=gbk"
NOTHING = "暂时没有数据！"
LAYOUT_TABLES = 12


def history(market: Market, code: str, *, changed: bool) -> bytes:
    """Answer ``/realstock/company/sh600000/hisdata_klc2/klc_kl.js``."""
    bars = market.bars.get(_symbol(code), ())
    packed = "" if not bars else "AAAAAAAA" if changed else packed_bars(bars)
    return f'var KLC_KL_{code}="{packed}";\n/* packed */'.encode()


def index_history(market: Market, code: str, *, changed: bool) -> bytes:
    """Answer ``/realstock/company/sh000300/hisdata/klc_kl.js``."""
    levels = market.index.get(_symbol(code), ())
    packed = "" if not levels else "AAAAAAAA" if changed else packed_levels(levels)
    return f'var KLC_KL_{code}="{packed}";\n/* packed */'.encode()


def share_counts(market: Market, code: str) -> bytes:
    """Answer ``StockService.getAmountBySymbol``: shares in 万股; a change on a day without a bar fills a row."""
    bars = market.bars.get(_symbol(code), ())
    first = f'{{date:"1999-11-10",amount:"41000"}},{{date:"{bars[0].day}",amount:"41500"}}' if bars else ""
    middle = ',{date:"2024-01-06",amount:"42000"}' if len(bars) > 1 else ""
    guard = "/*<script>location.href='//sina.com';</script>*/\n"
    return f"{guard}var KKE_ShareAmount_{code}=([{first}{middle}]);".encode()


def calendar(market: Market, *, changed: bool) -> bytes:
    """Answer ``klc_td_sh.txt``."""
    packed = "" if not market.sessions else "AAAAAAAA" if changed else packed_sessions(market.sessions)
    return f'var datelist="{packed}";'.encode()


def actions_page(market: Market, code: str, *, changed: bool) -> bytes:
    """Answer ``vISSUE_ShareBonus``: the 13th table of the page holds dividends, the 14th rights issues."""
    symbol = next((symbol for symbol in market.shares if symbol.startswith(code)), "")
    dividends, rights = market.dividends.get(symbol, ()), market.rights.get(symbol, ())
    frame = "".join(f"<table><tr><td>menu {number}</td></tr></table>" for number in range(LAYOUT_TABLES))
    page = f"<html><head><meta charset=gbk><title>分红配股</title></head><body>{frame}"
    return f"{page}{_dividends(dividends, changed=changed)}{_rights(rights)}</body></html>".encode("gbk")


def _dividends(rows: tuple[Dividend, ...], *, changed: bool) -> str:
    """Return the table of dividends; changed, it has lost its first ratio and every later column moves to the left."""
    ratios = ("" if changed else "<th>送股(股)</th>") + "<th>转增(股)</th><th>派息(税前)(元)</th>"
    head = (
        "<tr><th colspan=9>分红</th></tr>"
        f"<tr><th rowspan=2>公告日期</th><th colspan={2 if changed else 3}>分红方案(每10股)</th><th rowspan=2>进度</th>"
        "<th rowspan=2>除权除息日</th><th rowspan=2>股权登记日</th><th rowspan=2>红股上市日</th>"
        f"<th rowspan=2>查看详细</th></tr><tr>{ratios}</tr>"
    )
    body = "".join(
        f"<tr><td>{row.announced}</td>{'' if changed else f'<td>{row.bonus:g}</td>'}<td>{row.transfer:g}</td>"
        f"<td>{row.cash:g}</td><td>{row.progress}</td><td>{row.ex_date or '--'}</td><td>--</td><td>--</td>"
        "<td>查看</td></tr>"
        for row in rows
    )
    return f"<table><thead>{head}</thead><tbody>{body or _nothing(9)}</tbody></table>"


def _rights(rows: tuple[RightsIssue, ...]) -> str:
    names = (
        "公告日期", "配股方案(每10股配股股数)", "配股价格(元)", "基准股本(万股)", "除权日", "股权登记日", "缴款起始日",
        "缴款终止日", "配股上市日", "募集资金合计(元)", "查看详细",
    )  # fmt: skip
    head = f"<tr><th colspan=11>配股</th></tr><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>"
    body = "".join(
        f"<tr><td>{row.announced}</td><td>{row.per_ten:g}</td><td>{row.price:g}</td><td>1000000000</td>"
        f"<td>{row.ex_date}</td><td>--</td><td>--</td><td>--</td><td>--</td><td>1680000000</td><td>查看</td></tr>"
        for row in rows
    )
    return f"<table><thead>{head}</thead><tbody>{body or _nothing(11)}</tbody></table>"


def _nothing(columns: int) -> str:
    return f"<tr><td colspan={columns}>{NOTHING}</td></tr>"


def _symbol(code: str) -> str:
    return f"{code[2:]}.{code[:2].upper()}"
