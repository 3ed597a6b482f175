"""A tiny market written by hand: what the server's vendors all report, each in its own form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from data_sources.tables.facts import Facts


@dataclass(frozen=True)
class Bar:
    """One traded session: CNY per share, shares, CNY."""

    day: date
    open: float
    high: float
    low: float
    close: float
    volume: int
    amount: int


@dataclass(frozen=True)
class Level:
    """One session of an index: points, shares, CNY; 0 where the index has a close only."""

    day: date
    open: float
    high: float
    low: float
    close: float
    volume: int = 0
    amount: int = 0


@dataclass(frozen=True)
class Share:
    """One line of an exchange's list."""

    name: str
    listed: date
    delisted: date | None = None


@dataclass(frozen=True)
class Dividend:
    """Per 10 old shares: 派息, 送股, 转增."""

    announced: date
    ex_date: date | None
    cash: float = 0.0
    bonus: float = 0.0
    transfer: float = 0.0
    progress: str = "实施"


@dataclass(frozen=True)
class RightsIssue:
    """Per 10 old shares, at a price (配股)."""

    announced: date
    ex_date: date
    per_ten: float
    price: float


@dataclass(frozen=True)
class NameChange:
    symbol: str
    day: date
    before: str
    after: str


@dataclass(frozen=True)
class Suspension:
    symbol: str
    start: date
    end: date | None
    period: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What a company reported of a period: CNY a share and CNY, and the day of its last announcement."""

    symbol: str
    period_end: date
    announced: date
    eps: float
    net_profit: float


@dataclass(frozen=True)
class Expectation:
    """What some houses expect a company to earn in a year, CNY a share on average."""

    symbol: str
    year: int
    houses: int
    eps: float


@dataclass(frozen=True)
class Market:
    """All that the server knows. Days ascend."""

    bars: Mapping[str, tuple[Bar, ...]]
    index: Mapping[str, tuple[Level, ...]]
    shares: Mapping[str, Share]
    sessions: tuple[date, ...]
    dividends: Mapping[str, tuple[Dividend, ...]] = field(default_factory=dict)
    rights: Mapping[str, tuple[RightsIssue, ...]] = field(default_factory=dict)
    name_changes: tuple[NameChange, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    reports: tuple[Report, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    def only_rows(self, rows: int) -> Market:
        """Return the market as it looks when answers break off after some rows."""
        return replace(
            self,
            bars={symbol: bars[:rows] for symbol, bars in self.bars.items()},
            index={symbol: levels[:rows] for symbol, levels in self.index.items()},
            shares=dict(list(self.shares.items())[:rows]),
            sessions=self.sessions[:rows],
            dividends={symbol: found[:rows] for symbol, found in self.dividends.items()},
            rights={symbol: found[:rows] for symbol, found in self.rights.items()},
            name_changes=self.name_changes[:rows],
            suspensions=self.suspensions[:rows],
            reports=self.reports[:rows],
            expectations=self.expectations[:rows],
        )

    def repeated(self) -> Market:
        """Return the market with the last row of every history twice."""
        return replace(
            self,
            bars={symbol: (*bars, *bars[-1:]) for symbol, bars in self.bars.items()},
            index={symbol: (*levels, *levels[-1:]) for symbol, levels in self.index.items()},
        )

    def wrong(self) -> Market:
        """Return the market with a last close of 0."""
        return replace(
            self,
            bars={s: (*bars[:-1], *(replace(bar, close=0.0) for bar in bars[-1:])) for s, bars in self.bars.items()},
            index={s: (*rows[:-1], *(replace(row, close=0.0) for row in rows[-1:])) for s, rows in self.index.items()},
        )

    def adjusted(self) -> Market:
        """Return the market with every price but the last lowered by 2 CNY, as additive forward adjustment does."""

        def lower(bar: Bar) -> Bar:
            prices = {name: round(getattr(bar, name) - 2.0, 2) for name in ("open", "high", "low", "close")}
            return replace(bar, **prices)

        return replace(
            self, bars={s: (*(lower(bar) for bar in bars[:-1]), *bars[-1:]) for s, bars in self.bars.items()}
        )


def day(text: str) -> date:
    """Read 2024-01-02."""
    return date.fromisoformat(text)


def of_facts(facts: Facts) -> Market:
    """Return the market of facts in memory, a simulated one for instance, as the vendors would report it."""
    bars: dict[str, tuple[Bar, ...]] = {}
    for number, symbol in enumerate(facts.bars.symbols):
        own = slice(int(facts.bars.offsets[number]), int(facts.bars.offsets[number + 1]))
        columns = [getattr(facts.bars, name)[own].tolist() for name in ("date", "open", "high", "low", "close")]
        money = [getattr(facts.bars, name)[own].round().astype(int).tolist() for name in ("volume", "amount")]
        bars[symbol] = tuple(Bar(*row) for row in zip(*columns, *money, strict=True) if row[5] > 0)
    index = {
        symbol: tuple(Level(d, 0.0, 0.0, 0.0, c) for d, c in zip(s.date.tolist(), s.close.tolist(), strict=True))
        for symbol, s in facts.index.items()
    }
    shares = {
        one.symbol: Share(one.name, one.list_date or date(1990, 12, 19), one.delist_date) for one in facts.instruments
    }
    dividends: dict[str, tuple[Dividend, ...]] = {}
    rights: dict[str, tuple[RightsIssue, ...]] = {}
    for action in facts.actions:
        day_before = date.fromordinal(action.ex_date.toordinal() - 7)
        paid = Dividend(day_before, action.ex_date, action.cash_per_share * 10, 0.0, action.bonus_per_share * 10)
        dividends[action.symbol] = (*dividends.get(action.symbol, ()), paid)
        if action.rights_per_share:
            issue = RightsIssue(day_before, action.ex_date, action.rights_per_share * 10, action.rights_price)
            rights[action.symbol] = (*rights.get(action.symbol, ()), issue)
    sessions = tuple(facts.index["000300.SH"].date.tolist() if facts.sessions is None else facts.sessions.tolist())
    return Market(bars, index, shares, sessions, dividends, rights)
