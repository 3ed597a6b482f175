"""What gates change: strategies that decide with a signal and without it, on markets made by hand."""

from __future__ import annotations

from datetime import date

import numpy as np

from backtest.result.gates import ALL_GATES, GateAct
from strategies.contract.strategy import History, decide, known_history
from strategies.registry import STRATEGIES
from strategies.standing.gate_effect import gate_effects
from tests.strategies.rules.market import make_panel, member, signal, weekdays

SESSIONS = weekdays("2024-06-03", 250)  # to 2025-05-16
RISING = np.linspace(10.0, 20.0, 250)
# Named on 2025-01-06, decided then and after the last session of each month: five decisions.
DAYS = tuple(date.fromisoformat(day) for day in ("2025-01-06", "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"))
SHRINKING = (
    signal("capex/big4_sum", "2023-12-31", "2024-02-05", 100.0),
    signal("capex/big4_sum", "2024-12-31", "2025-02-03", 90.0),
)


def rate_power() -> History:
    panel = make_panel(SESSIONS, {"600183.SH": RISING, "688629.SH": RISING})
    named = (
        member("600183.SH", "003.rate_pcb_materials", "pcb_materials", "2025-01-06"),
        member("688629.SH", "003.power_hvdc_sst", "hvdc", "2025-01-06"),
    )
    return known_history(panel, named, SHRINKING)


def test_a_gate_changes_the_decisions_from_the_day_its_signal_fell() -> None:
    # Capex is 10% lower, known from 2025-02-03: the three decisions after it hold half.
    (*loop, effect, together) = gate_effects(STRATEGIES["rate_power"], rate_power())
    assert [each.changed for each in loop] == [(), (), ()]
    assert together.changed == effect.changed
    assert (effect.quantity, effect.days) == ("hyperscaler_capex", DAYS)
    assert effect.changed == tuple(GateAct(day, 0.5, 1.0, 0.5) for day in DAYS[2:])
    # 90 after 100; unknown at the first two decisions.
    assert [None if value is None else round(value, 9) for value in effect.read] == [None, None, -0.1, -0.1, -0.1]


def test_parameters_and_given_decisions_count() -> None:
    # With ``below`` at 1 a fall of capex changes nothing; the decisions may be handed on instead of taken again.
    history, strategy = rate_power(), STRATEGIES["rate_power"]
    for effect in gate_effects(strategy, history, {"below": 1.0}):
        assert (effect.decisions, effect.changed) == (5, ())
    taken = decide(strategy, history).targets
    assert gate_effects(strategy, history, decided=taken) == gate_effects(strategy, history)


def test_two_gates_may_act_only_together() -> None:
    # American and Chinese clouds spend 10% less each, known from 2025-02-03: their mean is under zero, and so is either
    # alone. Without one the other still halves the decision; without both nothing does.
    panel = make_panel(SESSIONS, {"002364.SZ": RISING})
    named = (member("002364.SZ", "002.hvdc", "hvdc", "2025-01-06"),)
    cut = tuple(signal(f"capex_yoy/{who}_sum", "2024-12-31", "2025-02-03", -10.0, "percent") for who in ("big4", "bat"))
    home, abroad, both = gate_effects(STRATEGIES["power_cooling"], known_history(panel, named, cut))
    assert (home.quantity, abroad.quantity, both.quantity) == ("domestic_cloud_capex", "hyperscaler_capex", ALL_GATES)
    assert (home.changed, abroad.changed, both.read) == ((), (), ())
    assert both.changed == tuple(GateAct(day, 0.5, 1.0, 0.5) for day in DAYS[2:])


def test_a_strategy_without_gates_has_no_effects() -> None:
    assert gate_effects(STRATEGIES["all_reports"], rate_power()) == ()
