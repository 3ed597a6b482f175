"""Several runs against one benchmark at once."""

from __future__ import annotations

import numpy as np
import pytest
from arch.bootstrap import StepM

from backtest.metrics.curve import Curve
from backtest.validity.superiority import (
    SEED,
    _standardised,
    _stretch,
    aligned_differences,
    block_length,
    superiority,
)
from benchmarks.calibration.misses import superiority_alarms
from benchmarks.calibration.processes import PROCESSES, Process
from data_sources.tables.facts import Floats


def noise(sessions: int, runs: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.01, (sessions, runs))


def test_a_truly_better_run_is_found_and_named_alone() -> None:
    differences = noise(250, 6)
    differences[:, 3] += 0.004  # 0.4 deviations a day: 6 errors of its mean
    found = superiority(differences)
    assert found is not None
    assert found.p_value < 0.01
    assert found.better == (3,)
    assert (found.runs, found.sessions, found.level) == (6, 250, 0.05)


def test_worse_runs_are_no_evidence_of_anything() -> None:
    found = superiority(noise(250, 4) - 0.004)
    assert found is not None
    assert found.p_value > 0.5
    assert found.better == ()


def test_all_runs_can_be_better() -> None:
    # Two are named first, the third in a second step against a lower bar: then nothing is left to test. Noise with its
    # mean taken off, so that the means are those written here, in errors of 0.01 / sqrt(250) = 0.00063: 6.3, 6.3, 1.9.
    centred = noise(250, 3) - noise(250, 3).mean(axis=0)
    found = superiority(centred + np.array([0.004, 0.004, 0.0012]))
    assert found is not None
    assert found.better == (0, 1, 2)
    third = superiority(np.column_stack((noise(250, 2, 2), centred[:, 2] + 0.0012)))
    assert third is not None
    assert third.better == ()  # among three that are still in question the same mean is not enough


def test_a_single_run_is_tested_too() -> None:
    found = superiority(noise(250, 1) + 0.004)
    assert found is not None
    assert (found.p_value < 0.01, found.better) == (True, (0,))


def test_a_wild_run_does_not_hide_a_steady_better_one() -> None:
    # Of plain means the largest draw would be that of the run of 10% a day; divided by their deviations they are alike.
    differences = noise(250, 2) * np.array([10.0, 1.0])
    differences[:, 1] += 0.003
    found = superiority(differences)
    assert found is not None
    assert 1 in found.better


def test_a_run_that_is_its_benchmark_is_not_better_than_it() -> None:
    differences = noise(100, 2)
    differences[:, 0] = 0.0
    found = superiority(differences)
    assert found is not None
    assert 0 not in found.better
    alone = superiority(np.zeros((100, 1)))
    assert alone is not None
    assert (alone.better, alone.p_value) == ((), 1.0)


def test_the_same_question_has_the_same_answer() -> None:
    assert superiority(noise(100, 3)) == superiority(noise(100, 3))


