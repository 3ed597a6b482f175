"""The words about random lists and run-up."""

from __future__ import annotations

from dataclasses import replace

from backtest.result.random_lists import p_words, percentile_words, random_lists_sentence, run_up_sentence
from backtest.validity.random_baskets import RandomBaskets
from backtest.validity.run_up import RunUp
from data_sources.language.text import same

# 449 of 2,000 random lists were at least as good: (449 + 1) / 2,001 = 0.2249.
FOUND = RandomBaskets(
    mean=1.367,
    percentile=1551 / 2001,
    p_value=450 / 2001,
    low=0.853,
    median=1.192,
    high=1.557,
    draws=2000,
    pool=111,
    own_share=0.322,
    matched={"board, run-up and beta": 7, "board and run-up": 0, "board and two thirds by run-up": 0, "board": 10},
    unranked=0,
)


def test_the_sentence_says_how_many_with_which_chance_and_how_alike() -> None:
    assert random_lists_sentence(FOUND) == (
        "The list made +136.7%: better than 77.5% of 2,000 matched random lists; (b + 1) / (m + 1) = 0.225. "
        "Nine in ten of them made +85.3% to +155.7%. "
        "Names matched: 7 on board, run-up and beta; 10 on board. "
        "On average 32% of a random list's names are the list's own."
    )
    assert "10 on board (1 with too short a history for it)." in random_lists_sentence(replace(FOUND, unranked=1))


def test_the_best_of_all_lists_is_never_written_as_certain() -> None:
    best = replace(FOUND, percentile=2000 / 2001, p_value=1 / 2001)
    assert (percentile_words(best), p_words(best)) == ("99.9%", "below 0.001")


def test_the_run_up_is_said_with_its_index_and_what_was_left_out() -> None:
    before = RunUp(1.752, 0.245, 1.507, "H00300.CSI", 7, 0)
    assert run_up_sentence(before, same("the 7 formal names")) == (
        "In the 240 sessions before publication the 7 formal names had made +175.2% against +24.5% of the CSI 300 "
        "total return: 150.7 points ahead."
    )
    behind = replace(before, own=0.1, excess=-0.145, benchmark="000300.SH", left_out=2)
    assert run_up_sentence(behind) == (
        "In the 240 sessions before publication the list had made +10.0% against +24.5% of the CSI 300: 14.5 points "
        "behind; 2 more were not traded by then."
    )
