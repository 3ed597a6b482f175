"""Shenwan Hongyuan Research (申万宏源研究): levels of its industry indices, from the house that computes them.

One call brings the whole history since 1999-12-30, as a price index without dividends. Volume (成交量) and amount
(成交额) are left empty: neither the site nor akshare says in what unit they are, and their ratio is a share price in
several. The site's certificate is not checked by akshare, so that the levels are as good as the line they come over.
"""

from __future__ import annotations

from data_sources.tables.symbols import parse_symbol
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.akshare.told_code import insist_on_code
from data_sources.vendors.answers.index_levels import LevelColumns, levels
from data_sources.vendors.endpoints import Endpoint
from data_sources.vendors.errors import insist_on_rows
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

CODE = "代码"
FORM = LevelColumns(
    {"date": "日期", "open": "开盘", "high": "最高", "low": "最低", "close": "收盘"}, (CODE, "成交量", "成交额")
)


def _ask(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    return (call("index_hist_sw", symbol=parse_symbol(request.symbol).code, period="day"),)


def _read(answer: RawAnswer) -> Normalised:
    """Read the levels; every row has to be of the index asked for."""
    request, part = answer.request, answer.parts[0]
    insist_on_rows(request, len(part))
    insist_on_code(request, part, CODE, parse_symbol(request.symbol).code)
    return levels(answer, FORM)


SHENWAN = akshare_source("shenwan", 0.8, Endpoint("index_hist_sw", "index", _ask, _read, lambda _: 1, ("SI",)))
