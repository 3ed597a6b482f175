"""What follows from a cause is not told beside it."""

from __future__ import annotations

import pytest

from data_sources.quality.causes import all_causes
from data_sources.quality.consequences import CONSEQUENCES, told_once
from data_sources.tables.finding import Finding, Severity
from tests.data_sources.quality.long_market import A, B


def finding(rule: str, symbol: str = "", severity: Severity = "severe", table: str = "bars") -> Finding:
    return Finding(severity, rule, "", table, symbol)


def rules(*findings: Finding, accepted: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(each.rule, each.symbol) for each in told_once(findings, accepted)]


def test_moves_from_day_to_day_say_nothing_where_the_days_are_wrong() -> None:
    moved = [finding("actions_without_jump"), finding("price_jump", A, "warning"), finding("between_ticks", A)]
    assert rules(finding("calendar_shifted", "000300.SH", table="index"), *moved) == [
        ("calendar_shifted", "000300.SH"),
        ("between_ticks", A),
    ]


def test_a_cause_of_one_symbol_explains_only_what_is_about_it() -> None:
    moved = [finding("action_without_jump", A), finding("action_without_jump", B)]
    assert rules(finding("bars_shifted", A), *moved) == [("bars_shifted", A), ("action_without_jump", B)]


def test_an_accepted_cause_and_a_mere_warning_explain_nothing_away() -> None:
    both = [finding("calendar_shifted", "000300.SH", table="index"), finding("actions_without_jump")]
    assert len(rules(*both, accepted=("calendar_shifted",))) == 2
    assert len(rules(finding("turnover_scale", A, "warning"), finding("huge_turnover", A, "warning"))) == 2


def test_a_size_that_is_wrong_in_the_whole_table_is_told_once() -> None:
    of_symbols = [finding("volume_unit", A), finding("fractional_volume", A, "warning")]
    assert rules(finding("turnover_scale_all"), *of_symbols) == [("turnover_scale_all", "")]


def test_an_index_among_the_bars_explains_what_is_found_about_it_and_nothing_else() -> None:
    of_bars = [finding("unit_proof", "000300.SH"), finding("between_ticks", "000300.SH"), finding("unit_proof", A)]
    assert rules(finding("not_an_a_share", "000300.SH"), *of_bars) == [
        ("not_an_a_share", "000300.SH"),
        ("unit_proof", A),
    ]


@pytest.mark.parametrize("rule", CONSEQUENCES)
def test_causes_and_consequences_are_rules_and_no_two_hide_each_other(rule: str) -> None:
    assert {rule, *CONSEQUENCES[rule]} <= set(all_causes())
    mutual = [other for other in CONSEQUENCES[rule] if other != rule and rule in CONSEQUENCES.get(other, ())]
    # Each of these two takes the place of the other where it is made.
    assert set(mutual) <= {"actions_per_ten", "actions_of_another_day"}
