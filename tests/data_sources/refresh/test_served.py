"""Who last gave what, by lines of an invented journal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from data_sources.refresh import Served, last_served

GAVE: dict[str, Any] = {
    "at": "2026-06-29T09:10:00Z",
    "vendor": "north",
    "table": "bars",
    "state": "ok",
    "last": "2026-06-29",
    "rows": 3,
}


def test_the_latest_answer_with_rows_counts_by_vendor_and_table() -> None:
    lines = [
        GAVE,
        GAVE | {"at": "2026-06-30T09:10:00Z", "last": "2026-06-30"},
        # Nothing came, or nothing that could be used.
        GAVE | {"at": "2026-07-01T09:10:00Z", "rows": 0},
        GAVE | {"at": "2026-07-01T09:11:00Z", "state": "failed"},
        GAVE | {"table": "sessions", "last": None},
        {"at": "a torn line"},
    ]
    assert last_served(lines) == (
        Served("north", "bars", datetime(2026, 6, 30, 9, 10, tzinfo=UTC), date(2026, 6, 30)),
        Served("north", "sessions", datetime(2026, 6, 29, 9, 10, tzinfo=UTC), None),
    )
