"""Compute infrastructure on four names, weights worked out by hand.

Weekdays from 2025-12-01; all known from 2025-12-10; the CSI 300 is flat. Server maker V rises, lessor L falls, cloud C
is flat, maker of ready machines B rises. Four parts, so a quarter each. R makes racks for American clouds.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.compute_infrastructure import STRATEGY
from strategies.plain_list.version import plain_version
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

STEP = np.arange(50.0)
PANEL = make_panel(
    weekdays("2025-12-01", 50),
    {"V": 100 + STEP, "L": 400 - STEP, "C": np.full(50, 9.0), "B": 100 + STEP, "R": 9 + STEP},
)
MEMBERS = (
    member("V", "002.ai_servers", "servers", "2025-12-10"),
    member("L", "002.compute_leasing", "compute_lessors", "2025-12-10", "mentioned"),
    member("C", "002.ai_cloud_price_volume", "cloud_services", "2025-12-10", "mentioned"),
    member("B", "002.ai_all_in_one", "solution_vendors", "2025-12-10", "mentioned"),
)
RACK = member("R", "003.ai_server_odm", "servers", "2025-12-10")
PARTS = dict.fromkeys("VLCB", 1 / 4)
CUT = signal("capex_yoy/bat_sum", "2025-12-31", "2026-01-10", -5.0, "percent")


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), dials)


def leading(**dials: Value) -> Decisions:
    return decided(parts="leading", lookback=10, minimum=5, **dials)


def test_the_four_parts_of_the_chapter_are_equal_whatever_their_prices_did() -> None:
    for day in ("2025-12-10", "2025-12-31"):
        assert weights(decided(), day) == pytest.approx(PARTS)


def test_a_maker_of_servers_and_of_ready_machines_has_both_shares() -> None:
    both = (*MEMBERS, member("V", "002.ai_all_in_one", "servers", "2025-12-10"))
    found = decide(STRATEGY, History(PANEL, both))
    assert weights(found, "2025-12-31") == pytest.approx({"V": 3 / 8, "L": 1 / 4, "C": 1 / 4, "B": 1 / 8})


def test_servers_first_gives_them_six_tenths() -> None:
    # 4.5 beside three sleeves of 1: 4.5 / 7.5.
    found = decide(STRATEGY.varied("servers_first"), History(PANEL, MEMBERS))
    assert weights(found, "2025-12-31") == pytest.approx({"V": 0.6, "L": 2 / 15, "C": 2 / 15, "B": 2 / 15})


def test_makers_of_racks_for_american_clouds_are_held_by_a_variant_alone() -> None:
    history = History(PANEL, (*MEMBERS, RACK))
    assert weights(decide(STRATEGY, history), "2025-12-31") == pytest.approx(PARTS)
    whole_racks = decide(STRATEGY.varied("whole_racks"), history)
    # The quarter of the servers is V's and R's in halves.
    assert weights(whole_racks, "2025-12-31") == pytest.approx(PARTS | {"V": 1 / 8, "R": 1 / 8})
    assert "R" not in decide(plain_version(STRATEGY), history).segment_of


def test_leading_parts_holds_the_share_of_one_that_trails_the_index_in_cash() -> None:
    # 12-10 has seven sessions before it, fewer than the ten of the lookback: unknown, so all are held.
    assert weights(leading(), "2025-12-10") == pytest.approx(PARTS)
    assert weights(leading(), "2025-12-31") == pytest.approx(dict.fromkeys("VCB", 1 / 4))
    assert weights(leading(lead=0.01), "2025-12-31") == pytest.approx(dict.fromkeys("VB", 1 / 4))


def test_less_spending_by_chinese_clouds_halves_exposure_and_by_american_ones_does_not() -> None:
    assert weights(decided(CUT), "2025-12-31") == pytest.approx(PARTS)
    assert weights(decided(CUT), "2026-01-30") == pytest.approx(dict.fromkeys("VLCB", 1 / 8))
    abroad = signal("capex_yoy/big4_sum", "2025-12-31", "2026-01-10", -30.0, "percent")
    assert weights(decided(abroad), "2026-01-30") == pytest.approx(PARTS)
