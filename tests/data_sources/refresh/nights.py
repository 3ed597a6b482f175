"""Refreshes of a small market from the loopback vendors, on days of our choosing, without waiting for anybody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_sources.calendar.clock import Clock
from data_sources.refresh import RefreshResult, RefreshSettings, named_sources, plan_only, refresh
from data_sources.store import open_store
from tests.vendor_server import server as vendor_server
from tests.vendor_server.market import Market
from tests.vendor_server.redirect import redirected
from tests.vendor_server.server import VendorServer, running
from tests.vendor_server.tiny_market import MARKET, SESSIONS

SYMBOLS = ("000001.SZ", "300750.SZ", "600000.SH", "688981.SH", "689009.SH", "920808.BJ")
FACTS = ("instruments", "bars", "actions", "status", "sessions", "index_levels")


def after_close(day: date) -> datetime:
    """17:00 in Shanghai."""
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def until(market: Market, day: date) -> Market:
    """The market as it was known after the close of a day."""
    return replace(
        market,
        bars={symbol: tuple(bar for bar in bars if bar.day <= day) for symbol, bars in market.bars.items()},
        index={symbol: tuple(row for row in rows if row.day <= day) for symbol, rows in market.index.items()},
    )


@dataclass
class Nights:
    """A server, a store and a clock that only tests move. ``slept`` adds up what the refresh would have waited."""

    server: VendorServer
    url: str
    market: Market = MARKET
    symbols: tuple[str, ...] | None = SYMBOLS
    now: datetime = field(default_factory=lambda: after_close(SESSIONS[-1]))
    slept: float = 0.0
    lies: dict[str, Market] = field(default_factory=dict)

    @property
    def clock(self) -> Clock:
        """Ours, as far as the refresh can see; the vendors' goes on with it while a refresh waits."""

        def sleep(seconds: float) -> None:
            waited = timedelta(seconds=seconds)
            self.slept += seconds
            self.now += waited
            self.server.clock += waited

        return Clock(lambda: self.now, sleep, time.monotonic)

    def on(self, day: date) -> Nights:
        """Move to 17:00 of a day; the vendors know the market up to it."""
        self.now = self.server.clock = after_close(day)
        self.server.market = until(self.market, day)
        self.server.calls.clear()
        return self

    def settings(
        self,
        sources: tuple[str, ...] = ("akshare",),
        since: date | None = None,
        within: float = 3600.0,
        *,
        earnings: bool = False,
    ) -> RefreshSettings:
        name, vendors = named_sources(sources)
        return RefreshSettings(name, vendors, self.symbols, since, within, earnings=earnings)

    def refresh(self, **changes: object) -> RefreshResult:
        """Run one refresh."""
        engine = open_store(self.url, create=True)
        try:
            with lying(self.lies):
                return refresh(engine, self.settings(**changes), clock=self.clock)  # type: ignore[arg-type]
        finally:
            engine.dispose()

    def plan(self, **changes: object) -> RefreshResult:
        """Run a dry run."""
        engine = open_store(self.url, create=True)
        try:
            return plan_only(engine, self.settings(**changes), clock=self.clock)  # type: ignore[arg-type]
        finally:
            engine.dispose()

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything stored, without what tells when it was stored."""
        return dump(self.url)


OF_FACTS = ("form", "tables", "bars", "findings")


def dump(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of a store, sorted; creation times apart."""
    engine = open_store(url)
    metadata = sa.MetaData()
    metadata.reflect(engine)
    rows: dict[str, list[tuple[object, ...]]] = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            kept = [column for column in table.c if column.name != "created_at"]
            found = connection.execute(sa.select(*kept)).mappings()
            cells = (tuple(_without_time(str(name), value) for name, value in row.items()) for row in found)
            rows[table.name] = sorted(cells, key=repr)
    engine.dispose()
    return rows


def _without_time(name: str, value: object) -> object:
    """A cell; of a snapshot's proof what is about its facts, for the rest covers the time of its creation too."""
    return {part: value[part] for part in OF_FACTS} if name == "proof" and isinstance(value, dict) else value


@contextmanager
def lying(lies: dict[str, Market]) -> Iterator[None]:
    """Let the vendors whose host is named tell another market than the others."""
    routes = [
        (
            where,
            kind,
            (lambda asked, reply=reply, market=lies[where]: reply(replace(asked, market=market)))
            if where in lies
            else reply,
        )
        for where, kind, reply in vendor_server.ROUTES
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vendor_server, "ROUTES", tuple(routes))
        yield


@contextmanager
def vendors_at(url: str) -> Iterator[Nights]:
    """Run the vendors on loopback; nothing sleeps."""
    with running(VendorServer(patience=0.4)) as server, _reached(server) as nights:
        nights.url = url
        yield nights.on(SESSIONS[-1])


@contextmanager
def vendors_at_port(port: int) -> Iterator[Nights]:
    """Reach the vendors that another process runs; what they know and what time it is are its business."""
    with _reached(VendorServer(port=port)) as nights:
        yield nights


@contextmanager
def _reached(server: VendorServer) -> Iterator[Nights]:
    with redirected(server), pytest.MonkeyPatch.context() as patch:
        patch.setattr("akshare.utils.func.time.sleep", lambda _: None)
        patch.setattr("data_sources.vendors.akshare.transport.PAUSES", (0.0, 0.0))
        # A vendor that is late because the machine is busy must not look like one that does not answer.
        patch.setattr("data_sources.refresh.call.READ_TIMEOUT", 600.0)
        patch.setattr("data_sources.refresh.call.WHOLE_ANSWER", 600.0)
        patch.setattr("data_sources.refresh.plan.INDICES", ("000300.SH", "H00300.CSI"))
        yield Nights(server, "")


def sqlite(folder: Path) -> str:
    """The URL of a store that does not exist yet."""
    return f"sqlite:///{folder / 'market.db'}"
