"""Reported earnings of the whole market by quarter (业绩报表), from Eastmoney's data centre.

What a vendor shows today of a past quarter may have been corrected since, and it shows only the last value. So a value
counts from the day beside it (最新公告日期), the last announcement that it rests on: never too early, and where a
report was corrected later than it could have been known. The first day of disclosure (``stock_yysj_em``) would bring
corrected values to a day on which nobody knew them, so that it is not used. Read night by night, the first print and
its correction are both kept, each with its own day. Both numbers count from the beginning of the fiscal year, in CNY.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.schema import EARNINGS
from data_sources.tables.symbols import a_share_symbol
from data_sources.vendors.akshare.functions import AkshareFunctions
from data_sources.vendors.akshare.places import in_place
from data_sources.vendors.answers.columns import Cells, numbers, only_part, rows_asked_for
from data_sources.vendors.endpoints import Endpoint
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request

NAME = "stock_yjbb_em"
CODE, DAY, EPS, PROFIT = "股票代码", "最新公告日期", "每股收益", "净利润-净利润"
SOURCE = "Eastmoney, summary of reports (业绩报表)"
PLACES = {"SECURITY_CODE": 0, "UPDATE_DATE": 6, "BASIC_EPS": 8, "PARENT_NETPROFIT": 11}
"""Where akshare looks for the columns above, by the vendor's names."""
PAGES = 13
"""Some 5,800 rows in pages of 500, and the first page once more: akshare asks it for the number of pages."""


def _ask(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    """Ask for the quarter that ends on the first day asked for."""
    return (call(NAME, amend=in_place(request, PLACES), date=f"{request.first:%Y%m%d}"),)


def _sample(request: Request, call: AkshareFunctions) -> tuple[RawPart, ...]:
    """Ask for a day on which no quarter ends: one call, to which an endpoint that speaks answers that there is none."""
    try:
        return (call(NAME, date=f"{request.first.year}0101"),)
    except EmptyAnswer:
        return (RawPart(NAME, {}),)


def _read(answer: RawAnswer) -> Normalised:
    """Read one quarter. A row that stands on two pages, for the list moved between them, counts once.

    Raises ChangedFormat for a list without any A share, or of which none says what it earned.
    """
    request = answer.request
    part, findings = only_part(answer, (CODE, DAY, EPS, PROFIT), answer.parts[0].columns)
    symbols = [a_share_symbol(str(code)) for code in part.columns[CODE]]
    eps, profit = numbers(part, EPS), numbers(part, PROFIT)
    if not any(symbols) or not (np.isfinite(eps) | np.isfinite(profit)).any():
        raise ChangedFormat(
            request, f"no A share in {CODE}" if not any(symbols) else f"no number in {EPS} and {PROFIT}"
        )
    wanted = set(request.symbols)
    rows: dict[tuple[object, ...], int] = {}
    for row, symbol in enumerate(symbols):
        if symbol and (not wanted or symbol in wanted):
            rows.setdefault((symbol, *(part.columns[name][row] for name in (DAY, EPS, PROFIT))), row)
    ours = sorted(rows.values())
    cells: Cells = {
        "symbol": [symbols[row] for row in ours],
        "period_end": [request.first] * len(ours),
        "announced_on": [part.columns[DAY][row] for row in ours],
        "kind": ["actual"] * len(ours),
        "eps": eps[ours],
        "net_profit": profit[ours],
        "source": [SOURCE] * len(ours),
    }
    return rows_asked_for(request, EARNINGS, cells, findings)


EARNINGS_BY_QUARTER = Endpoint(NAME, "earnings", _ask, _read, lambda _: PAGES, whole_market=True, sample=_sample)
