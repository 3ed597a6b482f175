"""China Securities Index (中证指数): levels from the house that computes them, total return included.

Volume in 10,000 lots (万手), amount in 100 million CNY (亿元). Source: the column heads of csindex.com.cn; both are
kept only where they make a share price. It is the one source of H00300 (沪深300全收益).
"""

from __future__ import annotations

from data_sources.tables.symbols import parse_symbol
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.akshare.told_code import insist_on_code
from data_sources.vendors.answers.columns import DAILY, asked_days
from data_sources.vendors.answers.index_levels import LevelColumns, levels
from data_sources.vendors.endpoints import Endpoint
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

CODE = "指数代码"
FORM = LevelColumns(
    dict(zip(DAILY, ("日期", "开盘", "最高", "最低", "收盘", "成交量", "成交金额"), strict=True)),
    (CODE, "指数中文全称", "指数中文简称", "指数英文全称", "指数英文简称", "涨跌", "涨跌幅", "样本数量", "滚动市盈率"),
    shares=1e6,
    yuan=1e8,
)


def _ask(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (call("stock_zh_index_hist_csindex", symbol=parse_symbol(request.symbol).code, **asked_days(request)),)


def _read(answer: RawAnswer) -> Normalised:
    """Read the levels. akshare names the columns by position, so the code column has to hold the code asked for."""
    request, part = answer.request, answer.parts[0]
    insist_on_code(request, part, CODE, parse_symbol(request.symbol).code)
    return levels(answer, FORM)


CSINDEX = akshare_source(
    "csindex", 0.5, Endpoint("stock_zh_index_hist_csindex", "index", _ask, _read, lambda _: 1, ("CSI", "SH"))
)
"""Its codes are those of CSI and the 000xxx it shares with Shanghai; not Shenzhen's 399xxx."""
