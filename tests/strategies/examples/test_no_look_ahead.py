"""Neither example knows the future: with everything after a day invented, what was traded up to it stays.

On the sample market, which is simulated and ends 2026-06-30.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
import pytest

from backtest.handler import Handler, Instruction, View, execute_handler, weights
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.result.tables import fill_rows, refusal_rows
from data_sources.sample_market import sample_facts
from strategies.contract.history import History, cut, scramble
from strategies.contract.strategy import known_history
from strategies.examples import drawdown_control, trailing_stop

START = date(2025, 5, 7)


@cache
def sample_market() -> History:
    return known_history(build_panel(sample_facts()))


def traded_until(day: date, make_handler: Callable[[History], Handler], history: History) -> list[tuple[object, ...]]:
    ledger = execute_handler(history.panel, make_handler(history), Options(), START)
    rows: list[tuple[object, ...]] = [*fill_rows(ledger), *refusal_rows(ledger)]
    return [row for row in rows if str(row[0]) <= str(day)]


def peeking(history: History) -> Handler:
    """Buys on the evening of START the name that will rise most in the last 100 sessions."""
    index = history.panel.total_return_index
    best = history.panel.symbols[int(np.nanargmax(index[-1] / index[-100]))]

    def handler(view: View) -> Instruction | None:
        return weights({best: 1.0}) if view.today == START else None

    return handler


@pytest.mark.parametrize("day", [date(2026, 2, 10), date(2026, 3, 31), date(2026, 5, 29)])
@pytest.mark.parametrize("make_handler", [trailing_stop.make_handler, drawdown_control.make_handler])
def test_what_was_traded_does_not_depend_on_what_came_later(
    make_handler: Callable[[History], Handler], day: date
) -> None:
    known = sample_market()
    expected = traded_until(day, make_handler, known)
    assert expected
    assert traded_until(day, make_handler, cut(known, day)) == expected
    assert traded_until(day, make_handler, scramble(known, day, seed=5)) == expected


def test_a_handler_that_looks_ahead_is_found_out_by_the_same_comparison() -> None:
    known, day = sample_market(), date(2025, 11, 24)
    assert traded_until(day, peeking, scramble(known, day, seed=5)) != traded_until(day, peeking, known)
