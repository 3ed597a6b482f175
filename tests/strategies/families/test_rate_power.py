"""Rate and power on a market of six names, with weights worked out by hand.

Every session is a weekday from 2025-12-01 on. A: optical. B, C: boards. D: equipment. E, F: power supply.
A rises 1 a session, B 2, C falls, D is listed but flat, E rises 1, F rises from 2026-02-02, its first bar.
B is known from 2025-12-10, all others from 2026-01-28.
"""

from datetime import date

import numpy as np
import pytest

from backtest.targets import Targets
from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, History, Strategy, decide
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
    member("B", "003.rate_pcb_boards", "pcb_boards", "2025-12-10"),
    member("A", "003.rate_optical_cpo", "optical_modules", "2026-01-28", "mentioned"),
    member("C", "003.rate_pcb_boards", "pcb_boards", "2026-01-28"),
    member("D", "003.rate_pcb_equipment", "pcb_equipment", "2026-01-28"),
    member("E", "003.power_hvdc_sst", "hvdc", "2026-01-28"),
    member("F", "003.power_hvdc_sst", "transformers", "2026-01-28"),
    member("A", "003.rate_plus_power_umbrella", "servers", "2025-12-10"),
    member("F", "002.hvdc", "hvdc", "2025-12-10"),
)
EMPTY = "sleeves without a name, whose share the others had: power from 2025-12-10 until 2026-01-28"
GATES = ("cloud_capex_to_cash_flow", "cloud_capex_to_cash_flow_rise", "cloud_roic_rise", "hyperscaler_capex")
# Rate 1/2 in three segments of 1/6, the boards B and C in halves; power 1/2 in E, F has no bar yet.
RATE = {"A": 1 / 6, "B": 1 / 12, "C": 1 / 12, "D": 1 / 6}
WHOLE = RATE | {"E": 1 / 2}
MOMENTUM = STRATEGY.varied("momentum")
DIALS: dict[str, Value] = {"lookback": 10, "trend": 10, "minimum": 5}


def decided(*signals: SignalValue, hindsight: bool = False, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), dials, hindsight=hindsight)


def with_momentum(**dials: Value) -> Targets:
    return decide(MOMENTUM, History(PANEL, MEMBERS), {**DIALS, **dials}).targets


def weights(targets: Targets, day: str) -> dict[str, float]:
    return {symbol: weight for when, symbol, weight in targets.rows() if str(when) == day and symbol}


def halved(whole: dict[str, float]) -> dict[str, float]:
    return {symbol: weight / 2 for symbol, weight in whole.items()}


def test_nothing_is_decided_before_the_first_name_and_then_at_reports_and_month_ends() -> None:
    dates = [str(day) for day in decided().targets.dates]
    assert dates == ["2025-12-10", "2025-12-31", "2026-01-28", "2026-01-30", "2026-02-27", "2026-03-31"]


def test_the_only_known_sleeve_and_segment_has_everything_and_the_result_says_until_when() -> None:
    assert weights(decided().targets, "2025-12-10") == {"B": 1.0}
    assert decided().notes[0] == EMPTY
    # With one sleeve left by a filter there is no other to have a share.
    assert not any("without a name" in note for note in decided(segment="power_supply").notes)


def test_sleeves_segments_and_names_are_equal_whether_they_rise_or_not() -> None:
    assert weights(decided().targets, "2026-01-30") == pytest.approx(WHOLE)
    assert weights(decided().targets, "2026-02-27") == pytest.approx(RATE | {"E": 1 / 4, "F": 1 / 4})


def test_builders_of_servers_belong_to_what_supplies_power_and_cooling() -> None:
    builder = member("F", "003.power_hvdc_sst", "servers", "2026-01-28", "attention")
    cooled = member("D", "003.power_liquid_cooling", "liquid_cooled_servers", "2026-01-28", "mentioned")
    found = decide(STRATEGY, History(PANEL, (*MEMBERS[:5], builder, cooled)))
    # Power 1/2 in two segments of 1/4: E with the builder F, and D, which has its 1/6 of rate too.
    assert weights(found.targets, "2026-02-27") == pytest.approx(RATE | {"D": 1 / 6 + 1 / 4, "E": 1 / 8, "F": 1 / 8})


