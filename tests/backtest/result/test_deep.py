"""What a deep run says of its names: beside random lists and before publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from backtest.result.deep import Deep, deep_sentences
from backtest.result.document import run_document
from backtest.result.random_lists import random_lists_sentence, run_up_sentence
from backtest.result.verdict import verdict
from backtest.validity.random_lists import RandomLists
from backtest.validity.run_up import RunUp
from data_sources.language.text import same
from tests.backtest.result.test_random_lists import FOUND
from tests.reports.made_results import long_result

RUN_UP = RunUp(own=1.63, market=0.25, excess=1.38, benchmark="H00300.CSI", names=17, left_out=0)
DEEP = Deep(date(2025, 5, 7), date(2026, 5, 7), RandomLists(FOUND, 17, ()), 0, RUN_UP)


def test_the_list_is_named_with_its_day_and_the_pool_it_stands_in() -> None:
    lists, before = deep_sentences(DEEP)
    assert lists == (
        "The plain list of 2025-05-07, 17 names in equal parts held to 2026-05-07 without costs, stands beside random "
        f"ones from the 111 stored names of the same kinds. {random_lists_sentence(FOUND)}"
    )
    assert before == run_up_sentence(RUN_UP, same("the names of the plain list"))
    assert before.startswith("In the 240 sessions before publication the names of the plain list had made +163.0%")


def test_names_that_only_later_reports_gave_are_counted_and_said_to_be_hard_to_beat() -> None:
    (lists,) = deep_sentences(replace(DEEP, named_later=50, run_up=None))
    assert "from the 111 stored names of the same kinds, 50 of which reports named only later. The list made" in lists
    assert lists.endswith("What reports named later may be there for having risen, which is hard to beat.")


def test_names_that_could_not_be_bought_are_named_and_a_list_without_any_like_it_says_so() -> None:
    absent = replace(DEEP, lists=RandomLists(FOUND, 1, ("688001.SH",)))
    assert deep_sentences(absent)[0].startswith(
        "The plain list of 2025-05-07, without 688001.SH, which could not be bought then, 1 name in equal parts"
    )
    nothing = replace(DEEP, lists=RandomLists(None, 1, ()), run_up=None)
    (said,) = deep_sentences(nothing)
    assert said == (
        "No random lists could be drawn beside the plain list of 2025-05-07: the store has too few names that are like "
        "its own."
    )


def test_the_sentences_are_part_of_the_verdict_and_the_numbers_of_the_document(tmp_path: Path) -> None:
    result = long_result(120, 4)
    deep = replace(result, deep=DEEP)
    assert set(verdict(deep).sentences) - set(verdict(result).sentences) == set(deep_sentences(DEEP))
    document = run_document(deep, tmp_path, [])
    assert isinstance(document["deep"], dict)
    assert document["deep"]["lists"]["baskets"]["draws"] == 2000
    assert run_document(result, tmp_path, [])["deep"] is None
