"""Bars whose rows slipped by a session beside the index, every date being one."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from data_sources.quality.days.index_lag import index_lag
from data_sources.tables.finding import Finding
from tests.data_sources.quality.markets import index_on, tables_of
from tests.execution.market import A, Row

DAYS = [date(2024, 1, 1) + timedelta(days=k) for k in range(140)]
MOVES = np.random.default_rng(7).normal(0, 0.01, len(DAYS) + 2)
"""Moves of a market that no day shares with the next one."""
LEVELS = 3000 * np.cumprod(1 + MOVES)


def judged(slip: int, days: int = len(DAYS)) -> list[Finding]:
    """Judge a share that moves with the index, ``slip`` sessions late."""
    prices = np.round(LEVELS / 100, 2)
    bars: list[Row] = [
        {
            "symbol": A,
            "date": day,
            **dict.fromkeys(("open", "high", "low", "close"), prices[k + 1 - slip]),
            "volume": 9e5,
        }
        for k, day in enumerate(DAYS[:days])
    ]
    index = [{**row, "close": LEVELS[k + 1]} for k, row in enumerate(index_on(DAYS[:days]))]
    return list(index_lag(tables_of(bars=bars, index=index)))


@pytest.mark.parametrize(
    ("slip", "said"), [(1, "of the session before: they are a session late"), (-1, "after: they are a session early")]
)
def test_bars_that_move_with_the_index_of_another_session_slipped(slip: int, said: str) -> None:
    (finding,) = judged(slip)
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "index_lag", "")
    assert said in finding.message


def test_bars_that_move_with_their_own_day_and_short_files_have_no_finding() -> None:
    assert judged(0) == []
    # Of 121 days 119 have a move of both.
    assert judged(1, 121) == []
