"""The sentence about the other names of the same report."""

from __future__ import annotations

from backtest.result.other_names import OtherNames, other_names_sentence
from backtest.validity.interval import Interval


def test_a_short_record_says_that_nothing_can_be_told() -> None:
    assert other_names_sentence(OtherNames("003", 36, rule=0.1, others=0.25)) == (
        "The other 36 names of 003, in equal parts, bought at its publication and held without costs, made +25.0%: "
        "this run made 15.0 points less, too short a record to tell it from them."
    )


def test_an_interval_tells_or_does_not_tell_it_from_them() -> None:
    told = OtherNames("003", 1, rule=0.4, others=0.25, interval=Interval(0.1, 0.9, 0.95, 250, 16))
    assert other_names_sentence(told) == (
        "The one other name of 003, in equal parts, bought at its publication and held without costs, made +25.0%: "
        "this run made 15.0 points more; the 95% interval of the difference leaves zero out."
    )
    untold = OtherNames("003", 2, rule=0.4, others=0.25, interval=Interval(-0.1, 0.9, 0.95, 250, 16))
    assert other_names_sentence(untold).endswith("difference includes zero: it cannot be told from them.")
