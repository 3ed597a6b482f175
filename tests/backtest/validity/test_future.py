"""What is left when the future is cut off, and what changes when it is scrambled.

Six weekdays from 2025-01-06 (Monday); the day is Wednesday 01-08. A pays a dividend on the 7th and on the 9th, B lists
on the 10th, C is delisted on the 13th.
"""

from dataclasses import replace
from datetime import date

import numpy as np

from backtest.market.panel import Panel
from backtest.validity.future import cut_panel, scramble_panel
from data_sources.tables.facts import CorporateAction, Instrument, StatusSpan
from tests.strategies.rules.market import NONE, make_panel, signal, weekdays

SESSIONS = weekdays("2025-01-06", 6)
DAY = date(2025, 1, 8)


def market() -> Panel:
    panel = make_panel(
        SESSIONS,
        {"A": [10, 9, 9, 8, 8, 8], "B": [NONE, NONE, NONE, NONE, 5, 5], "C": [3, 3, 3, 3, 3, NONE]},
        [100, 101, 102, 103, 104, 105],
        delisted={"C": date(2025, 1, 13)},
        actions=[CorporateAction("A", date(2025, 1, 7), 1.0), CorporateAction("A", date(2025, 1, 9), 1.0)],
        signals=[signal("s", "2025-01-01", "2025-01-08", 1.0), signal("s", "2025-01-01", "2025-01-09", 2.0)],
    )
    listing = Instrument("B", list_date=date(2025, 1, 10))
    return replace(
        panel,
        instruments=(panel.instruments[0], listing, panel.instruments[2]),
        status=(
            StatusSpan("A", date(2025, 1, 7), date(2025, 1, 9), "ST"),
            StatusSpan("A", date(2025, 1, 10), None, "ST"),
        ),
    )


def test_after_a_cut_only_the_date_of_the_next_session_is_left() -> None:
    panel = cut_panel(market(), DAY)
    assert panel.sessions.tolist() == SESSIONS[:4]
    np.testing.assert_array_equal(panel.close[:, 0], [10, 9, 9, NONE])
    assert panel.volume[3].tolist() == [0, 0, 0]
    np.testing.assert_array_equal(panel.benchmarks["000300.SH"], [100, 101, 102, NONE])
    assert [value.value for value in panel.signals] == [1.0]


def test_after_a_cut_nobody_knows_listings_delistings_spans_or_dividends_to_come() -> None:
    panel = cut_panel(market(), DAY)
    assert panel.instruments[1].list_date is None
    assert panel.instruments[2].delist_date is None
    assert panel.listed_from.tolist() == [0, 4, 0]
    assert panel.status == (StatusSpan("A", date(2025, 1, 7), None, "ST"),)
    assert panel.events.cash.tolist() == [1.0]
    assert panel.events.offsets.tolist() == [0, 0, 1, 1, 1]
    # 10 to 9 with 1.00 paid out is not a loss: the index stands still through both rows.
    np.testing.assert_allclose(panel.total_return_index[:, 0], [10, 10, 10, 10])


def test_a_cut_on_a_day_without_session_keeps_the_session_before_it() -> None:
    panel = cut_panel(market(), date(2025, 1, 11))
    assert np.isfinite(panel.close[:, 1]).tolist() == [False, False, False, False, True, False]


def test_a_cut_after_the_last_session_changes_nothing_known() -> None:
    panel = cut_panel(market(), date(2025, 2, 1))
    np.testing.assert_array_equal(panel.close, market().close)
    assert panel.sessions.tolist() == SESSIONS


def test_scrambling_keeps_the_past_and_changes_every_later_bar() -> None:
    before, after = market(), scramble_panel(market(), DAY, seed=1)
    for name in ("open", "high", "low", "close", "volume", "amount", "prev_close"):
        np.testing.assert_array_equal(getattr(after, name)[:3], getattr(before, name)[:3])
    assert not (after.close[3:, 0] == before.close[3:, 0]).any()
    assert not (after.benchmarks["000300.SH"][3:] == before.benchmarks["000300.SH"][3:]).any()
    np.testing.assert_array_equal(after.total_return_index[:3], before.total_return_index[:3])
    assert after.events.cash[0] == 1.0
    assert after.events.cash[1] != 1.0
    assert after.signals[0].value == 1.0
    assert after.signals[1].value != 2.0


def test_a_scramble_repeats_for_the_same_seed_only() -> None:
    first, again, other = (scramble_panel(market(), DAY, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.close, again.close)
    assert not np.array_equal(first.close, other.close, equal_nan=True)
