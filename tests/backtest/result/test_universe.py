"""What a user's run chose from: shares of unnamed names and the equal weight of all names, by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.result.universe import equal_weight, unnamed_share
from backtest.targets import targets_from_rows

NAN = float("nan")
MONDAY, TUESDAY, FRIDAY = date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 5)
NAMED = {"600000.SH": TUESDAY, "000001.SZ": MONDAY}


def test_a_name_is_unnamed_until_the_day_of_its_report() -> None:
    rows = [(MONDAY, "600000.SH", 0.3), (MONDAY, "000001.SZ", 0.1), (TUESDAY, "600000.SH", 0.5)]
    # Monday 0.3 of 0.4, Tuesday nothing of 0.5: (0.75 + 0) / 2.
    assert unnamed_share(targets_from_rows(rows), NAMED) == pytest.approx(0.375)


def test_cash_is_no_decision_for_or_against_a_name() -> None:
    rows = [(MONDAY, "688041.SH", 0.2), (TUESDAY, "", 0.0), (FRIDAY, "000001.SZ", 1.0)]
    # Monday all of it, Friday nothing; the day in cash does not count: (1 + 0) / 2.
    assert unnamed_share(targets_from_rows(rows), NAMED) == pytest.approx(0.5)
    assert unnamed_share(targets_from_rows([(TUESDAY, "", 0.0)]), NAMED) is None
    assert unnamed_share(targets_from_rows([]), NAMED) is None


def test_the_equal_weight_is_held_between_decisions_and_made_equal_at_each() -> None:
    index = np.array([[1.0, 10.0], [2.0, 10.0], [4.0, 5.0]])
    # Held: (2 + 1) / 2 = 1.5, then (4 + 0.5) / 2 = 2.25.
    assert equal_weight(index, np.array([0])).tolist() == [1.0, 1.5, 2.25]
    # Made equal again after the first session: 1.5 * (2 + 0.5) / 2 = 1.875.
    assert equal_weight(index, np.array([0, 1])).tolist() == [1.0, 1.5, 1.875]
    assert equal_weight(index, np.array([2])).tolist() == [1.0, 1.5, 2.25]
    assert equal_weight(index, np.array([], dtype=np.int64)).tolist() == [1.0, 1.5, 2.25]


def test_a_name_joins_at_the_first_decision_that_knows_it() -> None:
    index = np.array([[1.0, NAN], [1.0, 8.0], [2.0, 4.0], [2.0, 8.0]])
    # Alone until row 2: 1, 2. Then both: 2 * (1 + 2) / 2 = 3.
    assert equal_weight(index, np.array([2])).tolist() == [1.0, 1.0, 2.0, 3.0]


def test_before_the_first_name_nothing_moves() -> None:
    index = np.array([[NAN], [NAN], [5.0], [10.0]])
    assert equal_weight(index, np.array([2])).tolist() == [1.0, 1.0, 1.0, 2.0]
    assert equal_weight(index, np.array([0])).tolist() == [1.0, 1.0, 1.0, 1.0]
