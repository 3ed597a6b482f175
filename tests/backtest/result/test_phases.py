"""Phases, names before the thesis and what is out of sample: the long and the tiny result of `made_results`.

Tiny equity: 100,000 (01-24); 99,990 (01-27); 101,990 (02-05); 103,990 (02-06); 105,069 (02-07); 106,069 (02-10).
Index: 4000 4040 4080 4000 4100 4080.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.metrics.publication import Publication
from backtest.result.comparison import compare_curve
from backtest.result.out_of_sample import out_of_sample_sentence
from backtest.result.parts import run_parts
from backtest.result.phases import phases
from backtest.result.result import Result
from backtest.result.verdict import verdict
from backtest.validity.excess import excess_interval
from tests.reports.made_results import long_result, tiny_result

LENT = Publication("004", "A Broker", date(2025, 1, 26), states_thesis=False)  # a Sunday: base 01-24
STATED = Publication("002", "Another Broker", date(2025, 2, 5), states_thesis=True)
LATER = Publication("003", "A Third Broker", date(2025, 2, 8), states_thesis=True)


def resting_on(*publications: Publication) -> Result:
    return tiny_result(hindsight=False, publications=publications)


def test_a_later_report_cuts_the_test_into_phases_each_with_its_own_base() -> None:
    first, second = phases(resting_on(LENT, STATED, LATER))
    # Saturday 02-08 has the close of Friday 02-07 as its base.
    assert (first.label, first.base_date, first.last_date) == (
        "since 002, until 003", date(2025, 2, 5), date(2025, 2, 7),
    )  # fmt: skip
    assert (second.label, second.base_date, second.last_date) == ("since 003", date(2025, 2, 7), date(2025, 2, 10))
    assert (first.sessions, second.sessions) == (2, 1)
    # 105,069 / 101,990 and 4100 / 4080; 106,069 / 105,069 and 4080 / 4100.
    assert (first.numbers.own, first.numbers.market) == pytest.approx((0.030189, 0.004902), abs=1e-6)
    assert (second.numbers.own, second.numbers.market) == pytest.approx((0.009518, -0.004878), abs=1e-6)
    assert first.numbers.span_interval is None


def test_reports_of_one_session_begin_one_phase_and_one_after_the_end_none() -> None:
    sunday = Publication("000", "A Broker", date(2025, 2, 9), states_thesis=False)
    future = Publication("001", "A Broker", date(2025, 2, 10), states_thesis=False)
    assert [each.label for each in phases(resting_on(LENT, STATED, LATER, sunday, future))] == [
        "since 002, until 003 and 000",
        "since 003 and 000",
    ]


def test_a_test_without_a_later_report_has_no_phases() -> None:
    assert phases(resting_on(LENT, STATED)) == ()
    assert phases(resting_on()) == ()


def test_names_before_the_thesis_have_a_label_and_a_sentence_and_never_the_headline() -> None:
    result = resting_on(LENT, STATED)
    names, test = run_parts(result)
    assert (names.name, names.base_date, names.last_date) == ("names_004", date(2025, 1, 24), date(2025, 2, 5))
    assert (names.label, test.label) == ("Names of 004, before the thesis was stated", "Test, since publication")
    seen = verdict(result)
    # 106,069 / 101,990 = 1.039994; 4080 / 4080.
    assert seen.headline == (
        "Since publication of 002, which states the thesis, on 2025-02-05 (base: close of 2025-02-05) to 2025-02-10 "
        "the strategy made +4.0% against 0.0% of the CSI 300 price index: ahead by 4.0 points."
    )
    # 101,990 / 100,000 = 1.0199; 4080 / 4000 = 1.02.
    assert seen.sentences[-1] == (
        "Names of 004, before the thesis was stated (2025-01-24 to 2025-02-05): +2.0% against +2.0%; nobody had stated "
        "the thesis then, so it is no evidence on it."
    )


def test_a_run_without_the_report_that_states_the_thesis_is_not_judged_but_keeps_its_rows() -> None:
    other = Publication("000", "A Broker", date(2025, 2, 5), states_thesis=False)
    result = resting_on(LENT, other)
    seen = verdict(result)
    assert (seen.standing, seen.part, seen.numbers) == ("not judged", None, None)
    assert seen.headline == (
        "The thesis is not judged: 004 and 000 lent names to this run, and no report of it states the thesis."
    )
    assert [part.label for part in run_parts(result)] == ["Names of 004", "Names of 004 and 000"]


def test_data_that_end_by_the_thesis_are_pending_with_the_names_as_a_row() -> None:
    seen = verdict(resting_on(LENT, replace(STATED, known_from=date(2025, 3, 3))))
    assert seen.standing == "pending"
    assert seen.headline == "Published on 2025-03-03; the sessions end on 2025-02-10: there is nothing to judge yet."
    assert seen.sentences[-1].startswith("Names of 004, before the thesis was stated (2025-01-24 to 2025-02-10): ")


def test_rules_are_out_of_sample_only_since_they_were_written() -> None:
    result = resting_on(LENT, STATED)
    written = replace(result, rules_written=date(2026, 11, 23))
    assert out_of_sample_sentence(written) == (
        "Its names are out of sample since 2025-02-05, its rules only since 2026-11-23, when they were written; the "
        "paper diary is the only part that is out of sample in both."
    )
    before = replace(result, rules_written=date(2025, 2, 5))
    assert out_of_sample_sentence(before) == "Its names and its rules are out of sample since 2025-02-05."
    assert out_of_sample_sentence(result) == "Its names are out of sample since 2025-02-05."
    assert out_of_sample_sentence(resting_on()) == ""
    diary = Publication("diary", "", date(2025, 2, 5), states_thesis=True, kind="diary")
    assert out_of_sample_sentence(replace(written, publications=(diary,))) == ""


def test_under_a_year_sentence_and_numbers_are_of_the_span_and_after_it_of_a_year() -> None:
    result = long_result(400, 4)
    (part,) = run_parts(result)
    dates, equity, index = part.ledger.sessions[part.rows], part.ledger.equity[part.rows], result.benchmark[part.rows]
    # 364 days are under a year, 365 are not.
    for days, short in ((364, True), (365, False)):
        inside = dates <= dates[0] + np.timedelta64(days - 1, "D")
        moved = np.append(dates[inside], dates[0] + np.timedelta64(days, "D"))
        count = len(moved)
        seen = compare_curve(Curve(moved, equity[:count], index[:count]))
        assert seen.under_a_year is short
        assert seen.shown_excess == (seen.relative if short else seen.annual_excess)
        assert seen.relative == pytest.approx((1 + seen.own) / (1 + seen.market) - 1)
        # The same interval asked for with as many periods a year as the span has sessions.
        spread = excess_interval(equity[:count], index[:count], count - 1)
        assert spread is not None
        assert seen.span_interval is not None
        assert (seen.span_interval.low, seen.span_interval.high) == pytest.approx((spread.low, spread.high))


def test_a_verdict_under_a_year_says_nothing_of_a_year() -> None:
    short, long = verdict(long_result(250, 4)), verdict(long_result(500, 4))
    assert short.part is not None
    assert short.sentences[0].startswith("Its wealth relative to the index grew by ")
    assert f" in these {short.part.sessions} sessions; the 95% interval of that, " in short.sentences[0]
    assert "a year" not in " ".join((short.headline, *short.sentences))
    assert " a year; the 95% interval of that, " in long.sentences[0]
