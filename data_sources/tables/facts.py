"""What the market did, as plain data: the canonical tables of a store, a folder or a simulation, in memory.

Every source ends here and every panel begins here. Prices are raw (unadjusted) CNY per share, volume is in shares,
amount in CNY. Arrays are read-only. Rows are sorted by key, so that the order of input rows can never matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.brief import first_of
from data_sources.tables.finding import Finding
from data_sources.tables.signals import Signals

Dates: TypeAlias = NDArray[np.datetime64]
Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]
Booleans: TypeAlias = NDArray[np.bool_]
Texts: TypeAlias = NDArray[np.object_]

StatusKind: TypeAlias = Literal["ST", "DELISTING", "NO_LIMIT"]
EarningsKind: TypeAlias = Literal["actual", "forecast"]
BAR_FIELDS = ("open", "high", "low", "close", "volume", "amount", "prev_close")


@dataclass(frozen=True)
class Instrument:
    """A listed A share.

    ``delist_date`` is the first day without listing (退市), ``delist_value`` what a share then pays, CNY
    (现金选择权), None when nothing is known of it.
    """

    symbol: str
    name: str = ""
    list_date: date | None = None
    delist_date: date | None = None
    issue_price: float | None = None
    delist_value: float | None = None


@dataclass(frozen=True)
class CorporateAction:
    """What one old share receives on its ex-date (除权除息日); cash in CNY before tax, bonus = 送股 + 转增."""

    symbol: str
    ex_date: date
    cash_per_share: float = 0.0
    bonus_per_share: float = 0.0
    rights_per_share: float = 0.0
    rights_price: float = 0.0


@dataclass(frozen=True)
class StatusSpan:
    """A trading status on calendar days, both ends inclusive; ``end`` None means it still holds."""

    symbol: str
    start: date
    end: date | None
    kind: StatusKind


@dataclass(frozen=True)
class Rename:
    """A changed code, or a share-for-share merger at ``ratio`` new shares per old one."""

    old_symbol: str
    new_symbol: str
    date: date
    ratio: float = 1.0


@dataclass(frozen=True)
class Earnings:
    """What a company reported of a period, or what analysts expected of it; known from ``announced_on`` on.

    ``eps`` is CNY per share (每股收益) and ``net_profit`` CNY for the shareholders of the parent (归母净利润),
    both since the fiscal year began and None where unknown. ``source`` says who published it.
    """

    symbol: str
    period_end: date
    announced_on: date
    kind: EarningsKind
    eps: float | None = None
    net_profit: float | None = None
    source: str = ""


@dataclass(frozen=True)
class Bars:
    """Daily bars of many symbols as columns, sorted by (symbol, date); empty numbers are NaN.

    ``offsets`` (symbols + 1) delimits each symbol's rows: symbol i owns rows ``offsets[i]:offsets[i + 1]``.
    """

    symbols: tuple[str, ...]
    offsets: NDArray[np.int64]
    date: Dates
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    amount: Floats
    prev_close: Floats


@dataclass(frozen=True)
class IndexSeries:
    """The levels of one index; ``close`` is always known, the other columns may be NaN."""

    symbol: str
    date: Dates
    close: Floats


@dataclass(frozen=True, repr=False)
class Facts:
    """All the facts a panel is built from, as one snapshot of a source."""

    instruments: tuple[Instrument, ...]
    bars: Bars
    index: Mapping[str, IndexSeries]
    actions: tuple[CorporateAction, ...] = ()
    status: tuple[StatusSpan, ...] = ()
    renames: tuple[Rename, ...] = ()
    sessions: Dates | None = None
    signals: Signals = field(default_factory=Signals.of)
    snapshot: str = "unsaved"
    source: str = ""
    simulated: bool = False
    findings: tuple[Finding, ...] = ()
    earnings: tuple[Earnings, ...] = ()

    def __repr__(self) -> str:
        """Return source and counts, not the rows."""
        tables = ("instruments", "index", "actions", "status", "renames", "signals", "earnings", "findings")
        counts = [f"{name} {len(getattr(self, name)):,}" for name in tables]
        symbols = self.bars.symbols
        return (
            f"<Facts{' SIMULATED' * self.simulated}: {len(self.bars.date):,} bars"
            f" of {len(symbols):,} symbols ({first_of(symbols)}),\n {', '.join(counts)}, snapshot {self.snapshot}>"
        )