def test_names_of_other_reports_are_not_held() -> None:
    # 002 named F before; it joins when 003 names it and it trades.
    assert STRATEGY.reports == ("003",)
    assert weights(decided().targets, "2025-12-31") == {"B": 1.0}


def test_formal_names_alone() -> None:
    # Without A rate has boards and equipment, 1/4 each.
    found = weights(decided(listing="formal").targets, "2026-01-30")
    assert found == pytest.approx({"B": 1 / 8, "C": 1 / 8, "D": 1 / 4, "E": 1 / 2})


def test_shrinking_capex_halves_exposure_from_its_publication_on() -> None:
    # 2025Q4 is 90 after 100 a year before; it is published on 2026-02-04.
    capex = (
        signal("capex/big4_sum", "2024-12-31", "2025-02-04", 100.0),
        signal("capex/big4_sum", "2025-12-31", "2026-02-04", 90.0),
    )
    found = decided(*capex)
    assert weights(found.targets, "2026-01-30") == pytest.approx(WHOLE)
    assert weights(found.targets, "2026-02-27") == pytest.approx(halved(RATE | {"E": 1 / 4, "F": 1 / 4}))
    assert found.notes[-2:] == (
        "gate hyperscaler_capex had no known value until 2026-02-27: neutral until then",
        "gate hyperscaler_capex reads capex/big4_sum from 2026-02-27",
    )
    assert weights(decided(*capex, below=1.0).targets, "2026-02-27") == weights(decided().targets, "2026-02-27")


def clouds(shares: tuple[float, float, float], before: tuple[float, float, float], roic: float) -> list[SignalValue]:
    """Capex to cash flow of three clouds in two quarters, percent, and the ROIC of one, 20 percent in the first."""
    quarters = (("2025-09-30", "2025-10-30", before, 20.0), ("2025-12-31", "2026-01-29", shares, roic))
    return [
        signal(series, end, known, value, "percent")
        for end, known, three, one in quarters
        for series, value in (
            *((f"capex_to_ocf/{name}", each) for name, each in zip("XYZ", three, strict=True)),
            ("roic/X", one),
        )
    ]


@pytest.mark.parametrize(
    ("shares", "before", "roic", "closes"),
    [
        # The median cloud spends 70 of 100 after 50, and returns fall: cash flow does not follow.
        ((65, 70, 90), (40, 50, 80), 19.0, False),
        # As much, but returns rise; or as much, but less than the quarter before; or not above 60.
        ((65, 70, 90), (40, 50, 80), 21.0, True),
        ((65, 70, 90), (70, 80, 95), 19.0, True),
        ((55, 60, 90), (40, 50, 80), 19.0, True),
        # Two of three spend more than comes in: money from outside, whatever the rest says.
        ((65, 101, 120), (70, 95, 99), 21.0, False),
        # Spending all that comes in is not more than that.
        ((65, 100, 120), (70, 95, 99), 21.0, True),
    ],
)
def test_exposure_halves_while_the_commercial_loop_does_not_close(
    shares: tuple[float, float, float], before: tuple[float, float, float], roic: float, *, closes: bool
) -> None:
    found = decided(*clouds(shares, before, roic)).targets
    assert weights(found, "2026-01-28") == pytest.approx(WHOLE)  # the quarter is known a day later
    assert weights(found, "2026-01-30") == pytest.approx(WHOLE if closes else halved(WHOLE))


def test_an_open_loop_and_shrinking_capex_halve_once() -> None:
    capex = (
        signal("capex/big4_sum", "2024-12-31", "2025-02-04", 100.0),
        signal("capex/big4_sum", "2025-12-31", "2026-01-29", 90.0),
    )
    found = decided(*clouds((65, 101, 120), (70, 110, 130), 21.0), *capex).targets
    assert weights(found, "2026-01-30") == pytest.approx(halved(WHOLE))


def test_without_a_known_value_the_gates_are_neutral_and_say_so() -> None:
    assert decided().notes == (EMPTY, *(f"gate {gate} had no known value: neutral throughout" for gate in GATES))


