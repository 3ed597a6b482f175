"""A feed of files: twelve shares over forty sessions, written as far as a day, and refreshes from it on days we choose.

Share number n (0 to 11) closes on session number s (0 to 39) at 10.00 + n + 0.01 * s: every row can be told by heart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import isnan
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_sources.calendar.clock import Clock
from data_sources.calendar.exchange_calendar import exchange_sessions
from data_sources.refresh import RefreshResult, RefreshSettings, named_sources, refresh
from data_sources.store import open_store

SYMBOLS = tuple(f"{600100 + number}.SH" for number in range(12))
SESSIONS: tuple[date, ...] = tuple(day for day in exchange_sessions().tolist() if day >= date(2024, 3, 1))[:40]
"""From Friday 2024-03-01 to Monday 2024-04-29; a Friday and a Monday, 2024-04-04 and -05, are the Qingming holiday."""


def close(symbol: str, session: int) -> float:
    return 10 + SYMBOLS.index(symbol) + session / 100


@dataclass
class Feed:
    """A folder and a store. ``faults`` are cells by (symbol, session number, column), kept in every file written."""

    work: Path
    faults: dict[tuple[str, int, str], float] = field(default_factory=dict)
    dropped: set[tuple[str, int]] = field(default_factory=set)
    hour: int = 18

    @property
    def folder(self) -> Path:
        return self.work / "files"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.work / 'market.db'}"

    def write(self, bars: int, index: int | None = None, more: str = "", levels: str = "") -> Feed:
        """Write bars and index as far as their session numbers; ``more`` is added to the first share's file."""
        (self.folder / "bars").mkdir(parents=True, exist_ok=True)
        names = "".join(f"{symbol},x,1999-11-10,\n" for symbol in SYMBOLS)
        (self.folder / "instruments.csv").write_text(f"symbol,name,list_date,delist_date\n{names}")
        (self.folder / "actions.csv").write_text(
            "symbol,ex_date,cash_per_share,bonus_per_share,rights_per_share,rights_price\n"
            f"{SYMBOLS[0]},{SESSIONS[2]},0.1,0,0,0\n{SYMBOLS[1]},{SESSIONS[3]},0.2,0,0,0\n"
        )
        ends = self.work / "files" / "index.csv"
        last = bars if index is None else index
        ends.write_text(
            "symbol,date,close\n" + "".join(f"000300.SH,{SESSIONS[s]},{3500 + s}\n" for s in range(last + 1)) + levels
        )
        for symbol in SYMBOLS:
            rows = [self._row(symbol, s) for s in range(bars + 1) if (symbol, s) not in self.dropped]
            text = "symbol,date,open,high,low,close,volume,amount\n" + "".join(rows)
            (self.folder / "bars" / f"{symbol}.csv").write_text(text + (more if symbol == SYMBOLS[0] else ""))
        return self

    def _row(self, symbol: str, session: int) -> str:
        at = close(symbol, session)
        cells = {
            "open": at,
            "high": at + 0.1,
            "low": at - 0.1,
            "close": at,
            "volume": 1e6 + session,
            "amount": at * 1e6,
        }
        cells |= {name: value for (s, n, name), value in self.faults.items() if (s, n) == (symbol, session)}
        texts = ["" if isnan(cell) else f"{cell:.10g}" for cell in cells.values()]
        return f"{symbol},{SESSIONS[session]},{','.join(texts)}\n"

    def clock(self, day: date) -> Clock:
        """The clock at ``hour`` in Shanghai of a day."""
        now = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=self.hour - 8)
        return Clock(lambda: now, lambda _: None, float)

    def refresh(self, day: date, max_age: int | None = 1, accept: tuple[str, ...] = ()) -> RefreshResult:
        engine = open_store(self.url, create=True)
        try:
            settings = RefreshSettings(*named_sources([str(self.folder)]), max_age=max_age, accept=accept)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("data_sources.refresh.plan.INDICES", ("000300.SH",))
                return refresh(engine, settings, clock=self.clock(day))
        finally:
            engine.dispose()

    def night(self, session: int) -> RefreshResult:
        """Write everything up to a session and refresh in its evening."""
        return self.write(session).refresh(SESSIONS[session])

    def query(self, text: str) -> list[tuple[object, ...]]:
        engine = open_store(self.url)
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(sa.text(text))]
        finally:
            engine.dispose()

    def revisions(self) -> list[tuple[object, ...]]:
        return self.query('SELECT "table", key FROM revisions ORDER BY id')

    def stored(self, symbol: str, session: int) -> float | None:
        closes = self.query("SELECT symbol, date, close FROM bars")
        found = [price for name, day, price in closes if (name, str(day)) == (symbol, str(SESSIONS[session]))]
        return float(str(found[0])) if found else None


def missing(result: RefreshResult) -> list[tuple[str, str, str]]:
    return [(one.table, one.symbol, one.state) for one in result.missing]
