"""Domestic compute on a market of five names, with weights worked out by hand.

Weekdays from 2025-12-01. Accelerators A, B; foundry C; servers D; custom chips E, listed on 2026-02-02. All known on
2026-01-02 except the server, on 2026-01-28. F is a packager of 001, which lends no names.
"""

from datetime import date

import numpy as np
import pytest

from data_sources.tables.facts import Floats
from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, Strategy, decide
from strategies.families.domestic_compute import STRATEGY
from tests.strategies.rules.market import NONE, make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-12-01", 70)  # to 2026-03-06
STEP = np.arange(70.0)
MEMBERS = (
    member("A", "002.domestic_ai_accelerators", "ai_accelerators", "2026-01-02"),
    member("A", "003.domestic_ai_chips", "ai_accelerators", "2026-01-02"),
    member("B", "002.domestic_ai_accelerators", "ai_accelerators", "2026-01-02"),
    member("C", "003.domestic_foundry", "foundry", "2026-01-02"),
    member("D", "002.ai_servers", "servers", "2026-01-28"),
    member("D", "004.ai_cloud_side", "servers", "2026-01-02"),
    member("E", "003.domestic_ai_chips", "custom_chips", "2026-01-02"),
    member("F", "001.self_control_advanced_packaging", "advanced_packaging", "2025-12-10", "mentioned"),
)
FLAT = np.full(70, 4000.0)
DOUBLING = 4000 * 2 ** (STEP / 10)  # in ten sessions, in which the names gain about a tenth
SHRINKS = (signal("capex_yoy/bat_sum", "2025-12-31", "2026-01-02", -5.0, "percent"),)
# Without the cap, which a market of so few names would always meet.
OPEN: dict[str, Value] = {"max_weight": 1.0, "lookback": 10, "minimum": 5}


def decided(
    csi_300: Floats = FLAT, signals: tuple[SignalValue, ...] = (), *, of: Strategy = STRATEGY, **dials: Value
) -> Decisions:
    closes = dict.fromkeys("ABCDF", 100 + STEP)
    closes["E"] = np.where(np.array(SESSIONS) >= date(2026, 2, 2), 100 + STEP, NONE)
    return decide(of, History(make_panel(SESSIONS, closes, csi_300), MEMBERS, signals), {**OPEN, **dials})


def weights(found: Decisions, day: str) -> dict[str, float]:
    return {symbol: weight for when, symbol, weight in found.targets.rows() if str(when) == day}


def test_segments_stand_in_the_printed_order() -> None:
    assert [segment.name for segment in STRATEGY.segments] == [
        "foundry", "packaging", "accelerators", "custom_chips", "supernodes", "servers",
    ]  # fmt: skip


def test_the_segments_that_are_there_are_equal() -> None:
    found = decided()
    # Foundry and accelerators: servers are not known from a report that means China's, the custom chip does not trade.
    assert weights(found, "2026-01-02") == pytest.approx({"A": 1 / 4, "B": 1 / 4, "C": 1 / 2})
    assert weights(found, "2026-01-28") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "C": 1 / 3, "D": 1 / 3})
    assert weights(found, "2026-02-27") == pytest.approx({"A": 1 / 8, "B": 1 / 8, "C": 1 / 4, "D": 1 / 4, "E": 1 / 4})


def test_packaging_has_its_place_and_no_name_of_another_report() -> None:
    assert STRATEGY.reports == ("002", "003")
    assert "F" not in decided().segment_of
    assert str(decided().targets.dates[0]) == "2026-01-02"


def test_no_name_has_more_than_a_tenth_and_the_rest_is_cash() -> None:
    assert weights(decided(max_weight=STRATEGY.parameters["max_weight"].default), "2026-02-27") == dict.fromkeys(
        "ABCDE", 0.1
    )


def test_shrinking_cloud_capex_halves_exposure_and_trailing_the_market_does_not() -> None:
    whole, half = ({"A": share, "B": share, "C": 2 * share} for share in (1 / 4, 1 / 8))
    assert weights(decided(FLAT, SHRINKS), "2026-01-02") == pytest.approx(half)
    assert weights(decided(DOUBLING), "2026-01-02") == pytest.approx(whole)
    assert weights(decided(DOUBLING, SHRINKS), "2026-01-02") == pytest.approx(half)


def test_the_variant_strength_halves_again_while_the_names_trail_the_csi_300() -> None:
    strength = STRATEGY.varied("strength")
    assert weights(decided(DOUBLING, of=strength), "2026-01-02") == pytest.approx({"A": 1 / 8, "B": 1 / 8, "C": 1 / 4})
    both = weights(decided(DOUBLING, SHRINKS, of=strength), "2026-01-02")
    assert both == pytest.approx({"A": 1 / 16, "B": 1 / 16, "C": 1 / 8})
    assert weights(decided(of=strength), "2026-01-02") == weights(decided(), "2026-01-02")
    unknown = decided(np.full(70, NONE), of=strength)
    assert weights(unknown, "2026-01-02") == weights(decided(), "2026-01-02")
    assert unknown.notes[-1] == "strength against the CSI 300 was unknown on 4 decisions: neutral"


def test_the_variant_chips_first_weighs_chips_before_foundry() -> None:
    found = decided(of=STRATEGY.varied("chips_first"))
    # Accelerators 2 and foundry 3; then servers 1 and custom chips 2, with which chips have 4.
    assert weights(found, "2026-01-02") == pytest.approx({"A": 1 / 5, "B": 1 / 5, "C": 3 / 5})
    assert weights(found, "2026-02-27") == pytest.approx({"A": 1 / 8, "B": 1 / 8, "C": 3 / 8, "D": 1 / 8, "E": 2 / 8})


def test_unknown_capex_is_neutral_and_said() -> None:
    assert decided().notes == (
        (
            "sleeves without a name, whose share the others had: packaging, supernodes from 2026-01-02 to the end; "
            "custom_chips from 2026-01-02 until 2026-02-27; servers from 2026-01-02 until 2026-01-28"
        ),
        "gate domestic_cloud_capex had no known value: neutral throughout",
    )
