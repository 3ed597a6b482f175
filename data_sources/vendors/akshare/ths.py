"""Tonghuashun (同花顺): what analysts expect a company to earn a share in each year (一致预期), as it stands today.

The page has no history, so that an expectation is known from the day on which it was seen. Eastmoney's list of all
companies (``stock_profit_forecast_em``) is not used: akshare names its columns after the commonest first year, which is
another one where a company has not reported yet, and does not tell what was reported from what is expected.
"""

from __future__ import annotations

from datetime import date

from data_sources.tables.schema import EARNINGS
from data_sources.tables.symbols import parse_symbol
from data_sources.vendors.akshare.functions import AkshareFunctions, akshare_source
from data_sources.vendors.answers.columns import Cells, numbers, only_part, rows_asked_for
from data_sources.vendors.endpoints import Endpoint
from data_sources.vendors.errors import ChangedFormat
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

NAME = "stock_profit_forecast_ths"
YEAR, MEAN = "年度", "均值"
OTHERS = ("预测机构数", "最小值", "最大值", "行业平均数")
SOURCE = "Tonghuashun, mean of analysts (同花顺 盈利预测)"


def _ask(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    code = parse_symbol(request.symbol).code
    return (call(NAME, pages=True, symbol=code, indicator="预测年报每股收益"),)


def _read(answer: RawAnswer) -> Normalised:
    """Read one row a year: CNY per share, expected on the day of the answer in Shanghai."""
    request = answer.request
    part, findings = only_part(answer, (YEAR, MEAN), OTHERS)
    count = len(part)
    cells: Cells = {
        "symbol": [request.symbol] * count,
        "period_end": [_year_end(request, cell) for cell in part.columns[YEAR]],
        "announced_on": [answer.observed_at.date()] * count,
        "kind": ["forecast"] * count,
        "eps": numbers(part, MEAN),
        "source": [SOURCE] * count,
    }
    return rows_asked_for(request, EARNINGS, cells, findings)


def _year_end(request: Request, cell: object) -> date:
    word = str(cell)
    if not (word.isascii() and word.isdigit() and len(word) == len("2024")):
        raise ChangedFormat(request, f"the column {YEAR} holds {word!r}, which is no year")
    return date(int(word), 12, 31)


THS = akshare_source("ths", 1.0, Endpoint(NAME, "forecasts", _ask, _read, lambda _: 1))
