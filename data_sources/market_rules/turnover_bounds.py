"""What an A share's daily turnover is at least, by its median, and at most: data to recognise a wrong unit by."""

from __future__ import annotations

import numpy as np

from data_sources.market_rules.tables import first_day, last_day, rule_rows
from data_sources.tables.facts import Dates, Floats


def least_turnover(board: str | None, days: Dates) -> Floats:
    """Return by day the CNY that a board's median daily turnovers stay above; NaN where nothing is known."""
    least = np.full(len(days), np.nan)
    for row in rule_rows("turnover_bounds"):
        if row["board"] == board:
            least[(days >= first_day(row["from"])) & (days <= last_day(row["to"]))] = float(row["least"])
    return least


def largest_turnover() -> float:
    """Return the CNY that no A share has turned over in a day."""
    return max(float(row["most"]) for row in rule_rows("turnover_bounds"))
