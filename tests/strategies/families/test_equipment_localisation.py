"""Equipment localisation on six names, weights worked out by hand.

Weekdays from 2025-12-01. Packaging P and R and tester T known from 2025-12-10 (000), front-end F from 2026-01-15 (001),
memory equipment Q from 2026-01-28 (003), for a variant. R gains most; T and F are flat. A sleeve a list.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value, check_parameters
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


THIRDS = {"P": 1 / 6, "R": 1 / 6, "T": 1 / 3, "F": 1 / 3}
QUARTERS = {"P": 1 / 8, "R": 1 / 8, "T": 1 / 4, "F": 1 / 4, "Q": 1 / 4}


def decided(*signals: SignalValue, variant: str = "", **dials: Value) -> Decisions:
    strategy = STRATEGY.varied(variant) if variant else STRATEGY
    return decide(strategy, History(PANEL, MEMBERS, signals), dials)


def test_the_lists_are_equal_and_each_begins_with_its_report() -> None:
    assert weights(decided(), "2025-12-10") == pytest.approx({"P": 1 / 4, "R": 1 / 4, "T": 1 / 2})
    assert weights(decided(), "2026-01-15") == pytest.approx(THIRDS)


def test_memory_equipment_is_another_thesis() -> None:
    assert weights(decided(), "2026-01-30") == pytest.approx(THIRDS)
    assert "Q" not in {each.symbol for each in STRATEGY.drawn(MEMBERS, check_parameters("x", STRATEGY.parameters, {}))}
    assert not any("gate" in note for note in decided().notes)


def test_in_its_variant_memory_equipment_waits_for_the_margin_of_35_percent() -> None:
    low, high = (
        signal("memory_makers_gross_margin", "2025-12-31", "2026-01-10", margin, "percent") for margin in (34.9, 35.0)
    )
    of = "memory_tools"
    assert weights(decided(variant=of), "2026-01-30") == pytest.approx(QUARTERS)
    assert weights(decided(low, variant=of), "2026-01-30") == pytest.approx(THIRDS)
    assert weights(decided(high, variant=of), "2026-01-30") == pytest.approx(QUARTERS)
    assert weights(decided(low, variant=of, margin=0.3), "2026-01-30") == pytest.approx(QUARTERS)


def test_packaging_first_weighs_two_sleeves() -> None:
    # 12-10: packaging 2 of 3 parts, test 1. From 01-15 on 2 of 4, the others 1 each.
    found = decided(variant="packaging_first")
    assert weights(found, "2025-12-10") == pytest.approx({"P": 1 / 3, "R": 1 / 3, "T": 1 / 3})
    assert weights(found, "2026-01-30") == pytest.approx(dict.fromkeys("PRTF", 1 / 4))


def test_qualification_takes_the_strongest_of_each_list() -> None:
    found = decided(variant="qualification", top=1, lookback=10, minimum=5)
    assert weights(found, "2025-12-10") == pytest.approx({"R": 1 / 2, "T": 1 / 2})


def test_full_fabs_halves_exposure_while_they_are_not_and_nothing_else_reads_utilisation() -> None:
    used = signal("utilisation/SMIC", "2025-12-31", "2026-02-10", 79.0, "percent")
    found = decided(used, variant="full_fabs")
    assert weights(found, "2026-01-30") == pytest.approx(THIRDS)
    assert weights(found, "2026-02-27") == pytest.approx({symbol: share / 2 for symbol, share in THIRDS.items()})
    assert weights(decided(used), "2026-02-27") == pytest.approx(THIRDS)
    full = signal("utilisation/SMIC", "2025-12-31", "2026-02-10", 80.0, "percent")
    assert weights(decided(full, variant="full_fabs"), "2026-02-27") == pytest.approx(THIRDS)


def test_formal_names_alone() -> None:
    assert "F" not in weights(decided(listing="formal"), "2026-01-30")
