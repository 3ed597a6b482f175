"""The Ascend chain on three names, weights worked out by hand.

Weekdays from 2025-12-01; all known from 2025-12-10. Connector J rises, board K loses 1 of 400 a session, machine
builder M 1 of 100. Over ten sessions to 2025-12-31 (row 22) K fell 10 of 388, 2.6%, and M 10 of 88, 11.4%.
"""

import numpy as np
import pytest

from data_sources.tables.facts import Floats
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.ascend_chain import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

STEP = np.arange(50.0)
MEMBERS = (
    member("J", "002.ascend_supply_chain", "connectors", "2025-12-10"),
    member("K", "002.other_supply_chain", "pcb_boards", "2025-12-10"),
    member("M", "002.ascend_supply_chain", "ascend_machines", "2025-12-10"),
)


def decided(csi_300: Floats | None = None, fell: float | None = None, **dials: Value) -> Decisions:
    closes = {"J": 100 + STEP, "K": 400 - STEP, "M": 100 - STEP}
    panel = make_panel(weekdays("2025-12-01", 50), closes, csi_300)
    capex = () if fell is None else (signal("capex_yoy/bat_sum", "2025-12-31", "2026-01-10", fell, "percent"),)
    return decide(STRATEGY, History(panel, MEMBERS, capex), dials)


def following(csi_300: Floats | None = None, lag: float = 0.1) -> Decisions:
    return decided(csi_300, suppliers="following", lookback=10, minimum=5, lag=lag)


def test_each_thing_supplied_has_the_same_share_whatever_its_price_did() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx({"J": 1 / 3, "K": 1 / 3, "M": 1 / 3})


def test_two_makers_of_one_thing_share_its_part() -> None:
    twice = (*MEMBERS, member("J", "002.ascend_supply_chain", "ascend_machines", "2025-12-10"))
    panel = make_panel(weekdays("2025-12-01", 50), {symbol: np.full(50, 9.0) for symbol in "JKM"})
    found = decide(STRATEGY, History(panel, twice))
    assert weights(found, "2025-12-31") == pytest.approx({"J": 1 / 3 + 1 / 6, "K": 1 / 3, "M": 1 / 6})


def test_following_leaves_out_a_supplier_more_than_ten_points_behind_and_holds_its_part_in_cash() -> None:
    assert weights(following(), "2025-12-31") == pytest.approx({"J": 1 / 3, "K": 1 / 3})
    assert weights(following(lag=0.0), "2025-12-31") == pytest.approx({"J": 1 / 3})


def test_following_an_index_that_falls_as_much_keeps_it_in() -> None:
    # The index loses 40 a session: from 3,520 to 3,120 over the ten, 11.4%, as M did.
    assert weights(following(4000 - 40 * STEP), "2025-12-31") == pytest.approx({"J": 1 / 3, "K": 1 / 3, "M": 1 / 3})


def test_less_spending_by_chinese_clouds_halves_exposure() -> None:
    assert weights(decided(fell=-1.0), "2026-01-30") == pytest.approx({"J": 1 / 6, "K": 1 / 6, "M": 1 / 6})