@pytest.mark.parametrize(("runs", "gain", "late"), [(1, 0.001, 0), (6, 0.0, 80), (40, 0.002, 0), (40, -0.001, 30)])
def test_both_tests_are_those_of_arch(runs: int, gain: float, late: int) -> None:
    differences = noise(250, runs, 5) + noise(250, 1, 6)
    differences[:, : runs // 4 + 1] += gain
    differences[:late, -1] = np.nan
    found = superiority(differences, resamples=400)
    assert found is not None
    # arch compares losses, the benchmark's being 0; a run that never wins keeps its StepM from failing at the end.
    spans = [slice(late if column == runs - 1 else 0, 250) for column in range(runs)]
    standard = [_standardised(differences[:, column], rows, found.block) for column, rows in enumerate(spans)]
    losses = np.column_stack((-np.column_stack(standard), np.ones(250)))
    test = StepM(np.zeros(250), losses, size=0.05, block_size=found.block, reps=400, bootstrap="stationary", seed=SEED)
    test.compute()
    test.spa.compute()
    assert list(found.better) == test.superior_models
    assert found.p_value == pytest.approx(float(test.spa.pvalues["consistent"]), abs=1e-9)


def test_under_sixty_sessions_there_is_no_test_and_missing_days_are_refused() -> None:
    assert superiority(noise(59, 3)) is None
    broken = noise(100, 3)
    broken[5, 1] = np.nan
    with pytest.raises(ValueError, match="finite differences"):
        superiority(broken)


def test_blocks_lengthen_with_dependence_up_to_a_bound() -> None:
    # 250^(1/3) = 6.3, rounded and doubled 12.
    keeping = noise(250, 1)
    for day in range(1, 250):
        keeping[day] += 0.9 * keeping[day - 1]
    assert block_length(noise(250, 1)) <= 4
    assert block_length(keeping) == 12


def test_runs_that_began_apart_keep_their_own_sessions() -> None:
    days = np.arange("2025-01-01", "2025-01-06", dtype="datetime64[D]")
    early = Curve(days, np.array([1.0, 2.0, 4.0, 4.0, 8.0]), np.ones(5))
    late = Curve(days[2:], np.array([1.0, 1.0, 2.0]), np.array([1.0, 2.0, 2.0]))
    dates, differences = aligned_differences([early, late])
    assert dates.tolist() == days[1:].tolist()
    # Early: 1, 2, 4, 4, 8 over 1. Late: 1, 1, 2 over 1, 2, 2: -ln 2, ln 2 from its second session on.
    assert differences == pytest.approx(np.log(2) * np.array([[1, np.nan], [1, np.nan], [0, -1], [1, 1]]), nan_ok=True)


def began_late(differences: Floats, column: int, first: int) -> Floats:
    cut = differences.copy()
    cut[:first, column] = np.nan
    return cut


def test_a_late_run_is_judged_on_its_own_sessions_and_shortens_no_other() -> None:
    # The early one gained in its first 150 sessions only: cut to the last 100 nothing would be left of it.
    differences = noise(250, 3)
    differences[:150, 0] += 0.004
    found = superiority(began_late(differences, 2, 150))
    assert found is not None
    assert (found.sessions, found.better) == (250, (0,))
    # And a late one that is better is found: 0.006 is 6 errors of the mean of 100 sessions.
    differences = noise(250, 3)
    differences[:, 2] += 0.006
    late = superiority(began_late(differences, 2, 150))
    assert late is not None
    assert late.better == (2,)


def test_a_run_of_under_sixty_sessions_is_the_callers_to_leave_out() -> None:
    assert superiority(began_late(noise(250, 3), 1, 190)) is not None
    assert superiority(began_late(noise(250, 3), 1, 191)) is None


@pytest.mark.slow
@pytest.mark.parametrize("process", [PROCESSES[0], PROCESSES[2]], ids=lambda process: process.name)
def test_without_skill_the_best_of_several_is_found_in_few_cases(process: Process) -> None:
    rejected, false = superiority_alarms(process, 120, 150, runs=6)
    assert 0.0 < rejected <= 0.07
    assert false <= 0.07


@pytest.mark.slow
def test_with_skill_in_some_the_others_are_seldom_named() -> None:
    rejected, false = superiority_alarms(PROCESSES[0], 500, 150, runs=6, skilled=2)
    assert rejected >= 0.8
    assert false <= 0.09  # 5% and two errors of 1.8 points


@pytest.mark.slow
def test_without_skill_runs_that_began_apart_are_found_in_few_cases() -> None:
    # Six runs of 240, 240, 200, 160, 120 and 80 sessions that share half their variance: 5% and two errors of 1.5.
    starts, seeds, rejected = (0, 0, 40, 80, 120, 160), 200, 0
    for seed in range(seeds):
        differences = noise(240, 6, seed) + noise(240, 1, 1000 + seed)
        for column, first in enumerate(starts):
            differences[:first, column] = np.nan
        found = superiority(differences, resamples=300)
        rejected += bool(found and found.p_value < 0.05)
    assert 0 < rejected / seeds <= 0.08


def test_settings_of_one_rule_share_the_correction_of_their_errors() -> None:
    # AR(0.9): the long-run variance is (1 + 0.9) / (1 - 0.9) = 19 times a day's. Blocks of 2 keep half of each further
    # day: 1 + 2 (0.45 + 0.45^2 + ...) = 1 + 0.9 / 0.55 = 2.64. So errors are understated by sqrt(19 / 2.64) = 2.7.
    keeping = noise(2000, 5)
    for day in range(1, 2000):
        keeping[day] += 0.9 * keeping[day - 1]
    whole = [slice(0, 2000)] * 5
    assert _stretch(keeping, whole, 2) == pytest.approx(2.7, abs=0.4)
    # Days that take back half of the last have a smaller error than the bootstrap says; nothing is made of that.
    taking = noise(2000, 5) - 0.5 * noise(2001, 5)[:-1]
    assert _stretch(np.diff(taking, axis=0), [slice(0, 1999)] * 5, 2) == 1.0
    # One correction for all: of two columns that are one series in two sizes both have the same score.
    pair = np.column_stack((keeping[:, 0], 3.0 * keeping[:, 0], keeping[:, 1:])) + 0.01 * np.array([1, 3, 0, 0, 0, 0])
    scores = [_standardised(pair[:, k], slice(0, 2000), 2, 2.7).mean() for k in range(2)]
    assert scores[0] == pytest.approx(scores[1])
    # And it lowers the score of a run whose own cosines happen to say less.
    own, shared = (_standardised(noise(2000, 1)[:, 0] + 0.001, slice(0, 2000), 2, each).mean() for each in (1.0, 2.7))
    assert shared < own / 2
