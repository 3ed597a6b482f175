"""Growth, acceleration, strength and breadth by hand, and none of them before its inputs."""

from __future__ import annotations

from datetime import date
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.tables.signals import SignalValue
from strategies.signals.derived import (
    Point,
    acceleration,
    basket_strength,
    breadth,
    growth,
)
from tests.strategies.rules.market import signal

NONE = float("nan")


def capex(period_end: str, published_on: str, value: float) -> SignalValue:
    return signal("capex/X", period_end, published_on, value)


def rounded(points: tuple[Point, ...]) -> list[tuple[date, date, float]]:
    return [(each.period_end, each.published_on, round(each.value, 6)) for each in points]


def test_growth_over_a_year_is_known_with_the_later_of_its_two_values() -> None:
    # 120 over 100. The base of 2023Q4 was published late, on 2025-05-01: growth is known from then on.
    values = [capex("2024-12-31", "2025-02-01", 120), capex("2023-12-31", "2025-05-01", 100)]
    assert rounded(growth(values)) == [(date(2024, 12, 31), date(2025, 5, 1), 0.2)]


def test_a_revision_gives_a_later_point_of_the_same_period() -> None:
    values = [
        capex("2023-12-31", "2024-02-01", 100),
        capex("2024-12-31", "2025-02-01", 120),
        capex("2024-12-31", "2025-03-01", 130),
    ]
    assert rounded(growth(values)) == [
        (date(2024, 12, 31), date(2025, 2, 1), 0.2),
        (date(2024, 12, 31), date(2025, 3, 1), 0.3),
    ]


def test_a_base_of_zero_or_below_gives_no_growth() -> None:
    assert growth([capex("2023-12-31", "2024-02-01", 0), capex("2024-12-31", "2025-02-01", 5)]) == ()
    assert growth([capex("2023-12-31", "2024-02-01", -3), capex("2024-12-31", "2025-02-01", 5)]) == ()


def test_growth_over_three_months() -> None:
    values = [capex("2025-06-30", "2025-08-01", 61.5), capex("2025-09-30", "2025-11-01", 47.9)]
    (point,) = growth(values, months=3)
    assert point.value == pytest.approx(47.9 / 61.5 - 1)  # report 003 prints -22.1%


def test_acceleration_is_growth_less_the_growth_of_the_quarter_before() -> None:
    # 2024Q4: 120 / 100 = +20%; 2025Q1: 150 / 110 = +36.36%: 16.36 points faster.
    values = [
        capex("2023-12-31", "2024-02-01", 100),
        capex("2024-03-31", "2024-05-01", 110),
        capex("2024-12-31", "2025-02-01", 120),
        capex("2025-03-31", "2025-05-01", 150),
    ]
    assert rounded(acceleration(values)) == [(date(2025, 3, 31), date(2025, 5, 1), 0.163636)]


INDEX = np.array([[10.0, 20.0, NONE], [11.0, 20.0, 5.0], [12.0, 19.0, 6.0], [13.0, 21.0, 7.0]])
EVERYONE = np.array([True, True, True])


def test_basket_strength_is_the_mean_return_less_the_benchmark() -> None:
    # +30% and +5% over three sessions, the third has no such past: 17.5% less 10% is 7.5%.
    benchmark = np.array([100.0, 101.0, 105.0, 110.0])
    assert basket_strength(INDEX, EVERYONE, benchmark, 3, 3) == pytest.approx(0.075)
    assert isnan(basket_strength(INDEX, EVERYONE, benchmark, 2, 3))
    assert isnan(basket_strength(INDEX, np.array([False, False, True]), benchmark, 3, 3))


def test_breadth_is_the_share_above_their_own_mean() -> None:
    # Over three sessions: 13 > 12; 21 > 20; 7 > 6: all. At row 2: 12 > 11; 19 < 19.67; the third lacks a session: half.
    assert breadth(INDEX, EVERYONE, 3, 3) == 1.0
    assert breadth(INDEX, EVERYONE, 2, 3) == 0.5
    assert isnan(breadth(INDEX, EVERYONE, 1, 3))
    assert breadth(np.full((5, 2), 0.1), np.array([True, True]), 4, 5) == 0.0


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
VALUES = st.lists(st.tuples(DAYS, DAYS, st.floats(1, 1000)), max_size=12, unique_by=lambda each: each[:2])


@given(VALUES, DAYS)
def test_points_up_to_a_day_need_nothing_published_later(rows: list[tuple[date, date, float]], day: date) -> None:
    values = [SignalValue("s", str(end), end, published, value, "u", "t") for end, published, value in rows]
    known = [each for each in values if each.published_on <= day]
    for derive in (growth, acceleration):
        assert tuple(point for point in derive(values) if point.published_on <= day) == derive(known)
