"""From the base date to the last session: what `--to` may ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backtest.engine.run import execute_targets
from backtest.options import Options
from data_sources.errors import InputError
from tests.execution.market import A, D, decide, tiny
from tests.execution.prepared import panel_of, targets_of

# Sessions are D[0] to D[3], Tuesday 2 January to Friday 5 January 2024.
PANEL = panel_of(tiny({A: [10, 10, 10, 10]}))
TARGETS = targets_of(decide(D[0], A=0.5))


def last_session(end: date, next_session: date | None = None) -> date:
    panel = replace(PANEL, next_session=next_session)
    last: date = execute_targets(panel, TARGETS, Options(end=end)).sessions[-1].item()
    return last


def test_a_weekend_after_the_data_ends_on_the_last_session() -> None:
    assert last_session(date(2024, 1, 7)) == D[3]


def test_a_weekday_after_the_data_is_outside_them() -> None:
    with pytest.raises(InputError, match=f"after the last session with data, {D[3]}"):
        last_session(date(2024, 1, 8))


def test_a_holiday_that_the_calendar_knows_is_not_outside() -> None:
    assert last_session(date(2024, 1, 9), next_session=date(2024, 1, 10)) == D[3]
    with pytest.raises(InputError, match="after the last session with data"):
        last_session(date(2024, 1, 10), next_session=date(2024, 1, 10))
