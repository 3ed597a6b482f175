"""All reports on five names, weights worked out by hand.

Weekdays from 2025-12-01. 000 gives X, whose log return is +1% and -1% in turn, and Y, twice that, from 2025-12-10; 004
gives Z from the same day; 003 gives N, first traded on 2025-12-30, from 2026-01-28. 001 only mentions W.
"""

import numpy as np
import pytest

from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.all_reports import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import NONE, make_panel, member, weekdays

SWING = 0.01 * (np.arange(70) % 2)
FLAT = np.full(70, 10.0)
PANEL = make_panel(
    weekdays("2025-12-01", 70),
    {
        "X": 10 * np.exp(SWING),
        "Y": 10 * np.exp(2 * SWING),
        "Z": FLAT,
        "W": FLAT,
        "N": np.where(np.arange(70) < 21, NONE, 10.0),
    },
)
MEMBERS = (
    member("X", "000.backend_test_equipment", "test_equipment", "2025-12-10"),
    member("Y", "000.front_end_process_equipment", "front_end_equipment", "2025-12-10"),
    member("Z", "004.ai_cloud_side", "servers", "2025-12-10"),
    member("W", "001.self_control_foundry", "foundry", "2025-12-10", "mentioned"),
)
DIALS: dict[str, Value] = {"window": 20, "minimum": 5}


def decided(**dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS), dials)


def calm(*more: str, **dials: Value) -> Decisions:
    named = (
        *MEMBERS,
        *(member(each, "000.backend_test_equipment", "test_equipment", "2025-12-10") for each in more),
    )
    return decide(STRATEGY.varied("calm_names"), History(PANEL, named), {**DIALS, **dials})


def test_reports_are_equal_and_so_are_the_names_of_each() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx({"X": 1 / 4, "Y": 1 / 4, "Z": 1 / 2})


def test_by_volatility_a_name_half_as_wild_weighs_double_unless_a_floor_is_above_both() -> None:
    assert weights(calm(), "2025-12-31") == pytest.approx({"X": 1 / 3, "Y": 1 / 6, "Z": 1 / 2})
    assert weights(calm(floor=0.1), "2025-12-31") == pytest.approx({"X": 1 / 4, "Y": 1 / 4, "Z": 1 / 2})


def test_a_new_listing_counts_as_the_median_of_its_report() -> None:
    # On 12-31 N has one return. Shares in 000: X 2, Y 1, N their median 1.5, of 4.5.
    assert weights(calm("N"), "2025-12-31") == pytest.approx({"X": 2 / 9, "Y": 1 / 9, "N": 1 / 6, "Z": 1 / 2})


def test_mentions_join_only_when_asked_for() -> None:
    found = weights(decided(listing="all"), "2025-12-31")
    assert found == pytest.approx({"X": 1 / 6, "Y": 1 / 6, "Z": 1 / 3, "W": 1 / 3})
    assert weights(decided(report="000"), "2025-12-31") == pytest.approx({"X": 1 / 2, "Y": 1 / 2})
