"""Domestic compute on a market of five names, with weights worked out by hand.

Weekdays from 2025-12-01. Chips A, B; foundry C; servers D; packaging E, listed on 2026-02-02. All known on 2026-01-02
except the server, on 2026-01-28. The sleeves weigh 4, 3, 2, 1.
"""

from datetime import date

import numpy as np
import pytest

from data_sources.tables.facts import Floats
from data_sources.tables.signals import SignalValue
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.domestic_compute import STRATEGY
from tests.strategies.rules.market import NONE, make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-12-01", 70)  # to 2026-03-06
STEP = np.arange(70.0)
MEMBERS = (
    member("A", "002.domestic_ai_accelerators", "ai_accelerators", "2026-01-02"),
    member("A", "004.ai_cloud_side", "ai_accelerators", "2026-01-02"),
    member("B", "002.domestic_ai_accelerators", "ai_accelerators", "2026-01-02"),
    member("C", "003.domestic_foundry", "foundry", "2026-01-02"),
    member("D", "002.ai_servers", "servers", "2026-01-28"),
    member("D", "004.ai_cloud_side", "servers", "2026-01-02"),
    member("E", "000.advanced_packaging_equipment", "packaging_equipment", "2026-01-02"),
)


def decided(csi_300: Floats, signals: tuple[SignalValue, ...] = ()) -> Decisions:
    closes = dict.fromkeys("ABCD", 100 + STEP)
    closes["E"] = np.where(np.array(SESSIONS) >= date(2026, 2, 2), 100 + STEP, NONE)
    history = History(make_panel(SESSIONS, closes, csi_300), MEMBERS, signals)
    return decide(STRATEGY, history, {"lookback": 10, "minimum": 5})


def weights(found: Decisions, day: str) -> dict[str, float]:
    return {symbol: weight for when, symbol, weight in found.targets.rows() if str(when) == day}


FLAT = np.full(70, 4000.0)


def test_sleeves_share_4_3_2_1_among_those_that_are_there() -> None:
    found = decided(FLAT)
    # Chips 4/7, foundry 3/7: servers are not known from a report that means China's, packaging does not trade yet.
    assert weights(found, "2026-01-02") == pytest.approx({"A": 2 / 7, "B": 2 / 7, "C": 3 / 7})
    assert weights(found, "2026-01-28") == pytest.approx({"A": 2 / 9, "B": 2 / 9, "C": 3 / 9, "D": 2 / 9})
    assert weights(found, "2026-02-27") == pytest.approx({"A": 0.2, "B": 0.2, "C": 0.3, "D": 0.2, "E": 0.1})


def test_trailing_the_csi_300_halves_exposure() -> None:
    # The index doubles in ten sessions, the names gain about a tenth.
    assert weights(decided(4000 * 2 ** (STEP / 10)), "2026-01-02") == pytest.approx(
        {"A": 1 / 7, "B": 1 / 7, "C": 3 / 14}
    )


def test_shrinking_cloud_capex_halves_again() -> None:
    capex = (signal("capex_yoy/bat_sum", "2025-12-31", "2026-01-02", -5.0, "percent"),)
    assert weights(decided(FLAT, capex), "2026-01-02") == pytest.approx({"A": 1 / 7, "B": 1 / 7, "C": 3 / 14})
    both = weights(decided(4000 * 2 ** (STEP / 10), capex), "2026-01-02")
    assert both == pytest.approx({"A": 1 / 14, "B": 1 / 14, "C": 3 / 28})


def test_unknown_index_and_unknown_capex_are_neutral_and_said() -> None:
    found = decided(np.full(70, NONE))
    assert weights(found, "2026-01-02") == pytest.approx({"A": 2 / 7, "B": 2 / 7, "C": 3 / 7})
    assert found.notes[0].endswith(
        "servers from 2026-01-02 until 2026-01-28; equipment from 2026-01-02 until 2026-02-27"
    )
    assert found.notes[1:] == (
        "gate domestic_cloud_capex had no known value: neutral throughout",
        "strength against the CSI 300 was unknown on 4 decisions: neutral",
    )
