"""Windows of a walk-forward: their sessions by hand, and that none knows what it is judged by."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.validity.span import UNITS, Span, Unit
from backtest.validity.walk_forward import WalkForward, Window, parse_walk_forward, windows
from data_sources.errors import InputError
from data_sources.language.text import said
from data_sources.tables.facts import Dates


def weekdays(first: str, count: int) -> Dates:
    return np.busday_offset(np.datetime64(first), np.arange(count), roll="forward")


def test_two_years_of_train_and_half_years_of_test_on_weekdays() -> None:
    # Monday 3 January 2022 and on; 2022 has 260 weekdays from there, 2023 260, 2024 262.
    sessions = weekdays("2022-01-03", 720)
    assert sessions[521] == np.datetime64("2024-01-02")
    cut = windows(sessions, WalkForward(Span(2, "y"), Span(6, "m")))
    # The first test begins two years after 3 January 2022: on 3 January 2024, row 522. Half a year on is 3 July, row
    # 522 + 130 (21 + 21 + 21 + 22 + 23 + 20 from 3 January to 31 January and so on, and 2 of July) = 652.
    assert sessions[522] == np.datetime64("2024-01-03")
    assert sessions[652] == np.datetime64("2024-07-03")
    # Train 3 January 2022 to 2 January 2024 without its last session; then from 3 July 2022, a Sunday: row 130.
    assert sessions[130] == np.datetime64("2022-07-04")
    assert cut == (Window(slice(0, 521), slice(522, 652)), Window(slice(130, 651), slice(652, 720)))


def test_sessions_count_themselves_and_an_anchor_keeps_the_beginning() -> None:
    sessions = weekdays("2022-01-03", 100)
    rolling = windows(sessions, WalkForward(Span(40, "s"), Span(25, "s"), gap=2))
    assert rolling == (
        Window(slice(0, 38), slice(40, 65)), Window(slice(25, 63), slice(65, 90)),
        Window(slice(50, 88), slice(90, 100)),
    )  # fmt: skip
    anchored = windows(sessions, WalkForward(Span(40, "s"), Span(25, "s"), gap=2, anchored=True))
    assert [each.train for each in anchored] == [slice(0, 38), slice(0, 63), slice(0, 88)]
    assert [each.test for each in anchored] == [each.test for each in rolling]


@given(
    count=st.integers(30, 400), train=st.integers(21, 120), test=st.integers(1, 90), unit=st.sampled_from(UNITS),
    gap=st.integers(0, 1), anchored=st.booleans(),
)  # fmt: skip
def test_no_train_touches_its_test_and_tests_leave_no_session_out(
    *, count: int, train: int, test: int, unit: Unit, gap: int, anchored: bool
) -> None:
    how = WalkForward(Span(train, "s"), Span(test, unit), gap, anchored)
    sessions = weekdays("2020-01-01", count)
    if count <= train:
        with pytest.raises(InputError, match="leaves nothing to test"):
            windows(sessions, how)
        return
    cut = windows(sessions, how)
    assert [cut[0].test.start, cut[-1].test.stop] == [train, count]
    for one, following in pairwise(cut):
        assert one.test.stop == following.test.start
    for each in cut:
        assert each.test.start < each.test.stop
        assert each.train.stop == each.test.start - gap
        assert each.train.start == (0 if anchored else each.test.start - train)


def test_what_cannot_be_cut_is_said_with_what_there_is() -> None:
    sessions = weekdays("2022-01-03", 100)
    with pytest.raises(InputError, match="the 100 sessions from 2022-01-03 to 2022-05-20") as caught:
        windows(sessions, WalkForward(Span(2, "y"), Span(6, "m")))
    assert "请缩短训练窗口" in said(caught.value.words, "zh")
    with pytest.raises(InputError, match="a train of 25s less a gap of 10 has 15 sessions"):
        windows(sessions, WalkForward(Span(25, "s"), Span(6, "m"), gap=10))
    with pytest.raises(InputError, match="no session"):
        windows(sessions[:0], WalkForward(Span(25, "s"), Span(6, "m")))


def test_a_walk_forward_is_read_as_it_is_written() -> None:
    plain = WalkForward(Span(2, "y"), Span(6, "m"))
    assert parse_walk_forward("train=2y,test=6m") == plain
    assert parse_walk_forward(" test = 6m , train=2y ") == plain
    whole = WalkForward(Span(250, "s"), Span(1, "m"), 5, anchored=True)
    assert parse_walk_forward("train=250s,test=1m,gap=5,anchored") == whole
    for each in (plain, whole):
        assert parse_walk_forward(str(each)) == each


@pytest.mark.parametrize(
    "text", ["", "train=2y", "train=2y,test=6m,train=3y", "train=2y,test", "2y,6m", "train=2y,test=6m,gap=x", "a=b"]
)
def test_a_walk_forward_that_is_not_understood_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(InputError, match="write train=2y,test=6m") as caught:
        parse_walk_forward(text)
    assert "无法识别" in said(caught.value.words, "zh")
