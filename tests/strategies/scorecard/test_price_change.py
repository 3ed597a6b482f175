"""Price changes over a window: ex-rights adjusted, dividends apart, and what is said of names that did not trade."""

from __future__ import annotations

from datetime import date
from math import isnan

import pytest

from data_sources.tables.facts import CorporateAction
from strategies.scorecard.price_change import basket_move, index_move, name_move, prices_of
from strategies.scorecard.window import Window
from tests.strategies.rules.market import NONE, make_panel
from tests.strategies.scorecard.small import CSI_300, SESSIONS

WINDOW = Window(date(2025, 2, 4), date(2025, 8, 4), 1, 6, closed=True)


def test_bonus_shares_adjust_the_price_change_and_dividends_only_the_total_return() -> None:
    # 10.00 on the base; on 2025-03-03 each share gets 0.50 CNY and 0.25 shares, the last close before being 10.50.
    # Ex price 8.00 stays to the end. Price change: 8.00 * 1.25 / 10.00 - 1 = 0%.
    # Total: the reference is (10.50 - 0.50) / 1.25 = 8.00, so the factor is 10.50 / 8.00 and 8 * 1.3125 / 10 - 1 = 5%.
    closes = [10, 10, 10.2, 10.5, 8, 8, 8, 8]
    gift = CorporateAction("600000.SH", SESSIONS[4], cash_per_share=0.5, bonus_per_share=0.25)
    move = name_move(prices_of(make_panel(SESSIONS, {"600000.SH": closes}, actions=[gift])), "600000.SH", WINDOW)
    assert move.price == pytest.approx(0.0, abs=1e-12)
    assert move.total == pytest.approx(0.05)
    assert move.notes == ()


def test_a_rights_issue_adjusts_both_alike() -> None:
    # 0.5 new shares a share at 4.00; reference (10.00 + 0.5 * 4.00) / 1.5 = 8.00: at 8.80 the holder has gained 10%.
    issue = CorporateAction("600000.SH", SESSIONS[4], rights_per_share=0.5, rights_price=4.0)
    closes = [10, 10, 10, 10, 8, 8.4, 8.8, 8]
    move = name_move(prices_of(make_panel(SESSIONS, {"600000.SH": closes}, actions=[issue])), "600000.SH", WINDOW)
    assert (move.price, move.total) == pytest.approx((0.10, 0.10))


def test_suspended_at_the_end_stands_at_its_last_close_and_says_so() -> None:
    panel = make_panel(SESSIONS, {"600000.SH": [10, 10, 11, 12, 13, NONE, NONE, 20], "600001.SH": [5.0] * 8})
    move = name_move(prices_of(panel), "600000.SH", WINDOW)
    assert move.price == pytest.approx(0.3)
    assert move.notes == ("600000.SH: no trading on 2025-08-04: end is the close of 2025-03-03",)


def test_suspended_at_the_base_counts_from_its_last_close_before() -> None:
    panel = make_panel(SESSIONS, {"600000.SH": [8, NONE, 10, 10, 10, 10, 10, 10]})
    move = name_move(prices_of(panel), "600000.SH", WINDOW)
    assert move.price == pytest.approx(0.25)
    assert move.notes == ("600000.SH: no trading on 2025-01-27: base is the close of 2025-01-24",)


def test_delisted_inside_the_window_says_when() -> None:
    closes = {"600000.SH": [10, 10, 5, 4, NONE, NONE, NONE, NONE]}
    panel = make_panel(SESSIONS, closes, delisted={"600000.SH": date(2025, 3, 3)})
    move = name_move(prices_of(panel), "600000.SH", WINDOW)
    assert move.price == pytest.approx(-0.6)
    assert move.notes == ("600000.SH: delisted 2025-03-03: end is the close of 2025-02-06",)


def test_listed_after_the_publication_has_no_base_and_says_when_it_came() -> None:
    panel = make_panel(SESSIONS, {"688795.SH": [NONE, NONE, NONE, 100, 110, 120, 130, 140]})
    move = name_move(prices_of(panel), "688795.SH", WINDOW)
    assert isnan(move.price)
    assert move.symbols == ()
    assert move.notes == ("688795.SH: first bar on 2025-02-06, after the publication: no base price",)


def test_a_name_without_bars_says_so_whether_the_store_knows_it_or_not() -> None:
    panel = make_panel(SESSIONS, {"600000.SH": [NONE] * 8, "600001.SH": [5.0] * 8})
    assert name_move(prices_of(panel), "600000.SH", WINDOW).notes == ("600000.SH: no bar up to 2025-08-04",)
    assert name_move(prices_of(panel), "600009.SH", WINDOW).notes == ("600009.SH: no bar up to 2025-08-04",)


def test_a_basket_is_the_mean_of_those_with_a_base_and_names_the_others() -> None:
    # +20% and -10%: mean +5%; the third was listed later.
    closes: dict[str, list[float]] = {
        "600000.SH": [10, 10, 10, 10, 10, 10, 12, 10],
        "600001.SH": [10, 10, 10, 10, 10, 10, 9, 10],
        "688795.SH": [NONE, NONE, NONE, 100, 110, 120, 130, 140],
    }
    move = basket_move(prices_of(make_panel(SESSIONS, closes)), closes, WINDOW)
    assert move.price == pytest.approx(0.05)
    assert move.symbols == ("600000.SH", "600001.SH")
    assert len(move.notes) == 1


def test_an_index_counts_between_the_same_two_closes() -> None:
    panel = make_panel(SESSIONS, {"600000.SH": [10.0] * 8}, CSI_300)
    assert index_move(panel, "000300.SH", WINDOW) == pytest.approx(0.05)  # 4,200 over 4,000
    assert isnan(index_move(panel, "H30184.CSI", WINDOW))
