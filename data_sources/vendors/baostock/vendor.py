"""baostock as a source: which function answers for which table, and what it costs."""

from __future__ import annotations

from collections.abc import Callable

from data_sources.vendors.answers.columns import asked_days
from data_sources.vendors.baostock.dividends import ask_dividends, read_dividends
from data_sources.vendors.baostock.functions import BaostockFunctions, answer_of
from data_sources.vendors.baostock.listing import read_calendar, read_listing, read_status, read_suspensions
from data_sources.vendors.baostock.prices import ASK_HISTORY, ASK_LEVELS, read_history, read_levels, read_session
from data_sources.vendors.endpoints import Endpoint, EndpointSource, one_call
from data_sources.vendors.source import Traits, Wanted

LOGIN = 1
COVERED = ("SH", "SZ")
"""Exchanges whose codes baostock knows; neither Beijing nor the indices of CSI."""


def _a_login_and_each_year(wanted: Wanted) -> int:
    return LOGIN + wanted.last.year - wanted.first.year + 1


def _pages(count: int) -> Callable[[Wanted], int]:
    """Count a login and some pages: lists come in pages of 2,000 rows, and a history of eight years is one page."""
    return lambda _: LOGIN + count


ASK_SESSION = one_call("query_daily_history_k_AStock", lambda request: {"date": request.last.isoformat()})
ASK_LISTING = one_call("query_stock_basic")
ASK_DAY = one_call("query_all_stock", lambda request: {"day": request.last.isoformat()})
ASK_CALENDAR = one_call("query_trade_dates", lambda request: asked_days(request, "%Y-%m-%d"))
BAOSTOCK = EndpointSource[BaostockFunctions](
    "baostock",
    (
        Endpoint("query_daily_history_k_AStock", "bars", ASK_SESSION, read_session, _pages(1), COVERED, bulk=True),
        Endpoint("query_history_k_data_plus", "bars", ASK_HISTORY, read_history, _pages(1), COVERED),
        Endpoint("query_history_k_data_plus", "index", ASK_LEVELS, read_levels, _pages(1), COVERED),
        Endpoint("query_dividend_data", "actions", ask_dividends, read_dividends, _a_login_and_each_year, COVERED),
        Endpoint("query_stock_basic", "instruments", ASK_LISTING, read_listing, _pages(5), COVERED, whole_market=True),
        Endpoint("query_all_stock", "status", ASK_DAY, read_status, _pages(4), COVERED, whole_market=True),
        Endpoint("query_all_stock", "suspensions", ASK_DAY, read_suspensions, _pages(4), COVERED, whole_market=True),
        Endpoint("query_trade_dates", "sessions", ASK_CALENDAR, read_calendar, _pages(2), COVERED, whole_market=True),
    ),
    answer_of,
    Traits(interval=0.5),
)
