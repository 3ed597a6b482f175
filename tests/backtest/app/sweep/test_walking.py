"""A walk-forward: what is chosen in each window, and that the choices are one account that paid for every change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import backtest
from backtest.engine.run import execute_targets
from backtest.options import Options
from backtest.targets import targets_from_rows
from data_sources.errors import InputError
from tests.strategies.rules.market import make_panel, weekdays

A, B = "600000.SH", "600001.SH"
SESSIONS = weekdays("2024-01-01", 201)
# One rises by 0.05 a session over the first hundred sessions and then stands, the other one stands and then rises; each
# has a swing of 0.01, so that neither ever stands quite still.
SWING = np.where(np.arange(201) % 2 == 0, 0.0, 0.01)
RISES = np.minimum(np.arange(201), 100) * 0.05
PANEL = make_panel(SESSIONS, {A: 10 + RISES + SWING, B: 10 + (np.maximum(np.arange(201), 100) - 100) * 0.05 + SWING})


def weights(history: Any, pick: str = "a") -> dict[Any, dict[str, float]]:  # noqa: ANN401 - as users write it
    return {history.panel.sessions[0]: {A if pick == "a" else B: 0.5}}


def walked(how: str, **more: Any) -> Any:  # noqa: ANN401 - options of a sweep
    found = backtest.sweep(weights, {"pick": ["a", "b"]}, panel=PANEL, walk_forward=how, **more)
    assert found.walked is not None
    return found.walked


def test_each_window_lives_with_what_rose_in_its_train() -> None:
    found = walked("train=60s,test=40s")
    # Both buy on session 1, so the base of what is common is session 0 and the returns are those of sessions 1 to 200.
    # Tests begin with returns 60, 100, 140, 180: by the trains of returns 0-58, 40-98, 80-138 and 120-178 the first two
    # choose a; the third knows twenty sessions of its rise and 39 of b's, the fourth b's alone.
    assert [each.turned["pick"] for each in found.windows] == ["a", "a", "b", "b"]
    assert [each.is_own for each in found.windows] == [True, True, False, False]
    assert [each.rank for each in found.windows] == [1, 2, 1, 1]
    assert found.windows[1].train == (str(SESSIONS[41]), str(SESSIONS[99]))
    assert found.windows[1].test == (str(SESSIONS[101]), str(SESSIONS[140]))


def test_the_choices_are_one_account_that_goes_over_on_the_last_session_of_each_train() -> None:
    found = walked("train=60s,test=40s", cash=1_000_000.0)
    # Trains end with returns 58, 98, 138, 178, which are sessions 59, 99, 139 and 179: there each choice is decided.
    table = [(SESSIONS[59], A, 0.5), (SESSIONS[99], A, 0.5), (SESSIONS[139], B, 0.5), (SESSIONS[179], B, 0.5)]
    ledger = execute_targets(PANEL, targets_from_rows(table), Options(cash=1_000_000.0))
    assert found.exact
    # From the close before the first test on, session 60.
    assert found.equity.tolist() == ledger.equity[1:].tolist()
    assert found.sessions[0] == np.datetime64(SESSIONS[60])
    assert set(found.beside) == {"own", "benchmark"}


def test_the_curve_stands_beside_the_others_session_by_session() -> None:
    found = walked("train=60s,test=40s")
    frame = found.curves()
    # From the base, session 60, to session 200: 141 rows; tests of 40, 40, 40 and 20 sessions.
    assert repr(found).startswith("<Walked train=60s,test=40s: 4 windows, +")
    assert list(frame.columns) == ["window", "walk_forward", "own", "benchmark"]
    assert frame.window.tolist() == [0] + [1] * 40 + [2] * 40 + [3] * 40 + [4] * 20
    assert [each.rows for each in found.windows] == [(0, 40), (40, 80), (80, 120), (120, 140)]
    assert frame.iloc[0, 1:].tolist() == [1.0, 1.0, 1.0]
    assert frame.walk_forward.tolist() == (found.equity / found.equity[0]).tolist()
    assert str(frame.index[-1].date()) == str(SESSIONS[200])
    # The own setting holds a, which stands still from session 100 on but for its swing of 0.01 in 15.
    assert abs(frame.own.iloc[-1] / frame.own.iloc[40] - 1.0) < 0.001
    assert frame.walk_forward.iloc[-1] > frame.own.iloc[-1]


def test_where_nothing_held_anything_the_reason_is_told() -> None:
    def broken(_history: Any, pick: str = "a") -> dict[Any, dict[str, float]]:  # noqa: ANN401 - as users write it
        raise RuntimeError(f"no {pick}")

    with pytest.raises(InputError, match=r"no setting held anything, so there is nothing to walk through: .*no b"):
        backtest.sweep(broken, {"pick": ["b"]}, panel=PANEL, walk_forward="train=60s,test=40s")


def test_a_test_of_a_single_session_ranks_nothing() -> None:
    # Returns 60 to 198 are tests of 139 sessions, and one is left.
    first, last = walked("train=60s,test=139s").windows
    assert first.rank is not None
    assert first.outside is not None
    assert (last.rank, last.outside, last.rows) == (None, None, (139, 140))


def test_a_choice_between_conditions_of_the_run_is_joined_as_it_is() -> None:
    found = backtest.sweep(
        weights, {"pick": ["a", "b"], "cash": [500_000, 1_000_000]}, panel=PANEL, walk_forward="train=60s,test=40s"
    ).walked
    assert found is not None
    different = {tuple(each.turned.items()) for each in found.windows}
    assert found.exact == (len({dict(each)["cash"] for each in different}) == 1)
    only = backtest.sweep(weights, {"fill": ["open", "close"]}, panel=PANEL, walk_forward="train=60s,test=40s").walked
    assert only is not None
    # Flat bars: both fills make the same, and the own one, at the open, is kept.
    assert [each.turned["fill"] for each in only.windows] == ["open"] * 4


def test_what_is_decided_within_a_test_is_the_setting_s_own() -> None:
    def monthly(history: Any, share: float = 0.5) -> dict[Any, dict[str, float]]:  # noqa: ANN401 - as users write it
        panel = history.panel
        return {panel.sessions[t]: {A: share if t % 40 == 0 else share / 2} for t in range(0, 200, 20)}

    found = backtest.sweep(monthly, {"share": [0.5]}, panel=PANEL, walk_forward="train=60s,test=100s").walked
    assert found is not None
    # Decided anew on session 59 is the decision of session 40; those of 60, 80, ... 140 stand, then on 159 that of
    # 140 once more (half of the share, 140 being 3.5 times 40), and those of 160 and 180.
    rows = [(SESSIONS[59], A, 0.5)]
    rows += [(SESSIONS[t], A, 0.5 if t % 40 == 0 else 0.25) for t in (60, 80, 100, 120, 140)]
    rows += [(SESSIONS[159], A, 0.25), (SESSIONS[160], A, 0.5), (SESSIONS[180], A, 0.25)]
    ledger = execute_targets(PANEL, targets_from_rows(rows), Options())
    assert found.equity.tolist() == ledger.equity[1:].tolist()


def test_too_few_sessions_and_a_wrong_word_are_one_line() -> None:
    with pytest.raises(InputError, match="leaves nothing to test of the 200 sessions"):
        walked("train=2y,test=6m")
    with pytest.raises(InputError, match="write train=2y,test=6m"):
        walked("2y/6m")
