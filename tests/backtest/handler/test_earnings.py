"""What a handler sees of earnings: on each evening what was announced by then, whatever it kept."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.handler import LookAheadError, View, execute_handler
from backtest.market.panel import Panel
from backtest.options import Options
from strategies.contract.history import History
from tests.execution.market import SATURDAY, A, B, D, Row, tiny
from tests.execution.prepared import panel_of

NAN = float("nan")
Q3, YEAR = date(2023, 9, 30), date(2023, 12, 31)


def market() -> Panel:
    """B reports a quarter on Wednesday, D[1], corrects it on D[2] and announces its year on Saturday, behind D[3]."""

    def said(period: date, day: date, eps: float) -> Row:
        return {"symbol": B, "period_end": period, "announced_on": day, "kind": "actual", "eps": eps}

    rows = [said(Q3, D[1], 0.31), said(Q3, D[2], 0.29), said(YEAR, SATURDAY, 0.50)]
    expected: Row = {**said(date(2024, 12, 31), D[1], 0.60), "kind": "forecast"}
    return panel_of(tiny({A: [10.0] * 6, B: [20.0] * 6}, earnings=[*rows, expected]))


def test_each_evening_knows_what_was_announced_by_then() -> None:
    seen: list[list[float]] = []
    latest: list[tuple[float, object]] = []

    def watch(view: View) -> None:
        seen.append(view.earnings("eps")[:, 1].tolist())
        latest.append((view.earnings("eps", 1, kind="forecast")[0, 1], view.earnings_period(1)[0, 1].item()))
        assert np.isnan(view.earnings("eps")[:, 0]).all()

    execute_handler(market(), watch, Options(), D[0])
    # Called after the close of D[0] to D[4]; the rows that were there stay as they were.
    whole = [NAN, 0.31, 0.29, 0.29, 0.50]
    assert len(seen) == 5
    for count, values in enumerate(seen, start=1):
        np.testing.assert_array_equal(values, whole[:count])
    np.testing.assert_array_equal([value for value, _ in latest], [NAN, 0.60, 0.60, 0.60, 0.60])
    assert [period for _, period in latest] == [None, Q3, Q3, Q3, YEAR]


def test_a_view_says_what_a_history_says() -> None:
    panel = market()
    known = History(panel)

    def compare(view: View) -> None:
        rows = slice(max(view.session - 1, 0), view.session + 1)
        for years in (-1, 0, 1):
            np.testing.assert_array_equal(
                view.earnings("eps", 2, years=years), known.earnings("eps", years=years)[rows]
            )
        np.testing.assert_array_equal(view.earnings_period(2), known.earnings_period()[rows])

    execute_handler(panel, compare, Options(), D[0])


def test_a_view_that_is_kept_goes_on_showing_its_own_evening() -> None:
    kept: list[tuple[View, float]] = []

    def watch(view: View) -> None:
        kept.append((view, view.earnings("eps", 1)[0, 1]))
        for early, value in kept:
            np.testing.assert_array_equal(early.earnings("eps", 1)[0, 1], value)

    execute_handler(market(), watch, Options(), D[0])
    assert len(kept) == 5


def test_no_lookback_reaches_tomorrow() -> None:
    def peek(view: View) -> None:
        view.earnings("eps", 0)

    with pytest.raises(LookAheadError, match="lookback is 0"):
        execute_handler(market(), peek, Options(), D[0])
