"""baostock as a source: which function answers for which table, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data_sources.tables.symbols import parse_symbol
from data_sources.vendors.baostock import dividends, lists, prices
from data_sources.vendors.baostock.calling import Caller, answer_of
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request, Wanted

LOGIN = 1
COVERED = ("SH", "SZ")
"""Exchanges whose codes baostock knows; neither Beijing nor the indices of CSI."""


@dataclass(frozen=True)
class Question:
    """One function. ``pages`` are the messages it takes beside the login; ``whole_market``: whatever the symbols are.

    ``each_year``: so many for every year asked about.
    ``bulk``: only for a session that has just closed, and only where it costs less than one request a symbol.
    """

    name: str
    table: str
    ask: Callable[[Request, Caller], RawPart]
    read: Callable[[RawAnswer], Normalised]
    pages: int = 1
    whole_market: bool = False
    bulk: bool = False
    each_year: bool = False


@dataclass(frozen=True)
class Baostock:
    """The source made of its questions; the first one that serves a table is used."""

    questions: tuple[Question, ...]
    vendor: str = "baostock"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables there is a question for."""
        return tuple(dict.fromkeys(question.table for question in self.questions))

    def plan(self, wanted: Wanted) -> tuple[Request, ...]:
        """Return one request a symbol, or one for all where the table or the day allows it."""
        symbols = tuple(symbol for symbol in wanted.symbols if parse_symbol(symbol).exchange in COVERED)
        for question in self.questions:
            cheaper = wanted.only_today and len(symbols) > LOGIN + question.pages
            if question.table != wanted.table or (question.bulk and not cheaper):
                continue
            together = question.whole_market or question.bulk
            groups = (symbols,) if together else tuple((symbol,) for symbol in symbols)
            return tuple(self._request(question, wanted, group) for group in groups)
        return ()

    def fetch(self, request: Request, *, timeout: float) -> RawAnswer:
        """Ask the server; see ``Source.fetch``."""
        question = self._question(request)
        return answer_of(request, lambda caller: question.ask(request, caller), timeout)

    def normalise(self, answer: RawAnswer) -> Normalised:
        """Read an answer; see ``Source.normalise``."""
        return self._question(answer.request).read(answer)

    def _request(self, question: Question, wanted: Wanted, symbols: tuple[str, ...]) -> Request:
        years = wanted.last.year - wanted.first.year + 1 if question.each_year else 1
        calls = LOGIN + question.pages * years
        return Request(
            self.vendor, question.name, wanted.table, symbols, wanted.first, wanted.last, calls, wanted.at_least
        )

    def _question(self, request: Request) -> Question:
        return next(each for each in self.questions if (each.name, each.table) == (request.endpoint, request.table))


BAOSTOCK = Baostock(
    (
        Question("query_daily_history_k_AStock", "bars", prices.ask_session, prices.read_session, bulk=True),
        Question("query_history_k_data_plus", "bars", prices.ask_history, prices.read_history),
        Question("query_history_k_data_plus", "index", prices.ask_levels, prices.read_levels),
        Question("query_dividend_data", "actions", dividends.ask_dividends, dividends.read_dividends, each_year=True),
        Question("query_stock_basic", "instruments", lists.ask_listing, lists.read_listing, 5, whole_market=True),
        Question("query_all_stock", "status", lists.ask_day, lists.read_status, 4, whole_market=True),
        Question("query_all_stock", "suspensions", lists.ask_day, lists.read_suspensions, 4, whole_market=True),
        Question("query_trade_dates", "sessions", lists.ask_calendar, lists.read_calendar, 2, whole_market=True),
    )
)
"""Lists come in pages of 2,000 rows, so pages are what the whole market takes; a history of eight years is one page."""
