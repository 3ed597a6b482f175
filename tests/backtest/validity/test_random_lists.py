"""A strategy's list beside random lists of the store, from the base of its test part on."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.future import scramble_panel
from backtest.validity.random_lists import RandomLists, random_lists
from tests.strategies.rules.market import NONE, make_panel, weekdays

DAYS = weekdays("2025-01-06", 4)
# From row 1 to row 3: A +100%, B 0%, C -50%; LATE lists on row 2 and STAR is of another board, +50%.
A, B, C, LATE, STAR = "600000.SH", "600001.SH", "600002.SH", "600003.SH", "688001.SH"
CLOSES = {
    A: [1.0, 10.0, 15.0, 20.0],
    B: [1.0, 10.0, 10.0, 10.0],
    C: [1.0, 10.0, 10.0, 5.0],
    LATE: [NONE, NONE, 1.0, 9.0],
    STAR: [2.0, 2.0, 2.0, 3.0],
}
PANEL = make_panel(DAYS, CLOSES)


def seen(*symbols: str, base: int = 1) -> RandomLists:
    return random_lists(PANEL, symbols, base, 3)


def test_one_name_of_a_board_stands_among_those_that_traded_by_then() -> None:
    # One of A, B, C; the best ties with itself only, in a third of the draws. LATE cannot be drawn.
    found = seen(A)
    assert found.baskets is not None
    assert found.baskets.pool == 3
    assert (found.baskets.mean, found.baskets.low, found.baskets.high) == (1.0, -0.5, 1.0)
    assert found.baskets.p_value == pytest.approx(1 / 3, abs=0.032)
    assert found.baskets.matched["board"] == 1  # four sessions are no history to match on


def test_names_that_could_not_be_bought_at_the_base_are_left_out_and_named() -> None:
    found = seen(A, LATE, "600999.SH", A)
    assert (found.names, found.left_out) == (1, (LATE, "600999.SH"))
    assert found.baskets is not None
    assert found.baskets.mean == 1.0


def test_only_names_asked_for_are_drawn_and_the_list_s_own() -> None:
    found = random_lists(PANEL, [A], 1, 3, among=[C, STAR])
    assert found.baskets is not None
    assert found.baskets.pool == 2
    assert (found.baskets.low, found.baskets.high) == (-0.5, 1.0)


def test_a_board_of_one_name_leaves_nothing_to_chance() -> None:
    assert seen(STAR).baskets is None
    assert seen(LATE).baskets is None


def test_what_is_drawn_and_matched_hangs_on_nothing_after_the_base() -> None:
    # Scrambled after the base, returns change but neither the pool nor the cells.
    random = np.random.default_rng(1)
    days = weekdays("2024-01-01", 140)
    walks = 10 * np.exp(np.cumsum(random.normal(0, 0.02, (140, 30)), axis=0))
    index = 4000 * np.exp(np.cumsum(random.normal(0, 0.01, 140)))
    panel = make_panel(days, {f"6000{k:02}.SH": walks[:, k] for k in range(30)}, index)
    own = [panel.symbols[k] for k in (0, 7, 20)]
    first, again = (random_lists(each, own, 100, 139).baskets for each in (panel, scramble_panel(panel, days[100], 3)))
    assert first is not None
    assert again is not None
    assert (first.pool, first.own_share, first.matched) == (again.pool, again.own_share, again.matched)
    assert first.matched["board"] == 0
    assert first.mean != again.mean