def test_the_cap_and_the_share_of_a_sleeve() -> None:
    assert weights(decided(max_weight=0.2).targets, "2026-01-30") == pytest.approx(RATE | {"E": 0.2})
    rate = {"A": 0.3, "B": 0.15, "C": 0.15, "D": 0.3}
    assert weights(decided(rate_share=0.9).targets, "2026-01-30") == pytest.approx(rate | {"E": 0.1})


def test_momentum_leaves_what_does_not_rise_in_cash() -> None:
    # Optical A; boards B alone, C falls; equipment D is flat, its 1/6 is cash; E.
    assert weights(with_momentum(), "2026-01-30") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 2})


def test_momentum_with_a_lookback_under_the_minimum_of_sixty_still_buys() -> None:
    # Five sessions of strength and trend while ``minimum`` is left at its 60: the rising names are as above, not cash.
    found = with_momentum(lookback=5, trend=5, minimum=STRATEGY.parameters["minimum"].default)
    assert weights(found, "2025-12-10") == {"B": 1.0}
    assert weights(found, "2026-01-30") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 2})


def test_with_momentum_a_name_joins_when_it_has_enough_history() -> None:
    # By 2026-02-27 F has 19 sessions behind it; by 02-06 it would have had four, under the minimum of five.
    assert weights(with_momentum(), "2026-02-27") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 4, "F": 1 / 4})
    weekly = with_momentum(rebalance="week")
    assert "F" not in weights(weekly, "2026-02-06")
    assert "F" in weights(weekly, "2026-02-13")


def test_top_one_takes_the_strongest() -> None:
    # Both gained 10 over ten sessions; at equal prices E and F tie, and E comes first by symbol.
    assert weights(with_momentum(top=1), "2026-03-31") == pytest.approx({"A": 1 / 6, "B": 1 / 6, "E": 1 / 2})


def test_hindsight_decides_from_the_first_session_on_and_says_so() -> None:
    found = decided(hindsight=True)
    assert str(found.targets.dates[0]) == "2025-12-01"
    assert found.notes[0].startswith("HINDSIGHT")


def test_hindsight_brings_forward_the_first_publication_only_and_leaves_the_test_as_it_was() -> None:
    # B is known from 2025-12-10, all others from 2026-01-28: before that day B alone is held, with hindsight too.
    found, known = decided(hindsight=True).targets, decided().targets
    assert [(str(day), held) for day, held, _ in found.rows() if str(day) < "2025-12-10"] == [("2025-12-01", "B")]
    assert {held for day, held, _ in found.rows() if str(day) < "2026-01-28"} == {"B"}
    assert [row for row in found.rows() if str(row[0]) >= "2025-12-10"] == known.rows()


@pytest.mark.parametrize("strategy", [STRATEGY, MOMENTUM])
def test_held_names_know_their_segments(strategy: Strategy) -> None:
    found = decide(strategy, History(PANEL, MEMBERS), DIALS).segment_of
    rising = {"A": "optical", "B": "pcb_boards", "E": "power_supply", "F": "power_supply"}
    others = {} if strategy is MOMENTUM else {"C": "pcb_boards", "D": "pcb_equipment"}
    assert found == rising | others


def test_names_without_bars_are_left_out_and_named() -> None:
    stranger = member("Z", "003.rate_ocs", "ocs", "2026-01-28")
    found = decide(STRATEGY, History(PANEL, (*MEMBERS, stranger)))
    assert found.notes[0] == "the data has no Z: left out"
    assert found.targets.rows() == decided().targets.rows()


def test_hindsight_over_an_index_older_than_the_bars_begins_with_the_bars() -> None:
    # Bars from 2026-01-05 on; the month end before them had nobody to decide about, the next report's day has.
    late = {s: np.where(np.array(SESSIONS) < date(2026, 1, 5), NONE, 100 + STEP) for s in "ABE"}
    found = decide(STRATEGY, History(make_panel(SESSIONS, late), MEMBERS), hindsight=True)
    assert str(found.targets.dates[0]) == "2026-01-28"
