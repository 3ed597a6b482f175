"""Invented shares over many sessions: every weekday from 2024-01-02 on, which no exchange has to agree with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from data_sources.quality import Rule, reference
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, concatenate
from data_sources.tables.schema import ACTIONS, BARS, INDEX, INSTRUMENTS

A, B = "600000.SH", "600001.SH"
SESSIONS = 60
WEEKDAYS: Dates = np.array([day for day in np.arange("2024-01-02", "2024-10-26", dtype="M8[D]") if np.is_busday(day)])


def wandering(sessions: int = SESSIONS, start: int = 1000) -> list[float]:
    """Closes that go up and down by at most 18 cents around ``start`` cents: 10.00, 10.07, 10.14, 10.02, 10.09 ..."""
    return [(start + 7 * k % 19) / 100 for k in range(sessions)]


def bars(symbol: str, closes: Sequence[float], **columns: object) -> Frame:
    """Bars that open at the close before, a cent inside high and low, with 1,000,000 shares and an amount that fits.

    ``columns`` takes the place of columns: one value or one a bar, None for empty.
    """
    close = np.array(closes)
    opened = np.append(close[:1], close[:-1])
    cells: dict[str, object] = {
        "open": opened,
        "high": np.round(np.maximum(opened, close) + 0.01, 4),
        "low": np.round(np.minimum(opened, close) - 0.01, 4),
        "close": close,
        "volume": 1_000_000.0,
    }
    cells["amount"] = close * np.asarray(columns.get("volume", cells["volume"]))
    return _frame(
        {"symbol": symbol, "date": WEEKDAYS[: len(close)], **cells, "prev_close": None, **columns}, len(close)
    )


def _frame(cells: Mapping[str, object], length: int) -> Frame:
    columns = {name: _column(values, length) for name, values in cells.items()}
    return frame_from_cells(BARS, columns).in_key_order()


def _column(values: object, length: int) -> list[object]:
    if isinstance(values, np.ndarray):
        return list(values.tolist())
    return list(values) if isinstance(values, (list, tuple)) else [values] * length


def actions(*rows: tuple[str, int, float, float]) -> Frame:
    """Actions: symbol, number of the session that is the ex-date, cash and bonus per share."""
    cells = {
        "symbol": [row[0] for row in rows],
        "ex_date": [WEEKDAYS[row[1]].item() for row in rows],
        "cash_per_share": [row[2] for row in rows],
        "bonus_per_share": [row[3] for row in rows],
        "rights_per_share": [0.0] * len(rows),
        "rights_price": [0.0] * len(rows),
    }
    return frame_from_cells(ACTIONS, cells).in_key_order()


def found(rule: Rule, *shares: Frame, acted: Frame | None = None, stretch: bool = False) -> list[Finding]:
    """Return what one rule finds in a market of these shares, listed long ago."""
    symbols = sorted({str(symbol) for share in shares for symbol in share["symbol"]})
    names = ("name", "list_date", "delist_date", "issue_price", "delist_value")
    listed: dict[str, list[object]] = {"symbol": list(symbols), **{name: [None] * len(symbols) for name in names}}
    listed["name"] = list(symbols)
    count = len(WEEKDAYS)
    level = {name: [None] * count for name in INDEX.names()}
    calendar = {**level, "symbol": ["000300.SH"] * count, "date": WEEKDAYS.tolist(), "close": [4000.0] * count}
    frames = {
        "instruments": frame_from_cells(INSTRUMENTS, listed),
        "index": frame_from_cells(INDEX, calendar),
        "bars": concatenate(BARS, shares).in_key_order(),
    }
    if acted is not None:
        frames["actions"] = acted
    with np.errstate(all="ignore"):
        return list(rule(reference(frames, stretch=stretch)))


def rules(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.severity, finding.rule, finding.symbol) for finding in findings]


def times(values: Sequence[float], factor: float | Array) -> list[float]:
    """Return prices times a factor, rounded to the cent."""
    return list(np.round(np.array(values) * factor, 2).tolist())
