"""From publication to the end of the horizon, across holidays and at the edge of the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backtest.market.panel import Panel
from data_sources.errors import UserError
from strategies.scorecard.window import last_row_with_bars, window_of
from tests.strategies.rules.market import NONE, make_panel
from tests.strategies.scorecard.small import SESSIONS


def flat(count: int = len(SESSIONS), next_session: str | None = None) -> Panel:
    panel = make_panel(SESSIONS[:count], {"600000.SH": [10.0] * count})
    return replace(panel, next_session=date.fromisoformat(next_session) if next_session else None)


def test_published_in_the_holiday_counts_from_the_close_before_it() -> None:
    window = window_of(flat(), date(2025, 2, 4), 6)
    assert window is not None
    assert (SESSIONS[window.base], SESSIONS[window.last], window.closed) == (date(2025, 1, 27), date(2025, 8, 4), True)


def test_a_window_that_ends_on_a_holiday_ends_with_the_session_before_it() -> None:
    # 2024-07-30 and six months: 2025-01-30, inside the holiday; the last session before is 2025-01-27.
    window = window_of(flat(), date(2025, 1, 25), 0)
    assert window is not None
    assert SESSIONS[window.last] == date(2025, 1, 24)
    sessions = [date(2024, 7, 30), *SESSIONS]
    panel = make_panel(sessions, {"600000.SH": [10.0] * len(sessions)})
    window = window_of(panel, date(2024, 7, 30), 6)
    assert window is not None
    assert (window.ends_on, sessions[window.last], window.closed) == (date(2025, 1, 30), date(2025, 1, 27), True)


def test_an_end_on_a_holiday_is_final_once_the_calendar_has_no_session_up_to_it() -> None:
    sessions = [date(2024, 7, 30), *SESSIONS[:2]]
    panel = make_panel(sessions, {"600000.SH": [10.0] * 3})
    known = window_of(replace(panel, next_session=date(2025, 2, 5)), date(2024, 7, 30), 6)
    assert known is not None
    assert known.closed
    unknown = window_of(panel, date(2024, 7, 30), 6)
    assert unknown is not None
    assert not unknown.closed


def test_an_open_window_stands_at_the_last_session_with_bars() -> None:
    window = window_of(flat(6), date(2025, 2, 4), 6)
    assert window is not None
    assert (SESSIONS[window.last], window.closed, window.ends_on) == (date(2025, 8, 1), False, date(2025, 8, 4))


def test_an_index_that_runs_on_after_the_bars_does_not_carry_the_window() -> None:
    panel = make_panel(SESSIONS, {"600000.SH": [10.0] * 4 + [NONE] * 4})
    assert last_row_with_bars(panel) == 3
    window = window_of(panel, date(2025, 2, 4), 6)
    assert window is not None
    assert (SESSIONS[window.last], window.closed) == (date(2025, 2, 6), False)


def test_data_that_end_before_the_publication_or_begin_after_it_give_no_window() -> None:
    assert window_of(flat(), date(2025, 1, 23), 6) is None
    assert window_of(flat(2), date(2025, 2, 4), 6) is None
    # Unless the calendar says that no session came between.
    assert window_of(flat(2, "2025-02-05"), date(2025, 2, 4), 6) is not None
    assert window_of(flat(2, "2025-02-05"), date(2025, 2, 5), 6) is None


def test_a_market_without_bars_is_a_user_error() -> None:
    with pytest.raises(UserError, match="no symbol has a bar"):
        last_row_with_bars(make_panel(SESSIONS, {"600000.SH": [NONE] * len(SESSIONS)}))
