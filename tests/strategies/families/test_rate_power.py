"""Rate and power on a market of six names, with weights worked out by hand.

Every session is a weekday from 2025-12-01 on. A: optical. B, C: boards. D: equipment. E, F: power supply.
A rises 1 a session, B 2, C falls, D is listed but flat, E rises 1, F rises from 2026-02-02, its first bar.
"""

from datetime import date

import numpy as np
import pytest

from backtest.targets import Targets
from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, decide
from strategies.families.rate_power import STRATEGY
from tests.strategies.rules.market import NONE, make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-12-01", 100)  # to 2026-04-17
STEP = np.arange(100.0)
FIRST_F = SESSIONS.index(date(2026, 2, 2))
PANEL = make_panel(
    SESSIONS,
    {
        "A": 100 + STEP,
        "B": 100 + 2 * STEP,
        "C": 400 - STEP,
        "D": np.full(100, 50.0),
        "E": 100 + STEP,
        "F": np.where(np.arange(100) >= FIRST_F, 100 + STEP, NONE),
    },
)
MEMBERS = (
    member("B", "004.ai_cloud_side", "pcb_boards", "2025-12-10"),
    member("A", "003.rate_optical_cpo", "optical_modules", "2026-01-28", "mentioned"),
    member("C", "003.rate_pcb_boards", "pcb_boards", "2026-01-28"),
    member("D", "003.rate_pcb_equipment", "pcb_equipment", "2026-01-28"),
    member("E", "002.hvdc", "hvdc", "2026-01-28"),
    member("F", "003.power_hvdc_sst", "hvdc", "2026-01-28"),
    member("A", "003.rate_plus_power_umbrella", "servers", "2025-12-10"),
)
EMPTY = "sleeves without a name, whose share the others had: power from 2025-12-10 until 2026-01-28"
MOMENTUM = STRATEGY.varied("momentum")
DIALS: dict[str, Value] = {"lookback": 10, "trend": 10, "minimum": 5}


def decided(signals: tuple[SignalValue, ...] = (), *, hindsight: bool = False, **dials: Value) -> Decisions:
    return decide(MOMENTUM, History(PANEL, MEMBERS, signals), {**DIALS, **dials}, hindsight=hindsight)


def weights(targets: Targets, day: str) -> dict[str, float]:
    return {symbol: weight for when, symbol, weight in targets.rows() if str(when) == day and symbol}


def test_all_names_of_a_segment_are_equal_without_a_filter() -> None:
    # Rate 1/2 in three segments of 1/6, the boards B and C in halves; power 1/2 in E until F has its first bar.
    found = decide(STRATEGY, History(PANEL, MEMBERS, ())).targets
    rate = {"A": 1 / 6, "B": 1 / 12, "C": 1 / 12, "D": 1 / 6}
    assert weights(found, "2026-01-30") == pytest.approx(rate | {"E": 1 / 2})
    assert weights(found, "2026-02-27") == pytest.approx(rate | {"E": 1 / 4, "F": 1 / 4})


def test_nothing_is_decided_before_the_first_report_and_then_at_reports_and_month_ends() -> None:
    dates = [str(day) for day in decided().targets.dates]
    assert dates == ["2025-12-10", "2025-12-31", "2026-01-28", "2026-01-30", "2026-02-27", "2026-03-31"]


def test_the_only_known_sleeve_and_segment_has_everything_and_the_result_says_until_when() -> None:
    assert weights(decided().targets, "2025-12-10") == {"B": 1.0}
    assert decided().notes[0] == EMPTY
    assert decided(report="004").notes[0].endswith(": power from 2025-12-10 to the end")
    # With one sleeve left by a filter there is no other to have a share.
    assert not any("without a name" in note for note in decided(segment="power_supply").notes)


def test_sleeves_and_segments_share_and_what_does_not_rise_is_cash() -> None:
    # Rate 1/2 in three segments of 1/6: optical A; boards B alone, C falls; equipment D is flat, its 1/6 is cash.
    # Power 1/2: power supply E alone, F has no bar yet.
    assert weights(decided().targets, "2026-01-30") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 2})


def test_a_lookback_under_the_minimum_of_sixty_still_buys() -> None:
    # Five sessions of strength and trend while ``minimum`` is left at its 60: the rising names are as above, not cash.
    found = decided(lookback=5, trend=5, minimum=STRATEGY.parameters["minimum"].default).targets
    assert weights(found, "2025-12-10") == {"B": 1.0}
    assert weights(found, "2026-01-30") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 2})


