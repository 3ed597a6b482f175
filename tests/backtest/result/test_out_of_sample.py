"""Since when nobody knew the outcome: of a user's own rule only where every name had been named before it was held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.result.out_of_sample import DIARY, is_dated, out_of_sample_sentence, undated_sentence
from backtest.result.parts import RunPart, judged_part, run_parts
from backtest.result.result import Result
from backtest.result.universe import Universe
from backtest.result.verdict import verdict
from tests.backtest.result.made_markets import Truth, made_run

SHIPPED = made_run(1, Truth(skill=0.006), skilled=True)
DAY = date(2024, 2, 27)  # the 41st weekday from 2024-01-02 on


def own(share: float | None, **changes: object) -> Result:
    """The same run as a user's own, with a share of its weight in names that no report had named by then."""
    return replace(SHIPPED, universe=Universe(40, share, np.ones(len(SHIPPED.ledger.sessions))), **changes)  # type: ignore[arg-type]


def judged(result: Result) -> RunPart:
    part = judged_part(run_parts(result))
    assert part is not None
    return part


def test_one_name_that_no_report_had_named_dates_nothing() -> None:
    assert verdict(SHIPPED).badge == verdict(own(0.0)).badge == "HELD"
    seen = verdict(own(0.0004))
    assert seen.badge == "NOT JUDGED"
    assert seen.reason == ("Under 1% of its weight was in names that no report had named by then, so no day dates it.")
    assert seen.reason in seen.paragraph
    assert seen.headline.startswith("From 2024-02-27 to 2025-04-07 the strategy made ")
    assert not any("out of sample" in each for each in seen.sentences)


def test_a_rule_that_wanted_no_name_held_none_that_was_unnamed() -> None:
    assert is_dated(judged(own(None)))
    assert undated_sentence(judged(own(None))) == ""


def test_what_a_hindsight_run_held_early_is_not_held_against_what_it_held_as_published() -> None:
    hindsight = own(0.5, hindsight=True, as_published=own(0.0))
    assert is_dated(judged(hindsight))
    assert out_of_sample_sentence(hindsight) == f"Its names are out of sample since {DAY}; nothing dates its rules."


def test_a_paper_diary_dates_every_name_of_its_own() -> None:
    diary = replace(SHIPPED.publications[0], kind="diary")
    assert is_dated(judged(own(1.0, publications=(diary,))))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, f"Its names are out of sample since {DAY}; nothing dates its rules."),
        (DAY, f"Its names and, by the word of its file, its rules are out of sample since {DAY}."),
        (
            date(2026, 11, 23),
            (
                f"Its names are out of sample since {DAY}, its rules, by the word of its file, only since 2026-11-23, "
                f"when they were written; {DIARY}."
            ),
        ),
    ],
)
def test_the_day_of_own_rules_is_a_claim_of_their_file(written: date | None, said: str) -> None:
    result = own(0.0, rules_written=written)
    assert out_of_sample_sentence(result) == said
    assert out_of_sample_sentence(replace(result, universe=own(0.2).universe)) == ""


def test_the_paragraph_names_the_claim_too() -> None:
    late = date(2026, 11, 23)
    assert (
        "By the word of its file the rules were written on 2026-11-23"
        in verdict(own(0.0, rules_written=late)).paragraph
    )
    assert "The rules were written on 2026-11-23" in verdict(replace(SHIPPED, rules_written=late)).paragraph
