"""Strength and trend, worked by hand on total return indices that start at 100.

Columns: A has all six sessions, B begins with the third, C never trades.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.tables.facts import CorporateAction
from strategies.rules.rank import benchmark_levels, benchmark_return, strongest, total_return
from strategies.rules.trend import above_own_mean, strength
from tests.strategies.rules.market import NONE, make_panel, weekdays

INDEX = np.array(
    [
        [100.0, NONE, NONE],
        [110.0, NONE, NONE],
        [121.0, 50.0, NONE],
        [121.0, 60.0, NONE],
        [110.0, 45.0, NONE],
        [132.0, 54.0, NONE],
    ]
)


def rows(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(numbers, dtype=np.int64)


def test_return_over_three_sessions_uses_shorter_history_when_it_is_long_enough() -> None:
    # Row 4: A 110 / 110 - 1 = 0; B began at row 2, two sessions ago: 45 / 50 - 1 = -10%. Row 5: A 132 / 121 - 1.
    found = total_return(INDEX, rows(4, 5), lookback=3, minimum=2)
    np.testing.assert_allclose(found[:, :2], [[0.0, -0.1], [132 / 121 - 1, 0.08]])
    assert np.isnan(found[:, 2]).all()


def test_a_name_with_less_history_than_the_minimum_has_no_score() -> None:
    assert np.isnan(total_return(INDEX, rows(4), lookback=3, minimum=3)[0, 1])


def test_a_lookback_shorter_than_the_minimum_asks_for_itself_and_no_more() -> None:
    # Two sessions of lookback, sixty asked for: row 4 is A 110 / 121 - 1 and B 45 / 50 - 1; B has one session at row 3.
    found = total_return(INDEX, rows(4, 3), lookback=2, minimum=60)
    np.testing.assert_allclose(found[0, :2], [110 / 121 - 1, -0.1])
    assert np.isnan(found[1, 1])


def test_a_trend_shorter_than_the_minimum_asks_for_itself_and_no_more() -> None:
    # Two sessions: row 5 is A 132 > (110 + 132) / 2 = 121 and B 54 > (45 + 54) / 2 = 49.5; at row 2 B has but one.
    found = above_own_mean(INDEX, rows(5, 2), window=2, minimum=60)
    assert found.tolist() == [[True, True, False], [True, False, False]]


def test_a_dividend_is_part_of_the_return() -> None:
    # 10.00 falls to 9.00 on the ex-date of 1.00 a share: the holder lost nothing.
    sessions = weekdays("2025-01-06", 3)
    panel = make_panel(sessions, {"600000.SH": [10, 9, 9]}, actions=[CorporateAction("600000.SH", sessions[1], 1.0)])
    assert total_return(panel.total_return_index, rows(2), 2, 1)[0, 0] == pytest.approx(0.0)


def test_index_return_needs_both_levels() -> None:
    found = benchmark_return(np.array([100.0, 105.0, NONE, 126.0]), rows(1, 2, 3, 0), 1)
    assert found[0] == pytest.approx(0.05)
    assert np.isnan(found[1:]).all()


def test_an_index_that_the_panel_lacks_has_no_return() -> None:
    panel = make_panel(weekdays("2025-01-06", 2), {"A": [10.0, 10.0]}, [4000.0, 4200.0])
    assert benchmark_return(benchmark_levels(panel, "000300.SH"), rows(1), 1) == pytest.approx([0.05])
    assert np.isnan(benchmark_return(benchmark_levels(panel, "000905.SH"), rows(0, 1), 1)).all()


def test_above_the_mean_of_three_sessions_that_end_today() -> None:
    # Row 2: A 121 > (100 + 110 + 121) / 3 = 110.3. Row 4: A 110 < 117.3; B 45 < (50 + 60 + 45) / 3 = 51.7.
    # Row 5: A 132 > 121; B 54 > (60 + 45 + 54) / 3 = 53.
    found = above_own_mean(INDEX, rows(2, 4, 5), window=3, minimum=2)
    assert found.tolist() == [[True, False, False], [False, False, False], [True, True, False]]


def test_a_flat_price_is_not_above_its_mean() -> None:
    flat = np.full((5000, 1), 0.1)
    assert not above_own_mean(flat, rows(4999), 200, 60).any()


def test_strength_is_the_mean_of_the_known_returns_less_the_benchmark() -> None:
    # (20% + 10%) / 2 - 5% = 10%; the third member has no return, the fourth name is no member.
    returns = np.array([[0.2, 0.1, NONE, -0.9], [NONE, NONE, NONE, 0.5]])
    members = np.array([[True, True, True, False], [True, True, True, False]])
    found = strength(returns, members, np.array([0.05, 0.05]))
    assert found[0] == pytest.approx(0.10)
    assert np.isnan(found[1])


def test_the_two_strongest_and_equal_scores_by_symbol_order() -> None:
    score = np.array([[0.3, 0.5, 0.3, NONE, 0.9]])
    eligible = np.array([[True, True, True, True, False]])
    assert strongest(score, eligible, 2).tolist() == [[True, True, False, False, False]]
    assert strongest(score, eligible, 9).tolist() == [[True, True, True, False, False]]


@given(st.lists(st.floats(-1, 3) | st.just(NONE), min_size=1, max_size=12), st.integers(1, 12))
def test_no_name_left_out_is_stronger_than_a_chosen_one(scores: list[float], count: int) -> None:
    score = np.array([scores])
    chosen = strongest(score, np.ones_like(score, dtype=bool), count)[0]
    known = np.isfinite(score[0])
    assert chosen.sum() == min(count, known.sum())
    if chosen.any() and (known & ~chosen).any():
        assert score[0][chosen].min() >= score[0][known & ~chosen].max()