def test_a_name_joins_when_it_has_enough_history() -> None:
    # By 2026-02-27 F has 19 sessions behind it; by 02-06 it would have had four, under the minimum of five.
    assert weights(decided().targets, "2026-02-27") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 4, "F": 1 / 4})
    weekly = decided(rebalance="week").targets
    assert "F" not in weights(weekly, "2026-02-06")
    assert "F" in weights(weekly, "2026-02-13")


def test_top_one_takes_the_strongest() -> None:
    # Both gained 10 over ten sessions; at equal prices E and F tie, and E comes first by symbol.
    assert weights(decided(top=1).targets, "2026-03-31") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 2})


def test_formal_names_alone() -> None:
    # Without A rate has boards and equipment, 1/4 each, of which equipment stays cash.
    assert weights(decided(listing="formal").targets, "2026-01-30") == pytest.approx({"B": 1 / 4, "E": 1 / 2})


def test_shrinking_capex_halves_exposure_from_its_publication_on() -> None:
    # 2025Q4 is 90 after 100 a year before; it is published on 2026-02-04.
    capex = (
        signal("capex/big4_sum", "2024-12-31", "2025-02-04", 100.0),
        signal("capex/big4_sum", "2025-12-31", "2026-02-04", 90.0),
    )
    found = decided(capex)
    assert weights(found.targets, "2026-01-30") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 2})
    assert weights(found.targets, "2026-02-27") == pytest.approx({"A": 1 / 12, "B": 1 / 12, "E": 1 / 8, "F": 1 / 8})
    assert found.notes == (
        EMPTY,
        "gate hyperscaler_capex had no known value until 2026-02-27: neutral until then",
        "gate hyperscaler_capex reads capex/big4_sum from 2026-02-27",
    )
    assert weights(decided(capex, below=1.0).targets, "2026-02-27") == weights(decided().targets, "2026-02-27")


def test_without_a_known_value_the_gate_is_neutral_and_says_so() -> None:
    assert decided().notes == (EMPTY, "gate hyperscaler_capex had no known value: neutral throughout")


def test_the_cap_and_the_share_of_a_sleeve() -> None:
    assert weights(decided(max_weight=0.2).targets, "2026-01-30") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 0.2})
    assert weights(decided(rate_share=0.9).targets, "2026-01-30") == pytest.approx({"A": 0.3, "B": 0.3, "E": 0.1})


def test_hindsight_decides_from_the_first_session_on_and_says_so() -> None:
    found = decided(hindsight=True)
    assert str(found.targets.dates[0]) == "2025-12-01"
    assert found.notes[0].startswith("HINDSIGHT")


def test_hindsight_brings_forward_the_first_publication_only_and_leaves_the_test_as_it_was() -> None:
    # B is known from 2025-12-10, all others from 2026-01-28: before that day B alone is held, with hindsight too.
    found, known = decided(hindsight=True).targets, decided().targets
    assert [(str(day), held) for day, held, _ in found.rows() if str(day) < "2025-12-10"] == [("2025-12-01", "")]
    assert {held for day, held, _ in found.rows() if str(day) < "2026-01-28"} == {"", "B"}
    assert [row for row in found.rows() if str(row[0]) >= "2025-12-10"] == known.rows()


def test_held_names_know_their_segments() -> None:
    assert decided().segment_of == {"A": "optical", "B": "pcb_boards", "E": "power_supply", "F": "power_supply"}


def test_names_without_bars_are_left_out_and_named() -> None:
    stranger = member("Z", "003.rate_ocs", "ocs", "2026-01-28")
    found = decide(MOMENTUM, History(PANEL, (*MEMBERS, stranger)), DIALS)
    assert found.notes[0] == "the data has no Z: left out"
    assert found.targets.rows() == decided().targets.rows()


def test_hindsight_over_an_index_older_than_the_bars_begins_with_the_bars() -> None:
    # Bars from 2026-01-05 on; the month end before them had nobody to decide about, the next report's day has.
    late = {s: np.where(np.array(SESSIONS) < date(2026, 1, 5), NONE, 100 + STEP) for s in "ABE"}
    found = decide(MOMENTUM, History(make_panel(SESSIONS, late), MEMBERS), DIALS, hindsight=True)
    assert str(found.targets.dates[0]) == "2026-01-28"
