"""Parts and verdict: the tiny result (see `made_results`) read off by hand.

Equity: 100,000; 99,990; 101,990; 103,990 (published); 105,069; 106,069. Index: 4000 4040 4080 4000 4100 4080.
Test: 106,069 / 103,990 - 1 = +1.9992%, index 4080 / 4000 - 1 = +2.0%. Hindsight: +3.99%, index 0%.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.result.benchmark import headline_benchmark
from backtest.result.parts import run_parts
from backtest.result.verdict import verdict
from tests.reports.made_results import dated, long_result, tiny_result


def test_the_parts_share_the_session_of_publication_as_end_and_base() -> None:
    hindsight, test = run_parts(tiny_result())
    assert (hindsight.first, hindsight.last, test.first, test.last) == (0, 3, 3, 5)
    assert (hindsight.last_date, test.base_date) == (date(2025, 2, 6), date(2025, 2, 6))


def test_publication_on_a_holiday_counts_from_the_session_before() -> None:
    # 2025-02-01 lies in the holiday between 01-27 and 02-05.
    hindsight, test = run_parts(tiny_result(known_from=date(2025, 2, 1)))
    assert (hindsight.last_date, test.base_date) == (date(2025, 1, 27), date(2025, 1, 27))


def test_without_a_publication_date_there_is_one_part_and_no_claim_about_publication() -> None:
    result = tiny_result(known_from=None, hindsight=False)
    (part,) = run_parts(result)
    assert part.name == "whole"
    headline = verdict(result).headline
    assert headline == (
        "Over the whole run (2025-01-24 to 2025-02-10) the strategy made +6.1% against +2.0% of the CSI 300 price "
        "index: ahead by 4.1 points."
    )


def test_the_verdict_rests_on_the_test_and_names_hindsight_as_such() -> None:
    result = tiny_result()
    seen = verdict(result)
    assert seen.standing == "level"
    assert seen.headline == (
        "Since publication on 2025-02-06 (base: close of 2025-02-06) to 2025-02-10 the strategy made +2.0% against "
        "+2.0% of the CSI 300 price index: level with it."
    )
    too_short, *_, sample, hindsight, apart = seen.sentences
    assert sample == "Its names are out of sample since 2025-02-06."
    assert apart.startswith("Hindsight and what follows publication are two executions: ")
    assert too_short == "With 2 sessions the record is too short to tell the excess from chance."
    assert hindsight.startswith("Before publication (2025-01-24 to 2025-02-06, hindsight) the same rules would have")
    assert "+4.0% against 0.0%" in hindsight


@pytest.mark.parametrize(
    ("known_from", "when"),
    [
        # Published while the market was shut from 01-28 to 02-04; published before the first session of the run.
        (date(2025, 2, 4), "Since publication on 2025-02-04 (base: close of 2025-01-27) to 2025-02-10 the strategy"),
        (date(2025, 1, 20), "From 2025-01-24 to 2025-02-10, after publication on 2025-01-20, the strategy"),
    ],
)
def test_the_day_of_the_base_is_never_called_the_publication(known_from: date, when: str) -> None:
    result = tiny_result(known_from=known_from)
    assert verdict(result).headline.startswith(when)


def test_a_report_published_after_the_last_session_is_not_judged() -> None:
    result = replace(tiny_result(hindsight=False, known_from=None), publications=dated(date(2025, 3, 1)))
    seen = verdict(result)
    assert (seen.standing, seen.part, seen.evidence) == ("pending", None, None)
    assert seen.headline == "Published on 2025-03-01; the sessions end on 2025-02-10: there is nothing to judge yet."


def test_behind_and_distinguishable_only_when_the_interval_says_so() -> None:
    result = long_result(300, 4)
    index = np.array(result.ledger.equity) * np.exp(np.arange(301) * 0.002)
    ahead_of_us = replace(result, benchmark=index)
    seen = verdict(ahead_of_us)
    assert seen.standing == "behind"
    assert "behind by" in seen.headline
    assert "leaves zero out" in seen.sentences[0]


@pytest.mark.parametrize(
    ("symbol", "name", "said"),
    [
        ("H00300.CSI", "CSI 300 total return", "The CSI 300 total return (H00300.CSI) reinvests dividends before tax."),
        ("000300.SH", "CSI 300 price index", "The CSI 300 price index (000300.SH) leaves dividends out while the"),
        ("931160.CSI", "CSI communication equipment", "Whether 931160.CSI reinvests dividends is not known here."),
    ],
)
def test_what_the_index_does_with_dividends_is_said_once_beside_the_excess(symbol: str, name: str, said: str) -> None:
    result = replace(long_result(60, 4), benchmark_symbol=symbol)
    assert headline_benchmark(result).name == name
    assert headline_benchmark(result).values is result.benchmark
    (sentence,) = (each for each in verdict(result).sentences if "dividends" in each)
    assert sentence.startswith(said)
