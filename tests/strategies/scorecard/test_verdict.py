"""Classes at their edges, and which class meets which rating."""

from __future__ import annotations

from math import nan

import pytest

from backtest.validity.interval import Interval
from strategies.documents.library import load_reports, report
from strategies.scorecard.verdict import (
    class_of,
    first_above_neutral,
    verdict_of_basket,
    verdict_on,
    verdict_unrated,
)

STOCK = report("000").standard.stock  # 15 / 5 / -5 / -15
INDUSTRY = report("004").standard.industry  # beats, matches, lags


@pytest.mark.parametrize(
    ("excess", "name"),
    [
        (0.15, "buy"),
        (0.1499999, "add"),
        (0.05, "add"),
        (0.0499999, "neutral"),
        (-0.05, "neutral"),
        (-0.0500001, "reduce"),
        (-0.15, "reduce"),
        (-0.1500001, "sell"),
    ],
)
def test_each_class_is_closed_below_and_open_above(excess: float, name: str) -> None:
    found = class_of(STOCK, excess)
    assert found is not None
    assert found.name == name


def test_a_difference_that_is_exact_on_paper_is_exact_here() -> None:
    # 20% less 5% is 15 points; in binary (1.2 - 1) - (1.05 - 1) falls short of it.
    excess = (12.0 / 10.0 - 1.0) - (4200.0 / 4000.0 - 1.0)
    assert excess < 0.15
    found = class_of(STOCK, excess)
    assert found is not None
    assert found.name == "buy"


def test_without_an_excess_there_is_no_class_and_no_verdict() -> None:
    assert class_of(STOCK, nan) is None
    assert verdict_on(STOCK, "buy", None, closed=True) == "no verdict"


@pytest.mark.parametrize(
    ("called", "excess", "verdict"),
    [
        ("add", 0.30, "met"),  # better than called
        ("add", 0.06, "met"),
        ("add", 0.04, "missed"),
        ("buy", 0.06, "missed"),
        ("neutral", 0.0, "met"),
        ("neutral", 0.06, "missed"),  # neutral alone meets neutral
        ("neutral", -0.06, "missed"),
        ("reduce", -0.06, "met"),
        ("reduce", -0.40, "met"),  # worse than called
        ("sell", -0.06, "missed"),
    ],
)
def test_better_than_neutral_wants_at_least_and_worse_at_most(called: str, excess: float, verdict: str) -> None:
    assert verdict_on(STOCK, called, class_of(STOCK, excess), closed=True) == verdict


def test_an_open_window_is_pending_whatever_it_shows() -> None:
    assert verdict_on(STOCK, "add", class_of(STOCK, 0.3), closed=False) == "pending"


def test_a_scale_without_numbers_turns_on_zero() -> None:
    names = [found.name for found in (class_of(INDUSTRY, excess) for excess in (0.0001, 0.0, -0.0001)) if found]
    assert names == ["positive", "neutral", "negative"]


def test_a_recommendation_without_a_rating_means_the_first_class_above_neutral() -> None:
    least = {each.id: first_above_neutral(each.standard.stock) for each in load_reports()}
    by_hand = {
        "000": ("add", 5),
        "001": ("add", 5),
        "002": ("cautious_recommend", 5),
        "003": ("cautious_recommend", 5),
        "004": ("add", 5),
    }
    for name, expected in by_hand.items():
        found = least[name]
        assert found is not None
        assert (found.name, found.lower) == expected


@pytest.mark.parametrize(
    ("excess", "verdict"), [(0.30, "beat"), (0.05, "beat"), (0.0499, "did not beat"), (-0.3, "did not beat")]
)
def test_a_name_listed_without_a_rating_has_words_of_its_own(excess: float, verdict: str) -> None:
    assert verdict_unrated(STOCK, class_of(STOCK, excess), closed=True) == verdict
    assert verdict_unrated(STOCK, class_of(STOCK, excess), closed=False) == "pending"


def test_without_an_excess_or_without_a_scale_a_listed_name_has_no_verdict() -> None:
    assert verdict_unrated(STOCK, None, closed=True) == "no verdict"
    assert verdict_unrated((), None, closed=True) == "no verdict"
    # A scale that has nothing better than neutral.
    assert verdict_unrated(STOCK[2:], class_of(STOCK[2:], 0.0), closed=True) == "no verdict"


@pytest.mark.parametrize(
    ("names", "low", "high", "verdict"),
    [
        (3, 0.01, 0.2, "ahead"),
        (3, -0.01, 0.2, "unclear"),
        (3, 0.0, 0.2, "unclear"),
        (3, -0.2, -0.01, "behind"),
        (2, 0.01, 0.2, "no verdict"),
    ],
)
def test_a_basket_is_ahead_or_behind_by_its_interval_and_never_under_three_names(
    names: int, low: float, high: float, verdict: str
) -> None:
    interval = Interval(low, high, 0.95, 120, 10)
    assert verdict_of_basket(names, interval, closed=True) == verdict
    assert verdict_of_basket(names, interval, closed=False) == ("pending" if names > 2 else "no verdict")


def test_a_basket_without_an_interval_has_no_verdict() -> None:
    assert verdict_of_basket(5, None, closed=True) == "no verdict"
