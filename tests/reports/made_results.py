"""Results made by hand for the page: a tiny one to check against paper, and a long one to look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from backtest.engine.ledger import BUY, EVENT_KINDS, REASONS, SELL, Changes, Events, Fills, Ledger, Refusals
from backtest.engine.positions import Positions
from backtest.market.panel import Panel
from backtest.metrics.curve import Curve
from backtest.metrics.holdings import holding_performance
from backtest.metrics.publication import Publication
from backtest.metrics.split import part_rows, split_performance
from backtest.metrics.summary import performance
from backtest.metrics.trading import trading_record, trading_totals
from backtest.options import Options
from backtest.result.result import Result
from backtest.targets import targets_from_rows
from data_sources.language.text import both, same
from data_sources.tables.facts import Floats, Rename
from reports import ReportSource, ThesisCard
from strategies.standing.sign_state import SaidValue, SignState
from tests.strategies.rules.market import make_panel

Row = tuple[float, ...]


@dataclass
class LedgerRows:
    """Rows as they are written down; ``ledger`` turns them into columns."""

    sessions: list[str]
    symbols: tuple[str, ...]
    cash: list[float]
    # session, symbol, side, quantity, price, commission, stamp duty, transfer fee
    fills: list[Row] = field(default_factory=list)
    refusals: list[Row] = field(default_factory=list)  # session, symbol, side, quantity, reason
    events: list[Row] = field(default_factory=list)  # session, symbol, kind, shares, cash
    positions: list[Row] = field(default_factory=list)  # session, symbol, shares, close
    renames: tuple[Rename, ...] = ()
    closes: Floats | None = None  # sessions x symbols; None for a market of which nothing but the ledger is known

    def ledger(self) -> Ledger:
        session, symbol, side, quantity, price, commission, stamp_duty, transfer_fee = _columns(self.fills, 8)
        positions = self._positions()
        held = np.zeros(len(self.sessions))
        np.add.at(held, positions.session, positions.value)
        ledger = Ledger(
            sessions=np.array(self.sessions, dtype="datetime64[D]"),
            symbols=self.symbols,
            cash=np.array(self.cash),
            holdings=held,
            fills=Fills(
                session=_whole(session),
                symbol=_whole(symbol),
                side=_whole(side),
                quantity=_whole(quantity),
                quoted=price,
                price=price,
                value=np.round(quantity * price, 2),
                commission=commission,
                stamp_duty=stamp_duty,
                transfer_fee=transfer_fee,
            ),
            refusals=Refusals(*(_whole(column) for column in _columns(self.refusals, 5))),
            events=self._events(),
            changes=Changes(*(_whole(column) for column in _columns([], 3))),
            panel=self._panel(),
        )
        # What the engine would work out from changes and panel stands here as written down.
        ledger.__dict__["_positions"] = positions
        return ledger

    def _panel(self) -> Panel:
        blank = np.full((len(self.sessions), len(self.symbols)), np.nan)
        closes = blank if self.closes is None else self.closes
        days = [date.fromisoformat(day) for day in self.sessions]
        return replace(make_panel(days, dict(zip(self.symbols, closes.T, strict=True))), renames=self.renames)

    def _positions(self) -> Positions:
        session, symbol, shares, close = _columns(self.positions, 4)
        return Positions(_whole(session), _whole(symbol), _whole(shares), close, np.round(shares * close, 2))

    def _events(self) -> Events:
        session, symbol, kind, shares, cash = _columns(self.events, 5)
        return Events(_whole(session), _whole(symbol), _whole(kind), _whole(shares), cash)


def _columns(rows: list[Row], width: int) -> list[Floats]:
    return list(np.array(rows, dtype=np.float64).reshape(-1, width).T)


def _whole(column: Floats) -> NDArray[np.int64]:
    return column.astype(np.int64)


def tiny_rows() -> LedgerRows:
    """Six sessions from 2025-01-24, 100,000 CNY; published on 2025-02-06, whose close is the test's base.

    Hindsight: buys 1,000 A at 10.00 (fee 5.00) and 1,000 B at 20.00 (fee 5.00) on session 1.
    Test: A pays 90.00 net; 500 B sold at 24.00 (fees 5.00 + 6.00); C comes from B's rename on session 5.
    """
    return LedgerRows(
        sessions=["2025-01-24", "2025-01-27", "2025-02-05", "2025-02-06", "2025-02-07", "2025-02-10"],
        symbols=("600001.SH", "600002.SH", "600003.SH"),
        cash=[100_000.00, 69_990.00, 69_990.00, 69_990.00, 82_069.00, 82_069.00],
        fills=[
            (1, 0, BUY, 1000, 10.00, 5.00, 0.00, 0.00),
            (1, 1, BUY, 1000, 20.00, 5.00, 0.00, 0.00),
            (4, 1, SELL, 500, 24.00, 5.00, 6.00, 0.00),
        ],
        refusals=[
            (1, 2, BUY, 100, REASONS.index("limit_up")),
            (4, 2, BUY, 100, REASONS.index("limit_up")),
            (5, 2, BUY, 100, REASONS.index("suspended")),
        ],
        events=[
            (4, 0, EVENT_KINDS.index("dividend"), 1000, 90.00),
            (4, 0, EVENT_KINDS.index("rights"), 300, -1500.00),
            (5, 1, EVENT_KINDS.index("rename"), 500, 0.00),
        ],
        positions=[
            (1, 0, 1000, 10.00),
            (1, 1, 1000, 20.00),
            (2, 0, 1000, 11.00),
            (2, 1, 1000, 21.00),
            (3, 0, 1000, 12.00),
            (3, 1, 1000, 22.00),
            (4, 0, 1000, 11.00),
            (4, 1, 500, 24.00),
            (5, 0, 1000, 11.50),
            (5, 2, 500, 25.00),
        ],
        renames=(Rename("600002.SH", "600003.SH", date(2025, 2, 10)),),
    )


TINY_BENCHMARK = [4000.0, 4040.0, 4080.0, 4000.0, 4100.0, 4080.0]


def tiny_result(
    *,
    hindsight: bool = True,
    simulated: bool = False,
    known_from: date | None = date(2025, 2, 6),
    publications: tuple[Publication, ...] | None = None,
) -> Result:
    return made_result(
        tiny_rows().ledger(),
        np.array(TINY_BENCHMARK),
        "000300.SH",
        publications=dated(known_from) if publications is None else publications,
        hindsight=hindsight,
        simulated=simulated,
        segments={"600001.SH": "optical", "600002.SH": "power", "600003.SH": "power"},
        names={"600001.SH": "甲公司", "600002.SH": "乙公司", "600003.SH": "丙公司"},
    )


def made_result(
    ledger: Ledger,
    benchmark: Floats,
    benchmark_symbol: str,
    *,
    publications: tuple[Publication, ...],
    hindsight: bool,
    simulated: bool,
    segments: dict[str, str],
    names: dict[str, str],
) -> Result:
    curve, record = Curve(ledger.sessions, ledger.equity, benchmark), trading_record(ledger)
    split: dict[str, dict[str, object]] = {}
    if publications:
        split = split_performance(curve, record, publications=publications, hindsight=hindsight)
    base = date.fromisoformat(str(ledger.sessions[0]))
    targets = targets_from_rows([(base, ledger.symbols[0], 0.5)])
    rows = part_rows(ledger.sessions, publications, hindsight=hindsight)
    split = {name: split[name] | holding_performance(ledger, targets, *rows[name]) for name in rows if name in split}
    whole = holding_performance(ledger, targets, 0, len(ledger.sessions) - 1)
    result = Result(
        name="rate_power",
        title=both("Rate + power (速率+功率)", "速率+功率"),
        ledger=ledger,
        targets=targets,
        options=Options(cash=float(ledger.cash[0])),
        benchmark=benchmark,
        benchmark_symbol=benchmark_symbol,
        metrics=performance(curve, trading_totals(record)) | whole,
        split=split,
        manifest={
            "command": "backtest run rate_power --out var/runs",
            "snapshot": "2026-05-07.1",
            "database": "postgresql://quant:secret@db.example/market",
            "code": {"version": "0.1.0", "commit": "0123abc"},
            "parameters": {"lookback": 60, "sleeves": ["rate", "power"]},
            "python": "3.12.3",
        },
        publications=publications,
        hindsight=hindsight,
        simulated=simulated,
        notes=(
            both(
                "The capex signal had no value before 2025-04-30: its gate was neutral until then.",
                "资本开支信号在 2025-04-30 之前没有数值：此前其择时开关为中性。",
            ),
        ),
        names=names,
        segments=segments,
    )
    # The same rows as published: what is read off by hand needs no second ledger.
    return replace(result, as_published=replace(result, hindsight=False)) if hindsight and publications else result


def dated(known_from: date | None) -> tuple[Publication, ...]:
    """One report that states the thesis, on a day."""
    return (Publication("001", "Some Broker", known_from, states_thesis=True),) if known_from else ()


def made_card() -> ThesisCard:
    return ThesisCard(
        claim=same("Faster links and denser racks make optical modules and power supplies the bottleneck of compute."),
        reports=(ReportSource(same("Some Broker"), same("速率与功率 <两条主线>"), date(2025, 2, 6), "overweight"),),
        rules=(same("Two sleeves, half each."), same("Inside a segment the strongest names by total return.")),
        falsifiers=(same("Hyperscaler capex shrinks for two quarters."),),
        signs=(
            SignState(
                "001",
                "optical",
                "falsifier",
                same("Capex falls <twice>"),
                "yoy(capex/all) < 0 for 2 periods",
                "ours",
                "happened",
                date(2025, 8, 1),
                values=(SaidValue("yoy(capex/all)", -4.5, "2025Q2", date(2025, 8, 1)),),
            ),
        ),
    )


def long_result(
    sessions: int = 500, names: int = 24, *, hindsight: bool = False, simulated: bool = False, seed: int = 7
) -> Result:
    """A random basket, rebalanced every 21 sessions to equal weights, without lots or limits; cash reconciles."""
    random = np.random.default_rng(seed)
    days = np.arange(np.datetime64("2024-01-02"), np.datetime64("2040-01-01"))
    days = days[np.is_busday(days)][: sessions + 1]
    symbols = tuple(f"{300001 + k}.SZ" for k in range(names))
    market = random.normal(0.0004, 0.010, sessions + 1)
    close = 20 * np.exp(np.cumsum(market[:, None] * 1.2 + random.normal(0.0003, 0.018, (sessions + 1, names)), axis=0))
    close = np.round(close, 2)
    cut = sessions // 3
    rows = LedgerRows([str(day) for day in days], symbols, [10_000_000.00], closes=close)
    _trade(rows, close, first=1 if hindsight else cut + 1)
    index = 3300 * np.exp(np.cumsum(market))
    segment_names = [
        "optical",
        "OCS",
        "PCB boards",
        "materials",
        "HVDC",
        "liquid cooling",
        "equipment",
        "chips",
        "servers",
    ]
    return made_result(
        rows.ledger(),
        index * np.exp(np.arange(sessions + 1) * 0.0001),
        "H00300.CSI",
        publications=dated(date.fromisoformat(str(days[cut]))),
        hindsight=hindsight,
        simulated=simulated,
        segments={symbol: segment_names[k % len(segment_names)] for k, symbol in enumerate(symbols)},
        names={symbol: f"样本{'甲乙丙丁戊己庚辛'[k % 8]}光电{k}" for k, symbol in enumerate(symbols)},
    )


def _trade(rows: LedgerRows, close: Floats, first: int) -> None:
    cash, shares = rows.cash[0], np.zeros(close.shape[1], dtype=np.int64)
    for t in range(1, len(close)):
        if t >= first and (t - first) % 21 == 0:
            equity = cash + float(shares @ close[t])
            wanted = (equity * 0.9 / close.shape[1] / close[t] // 100 * 100).astype(np.int64)
            for k in np.flatnonzero(wanted != shares):
                side = BUY if wanted[k] > shares[k] else SELL
                quantity = int(abs(wanted[k] - shares[k]))
                value = round(quantity * float(close[t, k]), 2)
                fees = (round(value * 0.00025, 2), round(value * 0.0005, 2) if side == SELL else 0.0, 1.0)
                cash = round(cash - side * value - sum(fees), 2)
                rows.fills.append((t, int(k), side, quantity, float(close[t, k]), *fees))
            shares = wanted
            rows.refusals.append((t, t % close.shape[1], BUY, 100, t % len(REASONS)))
        if t % 97 == 0 and shares[3] > 0:
            paid = round(int(shares[3]) * 0.09, 2)
            cash = round(cash + paid, 2)
            rows.events.append((t, 3, EVENT_KINDS.index("dividend"), int(shares[3]), paid))
        rows.cash.append(cash)
        rows.positions += [(t, int(k), int(shares[k]), close[t, k]) for k in np.flatnonzero(shares)]
