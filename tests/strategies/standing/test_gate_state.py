"""What a gate says on a day: read at that day, and tried by leaving its signal out."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from math import isnan

import numpy as np
import pytest

from backtest.validity.future import cut_panel
from data_sources.tables.signals import Signals
from strategies.contract.history import cut
from strategies.contract.strategy import History, decide, known_history
from strategies.registry import STRATEGIES
from strategies.rules.gate import DRAM_CONTRACT_PRICE, HYPERSCALER_CAPEX
from strategies.signals.quantities import SeriesSource
from strategies.standing.gate_state import GateState, gate_states, read_gate, share_moved
from tests.strategies.rules.market import make_panel, member, signal, weekdays

SESSIONS = weekdays("2024-06-03", 250)
CAPEX = "hyperscaler_capex"
RISING = np.linspace(10.0, 20.0, 250)
# Capex fell from 100 to 90, known from 2025-02-03 on; names of rate and power are known from 2025-01-06.
SHRINKING = (
    signal("capex/big4_sum", "2023-12-31", "2024-02-05", 100.0),
    signal("capex/big4_sum", "2024-12-31", "2025-02-03", 90.0),
)


def history() -> History:
    panel = make_panel(SESSIONS, {"600183.SH": RISING, "688629.SH": RISING})
    named = (
        member("600183.SH", "003.rate_pcb_materials", "pcb_materials", "2025-01-06"),
        member("688629.SH", "003.power_hvdc_sst", "hvdc", "2025-01-06"),
    )
    return known_history(panel, named, SHRINKING)


def capex_state(day: date) -> GateState:
    return next(s for s in gate_states(STRATEGIES["rate_power"], history(), day) if s.reading.quantity == CAPEX)


def test_a_fall_of_capex_halves_the_decision_of_the_day_it_is_known() -> None:
    # Growth is 90 / 100 - 1 = -10%, under the floor of 0: the strategy holds half of what it would without the gate.
    state = capex_state(date(2025, 2, 3))
    assert state.reading.value == pytest.approx(-0.1)
    assert state.reading.spoken == replace(SHRINKING[1], shipped=True)
    assert state.reading.growth == pytest.approx(-0.1)
    assert isnan(state.reading.acceleration)  # no quarter before it
    assert (state.invested, state.invested_without, state.moved) == pytest.approx((0.5, 1.0, 0.5))


def test_the_day_before_nothing_was_known_and_the_gate_is_neutral() -> None:
    state = capex_state(date(2025, 2, 2))
    assert isnan(state.reading.value)
    assert state.reading.spoken is None
    assert (state.invested, state.invested_without, state.moved) == pytest.approx((1.0, 1.0, 0.0))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="there sum() is the same in any order")
def test_what_is_moved_is_summed_in_the_order_of_the_weights() -> None:
    # 0.1 + 0.2 + 0.3 is 0.6000000000000001 in floating point, 0.3 + 0.2 + 0.1 is 0.6: a set has but one order.
    assert share_moved({"A": 0.1, "B": 0.2, "C": 0.3}, {}) == 0.1 + 0.2 + 0.3
    assert share_moved({"C": 0.3, "B": 0.2, "A": 0.1}, {}) == 0.6


def test_before_the_names_are_known_nothing_is_invested() -> None:
    state = capex_state(date(2025, 1, 3))
    assert (state.invested, state.invested_without) == (0.0, 0.0)


def test_a_day_after_the_data_reads_the_last_session() -> None:
    state = capex_state(date(2026, 1, 1))
    assert state.invested == pytest.approx(0.5)


def test_the_reading_of_a_forecast_is_never_taken() -> None:
    forecast = replace(SHRINKING[1], series="capex/big4_sum/forecast", value=500.0)
    assert read_gate(HYPERSCALER_CAPEX, (*SHRINKING, forecast), date(2025, 3, 1)).value == pytest.approx(-0.1)


def test_acceleration_is_growth_less_that_of_the_quarter_before_once_all_four_levels_are_known() -> None:
    # 90 / 100 - 1 = -10% after 84 / 80 - 1 = 5%: -15 points, known with the last of the four on 2025-02-03.
    quarter = (
        signal("capex/big4_sum", "2023-09-30", "2023-11-01", 80.0),
        signal("capex/big4_sum", "2024-09-30", "2024-11-01", 84.0),
    )
    reading = read_gate(HYPERSCALER_CAPEX, (*SHRINKING, *quarter), date(2025, 2, 3))
    assert (reading.growth, reading.acceleration) == pytest.approx((-0.1, -0.15))
    before = read_gate(HYPERSCALER_CAPEX, (*SHRINKING, *quarter), date(2025, 2, 2))
    assert before.growth == pytest.approx(0.05)
    assert isnan(before.acceleration)


def test_a_printed_growth_rate_is_no_level_that_could_grow() -> None:
    printed = (
        signal("capex_yoy/big4_sum", "2023-12-31", "2024-02-05", 20.0, "percent"),
        signal("capex_yoy/big4_sum", "2024-12-31", "2025-02-03", 30.0, "percent"),
    )
    reading = read_gate(HYPERSCALER_CAPEX, printed, date(2025, 2, 3))
    assert reading.value == pytest.approx(0.3)
    assert isnan(reading.growth)


def test_decisions_and_gates_are_the_same_whether_the_store_or_the_history_is_cut() -> None:
    # The product ships a fall of 10%, known from 2025-02-03; a year later the store has three levels that rise.
    later = (
        signal("capex/big4_sum", "2022-12-31", "2025-05-01", 10.0),
        signal("capex/big4_sum", "2023-12-31", "2025-05-01", 20.0),
        signal("capex/big4_sum", "2024-12-31", "2025-05-01", 30.0),
    )
    raw = replace(history().panel, signals=Signals.of(later))
    day = date(2025, 4, 30)
    named = history().memberships
    whole, first_cut = known_history(raw, named, SHRINKING), known_history(cut_panel(raw, day), named, SHRINKING)
    assert cut(whole, day).signals == first_cut.signals
    decided = [decide(STRATEGIES["rate_power"], each).targets.until(day).rows() for each in (whole, first_cut)]
    assert decided[0] == decided[1]
    assert sum(weight for when, _, weight in decided[0] if when == day) == pytest.approx(0.5)
    assert [read_gate(HYPERSCALER_CAPEX, each.signals, day).growth for each in (whole, first_cut)] == [
        pytest.approx(-0.1), pytest.approx(-0.1)
    ]  # fmt: skip
    assert read_gate(HYPERSCALER_CAPEX, whole.signals, date(2025, 5, 1)).growth == pytest.approx(0.5)


def test_a_family_is_read_as_the_median_of_its_series_and_says_of_how_many() -> None:
    # Three months: A 100 to 110 = +10%, B 10 to 9 = -10%, C 4 to 5 = +25%; D has no base and is not counted.
    values = [
        signal(f"dram_contract/{name}", f"2025-{month:02d}-28", f"2025-{month:02d}-28", value)
        for name, month, value in [
            ("A", 1, 100.0), ("B", 1, 10.0), ("C", 1, 4.0), ("A", 4, 110.0), ("B", 4, 9.0), ("C", 4, 5.0), ("D", 4, 1.0)
        ]
    ]  # fmt: skip
    reading = read_gate(DRAM_CONTRACT_PRICE, tuple(values), date(2025, 5, 7))
    assert (reading.value, reading.growth) == pytest.approx((0.1, 0.1))
    assert reading.series == 3
    assert reading.source == SeriesSource("dram_contract/", "level")


def test_the_gates_of_a_strategy_are_those_its_rule_reads() -> None:
    assert [each.name for each in STRATEGIES["storage_cycle"].gates] == [
        "dram_contract_against_path",
        "nand_contract_against_path",
        "memory_maker_margin",
    ]
