"""A vendor as data: its endpoints by table, each a way to ask and a way to read; together they are a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data_sources.tables.symbols import Symbol, parse_symbol
from data_sources.vendors.akshare.calling import Caller, answer_of
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request, Wanted


def _every(_: Symbol) -> bool:
    return True


@dataclass(frozen=True)
class Endpoint:
    """One akshare function, or a few asked together. ``name`` is the function's.

    ``calls`` counts the HTTP calls of a request. ``whole_market``: one request whatever the symbols. ``bulk``: only
    for a session that has just closed, and only where it is cheaper than one request a symbol.
    """

    name: str
    table: str
    ask: Callable[[Request, Caller], tuple[RawPart, ...]]
    read: Callable[[RawAnswer], Normalised]
    calls: Callable[[Wanted], int]
    covers: Callable[[Symbol], bool] = _every
    whole_market: bool = False
    bulk: bool = False


@dataclass(frozen=True)
class Vendor:
    """A source made of endpoints; the first one that serves a table is used."""

    vendor: str
    endpoints: tuple[Endpoint, ...]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables there is an endpoint for."""
        return tuple(dict.fromkeys(endpoint.table for endpoint in self.endpoints))

    def plan(self, wanted: Wanted) -> tuple[Request, ...]:
        """Return one request a symbol, or one for all where the table or the day allows it."""
        for endpoint in self.endpoints:
            if endpoint.table != wanted.table:
                continue
            symbols = tuple(symbol for symbol in wanted.symbols if endpoint.covers(parse_symbol(symbol)))
            if endpoint.bulk and not (wanted.only_today and len(symbols) > endpoint.calls(wanted)):
                continue
            if endpoint.whole_market or endpoint.bulk:
                return (self._request(endpoint, wanted, symbols, wanted.at_least),)
            return tuple(self._request(endpoint, wanted, (symbol,), wanted.at_least) for symbol in symbols)
        return ()

    def fetch(self, request: Request, *, timeout: float) -> RawAnswer:
        """Ask akshare; see ``Source.fetch``."""
        endpoint = self._endpoint(request)
        return answer_of(request, lambda caller: endpoint.ask(request, caller), timeout)

    def normalise(self, answer: RawAnswer) -> Normalised:
        """Read an answer; see ``Source.normalise``."""
        return self._endpoint(answer.request).read(answer)

    def _request(self, endpoint: Endpoint, wanted: Wanted, symbols: tuple[str, ...], at_least: int) -> Request:
        calls = endpoint.calls(wanted)
        return Request(self.vendor, endpoint.name, wanted.table, symbols, wanted.first, wanted.last, calls, at_least)

    def _endpoint(self, request: Request) -> Endpoint:
        return next(
            endpoint
            for endpoint in self.endpoints
            if endpoint.name == request.endpoint and endpoint.table == request.table
        )
