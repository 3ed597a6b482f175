"""Turnover by month, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.metrics.monthly_turnover import MonthTurnover, monthly_turnover

DATES = np.array(["2025-01-24", "2025-01-27", "2025-02-05", "2025-02-06", "2025-03-03"], "datetime64[D]")
EQUITY = np.array([100.0, 100.0, 110.0, 90.0, 0.0])


def test_both_sides_are_halved_over_the_mean_equity_of_the_month() -> None:
    # January: 30 bought over 100. February: 20 and 20 over (110 + 90) / 2. March: everything is lost.
    fills = np.array(["2025-01-27", "2025-02-05", "2025-02-06"], "datetime64[D]")
    rows = monthly_turnover(DATES, EQUITY, fills, np.array([30.0, 20.0, 20.0]))
    assert rows == [
        MonthTurnover("2025-01", pytest.approx(0.15), 1),  # type: ignore[arg-type]  # approx stands in for a float
        MonthTurnover("2025-02", pytest.approx(0.2), 2),  # type: ignore[arg-type]  # as above
        MonthTurnover("2025-03", 0.0, 0),
    ]


def test_a_base_date_alone_has_no_month() -> None:
    assert monthly_turnover(DATES[:1], EQUITY[:1], DATES[:0], EQUITY[:0]) == []
