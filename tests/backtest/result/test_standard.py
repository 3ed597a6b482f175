"""A call against its report's own standard: the excess over the horizon, no session more."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.result.standard import Standard, standard_outcome
from backtest.result.standard_words import standard_sentence

DATES = np.array(["2025-02-05", "2025-03-03", "2025-08-05", "2025-08-06"], dtype="datetime64[D]")
# Over the six months 100 becomes 120 and the index 1000 becomes 1050: 20% less 5% is 15 points.
# On the day after the horizon everything is lost again.
CURVE = Curve(DATES, np.array([100.0, 90.0, 120.0, 80.0]), np.array([1000.0, 990.0, 1050.0, 1060.0]))


def standard(lower: float | None, upper: float | None = None, *, closed: bool = True) -> Standard:
    """A call of 2025-02-06 over six months."""
    return Standard("000", "overweight", date(2025, 2, 6), date(2025, 8, 5), lower, upper, lower_closed=closed)


def test_sessions_after_the_horizon_do_not_count() -> None:
    """120 against 1050, not 80 against 1060."""
    outcome = standard_outcome(standard(0.05), CURVE)
    assert round(outcome.excess, 12) == 0.15
    assert outcome.due
    assert outcome.met


def test_an_excess_on_the_edge_is_met_where_the_edge_is_closed() -> None:
    """1.2 - 1.05 is less than 0.15 in binary and 15 points all the same."""
    assert standard_outcome(standard(0.15), CURVE).met
    assert not standard_outcome(standard(0.15, closed=False), CURVE).met
    assert not standard_outcome(standard(0.1500001), CURVE).met


def test_a_call_to_avoid_is_met_below_its_upper_bound() -> None:
    """15 points ahead is no fall behind by 5."""
    assert not standard_outcome(standard(None, -0.05), CURVE).met
    assert standard_outcome(standard(None, 0.16), CURVE).met


def test_an_open_horizon_is_not_due() -> None:
    """The data end in March: 90 against 990 so far, ten percent lost less one."""
    outcome = standard_outcome(standard(0.05), CURVE.part(0, 1))
    assert not outcome.due
    assert round(outcome.excess, 12) == -0.09


def test_a_horizon_that_ends_between_sessions_is_over_at_the_next() -> None:
    """2025-08-02 is a Saturday: March is its last session, August proves that it is over."""
    early = Standard("000", "overweight", date(2025, 2, 6), date(2025, 8, 2), 0.05, None)
    outcome = standard_outcome(early, CURVE)
    assert outcome.due
    assert round(outcome.excess, 12) == -0.09


@pytest.mark.parametrize(
    ("lower", "upper", "closed", "said"),
    [
        (0.05, None, (True, False), "at least 5 points of excess"),
        (0.0, None, (False, False), "more than 0 points of excess"),
        (None, -0.05, (False, False), "less than \N{MINUS SIGN}5 points of excess"),
        (-0.05, 0.05, (True, False), "at least \N{MINUS SIGN}5 points and less than 5 points of excess"),
        (0.0, 0.0, (True, True), "exactly 0 points of excess"),
    ],
)
def test_the_sentence_says_every_edge_that_was_asked_for(
    lower: float | None, upper: float | None, closed: tuple[bool, bool], said: str
) -> None:
    """Ratings of the five reports: add, positive, reduce, and neutral on both kinds of scale."""
    asked = Standard("000", "rated", date(2025, 2, 6), date(2025, 8, 5), lower, upper, *closed)
    sentence = standard_sentence(standard_outcome(asked, CURVE))
    assert f"called rated, by its own standard {said} by 2025-08-05" in sentence
    met = "missed" if lower is None or upper is not None else "met"
    assert f"this run had +15.0 points over the CSI 300 by then and {met} that" in sentence
