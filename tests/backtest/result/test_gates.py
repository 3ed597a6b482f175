"""What gates did, in words, and cut to a part."""

from __future__ import annotations

from datetime import date

from backtest.result.gates import ALL_GATES, GateAct, GateEffect, gate_sentence, gates_sentence
from data_sources.language.text import same

DAYS = tuple(date(2025, month, 28) for month in range(1, 9))
HALVED = tuple(GateAct(day, 0.5, 1.0, 0.5) for day in DAYS[2:7])
EFFECT = GateEffect("hyperscaler_capex", DAYS, HALVED)


def test_a_gate_that_never_acted() -> None:
    assert gate_sentence(GateEffect("hyperscaler_capex", DAYS, ())) == (
        "the gate hyperscaler capex changed 0 of 8 decisions since publication"
    )


def test_a_gate_names_the_first_days_on_which_it_acted_and_what_it_did() -> None:
    assert gate_sentence(EFFECT, same("over the whole run")) == (
        "the gate hyperscaler capex changed 5 of 8 decisions over the whole run: 2025-03-28 (50% invested instead of "
        "100%); 2025-04-28 (50% invested instead of 100%); 2025-05-28 (50% invested instead of 100%) and 2 more"
    )


def test_money_that_only_changes_names_is_said_to_move() -> None:
    effect = GateEffect(ALL_GATES, DAYS[:1], (GateAct(DAYS[0], 1.0, 1.0, 0.3),))
    assert gate_sentence(effect) == (
        "all gates together changed 1 of 1 decisions since publication: 2025-01-28 (30% moved between names)"
    )


def test_a_part_has_the_decisions_that_traded_in_it() -> None:
    # The decision of the base date trades on the session after it, that of the last session after the part.
    part = EFFECT.in_part(DAYS[3], DAYS[6])
    assert (part.decisions, part.days) == (3, DAYS[3:6])
    assert [act.day for act in part.changed] == list(DAYS[3:6])


def test_a_gate_that_changed_nothing_says_what_it_read() -> None:
    """Known values with their range, how often nothing was known, or that nothing ever was."""

    def said(*read: float | None) -> str:
        return gates_sentence([GateEffect("foundry_utilisation", DAYS[:3], (), read)], same("since publication"))

    end = ", which by itself changes nothing) changed 0 of 3 decisions since publication."
    assert said(0.856, 0.9, 0.958) == f"The gate foundry utilisation (it read 85.6% to 95.8%{end}"
    assert said(None, None, 0.958) == (
        f"The gate foundry utilisation (neutral at 2 before anything was published, then it read 95.8%{end}"
    )
    assert said(None, None, None) == (
        "The gate foundry utilisation (neutral: nothing that it reads was published by then) changed 0 of 3 decisions "
        "since publication."
    )


def test_a_part_has_what_was_read_in_it() -> None:
    read = tuple(float(each) for each in range(8))
    assert GateEffect("hyperscaler_capex", DAYS, (), read).in_part(DAYS[3], DAYS[6]).read == (3.0, 4.0, 5.0)


def test_gates_that_changed_nothing_are_said_together() -> None:
    """Two idle gates share a clause, the one that acted has its own days."""
    idle = [GateEffect("dram_contract_price", DAYS, ()), GateEffect(ALL_GATES, DAYS, ())]
    assert gates_sentence(idle, same("since publication")) == (
        f"The gate dram contract price and all gates together changed 0 of {len(DAYS)} decisions since publication."
    )
    said = gates_sentence([*idle[:1], EFFECT], same("since publication"))
    assert said.startswith("The gate dram contract price changed 0 of ")
    assert gate_sentence(EFFECT, same("since publication")) in said
    assert gates_sentence([], same("since publication")) == ""
    assert gates_sentence([GateEffect("dram_contract_price", (), ())], same("since publication")) == ""
