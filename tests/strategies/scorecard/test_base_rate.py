"""The base rate: what share of a made-up store did as well, by hand, for every list, and on average."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.documents.rating import StockRating
from strategies.scorecard import Summary, score
from tests.strategies.rules.market import NONE, make_panel
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report

# Ten names from 10.00 at the base; the CSI 300 makes 5%. Excess in points: 15, 5, 4, 0, -5, -25, 25, 10, -15, and one
# that was listed after the base and does not count.
ENDS = (12.0, 11.0, 10.9, 10.5, 10.0, 8.0, 13.0, 11.5, 9.0)
STORE: dict[str, list[float]] = {
    **{f"60000{k}.SH": [9, 10, 10, 10, 10, 10, end, 1] for k, end in enumerate(ENDS)},
    "600009.SH": [NONE, NONE, NONE, 10, 10, 10, 30, 1],
}


def summary_of(closes: dict[str, list[float]], symbols: tuple[str, ...], buys: tuple[str, ...] = ()) -> Summary:
    report = small_report(symbols)
    ratings = tuple(StockRating("004", symbol, symbol, "buy", "buy", None, None, "") for symbol in buys)
    return score(make_panel(SESSIONS, closes, CSI_300), [replace(report, ratings=ratings)]).reports[0].summary


def test_ten_stored_names_by_hand() -> None:
    # Listed: 600000 with 15 points beat by 5 or more, 600003 with none did not. Of the nine with a price at the base
    # 15, 5, 25 and 10 did: 4 of 9.
    unrated = summary_of(STORE, ("600000.SH", "600003.SH")).unrated
    assert (unrated.beat, unrated.did_not_beat) == (1, 1)
    assert unrated.base is not None
    assert unrated.base.names == 9
    assert unrated.base.rate == pytest.approx(4 / 9)


def test_a_rating_has_a_base_rate_of_its_own() -> None:
    # "buy" starts at 15 points: 15 and 25 are 2 of 9; the listed name beside it keeps 4 of 9.
    summary = summary_of(STORE, ("600003.SH",), buys=("600000.SH",))
    assert summary.rated.base is not None
    assert summary.unrated.base is not None
    assert (summary.rated.met, summary.unrated.did_not_beat) == (1, 1)
    assert (summary.rated.base.rate, summary.unrated.base.rate) == pytest.approx((2 / 9, 4 / 9))


def test_two_ratings_are_held_against_the_mean_of_their_base_rates() -> None:
    # "buy" 2 of 9; "sell" of report 004 is everything below -5 points: -25 and -15 are 2 of 9, -5 itself is "hold",
    # which 4, 0 and -5 are: 3 of 9. So buy and hold together: (2 + 3) / 18.
    report = small_report(("600000.SH", "600003.SH"))
    ratings = (
        StockRating("004", "600000.SH", "", "buy", "buy", None, None, ""),
        StockRating("004", "600003.SH", "", "hold", "hold", None, None, ""),
    )
    panel = make_panel(SESSIONS, STORE, CSI_300)
    base = score(panel, [replace(report, ratings=ratings)]).reports[0].summary.rated.base
    assert base is not None
    assert base.rate == pytest.approx(5 / 18)


def test_an_open_window_has_no_base_rate() -> None:
    panel = make_panel(SESSIONS, STORE, CSI_300)
    summary = score(panel, [small_report(("600000.SH",))], SESSIONS[5]).reports[0].summary
    assert (summary.unrated.pending, summary.unrated.base) == (1, None)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.5, 30.0), min_size=1, max_size=9))
def test_a_list_that_is_the_whole_store_has_its_own_hit_rate_as_base_rate(ends: list[float]) -> None:
    closes = {f"60000{k}.SH": [9.0, 10, 10, 10, 10, 10, end, 1] for k, end in enumerate(ends)}
    unrated = summary_of(closes, tuple(closes)).unrated
    assert unrated.base is not None
    assert unrated.base.rate == pytest.approx(unrated.rate)


def test_random_lists_hit_as_often_as_the_base_rate_on_average() -> None:
    # 400 lists of 3 from 9 names without looking: their mean hit rate is 4/9; one list has a standard error of
    # sqrt(4/9 * 5/9 / 3 * (9 - 3) / (9 - 1)) = 0.248, 400 of them 0.0124. Three of these are 0.037.
    draw = np.random.default_rng(12)
    symbols = [f"60000{k}.SH" for k in range(9)]
    panel = make_panel(SESSIONS, STORE, CSI_300)
    names = {row.subject: row.verdict for row in score(panel, [small_report(tuple(symbols))]).reports[0].rows}
    rates = [
        np.mean([names[symbol] == "beat" for symbol in draw.choice(symbols, 3, replace=False)]) for _ in range(400)
    ]
    base = summary_of(STORE, tuple(symbols[:3])).unrated.base
    assert base is not None
    assert np.mean(rates) == pytest.approx(base.rate, abs=0.037)
