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
    return decide(STRATEGY, History(panel, MEMBERS, capex), {"lookback": 10, "minimum": 5, **dials})


def test_a_supplier_more_than_ten_points_behind_is_out_and_its_sleeve_cash() -> None:
    assert weights(decided(), "2025-12-31") == pytest.approx({"J": 1 / 4, "K": 1 / 4})


def test_the_rest_of_a_sleeve_takes_the_place_of_one_that_is_out() -> None:
    assert weights(decided(lag=0.0), "2025-12-31") == pytest.approx({"J": 1 / 2})


def test_an_index_that_falls_as_much_keeps_it_in() -> None:
    # The index loses 40 a session: from 3,520 to 3,120 over the ten, 11.4%, as M did.
    assert weights(decided(4000 - 40 * STEP), "2025-12-31") == pytest.approx({"J": 1 / 4, "K": 1 / 4, "M": 1 / 2})


def test_less_spending_by_chinese_clouds_halves_exposure() -> None:
    # By 2026-01-30 (row 44) K has lost 10 of 366.
    assert weights(decided(fell=-1.0), "2026-01-30") == pytest.approx({"J": 1 / 8, "K": 1 / 8})
