"""Which indices cover a span: a day without a session counts from the session before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from backtest.market.indices import whole_indices
from tests.strategies.rules.market import make_panel, weekdays

DAYS: list[date] = weekdays("2025-01-06", 10)  # two weeks from a Monday on
LEVELS = np.arange(1.0, 11.0)


def test_an_index_is_whole_with_every_session_of_the_span() -> None:
    late, early = LEVELS.copy(), LEVELS.copy()
    late[:5] = np.nan  # from the second Monday on
    early[9] = np.nan
    panel = make_panel(DAYS, {"600000.SH": [10.0] * 10})
    panel = replace(panel, benchmarks={"ALL": LEVELS, "LATE": late, "EARLY": early})
    assert whole_indices(panel, DAYS[0], DAYS[9]) == {"ALL"}
    assert whole_indices(panel, DAYS[5], DAYS[8]) == {"ALL", "LATE", "EARLY"}
    # The base of a Sunday is the Friday before it; before all data the first session is the base.
    assert whole_indices(panel, date(2025, 1, 12), DAYS[8]) == {"ALL", "EARLY"}
    assert whole_indices(panel, date(2024, 12, 1), DAYS[8]) == {"ALL", "EARLY"}
