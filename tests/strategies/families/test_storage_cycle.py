"""The storage cycle on three names, with weights worked out by hand.

Weekdays from 2025-12-01: module house M known from 2025-12-10, maker K and equipment Q from 2026-01-28; S is only the
source of a table. Decisions: 12-10, 12-31, 01-28, 01-30, 02-27.
"""

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.storage_cycle import STRATEGY
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-12-01", 70)
PANEL = make_panel(SESSIONS, {symbol: np.full(70, 10.0) for symbol in "KMQS"})
MEMBERS = (
    member("M", "002.storage", "storage_modules", "2025-12-10"),
    member("K", "003.storage_super_cycle", "storage_makers", "2026-01-28"),
    member("S", "003.storage_super_cycle", "memory_interface", "2026-01-28", "source"),
    member("Q", "003.storage_semicap", "storage_equipment", "2026-01-28"),
)


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), dials)


def prices(*levels: float) -> tuple[SignalValue, ...]:
    """DRAM contract prices at month ends from 2025-07 on."""
    ends = (
        "2025-07-31",
        "2025-08-31",
        "2025-09-30",
        "2025-10-31",
        "2025-11-30",
        "2025-12-31",
        "2026-01-30",
        "2026-02-27",
    )
    return tuple(signal("dram_contract/DDR4", end, end, level) for end, level in zip(ends, levels, strict=False))


def test_without_any_signal_all_sleeves_are_held_and_the_result_says_so() -> None:
    found = decided()
    assert weights(found, "2025-12-10") == {"M": 1.0}
    assert weights(found, "2026-01-30") == pytest.approx({"K": 0.35, "M": 0.35, "Q": 0.3})
    assert [note for note in found.notes if "neutral throughout" in note] == [
        "gate dram_contract_price had no known value: neutral throughout",
        "gate nand_contract_price had no known value: neutral throughout",
        "gate memory_maker_margin had no known value: neutral throughout",
    ]


def test_while_prices_rise_slowly_equipment_waits() -> None:
    # January 106 after 103 three months before, and after 100 six months before: up, by less than 20%.
    assert weights(decided(*prices(100, 101, 102, 103, 104, 105, 106)), "2026-01-30") == pytest.approx(
        {"K": 0.5, "M": 0.5}
    )


def test_a_sustained_rise_brings_equipment_in() -> None:
    # January 120 after 100 in July: +20% over six months.
    found = decided(*prices(100, 101, 102, 103, 104, 105, 120))
    assert weights(found, "2026-01-30") == pytest.approx({"K": 0.35, "M": 0.35, "Q": 0.3})


def test_the_margin_rule_brings_equipment_in_from_its_publication() -> None:
    slow = prices(100, 101, 102, 103, 104, 105, 106, 107)
    margin = signal("memory_makers_gross_margin", "2025-12-31", "2026-02-10", 35.0, "percent")
    found = decided(*slow, margin)
    assert weights(found, "2026-01-30") == pytest.approx({"K": 0.5, "M": 0.5})
    assert weights(found, "2026-02-27") == pytest.approx({"K": 0.35, "M": 0.35, "Q": 0.3})
    assert weights(decided(*slow, margin, margin=0.36), "2026-02-27") == pytest.approx({"K": 0.5, "M": 0.5})


def test_prices_that_roll_over_mean_cash_and_the_decision_is_there() -> None:
    # December 110 after 120 in September; the decision of 12-31 is known, and empty.
    found = decided(*prices(100, 110, 120, 115, 112, 110))
    assert ("2025-12-31", "", 0.0) in [(str(day), symbol, weight) for day, symbol, weight in found.targets.rows()]


def test_falling_nand_can_outweigh_rising_dram() -> None:
    # DRAM +10% in the quarter, NAND -12%: the mean is below zero. Printed for 2025Q4, known on 2026-01-28.
    printed = (
        signal("dram_contract_qoq/low", "2025-12-31", "2026-01-28", 10.0, "percent"),
        signal("nand_contract_qoq/low", "2025-12-31", "2026-01-28", -12.0, "percent"),
    )
    assert weights(decided(*printed), "2026-01-28") == {}
    assert weights(decided(printed[0]), "2026-01-28") == pytest.approx({"K": 0.5, "M": 0.5})


def test_a_name_that_is_only_a_source_is_never_held() -> None:
    assert not any("S" in weights(decided(), str(day)) for day in decided().targets.dates)
