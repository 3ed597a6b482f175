"""Compute infrastructure on three names, weights worked out by hand.

Weekdays from 2025-12-01; all known from 2025-12-10; the CSI 300 is flat. Server maker V rises, lessor L falls, cloud C
is flat. Hardware has 0.6, services 0.4 in two segments of 0.2.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.compute_infrastructure import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

STEP = np.arange(50.0)
PANEL = make_panel(weekdays("2025-12-01", 50), {"V": 100 + STEP, "L": 400 - STEP, "C": np.full(50, 9.0)})
MEMBERS = (
    member("V", "002.ai_servers", "servers", "2025-12-10"),
    member("L", "002.compute_leasing", "compute_lessors", "2025-12-10", "mentioned"),
    member("C", "002.ai_cloud_price_volume", "cloud_services", "2025-12-10", "mentioned"),
)
LEADERS = {"V": 0.6, "C": 0.2}


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), {"lookback": 10, "minimum": 5, **dials})


def growth(abroad: float, home: float) -> tuple[SignalValue, SignalValue]:
    return (
        signal("capex_yoy/big4_sum", "2025-12-31", "2026-01-10", abroad, "percent"),
        signal("capex_yoy/bat_sum", "2025-12-31", "2026-01-10", home, "percent"),
    )


def test_while_nothing_is_known_of_the_index_every_segment_is_held() -> None:
    # 12-10 has seven sessions before it, fewer than the ten of the lookback.
    assert weights(decided(), "2025-12-10") == pytest.approx({"V": 0.6, "L": 0.2, "C": 0.2})


def test_a_segment_that_trails_the_index_is_cash_and_one_level_with_it_is_held() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx(LEADERS)
    assert weights(decided(lead=0.01), "2025-12-31") == pytest.approx({"V": 0.6})


def test_capex_abroad_and_at_home_count_alike() -> None:
    # -10% and +30% are +10% on average; -10% and -30% are -20%.
    assert weights(decided(*growth(-10.0, 30.0)), "2026-01-30") == pytest.approx(LEADERS)
    assert weights(decided(*growth(-10.0, -30.0)), "2026-01-30") == pytest.approx({"V": 0.3, "C": 0.1})
