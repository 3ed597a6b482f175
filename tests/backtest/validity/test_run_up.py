"""The year before a publication, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backtest.validity.history import SESSIONS
from backtest.validity.run_up import run_up
from tests.strategies.rules.market import NONE, make_panel, weekdays

COUNT = 260
DAYS = weekdays("2024-01-01", COUNT)
ROWS = np.arange(COUNT)
BASE = 250  # its year begins on row 10
# A doubles after row 10, B gains 20%, C is listed on row 11; the index gains 10%.
CLOSES = {
    "600000.SH": np.where(ROWS <= 10, 10.0, 20.0),
    "600001.SH": np.where(ROWS <= 10, 10.0, 12.0),
    "600002.SH": np.where(ROWS <= 10, NONE, 30.0),
}
PANEL = make_panel(DAYS, CLOSES, np.where(ROWS <= 10, 4000.0, 4400.0))


def test_names_listed_later_are_left_out_and_counted() -> None:
    # (+100% + 20%) / 2 = +60% against +10%: 50 points.
    found = run_up(PANEL, [((0, 1, 2), BASE)])
    assert found is not None
    assert (found.own, found.market, found.excess) == pytest.approx((0.6, 0.1, 0.5))
    assert (found.names, found.left_out, found.sessions) == (2, 1, SESSIONS)
    assert found.benchmark == "000300.SH"


def test_the_index_with_dividends_comes_first() -> None:
    total = np.where(ROWS <= 10, 5000.0, 5600.0)  # +12%
    found = run_up(replace(PANEL, benchmarks={**PANEL.benchmarks, "H00300.CSI": total}), [((0, 1), BASE)])
    assert found is not None
    assert found.benchmark == "H00300.CSI"
    assert found.excess == pytest.approx(0.6 - 0.12)


def test_lists_of_two_days_count_by_their_names() -> None:
    # The year before row 251 begins on row 11, after the jump: 0% for A and the index. Mean own (100 + 20 + 0) / 3,
    # mean market (10 + 10 + 0) / 3.
    found = run_up(PANEL, [((0, 1), BASE), ((0,), BASE + 1)])
    assert found is not None
    assert (found.own, found.market) == pytest.approx((0.4, 0.2 / 3))


def test_without_a_whole_year_there_is_no_answer() -> None:
    assert run_up(PANEL, [((0, 1), SESSIONS - 1)]) is None
    assert run_up(PANEL, [((2,), BASE)]) is None
    assert run_up(PANEL, []) is None
    assert run_up(replace(PANEL, benchmarks={}), [((0,), BASE)]) is None
