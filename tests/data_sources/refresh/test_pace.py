"""Pacing by hand: a vendor of 1 s between calls, the clock at 1,000 s unless said otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random as Chance

import pytest

from data_sources.refresh.pace import Pace, Paces
from data_sources.vendors.errors import Banned, EmptyAnswer, RateLimited, Unavailable
from data_sources.vendors.source import Request

ASKED = Request("eastmoney", "stock_zh_a_hist", "bars", ("600000.SH",), date(2024, 1, 2), date(2024, 1, 2))
CHANCES = [Chance(seed) for seed in range(50)]  # noqa: S311 - jitter, no secrets
START = Pace(interval=1.0, floor=1.0)


def test_the_wait_is_the_interval_give_or_take_a_fifth() -> None:
    paced = START.before(1000.0, 1)
    waits = [paced.wait(1000.0, CHANCES[seed]) for seed in range(50)]
    assert min(waits) >= 0.8
    assert max(waits) <= 1.2
    assert paced.wait(1002.0, CHANCES[1]) == 0.0


def test_refusals_double_the_interval_and_answers_ease_it_down_to_where_it_began() -> None:
    slower = START.refused(Unavailable(ASKED), 1000.0).refused(Unavailable(ASKED), 1001.0)
    assert slower.interval == 4.0
    assert slower.answered(1002.0).interval == pytest.approx(3.92)  # 4 x 0.98
    assert START.answered(1002.0).interval == 1.0


def test_an_empty_answer_is_an_answer() -> None:
    assert START.refused(EmptyAnswer(ASKED), 1000.0).interval == 1.0


def test_a_ban_closes_for_two_hours_and_sets_four_fifths_of_its_calls_as_the_limit() -> None:
    pace = START
    for call in range(50):
        pace = pace.before(1000.0 + call, 1)
    banned = pace.refused(Banned(ASKED), 1050.0)
    assert banned.closed(1050.0 + 7199)
    assert not banned.closed(1050.0 + 7200)
    assert banned.limit == 40


def test_the_next_time_the_breaker_opens_before_the_ban() -> None:
    pace = Pace(1.0, 1.0, limit=40)
    for call in range(40):
        pace = pace.before(9000.0 + call, 1)
        assert not pace.closed(9000.0 + call)
    pace = pace.before(9040.0, 1)
    # 40 calls since 9000 s; the window ends two hours after its first call.
    assert pace.closed(9040.0)
    assert pace.closed_until == 9000.0 + 7200
    assert pace.why == "40 calls in two hours; more led to a ban before"


def test_a_ban_at_the_first_calls_is_no_lesson_about_how_many_are_too_many() -> None:
    # A page for people at the third call: the address was refused before, and three calls are no limit for ever.
    pace = START.before(1000.0, 1).before(1001.0, 1).before(1002.0, 1)
    banned = pace.refused(Banned(ASKED), 1003.0)
    assert banned.closed(1003.0 + 7199)
    assert banned.limit is None
    # What was learned before stays.
    assert Pace(1.0, 1.0, limit=40).before(9000.0, 1).refused(Banned(ASKED), 9001.0).limit == 40


def test_two_hours_at_the_limit_without_a_ban_allow_a_quarter_more() -> None:
    closed = Pace(1.0, 1.0, limit=40).before(9000.0, 40).before(9001.0, 1)
    assert closed.closed_until == 9000.0 + 7200
    again = closed.before(9000.0 + 7200, 50)
    assert (again.limit, again.calls) == (50, 50)
    # Two hours that ended below the limit, or in a ban, tell nothing more.
    assert Pace(1.0, 1.0, limit=40).before(9000.0, 10).before(17_000.0, 10).limit == 40
    banned = Pace(1.0, 1.0, limit=40).before(9000.0, 30).refused(Banned(ASKED), 9100.0)
    assert banned.before(17_000.0, 10).limit == 24


def test_one_request_larger_than_the_limit_is_still_made() -> None:
    assert not Pace(1.0, 1.0, limit=40).before(9000.0, 56).closed(9000.0)


def test_the_vendor_s_own_word_is_how_long_it_is_left_alone() -> None:
    assert START.refused(RateLimited(ASKED, retry_after=120.0), 1000.0).closed_until == 1120.0
    assert START.refused(RateLimited(ASKED), 1000.0).closed_until == 1060.0


def test_four_failures_in_a_row_are_a_rest_of_ten_minutes() -> None:
    pace = START
    for second in range(4):
        assert not pace.closed(1000.0 + second)
        pace = pace.refused(Unavailable(ASKED), 1000.0 + second)
    assert pace.closed_until == 1003.0 + 600.0


def test_what_was_learned_is_kept_and_a_damaged_file_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "pace.json"
    Paces(path)["sina"] = Pace(3.0, 0.4, limit=80)
    assert Paces(path)["sina"].limit == 80
    path.write_text('{"sina": {"interval": 3.0')
    assert Paces(path)["sina"].limit is None
    assert Paces(path)["folder"].interval == 0.0
