"""The model of docs/scale.md, worked out by hand for one sweep."""

from __future__ import annotations

import pytest

from benchmarks.scale.measure import Measured
from benchmarks.scale.model import Size, predict

MEASURED = Measured(
    fixed=0.010, a_symbol=2e-6, cell=80.0, ship=1e-9, working=10e6, setting=200.0, answer=10_000.0, row=5_000.0,
    keep=0.001, judge=0.0001, overfit=1e-4, matrix=32.0,
)  # fmt: skip


def test_a_sweep_on_two_nodes() -> None:
    told = predict(MEASURED, Size(symbols=4_000, sessions=2_430, sets=1_000, cores=32))
    # Twice the sessions of the slice: (0.010 + 4 000 x 0.000002) x 2, and 1 000 of them on 32 cores.
    assert told.a_set == pytest.approx(0.036)
    assert told.computing == pytest.approx(1.125)
    assert told.keeping == pytest.approx(2.0)
    # 1 000 x (0.0001 x 2 + 0.0001)
    assert told.judging == pytest.approx(0.3)
    # 80 x 2 430 x 4 000 bytes: 0.7776 s to pickle, and once over 0.625 GB/s in 1.24416 s.
    assert told.shared == pytest.approx(777.6e6)
    assert told.moving == pytest.approx(2.02176)
    # Four times the cells of the wide slice on each of the 16 cores of a node.
    assert told.own == pytest.approx(640e6)
    assert told.judged == pytest.approx(77.76e6)
    # The market to the second node; 1 000 settings of 200 bytes, and curves of 2 x 10 000.
    assert told.moved == pytest.approx(777.6e6 + 20.2e6)
    assert told.stored == pytest.approx(10e6)
    # Keeping takes longer than computing, so it counts.
    assert told.wall == pytest.approx(2.02176 + 2.0 + 0.3)


def test_one_machine_sends_nothing_but_settings_and_curves() -> None:
    told = predict(MEASURED, Size(symbols=4_000, sessions=1_215, sets=10, cores=16))
    assert told.moved == pytest.approx(10 * 10_200)
    assert told.moving == pytest.approx(80 * 1_215 * 4_000 * 1e-9)
