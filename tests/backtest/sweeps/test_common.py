"""Which sessions all settings of a sweep have, and which of them held nothing."""

from __future__ import annotations

import numpy as np

from backtest.sweeps import EquityCurve
from backtest.sweeps.common import on_common_sessions
from backtest.sweeps.numbers import ranks

DAYS = np.arange("2025-01-06", "2025-01-16", dtype="datetime64[D]")


def curve(first: int, *equity: float) -> EquityCurve:
    return EquityCurve(DAYS[first : first + len(equity)], np.array(equity))


def whole(*curves: EquityCurve | None) -> list[tuple[int, int] | None]:
    return [None if each is None else (0, len(each.equity) - 1) for each in curves]


def test_the_latest_base_and_the_earliest_end_are_common() -> None:
    curves = [curve(0, 100, 101, 102, 103, 104), curve(2, 100, 99, 98, 97), None]
    found = on_common_sessions(curves, whole(*curves))
    assert found is not None
    assert found.sessions.tolist() == DAYS[2:5].tolist()
    assert found.equity.tolist() == [[102, 100], [103, 99], [104, 98]]
    assert (found.columns, found.dead, found.left_out) == ((0, 1), (), 2)


def test_what_never_moves_is_dead_and_shortens_nothing() -> None:
    curves = [curve(0, 100, 101, 102), curve(2, 100), curve(0, 100, 100, 100)]
    found = on_common_sessions(curves, whole(*curves))
    assert found is not None
    assert (found.columns, found.dead, len(found.sessions)) == ((0,), (1, 2), 3)


def test_what_moved_only_before_the_common_base_is_dead_too() -> None:
    curves = [curve(0, 100, 110, 110, 110, 110), curve(1, 100, 101, 102, 103)]
    found = on_common_sessions(curves, whole(*curves))
    assert found is not None
    assert (found.columns, found.dead) == ((1,), (0,))


def test_sessions_before_anything_was_held_are_no_record() -> None:
    curves = [curve(0, 100, 100, 100, 101, 102), curve(0, 100, 100, 100, 100, 99)]
    found = on_common_sessions(curves, whole(*curves))
    assert found is not None
    assert found.sessions.tolist() == DAYS[2:5].tolist()
    assert found.left_out == 2


def test_nothing_held_or_nothing_in_common_is_none() -> None:
    assert on_common_sessions([curve(0, 100, 100)], [(0, 1)]) is None
    apart = [curve(0, 100, 101), curve(1, 100, 101)]
    assert on_common_sessions(apart, whole(*apart)) is None
    assert on_common_sessions([curve(0, 100, 101)], [None]) is None


def test_equal_values_share_the_better_rank_and_none_has_none() -> None:
    assert ranks([1.0, 3.0, None, 3.0, 2.0]) == [4, 1, None, 1, 3]
