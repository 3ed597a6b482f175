"""Monthly and yearly tables, by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from backtest.metrics.periods import monthly_table, yearly_table

DATES = np.array(["2023-12-15", "2023-12-29", "2024-01-02", "2024-01-31", "2024-03-01", "2024-03-29"], "datetime64[D]")
EQUITY = np.array([100.0, 110.0, 99.0, 121.0, 133.1, 108.9])
BENCHMARK = np.array([200.0, 210.0, 200.0, 231.0, 207.9, 231.0])


def test_months_run_from_month_end_to_month_end_and_the_first_from_the_base() -> None:
    rows = monthly_table(DATES, EQUITY, BENCHMARK)
    # December 110/100 against 210/200; January 121/110 against 231/210; no session in February;
    # March 108.9/121 against 231/231
    assert [row.period for row in rows] == ["2023-12", "2024-01", "2024-03"]
    assert [row.strategy for row in rows] == pytest.approx([0.1, 0.1, -0.1])
    assert [row.benchmark for row in rows] == pytest.approx([0.05, 0.1, 0.0])
    assert [row.excess for row in rows] == pytest.approx([0.05, 0.0, -0.1])
    assert [row.sessions for row in rows] == [1, 2, 2]


def test_years_run_from_year_end_to_year_end() -> None:
    rows = yearly_table(DATES, EQUITY, BENCHMARK)
    # 2023 from the base: 110/100, 210/200; 2024: 108.9/110, 231/210
    assert [row.period for row in rows] == ["2023", "2024"]
    assert [row.strategy for row in rows] == pytest.approx([0.1, -0.01])
    assert [row.benchmark for row in rows] == pytest.approx([0.05, 0.1])
    assert [row.sessions for row in rows] == [1, 4]


def test_a_month_that_holds_the_base_date_alone_has_no_row() -> None:
    # base on 2023-12-29, the last session of its month
    rows = monthly_table(DATES[1:], EQUITY[1:], BENCHMARK[1:])
    assert [row.period for row in rows] == ["2024-01", "2024-03"]
    assert monthly_table(DATES[:1], EQUITY[:1], BENCHMARK[:1]) == []
    assert yearly_table(DATES[:1], EQUITY[:1], BENCHMARK[:1]) == []


def test_months_after_a_total_loss_are_zero() -> None:
    lost = np.array([100.0, 50.0, 0.0, 0.0, 0.0, 0.0])
    assert [row.strategy for row in monthly_table(DATES, lost, BENCHMARK)] == [-0.5, -1.0, 0.0]


def test_pandas_resampling_agrees_on_two_years_of_sessions() -> None:
    sessions = pd.bdate_range("2023-01-31", "2024-12-31")
    walk = np.array([100.0 + 20.0 * np.sin(session / 9.0) for session in range(len(sessions))])
    daily = pd.Series(walk, index=sessions).pct_change().iloc[1:]
    expected = (1.0 + daily).resample("ME").prod() - 1.0
    rows = monthly_table(sessions.to_numpy(), walk, np.ones(len(sessions)))
    assert [row.period for row in rows] == [f"{month:%Y-%m}" for month in expected.index]
    assert [row.strategy for row in rows] == pytest.approx(expected.tolist())
