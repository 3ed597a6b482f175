"""Markets of invented prices on given days: what each rule about days is shown.

The exchange is open on the weekdays of the second quarter of 2024, but for 4 and 5 April, 1 to 3 May and 10 June.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from data_sources.quality import reference
from data_sources.quality.reference import Reference
from data_sources.tables.cells import typed_frame
from data_sources.tables.facts import Dates
from data_sources.tables.frame import Frames
from data_sources.tables.schema import TABLES
from tests.data_sources.facts import raw_table
from tests.execution.market import A, Row, weekdays

CLOSED = {
    date(2024, 4, 4), date(2024, 4, 5), date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 3), date(2024, 6, 10),
}  # fmt: skip
WEEKDAYS = weekdays(date(2024, 4, 1), 65)
"""All of them, from Monday 1 April to Friday 28 June."""
SESSIONS = [day for day in WEEKDAYS if day not in CLOSED]
"""59 of them."""
EXCHANGE: Dates = np.array(SESSIONS, "datetime64[D]")


def moved(days: Sequence[date], by: int) -> list[date]:
    return [day + timedelta(days=by) for day in days]


def bars_on(days: Sequence[date], symbol: str = A) -> list[Row]:
    """Bars whose prices rise by a cent a row, so that none repeats another."""
    return [
        {
            "symbol": symbol,
            "date": day,
            **dict.fromkeys(("open", "high", "low", "close"), 10 + k / 100),
            "volume": 900_000,
        }
        for k, day in enumerate(days)
    ]


def index_on(days: Sequence[date], symbol: str = "000300.SH") -> list[Row]:
    return [{"symbol": symbol, "date": day, "close": 3000 + k} for k, day in enumerate(days)]


def instrument(symbol: str = A, name: str = "", **cells: object) -> Row:
    return {"symbol": symbol, "name": name, "list_date": date(1999, 1, 4), **cells}


def frames(**tables: Sequence[Row]) -> Frames:
    return {name: typed_frame(raw_table(name, rows), TABLES[name])[0].in_key_order() for name, rows in tables.items()}


def tables_of(stored: Mapping[str, Sequence[Row]] | None = None, **given: Sequence[Row]) -> Reference:
    return reference(frames(**given), frames(**(stored or {})))
