"""How many shares outstanding (流通股本) a share has at least and at most: data to recognise a wrong unit by."""

from __future__ import annotations

from data_sources.market_rules.tables import first_day, last_day, rule_rows
from data_sources.tables.facts import Dates


def float_bounds(board: str | None, days: Dates) -> tuple[float, float] | None:
    """Return the bounds of a board that hold on all of these days, None where nothing is known."""
    for row in rule_rows("float_bounds"):
        if row["board"] == board and first_day(row["from"]) <= days.min() and days.max() <= last_day(row["to"]):
            return float(row["least"]), float(row["most"])
    return None
