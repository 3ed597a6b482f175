"""Tiny markets and memberships for tests of rules: closes by symbol, everything else follows plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from backtest.market.corporate_events import lay_events
from backtest.market.panel import Panel
from data_sources.tables.facts import CorporateAction, Floats, Instrument
from data_sources.tables.signals import Signals, SignalValue
from strategies.documents.document import Membership, broker_word
from strategies.documents.library import load_reports

NONE = float("nan")


def weekdays(first: str, count: int) -> list[date]:
    """The first ``count`` weekdays from a date on, as if there were no holidays."""
    days: list[date] = np.busday_offset(first, np.arange(count), roll="forward").astype("datetime64[D]").tolist()
    return days


def make_panel(
    sessions: Sequence[date],
    closes: Mapping[str, Sequence[float] | Floats],
    csi_300: Sequence[float] | Floats | None = None,
    *,
    delisted: Mapping[str, date] | None = None,
    actions: Sequence[CorporateAction] = (),
    signals: Sequence[SignalValue] = (),
) -> Panel:
    """A panel whose bars are flat at the close, volume 1,000; NaN means that the symbol does not trade that session."""
    symbols = tuple(sorted(closes))
    close = np.array([closes[symbol] for symbol in symbols], dtype=np.float64).reshape(len(symbols), -1).T.copy()
    traded = np.isfinite(close)
    axis = np.array(sessions, dtype="datetime64[D]")
    levels = np.full(len(sessions), 4000.0) if csi_300 is None else np.asarray(csi_300, dtype=np.float64)
    return Panel(
        sessions=axis,
        symbols=symbols,
        instruments=tuple(Instrument(symbol, delist_date=(delisted or {}).get(symbol)) for symbol in symbols),
        bars=np.stack(
            [close, close, close, close, np.where(traded, 1000.0, 0.0), close * 1000.0, np.full_like(close, np.nan)]
        ),
        history_close=np.full(len(symbols), np.nan),
        history_day=np.full(len(symbols), np.datetime64("NaT", "D"), "datetime64[D]"),
        listed_from=np.where(traded.any(axis=0), traded.argmax(axis=0), len(sessions)).astype(np.int64),
        events=lay_events(axis, {symbol: j for j, symbol in enumerate(symbols)}, actions, [], {}),
        status=(),
        renames=(),
        benchmarks={"000300.SH": levels},
        signals=Signals.of(signals),
        simulated=True,
    )


def member(
    symbol: str,
    thesis: str,
    segment: str,
    known_from: str,
    listed_as: str = "formal",
) -> Membership:
    """A membership; ``thesis`` is written ``003.rate_ocs``, and the broker is that of the shipped report."""
    report, thesis_id = thesis.split(".")
    return Membership(
        report=report,
        thesis=thesis_id,
        segment=segment,
        symbol=symbol,
        name=symbol,
        role="",
        listed_as=listed_as,
        code_source="report",
        confidence="high",
        known_from=date.fromisoformat(known_from),
        broker=next((broker_word(each.broker) for each in load_reports() if each.id == report), ""),
    )


def signal(series: str, period_end: str, published_on: str, value: float, unit: str = "billion USD") -> SignalValue:
    """A signal value."""
    return SignalValue(
        series, period_end[:7], date.fromisoformat(period_end), date.fromisoformat(published_on), value, unit, "test"
    )


def days(*texts: str) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    """Dates as an array."""
    return np.array(texts, dtype="datetime64[D]")
