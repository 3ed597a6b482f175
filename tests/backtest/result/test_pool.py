"""The equal weight of the names that one could choose from, worked out by hand."""

from __future__ import annotations

import pytest

from backtest.result.pool import equal_weight_pool
from data_sources.tables.facts import CorporateAction
from tests.strategies.rules.market import NONE, make_panel, weekdays

DAYS = weekdays("2025-01-06", 4)
A, B, GONE, LATE = "600000.SH", "600001.SH", "600002.SH", "600003.SH"
PANEL = make_panel(
    DAYS,
    {A: [9.0, 10.0, 11.0, 12.0], B: [9.0, 10.0, 9.0, 9.0], GONE: [9.0, 10.0, 4.0, NONE], LATE: [NONE, NONE, 1.0, 9.0]},
    delisted={GONE: DAYS[3]},
    actions=[CorporateAction(B, DAYS[2], 1.0, 0.0, 0.0, 0.0)],
)


def test_all_names_with_a_bar_by_the_base_are_bought_once_and_left_alone() -> None:
    # From row 1: A 1.1, 1.2; B pays 1 CNY at 10, reference 9: 1.0, 1.0; GONE 0.4 and then nothing.
    # LATE lists after the base. (1.1 + 1.0 + 0.4) / 3 and (1.2 + 1.0) / 3; half of 0.4 recovered makes it 2.4 / 3.
    found = equal_weight_pool(PANEL, 1, 3)
    assert found is not None
    assert found.growth.tolist() == pytest.approx([1.0, 2.5 / 3, 2.2 / 3])
    half = equal_weight_pool(PANEL, 1, 3, delist_recovery=0.5)
    assert half is not None
    assert half.growth.tolist() == pytest.approx([1.0, 2.5 / 3, 2.4 / 3])
    assert (found.names, found.without_bar, found.ended) == (3, (), 1)


def test_of_the_names_that_reports_had_given_those_without_a_bar_are_left_out_and_named() -> None:
    found = equal_weight_pool(PANEL, 1, 3, [A, LATE, "600999.SH", A, B])
    assert found is not None
    assert found.growth.tolist() == pytest.approx([1.0, 1.05, 1.1])
    assert (found.names, found.without_bar, found.ended) == (2, (LATE, "600999.SH"), 0)


def test_without_a_name_there_is_no_pool() -> None:
    assert equal_weight_pool(PANEL, 1, 3, [LATE]) is None
    assert equal_weight_pool(PANEL, 1, 3, []) is None


def test_a_pool_of_which_nothing_is_left_is_none() -> None:
    """GONE is delisted without a payment: against nothing there is no excess. With a payment it stands at 0.2."""
    assert equal_weight_pool(PANEL, 1, 3, [GONE]) is None
    paid = equal_weight_pool(PANEL, 1, 3, [GONE], delist_recovery=0.5)
    assert paid is not None
    assert paid.growth.tolist() == pytest.approx([1.0, 0.4, 0.2])


def test_the_base_alone_is_one() -> None:
    found = equal_weight_pool(PANEL, 3, 3)
    assert found is not None
    assert found.growth.tolist() == [1.0]
    assert found.names == 3  # LATE has joined, GONE has left
