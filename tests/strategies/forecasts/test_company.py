"""Which column a report's company is, which close its share had, and what became of one share."""

from __future__ import annotations

from datetime import date

import pytest

from backtest.market.panel import Panel
from strategies.forecasts.company import NO_COLUMN, Close, close_on, column_of, shares_between
from strategies.scorecard.price_change import prices_of
from tests.execution.market import SATURDAY, A, B, D, action, rename
from tests.strategies.forecasts.made import market

NEW = "600009.SH"


def shares(panel: Panel, first: date, then: date) -> float:
    return shares_between(prices_of(panel), A, first, then)


def test_a_company_is_the_column_of_its_code_and_of_the_new_one_after_a_change() -> None:
    panel = market()
    assert column_of(panel, A) == panel.position[A]
    assert column_of(panel, "600999.SH") == NO_COLUMN
    closes = [10.0, 10.0, 10.0, None, None, None, None]
    changed = market(closes=closes, renames=[rename(A, NEW, D[3])], more={NEW: [None] * 3 + [12.0] * 4})
    assert column_of(changed, A) == changed.position[NEW]
    # The new code's column has the closes of the old one before the change.
    assert close_on(changed, A, D[2]) == Close(10.0, D[2])
    assert close_on(changed, A, D[3]) == Close(12.0, D[3])


def test_a_merger_into_a_company_that_traded_before_is_another_company() -> None:
    closes = [10.0, 10.0, 10.0, None, None, None, None]
    panel = market(closes=closes, renames=[rename(A, B, D[3])])
    assert column_of(panel, A) == panel.position[A]
    merged = market(closes=closes, renames=[rename(A, NEW, D[3], ratio=0.5)], more={NEW: [None] * 3 + [12.0] * 4})
    assert column_of(merged, A) == merged.position[A]


def test_a_close_is_the_last_one_by_the_day_and_not_one_that_nobody_knows() -> None:
    panel = market(closes=[10.0, 11.0, None, 13.0, 14.0, 15.0, 16.0])
    assert close_on(panel, A, D[2]) == Close(11.0, D[1])
    assert close_on(panel, A, SATURDAY) == Close(13.0, D[3])
    assert close_on(panel, A, date(2024, 1, 1)) is None
    # The bars end on D[6], a Wednesday; what came after it is unknown.
    assert close_on(panel, A, D[8]) is None
    assert close_on(panel, "600999.SH", D[2]) is None


def test_bonus_shares_count_from_their_ex_date() -> None:
    # One for two: a share becomes 1.5, and the close of 15.00 becomes 10.00.
    gift = action(A, D[3], bonus_per_share=0.5)
    panel = market(closes=[15.0] * 3 + [10.0] * 4, actions=[gift])
    assert shares(panel, D[0], D[6]) == pytest.approx(1.5)
    assert shares(panel, D[2], D[3]) == pytest.approx(1.5)
    assert shares(panel, D[0], D[2]) == 1.0
    assert shares(panel, D[3], D[6]) == 1.0


def test_a_dividend_makes_no_share_and_rights_make_what_was_free_of_them() -> None:
    assert shares(market(actions=[action(A, D[3], cash_per_share=0.5)]), D[0], D[6]) == 1.0
    # One new share for two at 4.00 and a close of 10.00: worth (10 + 2) / 1.5 = 8.00, so one share counts as 1.25.
    rights = action(A, D[3], rights_per_share=0.5, rights_price=4.0)
    assert shares(market(closes=[10.0] * 3 + [8.0] * 4, actions=[rights]), D[0], D[6]) == pytest.approx(1.25)


def test_without_a_close_by_either_day_the_shares_are_unknown() -> None:
    panel = market()
    for first, then in ((date(2023, 12, 29), D[3]), (D[0], D[8])):
        assert shares(panel, first, then) != shares(panel, first, then)  # NaN
