"""Curves on the sessions that all have: what is left out is counted on each side, and nothing is filled in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.metrics.curve import Curve
from backtest.result.beside.common_sessions import LeftOut, common_sessions
from data_sources.errors import InputError
from tests.backtest.result.beside.made_sides import days


def curve(dates: np.ndarray, equity: list[float], index: list[float] | None = None) -> Curve:
    return Curve(dates, np.array(equity), np.array(index or [50.0] * len(equity)))


def test_sessions_of_one_alone_are_left_out_and_counted_on_their_side() -> None:
    # a has the 1st to the 5th, b the 3rd to the 6th: the 3rd, 4th and 5th are common.
    seen = common_sessions({
        "a": curve(days("2025-03-01", 5), [90.0, 95.0, 100.0, 110.0, 99.0], [40.0, 45.0, 50.0, 55.0, 60.0]),
        "b": curve(days("2025-03-03", 4), [200.0, 210.0, 220.0, 900.0]),
    })  # fmt: skip
    assert seen.dates.astype(str).tolist() == ["2025-03-03", "2025-03-04", "2025-03-05"]
    assert seen.left_out == (LeftOut(2, 0, 0), LeftOut(0, 1, 0))
    # Each begins at 1 on the common base: 110 / 100 and 99 / 100; 210 / 200 and 220 / 200.
    assert seen.growth == pytest.approx(np.array([[1.0, 1.1, 0.99], [1.0, 1.05, 1.1]]))
    # The index of a makes 55 / 50 and 60 / 50, so its excess in points is 0 and -21.
    assert seen.excess == pytest.approx(np.array([[0.0, 0.0, -0.21], [0.0, 0.05, 0.10]]))
    # 99 lies 10% below 110.
    assert seen.drawdown[0] == pytest.approx([0.0, 0.0, -0.1])


def test_a_session_that_one_lacks_in_the_middle_is_left_out_of_all() -> None:
    # b has no 2nd of March: the return of a from the 1st to the 3rd is one, 121 / 100 - 1.
    gap = days("2025-03-01", 3)[[0, 2]]
    seen = common_sessions({"a": curve(days("2025-03-01", 3), [100.0, 110.0, 121.0]), "b": curve(gap, [100.0, 90.0])})
    assert seen.left_out == (LeftOut(0, 0, 1), LeftOut(0, 0, 0))
    assert seen.returns == pytest.approx(np.array([[0.21], [-0.10]]))


def test_excess_returns_are_those_over_the_own_index_of_each() -> None:
    # a made 10% while its index made 4%; b 10% while its made 12%.
    two = days("2025-03-01", 2)
    seen = common_sessions({"a": curve(two, [1.0, 1.1], [100.0, 104.0]), "b": curve(two, [2.0, 2.2], [25.0, 28.0])})
    assert seen.excess_returns == pytest.approx(np.array([[0.06], [-0.02]]))


def test_after_a_total_loss_there_is_nothing_more_to_lose() -> None:
    two = days("2025-03-01", 3)
    seen = common_sessions({"a": curve(two, [1.0, 0.0, 0.0]), "b": curve(two, [1.0, 1.0, 1.0])})
    assert seen.returns[0].tolist() == [-1.0, -1.0]


def test_runs_that_never_met_are_refused_with_their_spans() -> None:
    with pytest.raises(InputError, match=r"no two sessions in common.*a: 2025-03-01 to 2025-03-02; b: 2025-03-02 to"):
        common_sessions({
            "a": curve(days("2025-03-01", 2), [1.0, 1.0]), "b": curve(days("2025-03-02", 2), [1.0, 1.0])
        })  # fmt: skip


def test_a_run_that_had_lost_everything_before_the_others_began_is_refused() -> None:
    with pytest.raises(InputError, match="a had lost everything by 2025-03-02"):
        common_sessions({
            "a": curve(days("2025-03-01", 3), [1.0, 0.0, 0.0]), "b": curve(days("2025-03-02", 2), [1.0, 1.0])
        })  # fmt: skip


@given(st.lists(st.sets(st.integers(0, 30), min_size=1), min_size=1, max_size=4))
def test_every_session_is_common_or_counted_once(held: list[set[int]]) -> None:
    curves = {
        str(k): curve(np.datetime64("2025-01-01", "D") + np.array(sorted(each)), [1.0] * len(each))
        for k, each in enumerate(held)
    }
    shared = set.intersection(*held)
    if len(shared) < 2:
        with pytest.raises(InputError):
            common_sessions(curves)
        return
    seen = common_sessions(curves)
    assert len(seen.dates) == len(shared)
    assert [len(shared) + each.total for each in seen.left_out] == [len(each) for each in held]
