"""A library as a contributor would add one: this folder and one line of the registry, and not a word anywhere else.

It knows the tiny market. It asks slowly, rounds coarsely and has the bars of a day late in the evening.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from data_sources.health_check import HealthCheck
from data_sources.tables.schema import INSTRUMENTS, SESSIONS
from data_sources.vendors.answers.bars import BarColumns, history
from data_sources.vendors.answers.columns import frame_of
from data_sources.vendors.answers.index_levels import LevelColumns, levels
from data_sources.vendors.endpoints import Endpoint, EndpointSource, digest
from data_sources.vendors.errors import insist_on_rows
from data_sources.vendors.source import Library, Normalised, RawAnswer, RawPart, Request, Rounding, Traits, only_wanted
from tests.vendor_server.market import Market
from tests.vendor_server.tiny_market import MARKET

FIELDS = ("date", "open", "high", "low", "close", "volume", "amount")
BARS_FORM = BarColumns({name: name for name in FIELDS}, (), volume_factor=lambda _: 1.0)
LEVELS_FORM = LevelColumns({name: name for name in FIELDS}, ())


@dataclass
class Functions:
    """The foreign library: what it has to tell, and how often it was asked. Tests change what it tells."""

    market: Market = MARKET
    renamed: str = ""
    calls: int = 0

    def rows(self, name: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> tuple[RawPart, ...]:
        """Return rows under their columns."""
        self.calls += 1
        return (RawPart(name, {f"{name}{self.renamed}": cells for name, cells in _columns(columns, rows).items()}),)


FUNCTIONS = Functions()


def _columns(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    return {name: tuple(row[place] for row in rows) for place, name in enumerate(columns)}


def _ask_sessions(_: Request, toy: Functions) -> tuple[RawPart, ...]:
    return toy.rows("calendar", ("date",), [(day,) for day in toy.market.sessions])


def _ask_instruments(_: Request, toy: Functions) -> tuple[RawPart, ...]:
    rows: list[tuple[object, ...]] = [
        (symbol, share.name, share.listed, share.delisted) for symbol, share in toy.market.shares.items()
    ]
    return toy.rows("shares", INSTRUMENTS.names()[:4], rows)


def _ask_bars(request: Request, toy: Functions) -> tuple[RawPart, ...]:
    bars = toy.market.bars[request.symbol]
    return toy.rows("bars", FIELDS, [(b.day, b.open, b.high, b.low, b.close, b.volume, b.amount) for b in bars])


def _ask_levels(_: Request, toy: Functions) -> tuple[RawPart, ...]:
    """Tell the levels of the CSI 300, whatever index is asked for: the tiny market has no other with open and high."""
    rows = toy.market.index["000300.SH"]
    return toy.rows("levels", FIELDS, [(r.day, r.open, r.high, r.low, r.close, r.volume, r.amount) for r in rows])


def _read_sessions(answer: RawAnswer) -> Normalised:
    frame, found = frame_of(answer.request, SESSIONS, answer.parts[0].columns)
    return Normalised(answer.request, only_wanted(frame, answer.request), found)


def _read_instruments(answer: RawAnswer) -> Normalised:
    insist_on_rows(answer.request, len(answer.parts[0]))
    frame, found = frame_of(answer.request, INSTRUMENTS, answer.parts[0].columns)
    return Normalised(answer.request, only_wanted(frame, answer.request), found)


def _answer(request: Request, ask: Callable[[Functions], tuple[RawPart, ...]], timeout: float) -> RawAnswer:
    del timeout
    parts = ask(FUNCTIONS)
    return RawAnswer(request, parts, datetime.now(UTC), digest=digest(parts), calls=1)


TOY = EndpointSource(
    "toy",
    (
        Endpoint("calendar", "sessions", _ask_sessions, _read_sessions, lambda _: 1, whole_market=True),
        Endpoint("shares", "instruments", _ask_instruments, _read_instruments, lambda _: 1, whole_market=True),
        Endpoint("bars", "bars", _ask_bars, lambda answer: history(answer, BARS_FORM), lambda _: 1),
        Endpoint("levels", "index", _ask_levels, lambda answer: levels(answer, LEVELS_FORM), lambda _: 1),
    ),
    _answer,
    Traits(interval=2.0, rounding=Rounding(price=0.02), settled=time(17, 30)),
)

LIBRARY = Library(
    dict.fromkeys(TOY.tables, (TOY,)), check=lambda: HealthCheck("toy", "warn", "0.9 is old", "pip install toy==1.0")
)
