"""From when to when a gate held a run to other weights, read off decisions written down here."""

from __future__ import annotations

from datetime import date

from backtest.result.gate_spans import GateSpan, gate_spans, span_words
from backtest.result.gates import ALL_GATES, GateAct, GateEffect
from data_sources.language.text import said

DAYS = tuple(date(2025, month, 1) for month in (1, 2, 3, 4, 5, 6))


def acts(*months: int, invested: float = 0.5, without: float = 1.0) -> tuple[GateAct, ...]:
    return tuple(GateAct(date(2025, month, 1), invested, without, 0.5) for month in months)


def seen(effects: list[GateEffect]) -> list[tuple[str, int, int | None]]:
    return [(each.quantity, each.since.month, each.until.month if each.until else None) for each in gate_spans(effects)]


def test_decisions_in_a_row_are_one_stretch_up_to_the_first_that_the_gate_left_alone() -> None:
    # Changed in February and March, alone in April, changed again in May and June and not decided after that.
    assert seen([GateEffect("capex", DAYS, acts(2, 3, 5, 6))]) == [("capex", 2, 4), ("capex", 5, None)]


def test_another_exposure_is_another_stretch() -> None:
    effect = GateEffect("capex", DAYS, (*acts(2), *acts(3, invested=0.8)))
    assert seen([effect]) == [("capex", 2, 3), ("capex", 3, 4)]


def test_what_gates_change_only_together_is_of_all_of_them() -> None:
    both_gates = [
        GateEffect("capex", DAYS, acts(2)),
        GateEffect("prices", DAYS, ()),
        GateEffect(ALL_GATES, DAYS, acts(2, 4)),
    ]
    assert seen(both_gates) == [("capex", 2, 3), (ALL_GATES, 4, 5)]


def test_a_gate_that_changed_nothing_has_no_stretch() -> None:
    assert gate_spans([GateEffect("capex", DAYS, ())]) == ()
    assert gate_spans([]) == ()


def test_a_stretch_is_said_with_its_exposure_and_its_gate() -> None:
    (half,) = gate_spans([GateEffect("domestic_capex", DAYS, acts(6))])
    assert span_words(half) == "exposure 50%: domestic capex"
    assert said(span_words(half), "zh").startswith("仓位 50%：")
    moved = GateSpan("prices", DAYS[0], None, GateAct(DAYS[0], 1.0, 1.0, 0.25))
    assert span_words(moved) == "25% between names: prices"
