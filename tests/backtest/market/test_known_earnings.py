"""What was known of earnings after each close, worked out by hand on seven sessions around a weekend.

D[0] is Tuesday 2024-01-02, D[3] Friday the 5th, D[4] Monday the 8th. A reported the third quarter of 2023 on D[1]
(0.31) and corrected it on D[2] (0.29); its year 2023 was announced on Saturday the 6th (0.50), the third quarter
corrected once more on Monday (0.28), and of 2022 a third quarter of 0.20 is known since October of that year. B has
said nothing yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.market.announcements import Announcements
from backtest.market.known_earnings import known_earnings, known_period
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.validity.future import cut_panel
from data_sources.errors import InputError
from data_sources.tables.facts import EarningsKind
from strategies.contract.history import History
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import SATURDAY, A, B, D, Row, rename, tiny

NAN = float("nan")
Q3_2022, Q3, YEAR = date(2022, 9, 30), date(2023, 9, 30), date(2023, 12, 31)


def said(symbol: str, period: date, day: date, eps: float | None, profit: float | None = None) -> Row:
    words: Row = {"symbol": symbol, "period_end": period, "announced_on": day, "kind": "actual"}
    return {**words, "eps": eps, "net_profit": profit, "source": "a newspaper"}


REPORTED = [
    said(A, Q3_2022, date(2022, 10, 28), 0.20, 2e8),
    said(A, Q3, D[1], 0.31, 3.1e8),
    said(A, Q3, D[2], 0.29),
    said(A, YEAR, SATURDAY, 0.50),
    said(A, Q3, D[4], 0.28),
]


def market(rows: Sequence[Row], count: int = 7, renames: Sequence[Row] = ()) -> Panel:
    bars = {A: [10.0] * count, B: [20.0] * count}
    return build_panel(facts_from_tables(tiny(bars, earnings=list(rows), renames=list(renames))))


def column(
    panel: Panel, field: str = "eps", symbol: str = A, kind: EarningsKind = "actual", years: int = 0
) -> list[float]:
    values = History(panel).earnings(field, kind=kind, years=years)
    assert values.shape == (len(panel.sessions), len(panel.symbols))
    found: list[float] = values[:, panel.position[symbol]].tolist()
    return found


def test_the_value_of_a_row_is_the_one_last_announced_of_the_latest_period() -> None:
    panel = market(REPORTED)
    # The Saturday's year is known on Monday; Monday's correction of an earlier quarter does not take its place.
    np.testing.assert_array_equal(column(panel), [0.20, 0.31, 0.29, 0.29, 0.50, 0.50, 0.50])
    periods = History(panel).earnings_period()[:, panel.position[A]].tolist()
    assert periods == [Q3_2022, Q3, Q3, Q3, YEAR, YEAR, YEAR]


def test_where_nothing_was_announced_there_is_nothing() -> None:
    panel = market(REPORTED)
    assert np.isnan(column(panel, symbol=B)).all()
    assert np.isnat(History(panel).earnings_period()[:, panel.position[B]]).all()
    assert np.isnan(column(market([]))).all()
    assert np.isnan(column(panel, kind="forecast")).all()


def test_a_correction_that_says_no_profit_leaves_the_profit_as_it_was_said() -> None:
    # The year 2023 says no profit at all, and that of the quarter before is not put in its place.
    np.testing.assert_array_equal(column(market(REPORTED), "net_profit"), [2e8, 3.1e8, 3.1e8, 3.1e8, NAN, NAN, NAN])


def test_the_same_period_of_the_year_before() -> None:
    panel = market(REPORTED)
    # Of the third quarter of 2023 that of 2022; of 2021 and of the year 2022 nothing is stored.
    np.testing.assert_array_equal(column(panel, years=-1), [NAN, 0.20, 0.20, 0.20, NAN, NAN, NAN])
    # On the last sessions the year 2023 is the latest; a year on there is nothing.
    assert np.isnan(column(panel, years=1)).all()


def test_a_correction_of_the_year_before_counts_from_its_own_day() -> None:
    panel = market([*REPORTED[:3], said(A, Q3_2022, D[3], 0.10)])
    np.testing.assert_array_equal(column(panel, years=-1), [NAN, 0.20, 0.20, 0.10, 0.10, 0.10, 0.10])


def test_the_end_of_february_has_29_days_in_some_years() -> None:
    rows = [said(A, date(2023, 2, 28), D[0], 0.1), said(A, date(2024, 2, 29), D[1], 0.2)]
    announced, days = market(rows).earnings, np.array(D[:3], "datetime64[D]")
    before = known_earnings(announced, days, 2, "eps", kind="actual", years=-1)
    np.testing.assert_array_equal(before[:, 0], [NAN, 0.1, 0.1])


def test_what_is_expected_is_of_the_year_that_runs() -> None:
    """Sessions on Friday 2024-12-27, Monday the 30th, Tuesday the 31st and Thursday 2025-01-02."""
    days = np.array(["2024-12-27", "2024-12-30", "2024-12-31", "2025-01-02"], "datetime64[D]")
    rows = [
        (0, date(2024, 12, 31), date(2024, 12, 1), True, 1.0, None),
        (0, date(2025, 12, 31), date(2024, 12, 1), True, 1.4, None),
        (0, date(2024, 12, 31), date(2024, 12, 30), True, 0.9, None),
        (0, date(2025, 12, 31), date(2025, 1, 1), True, 1.3, None),
        (0, date(2024, 9, 30), date(2024, 10, 28), False, 0.7, None),
    ]
    announced = Announcements.of(rows)

    def eps(years: int) -> list[float]:
        found: list[float] = known_earnings(announced, days, 1, "eps", kind="forecast", years=years)[:, 0].tolist()
        return found

    np.testing.assert_array_equal(eps(0), [1.0, 0.9, 0.9, 1.3])
    np.testing.assert_array_equal(eps(1), [1.4, 1.4, 1.4, NAN])
    np.testing.assert_array_equal(eps(-1), [NAN, NAN, NAN, 0.9])
    periods = known_period(announced, days, 1, kind="forecast", years=1)[:, 0]
    assert periods[:3].tolist() == [date(2025, 12, 31)] * 3
    assert np.isnat(periods[3])


def test_an_empty_announcement_says_of_no_period_that_it_is_known() -> None:
    panel = market([REPORTED[1], said(A, YEAR, D[3], None)])
    np.testing.assert_array_equal(column(panel), [NAN, 0.31, 0.31, 0.31, 0.31, 0.31, 0.31])


def test_the_order_of_the_rows_does_not_matter() -> None:
    panel = market(REPORTED)
    backwards = replace(panel, earnings=panel.earnings.rows(np.arange(len(REPORTED))[::-1]))
    np.testing.assert_array_equal(column(backwards), column(panel))


def test_a_cut_market_knows_up_to_the_day_what_the_whole_one_does() -> None:
    panel = market(REPORTED)
    # On Saturday the year is known, Monday's correction is not. Monday's row, which has no price yet, is there.
    cut = cut_panel(panel, SATURDAY)
    assert len(cut.sessions) == 5
    assert cut.earnings.announced_on.tolist() == [date(2022, 10, 28), D[1], D[2], SATURDAY]
    np.testing.assert_array_equal(column(cut), [0.20, 0.31, 0.29, 0.29, 0.50])


def test_a_changed_code_takes_over_what_the_old_one_announced() -> None:
    bars = {A: [10.0, 10.0, 10.0, None, None, None], B: [None, None, None, 10.0, 10.0, 10.0]}
    rows = [said(A, Q3, D[1], 0.31), said(A, YEAR, D[4], 9.99), said(B, YEAR, D[5], 0.50)]
    tables = tiny(bars, earnings=rows, renames=[rename(A, B, D[3])])
    panel = build_panel(facts_from_tables(tables))
    # What is said under the old code after the change is of another share.
    np.testing.assert_array_equal(column(panel, symbol=B), [NAN, 0.31, 0.31, 0.31, 0.31, 0.50])
    merger = build_panel(facts_from_tables({**tables, "renames": [rename(A, B, D[3], ratio=2.0)]}))
    np.testing.assert_array_equal(column(merger, symbol=B), [NAN] * 5 + [0.50])


def test_a_share_that_has_its_own_past_takes_nothing_over() -> None:
    rows = [said(A, Q3, D[1], 0.31)]
    panel = market(rows, renames=[rename(A, B, D[3])])
    assert np.isnan(column(panel, symbol=B)).all()


@pytest.mark.parametrize(
    ("field", "kind", "sentence"),
    [
        ("EPS", "actual", "earnings have no field 'EPS'; there are eps, net_profit"),
        ("eps", "guess", "there are no earnings of kind 'guess'; there are actual, forecast"),
    ],
)
def test_what_there_is_not_is_said_in_one_line(field: str, kind: EarningsKind, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        History(market(REPORTED)).earnings(field, kind=kind)


def test_a_panel_says_how_many_there_are() -> None:
    panel = market(REPORTED)
    assert ", 0 signal values, 5 announced earnings, " in repr(panel)
    assert repr(panel.earnings) == "<Announcements: reported 5, expected 0, symbols 1>"
