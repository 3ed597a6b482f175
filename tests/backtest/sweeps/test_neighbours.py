"""The map of neighbours: means by hand, hills and peaks, ranks."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.sweeps.neighbours import Rank, is_ordered, neighbours, peak, rank_of

NAN = np.nan


def test_the_mean_of_neighbours_on_a_grid_of_two_numbers() -> None:
    grid = {"lookback": [20, 60, 120], "top": [3, 5]}
    metric = np.array([[1.0, 2.0], [4.0, NAN], [3.0, 0.0]])
    found = neighbours(grid, metric)
    # 20/3 has 60/3 and 20/5: (4 + 2) / 2. 20/5 has 20/3, 60/5 is dead. 60/3 has 20/3 and 120/3: (1 + 3) / 2.
    # The dead one has none. 120/3 has 60/3 and 120/5: (4 + 0) / 2; 120/5 has 120/3.
    assert found.mean == pytest.approx(np.array([[3.0, 1.0], [2.0, NAN], [2.0, 3.0]]), nan_ok=True)
    assert found.count.tolist() == [[2, 1], [2, 0], [2, 1]]
    # Steps: 1-4, 4-3, 1-2, 3-0: squares 9, 1, 1, 9, mean 5.
    assert found.step == pytest.approx(5**0.5)


def test_steps_follow_the_size_of_the_values_and_words_have_none() -> None:
    found = neighbours({"lookback": [120, 20, 60], "fill": ["open", "close"]}, np.array([[3.0, 9], [1, 9], [5, 9]]))
    # By size 20, 60, 120 stand 1, 5, 3: neighbours of 60 are 1 and 3; of each end 5. Open and close never meet.
    assert found.mean[:, 0].tolist() == [5.0, 5.0, 2.0]
    assert found.count[:, 0].tolist() == [1, 1, 2]
    assert found.mean[:, 1].tolist() == [9.0, 9.0, 9.0]


@pytest.mark.parametrize(
    ("values", "ordered"),
    [([1, 2], True), ([0.5, 1], True), ([1], False), ([True, False], False), (["a", "b"], False), ([1, "b"], False)],
)
def test_only_numbers_have_an_order(values: list[object], ordered: bool) -> None:
    assert is_ordered(values) is ordered


def test_a_hill_keeps_its_lead_and_a_peak_alone_does_not() -> None:
    grid = {"lookback": [10, 20, 30, 40, 50, 60, 70]}
    # The best 4 has 3 and 3.5 beside it, 0.75 above them; of the rest 0, 1, 1 and 0 the median is 0.5.
    # So of a lead of 3.5 the neighbours have 3.25 - 0.5 = 2.75.
    hill = peak(grid, np.array([0, 1, 3, 4, 3.5, 1, 0]))
    assert hill is not None
    assert (hill.place, hill.value, hill.ahead, hill.neighbours) == ((3,), 4.0, 0.75, 2)
    assert hill.kept == pytest.approx(2.75 / 3.5)
    assert hill.alone is False
    lone = peak(grid, np.array([1.0, 1, 1, 9, 1, 1, 1]))
    assert lone is not None
    assert (lone.ahead, lone.kept, lone.alone) == (8.0, 0.0, True)
    # Steps 0, 0, 8, 8, 0, 0: mean square 128 / 6, and 8 over its root is sqrt(3).
    assert lone.steps == pytest.approx(3**0.5)
    # At the edge of the grid one neighbour is all there is.
    edge = peak(grid, np.array([5.0, 4, 3, 2, 1, 0, 0]))
    assert edge is not None
    # The rest 3, 2, 1, 0, 0: median 1; the neighbour has 3 of a lead of 4.
    assert (edge.neighbours, edge.kept) == (1, 0.75)


def test_where_nearly_all_settings_are_neighbours_nobody_can_tell() -> None:
    # In the middle of three by three: four neighbours and four others, fewer than the five that stand against them.
    grid = {"lookback": [20, 60, 120], "top": [3, 5, 8]}
    middle = peak(grid, np.array([[0.0, 0, 0], [0, 9, 0], [0, 0, 0]]))
    assert middle is not None
    assert (middle.ahead, middle.kept, middle.alone) == (9.0, None, None)
    corner = peak(grid, np.array([[9.0, 0, 0], [0, 0, 0], [0, 0, 0]]))
    assert corner is not None
    assert corner.alone is True


def test_what_cannot_be_told_is_not_told() -> None:
    words = peak({"fill": ["open", "close"]}, np.array([1.0, 2.0]))
    assert words is not None
    assert (words.place, words.neighbours, words.ahead, words.steps, words.alone) == ((1,), 0, None, None, None)
    level = peak({"top": [1, 2, 3]}, np.ones(3))
    assert level is not None
    assert (level.ahead, level.steps, level.kept) == (0.0, None, None)
    assert peak({"top": [1, 2]}, np.array([NAN, NAN])) is None


def test_the_best_of_noise_is_a_peak_alone_and_the_top_of_a_hill_is_not() -> None:
    grid = {"lookback": list(range(8)), "top": list(range(8))}
    random = np.random.default_rng(1)
    alone = [peak(grid, random.normal(size=(8, 8))) for _ in range(300)]
    assert sum(bool(each and each.alone) for each in alone) > 285
    row, column = np.mgrid[0:8, 0:8]
    hill = -((row - 3) ** 2 + (column - 4) ** 2) / 8.0
    tops = [peak(grid, hill + random.normal(0, 0.1, (8, 8))) for _ in range(300)]
    assert sum(bool(each and each.alone) for each in tops) == 0


def test_ranks_share_ties_and_leave_the_dead_out() -> None:
    metric = np.array([[3.0, 1.0, NAN], [3.0, 2.0, 1.0]])
    assert rank_of(metric, (0, 0)) == Rank(1, 5, 2)
    assert rank_of(metric, (1, 0)) == Rank(1, 5, 2)
    assert rank_of(metric, (1, 1)) == Rank(3, 5, 1)
    assert rank_of(metric, (1, 2)) == Rank(4, 5, 2)
    assert rank_of(metric, (0, 2)) is None


def test_a_grid_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape of the grid, \(2,\), not \(3,\)"):
        neighbours({"top": [1, 2]}, np.ones(3))
    with pytest.raises(ValueError, match="value of top twice"):
        neighbours({"top": [1, 2, 2]}, np.ones(3))
