"""Equipment localisation on six names, weights worked out by hand.

Weekdays from 2025-12-01. Packaging P and R and tester T known from 2025-12-10 (000), front-end F from 2026-01-15 (001),
memory equipment Q from 2026-01-28 (003). R gains most; T and F are flat.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.equipment_localisation import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

STEP = np.arange(70.0)
FLAT = np.full(70, 50.0)
PANEL = make_panel(
    weekdays("2025-12-01", 70), {"P": 100 + STEP, "R": 100 + 2 * STEP, "T": FLAT, "F": FLAT, "Q": 100 + STEP}
)
MEMBERS = (
    member("P", "000.advanced_packaging_equipment", "packaging_equipment", "2025-12-10"),
    member("R", "000.advanced_packaging_equipment", "packaging_equipment", "2025-12-10"),
    member("T", "000.backend_test_equipment", "test_equipment", "2025-12-10"),
    member("F", "001.self_control_equipment", "front_end_equipment", "2026-01-15", "mentioned"),
    member("Q", "003.storage_semicap", "storage_equipment", "2026-01-28"),
)


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), {"lookback": 10, "minimum": 5, **dials})


def test_packaging_weighs_two_sleeves_and_each_sleeve_begins_with_its_report() -> None:
    # 12-10: packaging 2 of 3 parts, test 1. From 01-30 on 2 of 5, the others 1 each.
    assert weights(decided(), "2025-12-10") == pytest.approx({"P": 1 / 3, "R": 1 / 3, "T": 1 / 3})
    assert weights(decided(), "2026-01-15") == pytest.approx({"P": 1 / 4, "R": 1 / 4, "T": 1 / 4, "F": 1 / 4})
    assert weights(decided(), "2026-01-30") == pytest.approx(dict.fromkeys("PRTFQ", 1 / 5))


def test_top_one_takes_the_strongest_tool_maker() -> None:
    assert weights(decided(top=1), "2025-12-10") == pytest.approx({"R": 2 / 3, "T": 1 / 3})


def test_memory_equipment_waits_for_the_margin() -> None:
    margin = signal("memory_makers_gross_margin", "2025-12-31", "2026-01-10", 30.0, "percent")
    assert weights(decided(margin), "2026-01-30") == pytest.approx(dict.fromkeys("PRTF", 1 / 4))
    assert weights(decided(margin, margin=0.3), "2026-01-30") == pytest.approx(dict.fromkeys("PRTFQ", 1 / 5))


def test_fabs_that_are_not_full_halve_exposure_from_the_publication_on() -> None:
    used = signal("utilisation/SMIC", "2025-12-31", "2026-02-10", 79.0, "percent")
    assert weights(decided(used), "2026-01-30") == pytest.approx(dict.fromkeys("PRTFQ", 1 / 5))
    assert weights(decided(used), "2026-02-27") == pytest.approx(dict.fromkeys("PRTFQ", 1 / 10))
    full = signal("utilisation/SMIC", "2025-12-31", "2026-02-10", 80.0, "percent")
    assert weights(decided(full), "2026-02-27") == pytest.approx(dict.fromkeys("PRTFQ", 1 / 5))


def test_formal_names_alone() -> None:
    assert "F" not in weights(decided(listing="formal"), "2026-01-30")
