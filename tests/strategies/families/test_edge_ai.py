"""Edge AI on five names, weights worked out by hand.

Weekdays from 2025-12-01; main chips S and T, memory chip M and parts D known from 2025-12-10 (004), brand B from
2026-01-28 (003). All rise but M, which falls.
"""

import numpy as np
import pytest

from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.documents.library import memberships
from strategies.families.edge_ai import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, weekdays

STEP = np.arange(60.0)
PANEL = make_panel(weekdays("2025-12-01", 60), {**dict.fromkeys("STDB", 100 + STEP), "M": 400 - STEP})
MEMBERS = (
    member("S", "004.ai_edge_side", "edge_soc", "2025-12-10"),
    member("T", "004.ai_edge_side", "edge_soc", "2025-12-10"),
    member("M", "004.ai_edge_side", "edge_memory", "2025-12-10"),
    member("D", "004.ai_edge_side", "device_parts", "2025-12-10"),
    member("B", "003.ai_glasses_new_terminals", "device_brands", "2026-01-28", "mentioned"),
)


def decided(variant: str = "", **dials: Value) -> Decisions:
    strategy = STRATEGY.varied(variant) if variant else STRATEGY
    return decide(strategy, History(PANEL, MEMBERS), dials)


def test_every_name_weighs_the_same_whatever_it_makes_and_whatever_its_price_did() -> None:
    assert weights(decided(), "2025-12-10") == pytest.approx(dict.fromkeys("STMD", 1 / 4))
    assert weights(decided(), "2026-01-28") == pytest.approx(dict.fromkeys("STMDB", 1 / 5))


def test_main_chip_first_weighs_chips_parts_and_brands_three_two_and_one() -> None:
    # Three chips of 3, one part of 2: 11. With the brand of 1: 12.
    assert weights(decided("main_chip_first"), "2025-12-31") == pytest.approx(
        {"S": 3 / 11, "T": 3 / 11, "M": 3 / 11, "D": 2 / 11}
    )
    assert weights(decided("main_chip_first"), "2026-01-28")["B"] == pytest.approx(1 / 12)


def test_rising_holds_the_share_of_a_segment_without_a_rising_name_in_cash() -> None:
    found = decided("rising", trend=10, minimum=5)
    assert weights(found, "2025-12-31") == pytest.approx(dict.fromkeys("STD", 1 / 4))


def test_no_signal_is_read() -> None:
    assert (STRATEGY.gates, STRATEGY.reads) == ((), ())


def test_one_segment_of_the_family() -> None:
    assert weights(decided(segment="brands"), "2026-01-28") == pytest.approx({"B": 1.0})
    assert weights(decided(segment="edge_soc"), "2025-12-31") == pytest.approx({"S": 1 / 2, "T": 1 / 2})


def test_the_incidental_car_maker_and_partner_of_001_are_in_no_segment() -> None:
    assert "001" not in STRATEGY.reports
    held = {each.symbol for each in memberships() for segment in STRATEGY.segments if segment.holds(each)}
    assert not {"002594.SZ", "002230.SZ"} & held
