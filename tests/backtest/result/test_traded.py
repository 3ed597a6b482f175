"""What was traded, in words: sentences of numbers written down by hand, and of the tiny ledger of `made_results`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backtest.result.few_held import Stretch
from backtest.result.parts import run_parts
from backtest.result.sentences.traded import few_names_sentence, traded_sentences, without_best_sentence
from backtest.result.traded import HeavyName, Traded, few_names, traded
from tests.reports.made_results import tiny_result

STRETCH = Stretch(
    first=date(2025, 5, 8),
    last=date(2026, 1, 28),
    from_start=True,
    to_end=False,
    names=("德明利 001309.SZ",),
    profit=870_000.0,
    share=0.87,
)
SEEN = Traded(
    money=1_000_000.0,
    wanted=39,
    never_held=12,
    mean_invested=0.634,
    effective_median=1.0,
    largest_weight=0.99,
    largest_name="德明利 001309.SZ",
    best_name="德明利 001309.SZ",
    best_share=0.87,
    total_return=1.0,
    without_best=0.13,
    without_best_three=-0.02,
    stretch=STRETCH,
)


def test_every_sentence_of_a_run_that_was_one_stock() -> None:
    assert traded_sentences(SEEN) == (
        "12 of 39 names never affordable at 1,000,000 CNY: a lot cost more than their weight",
        "until 2026-01-28 this was one stock, 德明利 001309.SZ, which made 87% of the profit",
        (
            "without 德明利 001309.SZ, which made 87% of the profit, the return is +13.0% instead of +100.0%; "
            "without the three best it is \N{MINUS SIGN}2.0%"
        ),
        "it was 63% invested on average",
    )


@pytest.mark.parametrize(
    ("stretch", "sentence"),
    [
        (replace(STRETCH, to_end=True), "throughout this was one stock, 德明利 001309.SZ"),
        (
            replace(STRETCH, from_start=False, to_end=True, names=("A", "B"), share=-0.2, profit=-5_000.4),
            "since 2025-05-08 this was two stocks, A and B, which lost 5,000 CNY",
        ),
        (
            replace(STRETCH, from_start=False, names=("A", "B", "C"), share=None, profit=5_000.0),
            "from 2025-05-08 to 2026-01-28 this was three stocks, A, B and C, which made 5,000 CNY",
        ),
    ],
)
def test_a_span_is_told_by_where_it_lies_and_what_it_made(stretch: Stretch, sentence: str) -> None:
    assert few_names_sentence(replace(SEEN, stretch=stretch)) == sentence


def test_more_than_all_profit_is_told_in_money() -> None:
    # The best name made 52,000 of 1,000,000 while all made 4,000: 1,300% of the profit tells nobody anything.
    seen = replace(SEEN, stretch=None, total_return=0.004, without_best=-0.048, best_share=13.0)
    assert without_best_sentence(seen).startswith(
        "without 德明利 001309.SZ, which made 52,000 CNY of a profit of 4,000 CNY in all, the return is"
    )
    # All together lost: there is no profit to have a share of.
    lost = replace(seen, total_return=-0.03, without_best=-0.048, best_share=None)
    assert ", which made 18,000 CNY, the return is" in without_best_sentence(lost)


def test_a_part_of_few_names_alone_is_not_told_without_them() -> None:
    throughout = replace(STRETCH, to_end=True)
    assert without_best_sentence(replace(SEEN, stretch=throughout)) == ""
    three = replace(SEEN, stretch=replace(throughout, names=("A", "B", "C")))
    assert "three best" not in without_best_sentence(three)


def test_only_names_that_made_a_profit_are_taken_out() -> None:
    some = replace(SEEN, stretch=None)
    assert without_best_sentence(replace(some, earners=3)).endswith("; without the three best it is \N{MINUS SIGN}2.0%")
    two = without_best_sentence(replace(some, earners=2))
    assert two.endswith("; without the two that made a profit it is \N{MINUS SIGN}2.0%")
    one = without_best_sentence(replace(some, earners=1, without_best_three=0.13))
    assert one.endswith("the return is +13.0% instead of +100.0%")
    nothing = replace(some, earners=0, best_name="", best_share=None, total_return=-0.1, without_best=-0.1)
    assert without_best_sentence(nothing) == "no name made a profit"
    # 0.30 CNY of 1,000,000.
    cents = replace(some, earners=1, best_share=None, total_return=-0.0999997, without_best=-0.1)
    assert without_best_sentence(cents) == "no name made a profit of a whole yuan"


def test_without_a_span_the_heaviest_are_named_under_ten_effective_names() -> None:
    heavy = (HeavyName("A", 0.31), HeavyName("B", 0.12))
    told = replace(SEEN, stretch=None, effective_median=9.99, heaviest=heavy)
    assert few_names_sentence(told) == (
        "on the median session this was 10.0 effective names; the heaviest, by mean weight in what was invested: "
        "A (31%) and B (12%)"
    )
    assert few_names_sentence(replace(told, effective_median=10.0)) == ""


def test_a_part_without_a_holding_says_so_and_nothing_else() -> None:
    empty = replace(SEEN, effective_median=None, best_name="", stretch=None, total_return=0.0)
    assert traded_sentences(empty) == ("nothing was held of 39 names wanted",)
    assert traded_sentences(replace(empty, wanted=0)) == ("nothing was held: no decision asked for a name",)


def test_under_three_effective_names_are_too_few() -> None:
    assert [few_names(replace(SEEN, effective_median=n)) for n in (2.99, 3.0, None)] == [True, False, False]


def test_the_parts_of_the_tiny_ledger() -> None:
    # Up to session 3 two names of 1.82 effective, 甲 and 乙, whose mean weights among themselves are
    # (10/30 + 11/32 + 12/34) / 3 = 34.3% and 65.7%; the part is too short for a span.
    hindsight, test = (traded(part) for part in run_parts(tiny_result()))
    assert few_names(hindsight)
    assert [each.name for each in hindsight.heaviest] == ["乙公司 600002.SH", "甲公司 600001.SH"]
    assert [each.weight for each in hindsight.heaviest] == pytest.approx(
        [(20 / 30 + 21 / 32 + 22 / 34) / 3, (10 / 30 + 11 / 32 + 12 / 34) / 3]
    )
    assert hindsight.best_name == "甲公司 600001.SH"
    assert hindsight.total_return == pytest.approx(0.0399)
    # 丙 is the new code of 乙: 12/23 and 12.5/24 of what was invested. The base of the part is 103,990.00.
    assert test.money == 103_990.00
    assert test.heaviest[0].name == "丙公司 600003.SH"
    assert test.heaviest[0].weight == pytest.approx((12 / 23 + 12.5 / 24) / 2)
    assert test.largest_name == "丙公司 600003.SH"
