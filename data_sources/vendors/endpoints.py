"""A vendor as data: its endpoints by table, each a way to ask and a way to read; together they are a source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar, get_args

from data_sources.tables.symbols import Exchange, parse_symbol
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request, Traits, Wanted

Functions = TypeVar("Functions")
"""How a library's functions are called by name; each library has its own."""

Ask: TypeAlias = Callable[[Request, Functions], tuple[RawPart, ...]]
Answer: TypeAlias = Callable[[Request, Callable[[Functions], tuple[RawPart, ...]], float], RawAnswer]

SHOWN = 80
EVERY: tuple[str, ...] = get_args(Exchange)


class Calling(Protocol):
    """A library whose functions are called by name."""

    def __call__(self, name: str, **arguments: Any) -> RawPart:  # noqa: ANN401 - whatever a function takes
        """Return what a function answers."""


def one_call(name: str, arguments: Callable[[Request], Mapping[str, Any]] = lambda _: {}) -> Ask[Calling]:
    """Return the question that one call of a function answers, with ``arguments`` made of the request."""
    return lambda request, call: (call(name, **arguments(request)),)


@dataclass(frozen=True)
class Endpoint(Generic[Functions]):
    """One function of a library, or a few asked together. ``name`` is the function's.

    ``calls`` counts the calls of a request. ``exchanges`` are those whose codes it knows. ``whole_market``: one request
    whatever the symbols. ``bulk``: only for a session that has just closed, and only where it is cheaper than one
    request per symbol. ``sample`` is a cheaper question that shows whether the endpoint answers, None where the request
    itself is cheap.
    """

    name: str
    table: str
    ask: Ask[Functions]
    read: Callable[[RawAnswer], Normalised]
    calls: Callable[[Wanted], int]
    exchanges: tuple[str, ...] = EVERY
    whole_market: bool = False
    bulk: bool = False
    sample: Ask[Functions] | None = None


@dataclass(frozen=True)
class EndpointSource(Generic[Functions]):
    """A source made of endpoints; the first one that serves a table is used. ``answer`` runs the library's calls."""

    vendor: str
    endpoints: tuple[Endpoint[Functions], ...]
    answer: Answer[Functions]
    traits: Traits

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that have an endpoint."""
        return tuple(dict.fromkeys(endpoint.table for endpoint in self.endpoints))

    def plan(self, wanted: Wanted) -> tuple[Request, ...]:
        """Return one request per symbol, or one for all where the table or the day allows it."""
        for endpoint in self.endpoints:
            if endpoint.table != wanted.table:
                continue
            symbols = tuple(symbol for symbol in wanted.symbols if parse_symbol(symbol).exchange in endpoint.exchanges)
            if endpoint.bulk and not (wanted.only_today and len(symbols) > endpoint.calls(wanted)):
                continue
            together = endpoint.whole_market or endpoint.bulk
            groups = (symbols,) if together else tuple((symbol,) for symbol in symbols)
            return tuple(self._request(endpoint, wanted, group) for group in groups)
        return ()

    def fetch(self, request: Request, *, timeout: float) -> RawAnswer:
        """Ask the library; see ``Source.fetch``."""
        endpoint = self._endpoint(request)
        return self.answer(request, lambda functions: endpoint.ask(request, functions), timeout)

    def normalise(self, answer: RawAnswer) -> Normalised:
        """Read an answer; see ``Source.normalise``."""
        return self._endpoint(answer.request).read(answer)

    def sample(self, request: Request, *, timeout: float) -> RawAnswer | None:
        """Ask for a small part of what a request asks for, None where its endpoint has no such part.

        Raises SourceError. The answer shows that the endpoint speaks; it cannot be normalised.
        """
        ask = self._endpoint(request).sample
        return None if ask is None else self.answer(request, lambda functions: ask(request, functions), timeout)

    def _request(self, endpoint: Endpoint[Functions], wanted: Wanted, symbols: tuple[str, ...]) -> Request:
        calls = endpoint.calls(wanted)
        return Request(
            self.vendor, endpoint.name, wanted.table, symbols, wanted.first, wanted.last, calls, wanted.at_least
        )

    def _endpoint(self, request: Request) -> Endpoint[Functions]:
        return next(each for each in self.endpoints if (each.name, each.table) == (request.endpoint, request.table))


def digest(parts: tuple[RawPart, ...]) -> str:
    """Return the SHA-256 of the cells of an answer, so that two answers to one question can be compared."""
    return hashlib.sha256(repr([(part.name, sorted(part.columns.items())) for part in parts]).encode()).hexdigest()


def first_line(error: Exception) -> str:
    """Name an error of a foreign library in a few words."""
    lines = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {lines[0][:SHOWN]}".removesuffix(": ")
