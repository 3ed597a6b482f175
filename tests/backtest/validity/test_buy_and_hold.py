"""What names made that were bought and left alone: dividends, suspensions, delistings, renames and mergers by hand."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.buy_and_hold import buyable, held_growth
from tests.execution.market import A, B, D, Row, Z, action, rename, tiny
from tests.execution.prepared import panel_of

NONE = float("nan")


def test_a_dividend_is_reinvested_at_the_ex_reference() -> None:
    # Close 10, 1 CNY paid: reference 9. A close of 9 on the ex-date is no loss; 9.9 afterwards is 10% more.
    panel = panel_of(tiny({A: [10, 10, 9, 9.9]}, actions=[action(A, D[2], cash_per_share=1.0)]))
    assert held_growth(panel, 1, 3)[:, 0] == pytest.approx([1.0, 1.0, 1.1])


def test_a_name_without_a_bar_stands_at_its_last_value() -> None:
    # A rests on the last two sessions and stays at its last close, 12 / 10.
    panel = panel_of(tiny({A: [10, 12, None, None], B: [10, 8, 5, 4]}))
    assert held_growth(panel, 0, 3)[-1] == pytest.approx([1.2, 0.4])


def test_a_delisted_name_is_worth_what_its_delisting_pays_from_that_session_on() -> None:
    # B closes at 5 on D[1] and is delisted on D[2]. Nothing by default, else 30% of 5 / 10.
    gone: dict[str, Row] = {B: {"delist_date": D[2]}}
    panel = panel_of(tiny({A: [10, 12, 12, 12], B: [10, 5, None, None]}, instruments=gone))
    column = panel.position[B]
    assert held_growth(panel, 0, 3)[:, column] == pytest.approx([1.0, 0.5, 0.0, 0.0])
    assert held_growth(panel, 0, 3, delist_recovery=0.3)[:, column] == pytest.approx([1.0, 0.5, 0.15, 0.15])
    assert held_growth(panel, 0, 1)[:, column] == pytest.approx([1.0, 0.5])


def test_a_cash_option_pays_a_share_whatever_the_recovery() -> None:
    # 7 CNY a share: 7 / 10. With one bonus share each on D[2], after the last bar, there are two of them: 14 / 10.
    gone: dict[str, Row] = {B: {"delist_date": D[3], "delist_value": 7.0}}
    for actions, paid in (([], 0.7), ([action(B, D[2], bonus_per_share=1.0)], 1.4)):
        panel = panel_of(tiny({A: [10, 12, 12, 12], B: [10, 5, None, None]}, instruments=gone, actions=actions))
        found = held_growth(panel, 0, 3, delist_recovery=0.3)[:, panel.position[B]]
        assert found == pytest.approx([1.0, 0.5, 0.5, paid])


def test_a_name_that_was_merged_by_its_delisting_goes_on_as_its_successor() -> None:
    # A at 10 becomes 0.5 of B at 22 on D[2], the day on which its listing ends; B then makes 24 / 22 and 26.4 / 22.
    gone: dict[str, Row] = {A: {"delist_date": D[2]}}
    market = tiny({A: [10, 10], B: [20, 22, 24, 26.4]}, renames=[rename(A, B, D[2], 0.5)], instruments=gone)
    panel = panel_of(market)
    assert held_growth(panel, 0, 3)[:, panel.position[A]] == pytest.approx([1.0, 1.0, 1.2, 1.32])


def test_what_could_not_be_bought_at_the_base_has_no_growth() -> None:
    # A listed after the base, B delisted by it.
    listed: dict[str, Row] = {B: {"delist_date": D[2]}}
    panel = panel_of(tiny({A: [None, None, None, 10], B: [10, 8, None, None], Z: [5, 5, 5, 6]}, instruments=listed))
    assert buyable(panel, 2).tolist() == [symbol == Z for symbol in panel.symbols]
    growth = held_growth(panel, 2, 3)
    assert np.isnan(growth[:, panel.position[A]]).all()
    assert np.isnan(growth[:, panel.position[B]]).all()
    assert growth[-1, panel.position[Z]] == pytest.approx(1.2)


def test_a_renamed_name_goes_on_as_its_successor_and_counts_once() -> None:
    # One share of A becomes two of B on D[2]: 10 becomes two at 5.5, then at 6: 11 / 10 and 12 / 10.
    panel = panel_of(tiny({A: [10, 10], B: [None, None, 5.5, 6]}, renames=[rename(A, B, D[2], 2.0)]))
    growth = held_growth(panel, 0, 3)
    assert growth[:, panel.position[A]] == pytest.approx([1.0, 1.0, 1.1, 1.2])
    assert np.isnan(growth[:, panel.position[B]]).all()
    assert buyable(panel, 2).tolist() == [symbol == B for symbol in panel.symbols]


def test_a_merged_name_is_worth_the_shares_it_was_exchanged_for() -> None:
    # A at 10 becomes 0.5 of B, which stood at 22 the evening before: 11 / 10. B goes to 24, then 26.4: 12 and 13.2.
    panel = panel_of(tiny({A: [10, 10], B: [20, 22, 24, 26.4]}, renames=[rename(A, B, D[2], 0.5)]))
    growth = held_growth(panel, 0, 3)
    assert growth[:, panel.position[A]] == pytest.approx([1.0, 1.0, 1.2, 1.32])
    assert growth[:, panel.position[B]] == pytest.approx([1.0, 1.1, 1.2, 1.32])


def test_a_chain_of_renames_is_followed_to_its_end() -> None:
    panel = panel_of(
        tiny(
            {A: [10, 10], B: [None, None, 11, None], Z: [None, None, None, 12]},
            renames=[rename(A, B, D[2]), rename(B, Z, D[3])],
        )
    )
    assert held_growth(panel, 0, 3)[:, panel.position[A]] == pytest.approx([1.0, 1.0, 1.1, 1.2])
