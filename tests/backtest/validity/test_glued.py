"""The curve of a choice: who is chosen, what it earns outside, what it is held beside."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.validity.glued import beside, choose, glue
from backtest.validity.span import Span
from backtest.validity.walk_forward import WalkForward, windows
from data_sources.tables.facts import Dates, Floats

SESSIONS: Dates = np.busday_offset(np.datetime64("2024-01-01"), np.arange(110), roll="forward")
FLAT = np.zeros(110)


def noise(seed: int = 1, count: int = 3) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.001, (110, count))


def test_each_window_holds_what_was_best_before_it() -> None:
    # Setting 1 gains in rows 0 to 39, setting 2 from row 40 on: trains are rows 0..38, 30..68 and 60..98.
    returns = noise()
    returns[:40, 1] += 0.01
    returns[40:, 2] += 0.01
    cut = windows(SESSIONS, WalkForward(Span(40, "s"), Span(30, "s")))
    found = glue(SESSIONS, returns, FLAT, cut, metric="annual_return")
    # In rows 30 to 68 setting 1 has 10 good days and setting 2 has 29.
    assert [each.setting for each in found.held] == [1, 2, 2]
    # Row 40 is Monday 26 February 2024, row 69 Friday 5 April; then Monday 8 April to Friday 17 May; row 109 the 31st.
    assert [(each.first, each.last) for each in found.held] == [
        (date(2024, 2, 26), date(2024, 4, 5)), (date(2024, 4, 8), date(2024, 5, 17)),
        (date(2024, 5, 20), date(2024, 5, 31)),
    ]  # fmt: skip
    assert found.sessions.tolist() == SESSIONS[40:].tolist()
    assert found.returns.tolist() == [*returns[40:70, 1], *returns[70:, 2]]
    assert found.held[0].inside == pytest.approx(np.log1p(returns[:39, 1]).mean())


def test_nothing_in_or_after_a_test_changes_what_is_held_in_it() -> None:
    cut = windows(SESSIONS, WalkForward(Span(40, "s"), Span(30, "s")))
    before = glue(SESSIONS, noise(), FLAT, cut)
    other = noise()
    other[69:] = noise(2)[69:]  # the last session of the first test and all behind it; the second train ends at row 68
    after = glue(SESSIONS, other, FLAT, cut)
    assert after.held[:2] == before.held[:2]
    assert after.returns[:29].tolist() == before.returns[:29].tolist()


def test_the_default_stands_where_nothing_moved_and_where_it_is_as_good() -> None:
    returns = noise(count=4)
    returns[:40, :3] = 0.0
    returns[:40, 3] -= 0.01
    rows = slice(0, 40)
    # Cash has a ratio of 0 and beats what lost; but who did not trade said nothing, so the loser is chosen.
    assert choose(returns, FLAT, rows, "sharpe", 1)[0] == 3
    assert choose(returns[:, :3], FLAT, rows, "sharpe", 1)[0] == 1
    copies = noise()[:, [0, 1, 1, 1]]
    best = choose(copies, FLAT, rows, "sharpe", 0)[0]
    assert choose(copies, FLAT, rows, "sharpe", 2)[0] == (2 if best else 0)


def test_beside_another_curve_it_is_the_growth_of_relative_wealth() -> None:
    # 1.001 a session against 1.0: e^(243 ln 1.001) - 1 = 27.49% a year; without any spread the interval has no width.
    found = beside(np.full(110, 0.001), FLAT, 243.0)
    assert found is not None
    assert found.annual == pytest.approx(0.2749, abs=1e-4)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((found.annual, found.annual))
    short = beside(np.full(40, 0.001), FLAT[:40], 243.0)
    assert short is not None
    assert short.interval is None
    lost = np.zeros(110)
    lost[7] = -1.0
    assert beside(lost, FLAT, 243.0) is None
    assert beside(FLAT[:0], FLAT[:0], 243.0) is None
