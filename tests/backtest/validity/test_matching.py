"""Cells of names that are alike: as fine as the pool allows, never overlapping, and said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backtest.validity.matching import LEAST, LEVELS, TIMES, Matching, match

NONE = float("nan")


def matched(
    run_up: Sequence[float], beta: Sequence[float], chosen: Sequence[int], boards: Sequence[str] | None = None
) -> Matching:
    count = len(run_up)
    known = np.ones(count, dtype=np.bool_)
    return match(boards or ["main"] * count, np.array(run_up, float), np.array(beta, float), known, chosen)


def counts(found: Matching) -> tuple[int, ...]:
    return tuple(found.matched[level] for level in LEVELS)


def test_a_full_board_is_cut_into_nine() -> None:
    # 45 names: thirds of 15 by run-up (0-14, 15-29, 30-44), each in thirds of 5 by beta. Run-up rises with the column,
    # beta is the column's last digit modulo 3 in groups, so that the cell of 44 holds the largest fifth of 30-44.
    run_up = list(range(45))
    beta = [k % 3 for k in range(45)]
    found = matched(run_up, beta, [44, 0])
    assert counts(found) == (2, 0, 0, 0)
    # 44 % 3 == 2: its cell is those of 30-44 with beta 2: 32, 35, 38, 41, 44. 0 % 3 == 0: 0, 3, 6, 9, 12.
    assert np.flatnonzero(found.cells == found.cells[44]).tolist() == [32, 35, 38, 41, 44]
    assert np.flatnonzero(found.cells == found.cells[0]).tolist() == [0, 3, 6, 9, 12]


def test_a_third_too_small_to_be_cut_by_beta_stays_whole() -> None:
    # 15 names are thirds of 5; by beta these would be 2, 2 and 1, fewer than the least.
    found = matched(range(15), range(15), [14, 13])
    assert counts(found) == (0, 2, 0, 0)
    assert np.flatnonzero(found.cells == found.cells[14]).tolist() == [10, 11, 12, 13, 14]


def test_a_third_of_which_the_list_takes_more_than_half_is_joined_with_its_neighbour() -> None:
    # Three of the five that ran up most: 5 < 2 * 3. With the middle they are 10, twice as many as five taken.
    found = matched(range(15), range(15), [14, 13, 12, 6, 0])
    assert counts(found) == (0, 0, 5, 0)
    assert np.flatnonzero(found.cells == found.cells[14]).tolist() == list(range(5, 15))
    assert np.flatnonzero(found.cells == found.cells[0]).tolist() == [0, 1, 2, 3, 4]
    losers = matched(range(15), range(15), [0, 1, 2])
    assert counts(losers) == (0, 0, 3, 0)
    assert np.flatnonzero(losers.cells == losers.cells[0]).tolist() == list(range(10))


def test_a_list_that_takes_too_many_of_all_thirds_is_matched_on_its_board_alone() -> None:
    # Three of the lowest five and three of the highest: neither can be joined away from the other.
    found = matched(range(15), range(15), [14, 13, 12, 0, 1, 2])
    assert counts(found) == (0, 0, 0, 6)
    assert set(found.cells.tolist()) == {0}


def test_one_board_may_be_cut_while_another_is_not() -> None:
    boards = ["main"] * 15 + ["star"] * 4
    found = matched(range(19), range(19), [14, 15], boards)
    assert counts(found) == (0, 1, 0, 1)
    assert np.flatnonzero(found.cells == found.cells[15]).tolist() == [15, 16, 17, 18]


def test_a_name_without_a_past_stands_in_the_middle_and_is_counted() -> None:
    # 15 names with run-ups and one without: the thirds are 5, 5 + 1 and 5.
    found = matched([*range(15), NONE], [0.0] * 15 + [NONE], [15])
    assert counts(found) == (0, 1, 0, 0)
    assert found.unranked == 1
    assert np.flatnonzero(found.cells == found.cells[15]).tolist() == [5, 6, 7, 8, 9, 15]


def test_where_most_have_no_past_nothing_is_said_to_be_matched_on_it() -> None:
    found = matched([NONE] * 20 + list(range(15)), [0.0] * 35, [34])
    assert counts(found) == (0, 0, 0, 1)


def test_names_that_cannot_be_drawn_and_boards_without_a_choice_have_no_cell() -> None:
    known = np.array([True] * 4 + [False] + [True] * 2)
    values = np.arange(7.0)
    found = match(["main"] * 5 + ["star"] * 2, values, values, known, [0])
    assert found.cells.tolist() == [0, 0, 0, 0, -1, -1, -1]


@given(st.data())
def test_cells_never_overlap_and_hold_one_board_with_enough_to_draw(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 60))
    values = st.lists(st.floats(-5, 5) | st.just(NONE), min_size=count, max_size=count)
    boards = data.draw(st.lists(st.sampled_from(["main", "star"]), min_size=count, max_size=count))
    chosen = sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1)))
    found = matched(data.draw(values), data.draw(values), chosen, boards)
    assert sum(found.matched.values()) == len(chosen)
    split = found.matched["board"] == 0
    for cell in set(found.cells[chosen].tolist()):
        inside = np.flatnonzero(found.cells == cell)
        taken = sum(column in chosen for column in inside)
        assert cell >= 0
        assert len({boards[column] for column in inside}) == 1
        assert not split or len(inside) >= max(LEAST, TIMES * taken)
