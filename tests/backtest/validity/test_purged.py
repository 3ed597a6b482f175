"""Combinatorial purged splits and their paths, against what skfolio 1.12.2 answered."""

from __future__ import annotations

import math

import numpy as np
import pytest

from backtest.validity.purged import fold_edges, purged_paths, purged_splits
from backtest.validity.setting_metric import setting_metrics
from data_sources.errors import InputError
from data_sources.tables.facts import Floats, Integers

# sessions, folds, test folds, purged, embargo: the trains of every split as first and last rows, by
# CombinatorialPurgedCV(n_folds, n_test_folds, purged_size, embargo_size).split of skfolio 1.12.2 on Python 3.11.
ANSWERS = {
    (128, 4, 2, 1, 0): (
        [(65, 127)], [(33, 62), (97, 127)], [(33, 94)], [(0, 30), (97, 127)], [(0, 30), (65, 94)], [(0, 62)],
    ),
    (131, 4, 3, 2, 3): ([(101, 130)], [(69, 93)], [(37, 61)], [(0, 29)]),
    (160, 5, 2, 0, 4): (
        [(68, 159)], [(36, 63), (100, 159)], [(36, 95), (132, 159)], [(36, 127)], [(0, 31), (100, 159)],
        [(0, 31), (68, 95), (132, 159)], [(0, 31), (68, 127)], [(0, 63), (132, 159)], [(0, 63), (100, 127)], [(0, 95)],
    ),
}  # fmt: skip

# Its get_path_ids() for five folds and two tests: the path of both tests of each split.
PATHS = [(0, 0), (1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (3, 3)]


def stretches(rows: Integers) -> list[tuple[int, int]]:
    breaks = np.flatnonzero(np.diff(rows) > 1)
    return [(int(part[0]), int(part[-1])) for part in np.split(rows, breaks + 1)]


def noise(sessions: int, settings: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.01, (sessions, settings))


@pytest.mark.parametrize("asked", ANSWERS, ids=str)
def test_the_splits_are_those_of_skfolio(asked: tuple[int, int, int, int, int]) -> None:
    sessions, folds, test_folds, gap, embargo = asked
    splits = list(purged_splits(sessions, folds=folds, test_folds=test_folds, gap=gap, embargo=embargo))
    assert tuple(stretches(each.train) for each in splits) == ANSWERS[asked]


def test_the_last_fold_takes_what_is_left_over() -> None:
    assert fold_edges(131, 4).tolist() == [0, 32, 64, 96, 131]


def test_the_paths_are_those_of_skfolio_and_each_test_is_in_one() -> None:
    # A setting for each split, which gains in its train alone, so that every split chooses its own.
    returns = noise(160, 10) / 100
    splits = list(purged_splits(160, folds=5, test_folds=2, gap=0, embargo=4))
    for setting, split in enumerate(splits):
        returns[split.train, setting] += 0.01
    found = purged_paths(returns, np.zeros(160), metric="annual_return", folds=5, test_folds=2, gap=0, embargo=4)
    assert found.returns.shape == (160, 4)
    assert found.chosen.tolist() == list(range(10))
    for setting, (split, paths) in enumerate(zip(splits, PATHS, strict=True)):
        for fold, path in zip(split.tests, paths, strict=True):
            rows = slice(32 * fold, 32 * fold + 32)
            assert found.returns[rows, path].tolist() == returns[rows, setting].tolist()
    assert found.metrics == pytest.approx(setting_metrics(found.returns, np.zeros(160), "annual_return"))


def test_ten_folds_and_two_tests_are_nine_paths() -> None:
    found = purged_paths(noise(300, 4), np.zeros(300))
    assert len(found.chosen) == math.comb(10, 2)
    assert found.returns.shape == (300, 9)
    # Two tests of 30 and a gap on each side: alone within the record 2 + 2 sessions are left out, side by side 2.
    sizes = {len(split.train) for split in purged_splits(300)}
    assert sizes == {300 - 60 - gaps for gaps in (1, 2, 3, 4)}


def test_true_skill_is_on_every_path_and_noise_on_about_half_of_them() -> None:
    returns = noise(400, 30)
    returns[:, 11] += 0.004
    skilled = purged_paths(returns, np.zeros(400))
    assert set(skilled.chosen.tolist()) == {11}
    assert (skilled.metrics > 0.2).all()
    # Choosing in noise: the mean path of 40 made sweeps has a ratio of 0 but for 0.05 / sqrt(40) = 0.008.
    means = [purged_paths(noise(400, 10, seed), np.zeros(400)).metrics.mean() for seed in range(40)]
    assert abs(float(np.mean(means))) < 0.03


def test_folds_that_are_too_short_or_too_many_are_refused() -> None:
    with pytest.raises(InputError, match="200 sessions in 10 folds leave under 20"):
        list(purged_splits(200))
    with pytest.raises(InputError, match="155,117,520 splits"):
        list(purged_splits(100_000, folds=30, test_folds=15))
    with pytest.raises(ValueError, match="3 folds or more"):
        list(purged_splits(200, folds=2, test_folds=1))
    dead = noise(300, 3)
    dead[:, 0] = 0.0
    with pytest.raises(ValueError, match="never moves"):
        purged_paths(dead, np.zeros(300))
