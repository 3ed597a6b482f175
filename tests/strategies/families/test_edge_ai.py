"""Edge AI on four names, weights worked out by hand.

Weekdays from 2025-12-01; all known from 2025-12-10. Main chip S, parts D and brand B rise, memory chip M falls.
Chips, parts and brands weigh 3, 2, 1; main chip and memory share the chips.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.edge_ai import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

STEP = np.arange(50.0)
PANEL = make_panel(weekdays("2025-12-01", 50), {"S": 100 + STEP, "M": 400 - STEP, "D": 100 + STEP, "B": 100 + STEP})
MEMBERS = (
    member("S", "004.ai_edge_side", "edge_soc", "2025-12-10"),
    member("M", "004.ai_edge_side", "edge_memory", "2025-12-10"),
    member("D", "004.ai_edge_side", "device_parts", "2025-12-10"),
    member("B", "001.edge_smart_driving", "car_makers", "2025-12-10", "mentioned"),
)
ALL = {"S": 1 / 4, "D": 1 / 3, "B": 1 / 6}


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), {"trend": 10, "minimum": 5, **dials})


def test_chips_parts_and_brands_share_three_two_one_and_what_falls_is_cash() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx(ALL)


def test_memory_half_as_dear_again_is_borne_and_dearer_halves_exposure() -> None:
    dear = signal("dram_contract_qoq/low", "2025-12-31", "2026-01-10", 60.0, "percent")
    assert weights(decided(dear), "2025-12-31") == pytest.approx(ALL)
    assert weights(decided(dear), "2026-01-30") == pytest.approx({"S": 1 / 8, "D": 1 / 6, "B": 1 / 12})
    # With NAND up 40% the mean is 50%, which is not above the limit.
    nand = signal("nand_contract_qoq/low", "2025-12-31", "2026-01-10", 40.0, "percent")
    assert weights(decided(dear, nand), "2026-01-30") == pytest.approx(ALL)


def test_one_segment_or_one_board_of_the_family() -> None:
    assert weights(decided(segment="brands"), "2025-12-31") == pytest.approx({"B": 1.0})
    assert weights(decided(segment="car_makers"), "2025-12-31") == pytest.approx({"B": 1.0})
    # Of the chips only the main chip's segment is left, beside parts and brands of none.
    assert weights(decided(segment="edge_soc"), "2025-12-31") == pytest.approx({"S": 1.0})
