"""A sweep keeps only curves, and they are those of full executions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from backtest.engine.run import execute_targets
from backtest.options import Options
from backtest.sweeps import equity_curves
from backtest.targets import Targets, targets_from_weights
from data_sources.errors import InputError
from tests.execution.market import A, B, D, decide, tiny
from tests.execution.prepared import panel_of, random_run, targets_of


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("seed", [301, 302, 303])
def test_each_curve_is_that_of_a_full_execution(seed: int, workers: int) -> None:
    panel, targets, options = random_run(seed, start=None)
    random = np.random.default_rng(seed)

    def tables() -> Iterator[Targets]:
        for _ in range(11):
            weights = random.random((len(targets.dates), len(panel.symbols)))
            yield targets_from_weights(targets.dates, panel.symbols, weights / weights.sum(axis=1, keepdims=True))

    given = list(tables())
    curves = list(equity_curves(panel, given, options, workers))
    for table, curve in zip(given, curves, strict=True):
        assert np.array_equal(curve.equity, execute_targets(panel, table, options).equity)


def test_sets_with_other_first_decisions_have_their_own_base() -> None:
    panel = panel_of(tiny({A: [10, 10, 11, 12], B: [10, 10, 10, 10]}))
    given = [targets_of(decide(D[0], A=0.5)), targets_of(decide(D[2], A=0.5))]
    early, late = equity_curves(panel, given, Options(cash=100_000.0), workers=1)
    # 5 000 shares bought at 10.00 for 50 013.00; 4 100 (of 50 000 / 12) bought at 12.00 for 49 212.79 with fees 12.79.
    assert early.equity.tolist() == [100_000.0, 99_987.0, 104_987.0, 109_987.0]
    assert late.sessions.tolist() == [D[2], D[3]]
    assert late.equity.tolist() == [100_000.0, 99_987.21]


def test_a_wrong_set_is_an_error_and_not_a_missing_curve() -> None:
    panel = panel_of(tiny({A: [10, 10]}))
    with pytest.raises(InputError, match="before the first session"):
        list(equity_curves(panel, [targets_of(decide(D[0].replace(year=2020), A=0.5))], Options()))


def test_decisions_before_the_start_are_left_out() -> None:
    panel = panel_of(tiny({A: [10, 10, 11, 12]}))
    table = targets_of([*decide(D[0], A=0.5), *decide(D[2], A=0.5)])
    (curve,) = equity_curves(panel, [table], Options(cash=100_000.0, start=D[1]), workers=1)
    assert curve.sessions.tolist() == [D[2], D[3]]
