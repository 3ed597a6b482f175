"""Run-up and beta before a date: worked out by hand, on what was known then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.market.panel import Panel
from backtest.validity.future import scramble_panel
from backtest.validity.history import SESSIONS, past_year
from data_sources.tables.facts import Floats
from tests.strategies.rules.market import NONE, make_panel, weekdays

COUNT = 300
DAYS = weekdays("2024-01-01", COUNT)
# The index goes up 2% and down 1% in turn; a name of beta 3 moves by three times that.
MARKET = np.where(np.arange(COUNT - 1) % 2 == 0, 0.02, -0.01)
INDEX = np.asarray(1000.0 * np.cumprod(np.concatenate(([1.0], 1.0 + MARKET))), np.float64)
THRICE = np.asarray(10.0 * np.cumprod(np.concatenate(([1.0], 1.0 + 3.0 * MARKET))), np.float64)
BASE = COUNT - 1


def market(**closes: Floats) -> Panel:
    """Names in the order of A, B and so on."""
    codes = {name: f"60000{k}.SH" for k, name in enumerate(sorted(closes))}
    return make_panel(DAYS, {codes[name]: values for name, values in closes.items()}, INDEX)


def test_the_run_up_is_the_growth_over_that_of_the_index() -> None:
    # From row 59 to row 299, 240 sessions: the name doubled, the index made 120 times 1.02 * 0.99.
    doubled = np.where(np.arange(COUNT) <= BASE - SESSIONS, 10.0, 20.0)
    found = past_year(market(A=doubled), BASE)
    assert found.run_up[0] == pytest.approx(np.log(2.0) - 120 * (np.log(1.02) + np.log(0.99)))


def test_a_name_listed_later_is_as_far_ahead_as_its_own_sessions_made_it() -> None:
    # First close on row 199, 100 sessions before the base: half the index's moves of 100 sessions against a doubling.
    late = np.where(np.arange(COUNT) < 199, NONE, np.where(np.arange(COUNT) == 199, 10.0, 20.0))
    found = past_year(market(A=late), BASE)
    assert found.run_up[0] == pytest.approx(np.log(2.0) - 50 * (np.log(1.02) + np.log(0.99)))


def test_under_sixty_sessions_nothing_is_known() -> None:
    late = np.where(np.arange(COUNT) < BASE - 59, NONE, 10.0)
    found = past_year(market(A=late, B=THRICE), BASE)
    assert np.isnan(found.run_up).tolist() == [True, False]
    assert np.isnan(found.beta).tolist() == [True, False]


def test_beta_is_the_slope_on_the_index_and_suspensions_are_left_out() -> None:
    # Half of the last 240 sessions suspended in one stretch; the jump over the stretch is no daily return.
    broken = THRICE.copy()
    broken[100:220] = NONE
    found = past_year(market(A=THRICE, B=broken), BASE)
    assert found.beta == pytest.approx([3.0, 3.0])


def test_the_index_with_dividends_is_preferred_when_it_is_complete() -> None:
    panel = market(A=THRICE)
    flat = np.full(COUNT, 5000.0)
    richer = replace(panel, benchmarks={**panel.benchmarks, "H00300.CSI": flat})
    own = np.log(THRICE[BASE] / THRICE[BASE - SESSIONS])
    assert past_year(richer, BASE).run_up[0] == pytest.approx(own)
    flat[BASE - 1] = NONE
    broken = replace(panel, benchmarks={**panel.benchmarks, "H00300.CSI": flat})
    assert past_year(broken, BASE).run_up[0] == past_year(panel, BASE).run_up[0]


def test_without_an_index_or_with_a_store_of_two_months_there_is_no_past() -> None:
    assert np.isnan(past_year(replace(market(A=THRICE), benchmarks={}), BASE).run_up).all()
    assert np.isnan(past_year(market(A=THRICE), 59).beta).all()
    assert np.isfinite(past_year(market(A=THRICE), 60).beta).all()


def test_nothing_after_the_base_is_used() -> None:
    panel = market(A=THRICE, B=THRICE[::-1].copy())
    base = 270
    day: date = DAYS[base]
    seen = past_year(panel, base)
    for seed in range(3):
        again = past_year(scramble_panel(panel, day, seed), base)
        assert again.run_up.tolist() == seen.run_up.tolist()
        assert again.beta.tolist() == seen.beta.tolist()
