"""Frames and facts written by hand. Sessions: 2024-01-02 to 05, 08 and 09."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data_sources.refresh.known import Known
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.frame import Frame
from data_sources.tables.schema import ACTIONS, BARS, INDEX, INSTRUMENTS, SESSIONS

DAYS = tuple(date(2024, 1, number) for number in (2, 3, 4, 5, 8, 9))
LAST, BEFORE = DAYS[-1], DAYS[-2]
MANY = tuple(f"60{number:04d}.SH" for number in range(20))


def bars(*rows: tuple[str, date, float], volume: float = 1000.0, prev_close: float | None = None) -> Frame:
    """Bars whose four prices are one."""
    cells = {name: [row[2] for row in rows] for name in ("open", "high", "low", "close")}
    return frame_from_cells(
        BARS,
        {
            "symbol": [row[0] for row in rows],
            "date": [row[1] for row in rows],
            **cells,
            "volume": [volume] * len(rows),
            "amount": [None] * len(rows),
            "prev_close": [prev_close] * len(rows),
        },
    ).in_key_order()


def actions(*rows: tuple[str, date, float, float], rights: tuple[float, float] = (0.0, 0.0)) -> Frame:
    names = ("symbol", "ex_date", "cash_per_share", "bonus_per_share")
    cells = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    cells |= {"rights_per_share": [rights[0]] * len(rows), "rights_price": [rights[1]] * len(rows)}
    return frame_from_cells(ACTIONS, cells)


def instruments(*symbols: str, listed: date = date(2000, 1, 4), delisted: date | None = None) -> Frame:
    size = len(symbols)
    return frame_from_cells(
        INSTRUMENTS,
        {
            "symbol": symbols,
            "name": symbols,
            "list_date": [listed] * size,
            "delist_date": [delisted] * size,
            "issue_price": [None] * size,
            "delist_value": [None] * size,
        },
    )


def known(*frames: Frame, suspended: Sequence[str] | None = None) -> Known:
    tables = {frame.table.name: frame for frame in (frame_from_cells(SESSIONS, {"date": DAYS}), *frames)}
    return Known(tables, {}, suspended=None if suspended is None else frozenset(suspended))


def index_levels(*rows: tuple[date, float]) -> Frame:
    """Closes of the CSI 300."""
    size = len(rows)
    cells: dict[str, list[object]] = {
        "symbol": ["000300.SH"] * size,
        "date": [row[0] for row in rows],
        "close": [row[1] for row in rows],
    }
    return frame_from_cells(INDEX, {c.name: cells.get(c.name, [None] * size) for c in INDEX.columns})
