"""The cloud side on two names known from 2025-12-10, bought at once or in six monthly parts, worked out by hand."""

import numpy as np
import pytest

from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.ai_cloud_side import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

PANEL = make_panel(weekdays("2025-12-01", 180), {symbol: np.full(180, 10.0) for symbol in "AB"})
MEMBERS = (
    member("A", "004.ai_cloud_side", "servers", "2025-12-10"),
    member("B", "004.ai_cloud_side", "ai_accelerators", "2025-12-10"),
)
CUT = signal("capex_yoy/big4_sum", "2025-12-31", "2026-02-10", -5.0, "percent")


def decided(*, cut: bool = False, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, (CUT,) if cut else ()), dials)


def in_parts(**dials: Value) -> Decisions:
    return decide(STRATEGY.varied("in_parts"), History(PANEL, MEMBERS), dials)


def test_all_is_bought_at_publication_and_held() -> None:
    for day in ("2025-12-10", "2025-12-31", "2026-06-30"):
        assert weights(decided(), day) == pytest.approx({"A": 1 / 2, "B": 1 / 2})


@pytest.mark.parametrize(
    ("day", "each"),
    [
        ("2025-12-10", 1 / 12),  # the first of six parts, by two names
        ("2025-12-31", 1 / 12),
        ("2026-01-30", 2 / 12),
        ("2026-02-27", 3 / 12),
        ("2026-05-29", 6 / 12),
        ("2026-06-30", 6 / 12),
    ],
)
def test_in_parts_buys_one_a_month_until_it_is_full(day: str, each: float) -> None:
    assert weights(in_parts(), day) == pytest.approx({"A": each, "B": each})


def test_a_week_is_no_month() -> None:
    assert weights(in_parts(rebalance="week"), "2025-12-19") == pytest.approx({"A": 1 / 12, "B": 1 / 12})


def test_a_cut_of_capex_halves_what_is_held() -> None:
    assert weights(decided(cut=True), "2026-01-30") == pytest.approx({"A": 1 / 2, "B": 1 / 2})
    assert weights(decided(cut=True), "2026-02-27") == pytest.approx({"A": 1 / 4, "B": 1 / 4})


def test_one_weaker_quarter_of_spending_that_is_still_more_than_a_year_before_changes_nothing() -> None:
    # 100 a year before, then 150 and 120: less than the quarter before, 20% above the year before.
    levels = (("2024-12-31", 100.0), ("2025-09-30", 150.0), ("2025-12-31", 120.0))
    spent = tuple(signal("capex/big4_sum", end, "2026-02-10", level) for end, level in levels)
    found = decide(STRATEGY, History(PANEL, MEMBERS, spent))
    assert weights(found, "2026-02-27") == pytest.approx({"A": 1 / 2, "B": 1 / 2})
