"""Symbols without amounts are said once for the table and once each."""

from __future__ import annotations

import numpy as np

from data_sources.quality.units.unproved import no_actions, unproved
from tests.data_sources.quality.long_market import A, B, actions, bars, found, rules, wandering

CLOSES = wandering()


def test_a_table_without_amounts_is_said_aloud_and_of_each_symbol() -> None:
    findings = found(unproved, bars(A, CLOSES, amount=None), bars(B, CLOSES, amount=None))
    assert rules(findings) == [("warning", "unproved", ""), ("warning", "unproved", A), ("warning", "unproved", B)]
    assert findings[0].message == "120 of 120 rows have no amount: nothing proves raw prices and shares"
    words = "60 of 60 rows: no amount proves that volume is in shares and prices are raw"
    assert findings[1].message == words


def test_one_symbol_without_amounts_beside_another() -> None:
    findings = found(unproved, bars(A, CLOSES), bars(B, CLOSES, amount=None))
    assert rules(findings) == [("warning", "unproved", ""), ("warning", "unproved", B)]
    assert findings[0].message.startswith("60 of 120 rows have no amount, all those of 1 of 2 symbols: nothing")


def test_amounts_in_part_of_the_rows_prove_the_symbol() -> None:
    amount = np.where(np.arange(60) < 50, np.nan, np.array(CLOSES) * 1e6)
    assert found(unproved, bars(A, CLOSES, amount=amount)) == []


def test_a_vendor_s_answer_says_it_elsewhere() -> None:
    assert found(unproved, bars(A, CLOSES, amount=None), stretch=True) == []


def test_a_single_row_is_said_too() -> None:
    findings = found(unproved, bars(A, CLOSES[:1], amount=None))
    assert findings[0].message == "1 of 1 rows have no amount: nothing proves raw prices and shares"


def test_half_a_year_without_any_action_is_said_once() -> None:
    days = [day.item() for day in np.arange("2024-01-02", "2024-12-31", dtype="M8[D]") if np.is_busday(day)][:120]
    share = bars(A, wandering(120), date=days)
    (finding,) = found(no_actions, share)
    assert (finding.severity, finding.rule, finding.symbol) == ("note", "no_actions", "")
    assert finding.message.startswith("no actions are known for bars of 120 sessions: holders get no dividends")
    # One action of another share, a shorter table and a vendor's answer say nothing.
    assert found(no_actions, share, acted=actions((B, 10, 0.1, 0.0))) == []
    assert found(no_actions, bars(A, wandering(119), date=days[:119])) == []
    assert found(no_actions, share, stretch=True) == []
