"""Combinatorial purged cross-validation: many curves of a choice, each outside the sessions in which it was made.

Lopez de Prado, "Advances in Financial Machine Learning" (2018), chapter 12. The sessions are cut into N folds and every
k of them are once the test, the rest the train. Each fold is tested in C(N - 1, k - 1) splits, so the tests join to as
many paths over all sessions. A path chooses by sessions after its tests as well as before them: it shows how far the
outcome of choosing hangs on the stretch that one happens to live in, and is no record that anybody could have had.

``skfolio.model_selection.CombinatorialPurgedCV`` (1.12.2, BSD-3) makes the same splits and paths, session by session;
``tests/backtest/validity/test_purged.py`` keeps what it answered. It brings scikit-learn, scipy, cvxpy and plotly, 500
MB and two seconds of import, for what is here thirty lines, so it is no dependency, not even as an extra.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from backtest.validity.glued import choose
from backtest.validity.setting_metric import SettingMetric, refuse_settings, setting_metrics
from backtest.validity.walk_forward import GAP, LEAST_TRAIN
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.facts import Booleans, Floats, Integers
from data_sources.tables.read_only import read_only

FOLDS = 10
TEST_FOLDS = 2
MOST_SPLITS = 20_000


@dataclass(frozen=True)
class PurgedSplit:
    """Rows to choose by, ascending, and the folds in which the choice is judged, by number from 0."""

    train: Integers
    tests: tuple[int, ...]


@dataclass(frozen=True)
class PurgedPaths:
    """The curves of a choice by combinatorial purged cross-validation.

    Parameters
    ----------
    returns
        Daily simple returns of each path over all sessions. (n, paths)
    metrics
        The metric of each path, a session. (paths,)
    chosen
        The setting that each split chose, in the order of ``purged_splits``. (splits,)
    metric
        What was chosen by, and what the paths are measured in.
    """

    returns: Floats
    metrics: Floats
    chosen: Integers
    metric: SettingMetric


def fold_edges(sessions: int, folds: int) -> Integers:
    """Return where folds begin and the last one ends, (folds + 1,): of one length, the last takes what is left over."""
    edges = np.arange(folds + 1) * (sessions // folds)
    edges[-1] = sessions
    return edges


def purged_splits(
    sessions: int, *, folds: int = FOLDS, test_folds: int = TEST_FOLDS, gap: int = GAP, embargo: int = 0
) -> Iterator[PurgedSplit]:
    """Give every split, in lexicographic order of its tests.

    Parameters
    ----------
    sessions : int
        How many there are.
    folds, test_folds : int, default 10 and 2
        N from 3 on and k from 1 to N - 1: 45 splits and 9 paths.
    gap : int, default 1
        Sessions left out of the train on both sides of a test, as in ``WalkForward``.
    embargo : int, default 0
        Further sessions left out after a test, where days that follow one another answer one another.

    Raises InputError for folds too short for their gaps, or more than 20,000 splits.
    """
    _refuse(sessions, folds, test_folds, gap + embargo)
    edges = fold_edges(sessions, folds)
    fold = np.searchsorted(edges, np.arange(sessions), side="right") - 1
    for tests in combinations(range(folds), test_folds):
        tested = np.isin(fold, tests)
        yield PurgedSplit(np.flatnonzero(~_widened(tested, gap, gap + embargo)), tests)


def _widened(tested: Booleans, before: int, after: int) -> Booleans:
    """The rows tested, with so many before and after each stretch of them."""
    wide = tested.copy()
    for step in range(1, before + 1):
        wide[:-step] |= tested[step:]
    for step in range(1, after + 1):
        wide[step:] |= tested[:-step]
    return wide


def _refuse(sessions: int, folds: int, test_folds: int, gaps: int) -> None:
    if folds < 3 or not 1 <= test_folds < folds or gaps < 0:  # noqa: PLR2004 - as the sentence says
        raise ValueError(f"3 folds or more and 1 to folds - 1 tests are needed, was {folds} and {test_folds}")
    if math.comb(folds, test_folds) > MOST_SPLITS:
        raise InputError(
            both(
                f"{folds} folds with {test_folds} tests are {math.comb(folds, test_folds):,} splits; "
                f"at most {MOST_SPLITS:,} are made, so ask for fewer folds",
                f"{folds} 折、每次检验 {test_folds} 折共有 {math.comb(folds, test_folds):,} 种划分；"
                f"最多 {MOST_SPLITS:,} 种，请减少折数",
            )
        )
    if sessions // folds - gaps < LEAST_TRAIN:
        raise InputError(
            both(
                f"{sessions} sessions in {folds} folds leave under {LEAST_TRAIN} of each to choose by; "
                "ask for fewer folds",
                f"{sessions} 个交易日分为 {folds} 折，每折可用于选参数的不足 {LEAST_TRAIN} 个；请减少折数",
            )
        )


def purged_paths(
    returns: Floats,
    benchmark: Floats,
    *,
    metric: SettingMetric = "sharpe",
    default: int = 0,
    folds: int = FOLDS,
    test_folds: int = TEST_FOLDS,
    gap: int = GAP,
    embargo: int = 0,
) -> PurgedPaths:
    """Choose in every split and glue the tests to paths; as ``glue``, without the cost of going between settings.

    Path p takes of each fold its p-th test, in the order of the splits, so every test is in one path and no path has
    two choices for one session.

    Parameters
    ----------
    returns : array of shape (n, m)
        Daily simple returns of the settings, as fractions, without dead ones.
    benchmark : array of shape (n,)
        Those of the benchmark.
    metric, default
        As in ``glue``.
    folds, test_folds, gap, embargo
        As in ``purged_splits``.
    """
    refuse_settings(returns, benchmark)
    edges = fold_edges(len(returns), folds)
    paths = np.empty((len(returns), math.comb(folds - 1, test_folds - 1)))
    seen = [0] * folds
    chosen = []
    for split in purged_splits(len(returns), folds=folds, test_folds=test_folds, gap=gap, embargo=embargo):
        setting, _ = choose(returns, benchmark, split.train, metric, default)
        chosen.append(setting)
        for fold in split.tests:
            rows = slice(edges[fold], edges[fold + 1])
            paths[rows, seen[fold]] = returns[rows, setting]
            seen[fold] += 1
    measured = setting_metrics(paths, benchmark, metric)
    return PurgedPaths(read_only(paths), read_only(measured), read_only(np.array(chosen, dtype=np.int64)), metric)
