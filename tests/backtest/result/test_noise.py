"""The badge on made markets whose truth is known: rules without content, and one that has some.

HELD needs an excess and an alpha whose 95% intervals both lie above zero. Where neither is there, each does so in 2.5%
of cases and both in fewer. Where the sector outruns the market the excess is real and the alpha alone stands between a
random list and HELD: 2.5% again. Seeds are fixed; a share of 2.5% of 250 has an error of one point.
"""

from __future__ import annotations

from collections import Counter

import pytest

from backtest.result.badge import Badge
from backtest.result.verdict import Verdict, verdict
from tests.backtest.result.made_markets import SESSIONS, Truth, made_run

pytestmark = pytest.mark.slow  # a hundred milliseconds for every three runs

SEEDS = 250
MOST_HELD = 0.07
OUTRUN = 0.003  # a day: the sector doubles beside the market in a year, as technology shares did


def verdicts(truth: Truth, seeds: int = SEEDS, sessions: int = SESSIONS, *, skilled: bool = False) -> list[Verdict]:
    return [verdict(made_run(seed, truth, sessions, skilled=skilled)) for seed in range(seeds)]


def shares(seen: list[Verdict]) -> dict[Badge, float]:
    return {badge: count / len(seen) for badge, count in Counter(each.badge for each in seen).items()}


def beat_the_market(seen: list[Verdict]) -> float:
    """The share whose excess alone lies above zero: what a verdict that knew no sector would call HELD."""
    intervals = [each.numbers.interval for each in seen if each.numbers]
    return sum(interval is not None and interval.low > 0 for interval in intervals) / len(seen)


@pytest.mark.parametrize("sessions", [150, SESSIONS])
def test_without_skill_and_without_a_sector_that_runs_nearly_nothing_held(sessions: int) -> None:
    found = shares(verdicts(Truth(), sessions=sessions))
    assert found.get("HELD", 0.0) <= MOST_HELD
    # Costs and volatility weigh on a list, so that it lies below zero more often than above it.
    assert found["CANNOT BE TOLD FROM CHANCE"] >= 0.90
    assert set(found) <= {"HELD", "CANNOT BE TOLD FROM CHANCE", "IN LINE WITH ITS SECTOR", "DID NOT HOLD"}


@pytest.mark.parametrize("index", [True, False], ids=["beside the index", "beside the pool"])
def test_random_lists_of_a_sector_that_outruns_the_market_are_in_line_with_it(*, index: bool) -> None:
    seen = verdicts(Truth(sector=OUTRUN, index=index))
    found = shares(seen)
    assert beat_the_market(seen) >= 0.80
    assert found.get("HELD", 0.0) <= MOST_HELD
    assert found["IN LINE WITH ITS SECTOR"] >= 0.75
    assert set(found) <= {"HELD", "CANNOT BE TOLD FROM CHANCE", "IN LINE WITH ITS SECTOR"}


def test_lists_that_gain_on_their_sector_held_mostly() -> None:
    """A badge that nothing can earn would pass the other tests: 0.4% a day beyond the sector is seen in a year."""
    found = shares(verdicts(Truth(skill=0.004), seeds=80, skilled=True))
    assert found["HELD"] >= 0.80
