"""baostock as a source: which function answers for which table, and what it costs."""

from __future__ import annotations

from collections.abc import Callable

from data_sources.tables.symbols import Symbol
from data_sources.vendors.baostock import dividends, listing, prices
from data_sources.vendors.baostock.functions import BaostockFunctions, answer_of
from data_sources.vendors.endpoints import Ask, Endpoint, EndpointSource
from data_sources.vendors.source import Normalised, RawAnswer, Traits, Wanted

LOGIN = 1
COVERED = ("SH", "SZ")
"""Exchanges whose codes baostock knows; neither Beijing nor the indices of CSI."""


def _covers(symbol: Symbol) -> bool:
    return symbol.exchange in COVERED


def _a_login_and_each_year(wanted: Wanted) -> int:
    return LOGIN + wanted.last.year - wanted.first.year + 1


def _symbol(
    name: str, table: str, ask: Ask[BaostockFunctions], read: Callable[[RawAnswer], Normalised], *, bulk: bool = False
) -> Endpoint[BaostockFunctions]:
    """Return a question of one page about a symbol, or with ``bulk`` about all of a session."""
    return Endpoint(name, table, ask, read, lambda _: LOGIN + 1, _covers, bulk=bulk)


def _market(
    name: str, table: str, ask: Ask[BaostockFunctions], read: Callable[[RawAnswer], Normalised], pages: int
) -> Endpoint[BaostockFunctions]:
    """Return a question about the whole market; lists come in pages of 2,000 rows."""
    return Endpoint(name, table, ask, read, lambda _: LOGIN + pages, _covers, whole_market=True)


BAOSTOCK = EndpointSource(
    "baostock",
    (
        _symbol("query_daily_history_k_AStock", "bars", prices.ask_session, prices.read_session, bulk=True),
        _symbol("query_history_k_data_plus", "bars", prices.ask_history, prices.read_history),
        _symbol("query_history_k_data_plus", "index", prices.ask_levels, prices.read_levels),
        Endpoint(
            "query_dividend_data", "actions", dividends.ask_dividends, dividends.read_dividends,
            _a_login_and_each_year, _covers,
        ),
        _market("query_stock_basic", "instruments", listing.ask_listing, listing.read_listing, 5),
        _market("query_all_stock", "status", listing.ask_day, listing.read_status, 4),
        _market("query_all_stock", "suspensions", listing.ask_day, listing.read_suspensions, 4),
        _market("query_trade_dates", "sessions", listing.ask_calendar, listing.read_calendar, 2),
    ),
    answer_of,
    Traits(interval=0.5),
)  # fmt: skip
"""A history of eight years is one page."""
