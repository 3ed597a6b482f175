"""What is said of a rule beside the plain list of its names."""

from __future__ import annotations

from backtest.result.plain_list import PlainBeside, plain_sentence
from backtest.validity.interval import Interval


def test_a_rule_that_takes_away_says_so_in_points() -> None:
    assert plain_sentence(PlainBeside(rule=0.1, plain=0.25)) == (
        "The plain list of the same names, in equal parts, made equal again when a report adds names and held, made "
        "+25.0%; the rule adds "
        "\N{MINUS SIGN}15.0 points, too short a record to tell it from its list."
    )


def test_a_rule_whose_interval_includes_zero_cannot_be_told_from_its_list() -> None:
    beside = PlainBeside(rule=0.8, plain=0.25, interval=Interval(-0.1, 1.3, 0.95, 250, 16))
    assert plain_sentence(beside).endswith(
        "the rule adds +55.0 points, but the 95% interval of what it adds includes zero: the rule cannot be told from "
        "its list."
    )


def test_a_rule_whose_interval_leaves_zero_out_is_told_from_its_list() -> None:
    beside = PlainBeside(rule=0.8, plain=0.25, interval=Interval(0.1, 1.3, 0.95, 250, 16))
    assert plain_sentence(beside).endswith(
        "the rule adds +55.0 points, and the 95% interval of what it adds leaves zero out."
    )
