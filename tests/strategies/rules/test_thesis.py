"""One engine for every thesis: two sleeves, three names, a gate, with weights worked out by hand.

Weekdays from 2025-12-01. A and B are chips, C is power; all are known from 2025-12-10. Decisions: 12-10, 12-31.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
from strategies.contract.parameters import Parameter, Value
from strategies.contract.strategy import Decisions, History, Segment, decide
from strategies.rules.basket import Basket
from strategies.rules.filters import FILTERS
from strategies.rules.gate import HYPERSCALER_CAPEX
from strategies.rules.thesis import Portfolio, last_edit, thesis_strategy
from tests.strategies.decided import weights
from tests.strategies.rules.market import make_panel, member, signal, weekdays

SEGMENTS = (Segment("chips", "chips", ("004.t",), ("chips",)), Segment("power", "power", ("002.t",), ("power",)))
DIALS = {
    "floor": Parameter(0.0, "growth of capex below which exposure falls", -0.5, 1.0),
    "below": Parameter(0.5, "exposure under the floor", 0.0, 1.0),
}
PANEL = make_panel(weekdays("2025-12-01", 30), {symbol: np.full(30, 10.0) for symbol in "ABC"})
MEMBERS = (
    member("A", "004.t", "chips", "2025-12-10"),
    member("B", "004.t", "chips", "2025-12-10", "mentioned"),
    member("C", "002.t", "power", "2025-12-10"),
)
SHRINKING = (
    signal("capex/big4_sum", "2024-09-30", "2024-11-04", 100.0),
    signal("capex/big4_sum", "2025-09-30", "2025-12-15", 90.0),
)


def equal(_: Basket) -> Portfolio:
    return Portfolio()


def gated(basket: Basket) -> Portfolio:
    capex = basket.read(HYPERSCALER_CAPEX)
    return Portfolio(
        sleeves={"chips": 3.0, "power": 1.0},
        invested=basket.exposure(capex.values, floor="floor"),
        readings=(capex,),
        notes=("three to one",),
    )


STRATEGY = thesis_strategy(
    "made_up", "Made up", gated, segments=SEGMENTS, parameters=DIALS, stated_by=("003",), gates=(HYPERSCALER_CAPEX,)
)


def decided(*signals: SignalValue, **dials: Value) -> Decisions:
    return decide(STRATEGY, History(PANEL, MEMBERS, signals), dials)


def test_a_rule_that_says_nothing_holds_every_name_with_equal_sleeves() -> None:
    plain = thesis_strategy("equal", "Equal", equal, segments=SEGMENTS, parameters={}, stated_by=())
    found = decide(plain, History(PANEL, MEMBERS))
    assert weights(found, "2025-12-10") == pytest.approx({"A": 1 / 4, "B": 1 / 4, "C": 1 / 2})
    assert found.notes == ()


def test_sleeves_share_as_the_rule_says_and_the_gate_scales_from_its_day_on() -> None:
    # Chips 3/4 over two names, power 1/4; capex fell by 10%, known on 12-15: half of it all from 12-31 on.
    found = decided(*SHRINKING)
    assert weights(found, "2025-12-10") == pytest.approx({"A": 3 / 8, "B": 3 / 8, "C": 1 / 4})
    assert weights(found, "2025-12-31") == pytest.approx({"A": 3 / 16, "B": 3 / 16, "C": 1 / 8})
    assert found.segment_of == {"A": "chips", "B": "chips", "C": "power"}


def test_the_notes_of_gates_come_before_those_of_the_rule() -> None:
    assert decided().notes == ("gate hyperscaler_capex had no known value: neutral throughout", "three to one")


def test_cap_schedule_and_filters_come_with_every_thesis() -> None:
    assert tuple(STRATEGY.parameters) == ("floor", "below", "max_weight", "rebalance", *FILTERS)
    # A cap of 0.3 cuts both chips from 3/8; what is cut off stays in cash.
    assert weights(decided(max_weight=0.3), "2025-12-10") == pytest.approx({"A": 0.3, "B": 0.3, "C": 0.25})
    assert weights(decided(listing="formal"), "2025-12-10") == pytest.approx({"A": 3 / 4, "C": 1 / 4})


def test_reports_are_those_of_the_segments_and_the_account_is_the_modules_docstring() -> None:
    assert STRATEGY.reports == ("002", "004")
    assert STRATEGY.account.startswith("One engine for every thesis")


def test_the_last_edit_dates_the_rules_wherever_it_stands() -> None:
    account = (
        "What.\n\nRefuted if: 2027-01-01 passes.\n\nEdits: 2026-11-23 first version; 2026-12-01\nanother; the 3rd."
    )
    assert last_edit(account) == date(2026, 12, 1)
    assert last_edit("What.\n") is None
