"""Given reference prices held against the close before, and which of them the engine may use."""

from __future__ import annotations

import numpy as np
import pytest

from data_sources.quality import reference
from data_sources.quality.prices.given_reference import given_references, without_failed
from data_sources.tables.frame import Array, Frame
from tests.data_sources.quality.long_market import A, actions, bars, found, rules, times, wandering

CLOSES = wandering()
BEFORE = np.append(np.nan, CLOSES[:-1])
EARLIER = np.append([np.nan, np.nan], CLOSES[:-2])

KINDS = [
    (BEFORE * 2, "are 2 times the close before: 20.00 where 10.00 is due"),
    (BEFORE / 10, "are 0.1 times the close before"),
    (BEFORE * np.where(np.arange(60) < 30, 0.9, 1.0), "are adjusted (复权) while the prices are not"),
    (np.array(CLOSES), "are the close of the same day"),
    (EARLIER, "are the close of two sessions before"),
    (np.append(CLOSES[1:], np.nan), "are the close of the session after"),
    # Half of it times 1.5, here and there.
    (BEFORE * np.where(np.arange(60) % 2, 1.5, 1.0), "are no close before: 15.00 where 10.00 is due"),
    (BEFORE * np.where(np.arange(60) < 40, 0.8, 0.9), "are adjusted (复权) while the prices are not"),
]


@pytest.mark.parametrize(("given", "said"), KINDS)
def test_a_series_that_is_something_else_is_named_by_kind(given: Array, said: str) -> None:
    (finding,) = found(given_references, bars(A, CLOSES, prev_close=given.round(2)))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "prev_close_series", A)
    assert said in finding.message
    assert "give the reference price of the exchange (昨收) or leave them empty" in finding.message


DOWNLOAD = "download unadjusted prices (不复权)"


@pytest.mark.parametrize(
    "factor",
    [np.where(np.arange(60) < 30, 0.8, 1.0), np.where(np.arange(60) < 30, 1.0, 1.25)],
    ids=["forward", "backward"],
)
def test_raw_references_prove_that_the_prices_are_adjusted(factor: Array) -> None:
    # One new share for four on the 31st session: forward the prices before it times 0.8, backward those from it by 0.8.
    # The reference of the ex-date is the adjusted close before over the factor of the day.
    closes = np.array(times(CLOSES, factor))
    given = np.append(np.nan, closes[:-1] / factor[:-1])
    given[30] = closes[29] / factor[30]
    (finding,) = found(given_references, bars(A, closes.tolist(), prev_close=given.round(2)))
    assert (finding.severity, finding.rule) == ("severe", "prev_close_series")
    assert "are raw while the prices are adjusted (复权)" in finding.message
    assert DOWNLOAD in finding.message


def test_a_factor_that_stays_may_be_one_of_the_references_or_of_the_prices() -> None:
    (finding,) = found(given_references, bars(A, CLOSES, prev_close=(BEFORE * 1.21).round(2)))
    assert "59 of 59 prev_close are 1.21 times the close before: 12.10 where 10.00 is due" in finding.message
    assert "they or the prices are adjusted (复权)" in finding.message
    (finding,) = found(given_references, bars(A, CLOSES, prev_close=BEFORE * 2))
    assert "复权" not in finding.message


def test_a_reference_above_the_close_of_the_session_before_is_no_action_s_and_is_left_empty() -> None:
    # 10.50 after 10.02: 5% more, so that the bar is legal by both. A cell 5% lower may be an action that is not known.
    given = BEFORE.copy()
    given[4] = 10.50
    share = bars(A, CLOSES, prev_close=given)
    (finding,) = found(given_references, share)
    assert (finding.severity, finding.rule) == ("warning", "prev_close_differs")
    assert (
        finding.message == "prev_close 10.50 after a close of 10.02 of the session before, and no action raises a price"
    )
    assert np.isnan(without_failed(reference({"bars": share}))[0]["prev_close"][4])
    # After a session without a bar, the close before may be of another day.
    share = bars(A, CLOSES, prev_close=given).rows(np.delete(np.arange(60), 3))
    assert [each.rule for each in found(given_references, share)] == ["prev_close_without_action"]


def test_the_closes_before_are_right_and_a_cent_is_the_exchange_s_right() -> None:
    assert found(given_references, bars(A, CLOSES, prev_close=BEFORE)) == []
    assert found(given_references, bars(A, CLOSES, prev_close=BEFORE + 0.01)) == []


def halved(**columns: object) -> Frame:
    """One new share for each on the 31st session, whose close before is 10.13 (7 x 29 mod 19 = 13 cents)."""
    closes = times(CLOSES, np.where(np.arange(60) < 30, 1.0, 0.5))
    opened = np.append(closes[:1], closes[:-1])
    opened[30] /= 2
    high, low = np.maximum(opened, closes) + 0.01, np.minimum(opened, closes) - 0.01
    return bars(A, closes, open=opened.round(2), high=high.round(2), low=low.round(2), **columns)


def test_a_plain_close_before_on_an_ex_date_is_told_and_left_empty() -> None:
    share = halved()
    given = np.append(np.nan, share["close"][:-1])
    share = halved(prev_close=given)
    acted = actions((A, 30, 0.0, 1.0))
    (finding,) = found(given_references, share, acted=acted)
    assert (finding.severity, finding.rule) == ("warning", "prev_close_of_ex_date")
    assert finding.message == "prev_close 10.13 on an ex-date; the action makes it 5.07"
    published, notes = without_failed(reference({"bars": share, "actions": acted}))
    assert np.flatnonzero(np.isnan(published["prev_close"])).tolist() == [0, 30]
    assert [note.rule for note in notes] == ["prev_close_left_empty"]
    accepted, nothing = without_failed(
        reference({"bars": share, "actions": acted}), frozenset({"prev_close_of_ex_date"})
    )
    assert (accepted["prev_close"][30], nothing) == (10.13, ())


def test_without_any_actions_the_exchange_s_reference_shows_the_ex_dates() -> None:
    # The reference of the ex-date is right and no action is known: it stays.
    given = np.append(np.nan, halved()["close"][:-1])
    given[30] = 5.07
    share = halved(prev_close=given)
    (finding,) = found(given_references, share)
    assert rules([finding]) == [("warning", "prev_close_without_action", "")]
    assert finding.message == (
        "1 prev_close show an ex-date, the first of 600000.SH on 2024-02-13; no actions are known"
    )
    assert without_failed(reference({"bars": share}))[0]["prev_close"][30] == 5.07


def test_a_single_reference_that_makes_its_bar_illegal_is_left_empty() -> None:
    given = BEFORE.copy()
    given[7] = 20.0
    share = bars(A, CLOSES, prev_close=given)
    assert rules(found(given_references, share)) == [("warning", "prev_close_differs", A)]
    assert np.isnan(without_failed(reference({"bars": share}))[0]["prev_close"][7])
