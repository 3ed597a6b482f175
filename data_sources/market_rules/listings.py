"""Which rule holds for the first sessions of a listing."""

from __future__ import annotations

import numpy as np

from data_sources.market_rules.tables import first_day, last_day, rule_rows


def listing_rule(board: str | None, listed: np.datetime64) -> dict[str, str] | None:
    """Return the row of ``listing_days.csv`` for a listing of a day, None for a board without one."""
    for row in rule_rows("listing_days"):
        if row["board"] == board and first_day(row["from"]) <= listed <= last_day(row["to"]):
            return row
    return None


def sessions_without_limit(board: str | None, listed: np.datetime64) -> int:
    """Return how many first sessions are under no ordinary limit; the debut under the issue price is one."""
    row = listing_rule(board, listed)
    return 0 if row is None else max(int(row["sessions_without_limit"]), int(bool(row["debut_rise"])))
