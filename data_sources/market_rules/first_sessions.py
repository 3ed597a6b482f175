"""The first session of each exchange: no A share was traded before it."""

from __future__ import annotations

import numpy as np

from data_sources.market_rules.tables import first_day, rule_rows
from data_sources.tables.facts import Dates
from data_sources.tables.frame import Array

LAST_TO_OPEN = max(first_day(row["first"]) for row in rule_rows("first_sessions"))


def first_sessions(symbols: Array) -> Dates:
    """The first session of the exchange of each symbol (N); of an exchange without a row that of the first exchange."""
    rows = {row["exchange"]: first_day(row["first"]) for row in rule_rows("first_sessions")}
    found = np.full(len(symbols), min(rows.values()), "datetime64[D]")
    for exchange, first in rows.items():
        found[np.char.endswith(symbols, f".{exchange}")] = first
    return found
