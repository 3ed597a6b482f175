"""The names of the made-up document some months after its publication, worked out on paper."""

from __future__ import annotations

from datetime import date

import pytest

from strategies.scorecard.by_month import AheadByMonth, NameByMonth, ahead_by_month
from tests.strategies.scorecard.made import made_card


def test_after_three_months_each_name_is_as_far_ahead_as_the_document_says() -> None:
    (judged,) = made_card().reports
    # Up 20%, 9% and -20% while the CSI 300 made 5%. Six and twelve months after September 2025 are still to come.
    assert {name.symbol: name.excess[1] for name in judged.by_month} == {
        "609998.SH": pytest.approx(0.15), "003997.SZ": pytest.approx(0.04), "929997.BJ": pytest.approx(-0.25),
    }  # fmt: skip
    assert [name.excess[2:] for name in judged.by_month] == [(None, None)] * 3
    assert all(name.excess[0] is not None for name in judged.by_month)


def test_a_month_that_is_not_over_is_not_known() -> None:
    (judged,) = made_card(date(2025, 11, 3)).reports
    assert [name.excess[1] for name in judged.by_month] == [None] * 3


def test_ahead_counts_those_of_which_it_is_known() -> None:
    names = (
        NameByMonth("600001.SH", "one", (0.1, 0.0, None, None)),
        NameByMonth("600002.SH", "two", (-0.1, 0.2, 0.3, None)),
    )
    # After three months one is ahead and one exactly level; after six only one is known.
    assert ahead_by_month(names) == (
        AheadByMonth(1, 1, 2), AheadByMonth(3, 1, 2), AheadByMonth(6, 1, 1), AheadByMonth(12, 0, 0),
    )  # fmt: skip
