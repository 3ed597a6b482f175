"""Dividends taxed by holding period: nothing at payment, 20, 10 or 0% at the sale, first in first out.

A pays 1.00 a share; all prices are 10.00 before and 9.00 after the ex-date, so that only cash tells the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from backtest.engine.run import execute_targets
from backtest.handler import execute_handler, orders
from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.metrics.trading import trading_record, trading_totals
from backtest.options import Options
from backtest.result.tables import EventRow, event_rows
from backtest.targets import targets_from_rows
from data_sources.market_rules.dividend_tax import dividend_tax_rates, held_at_most
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, B, action, bar_row, rename, weekdays

DAYS = weekdays(date(2024, 1, 2), 300)
TAXED = Options(cash=100_000.0, dividend_tax="holding_period")


def panel_of(ex_dates: Sequence[date], days: Sequence[date] = DAYS, **tables: list[dict[str, object]]) -> Panel:
    """A market of A at 10.00, 1.00 less after each ex-date."""
    rows = [bar_row(A, day, 10.0 - sum(ex <= day for ex in ex_dates)) for day in days]
    return build_panel(
        facts_from_tables(
            {
                "instruments": [{"symbol": A, "list_date": date(1999, 1, 4)}],
                "bars": rows,
                "index": [{"symbol": "000300.SH", "date": day, "close": 3000.0} for day in days],
                "actions": [action(A, ex_date, cash_per_share=1.0) for ex_date in ex_dates],
                **tables,
            }
        )
    )


def sold_on(day: date, ex_date: date = DAYS[3]) -> list[EventRow]:
    """1 000 shares bought on DAYS[1], Wednesday 3 January, a dividend on the way, all sold on a day."""
    before = DAYS[DAYS.index(day) - 1]
    rows = [(DAYS[0], A, 0.101), (before, "", 0.0)]
    return event_rows(execute_targets(panel_of([ex_date]), targets_from_rows(rows), TAXED))


@pytest.mark.parametrize(
    ("day", "tax"),
    [
        (date(2024, 2, 2), -200.0),  # within a month: 20% of 1 000.00
        (date(2024, 2, 5), -100.0),  # bought on 3 January, held to 4 February: over a month, 10%
        (date(2025, 1, 3), -100.0),  # sold on the day a year later: held to 2 January, one year and not more
        (date(2025, 1, 6), None),  # over a year: exempt, and no row
    ],
)
def test_the_rate_follows_the_holding_period(day: date, tax: float | None) -> None:
    expected: list[EventRow] = [(DAYS[3], A, "dividend", 1000, 1000.0)]
    if tax is not None:
        expected.append((day, A, "dividend_tax", 1000, tax))
    assert sold_on(day) == expected


def test_the_first_bought_is_the_first_sold() -> None:
    # Bought 1 000 on 3 January and 1 000 on 1 February; a dividend on 5 February; 1 500 sold on 12 February: the first
    # 1 000 were held over a month (10% of 1 000), 500 of the second within one (20% of 500).
    bought, more, ex_date, sold = DAYS[1], date(2024, 2, 1), date(2024, 2, 5), date(2024, 2, 12)
    wishes = {DAYS[DAYS.index(bought) - 1]: 1000, DAYS[DAYS.index(more) - 1]: 1000, DAYS[DAYS.index(sold) - 1]: -1500}
    ledger = execute_handler(
        panel_of([ex_date]),
        lambda view: orders({A: wishes[view.today]}) if view.today in wishes else None,
        TAXED,
        DAYS[0],
    )
    assert event_rows(ledger) == [
        (ex_date, A, "dividend", 2000, 2000.0),
        (sold, A, "dividend_tax", 1500, -200.0),
    ]


def test_two_dividends_of_one_lot_are_taxed_together() -> None:
    panel = panel_of([DAYS[3], DAYS[5]])
    targets = targets_from_rows([(DAYS[0], A, 0.101), (DAYS[9], "", 0.0)])
    events = event_rows(execute_targets(panel, targets, TAXED))
    assert events[-1] == (DAYS[10], A, "dividend_tax", 1000, -400.0)  # 20% of 2 000.00


def test_bonus_shares_share_the_age_of_those_they_came_from() -> None:
    # 1 000 shares, a dividend of 1.00, then 0.5 bonus shares each: 1 500 sold within the month owe 20% of 1 000.
    panel = panel_of(
        [DAYS[3]], actions=[action(A, DAYS[3], cash_per_share=1.0), action(A, DAYS[5], bonus_per_share=0.5)]
    )
    events = event_rows(execute_targets(panel, targets_from_rows([(DAYS[0], A, 0.101), (DAYS[9], "", 0.0)]), TAXED))
    assert events == [
        (DAYS[3], A, "dividend", 1000, 1000.0),
        (DAYS[5], A, "bonus", 500, 0.0),
        (DAYS[10], A, "dividend_tax", 1500, -200.0),
    ]


def test_a_new_name_keeps_the_age_and_the_debt() -> None:
    days = DAYS[:12]
    tables = {
        "instruments": [{"symbol": symbol, "list_date": date(1999, 1, 4)} for symbol in (A, B)],
        "bars": [bar_row(A, day, 10.0) for day in days[:5]] + [bar_row(B, day, 5.0) for day in days[5:]],
        "renames": [rename(A, B, days[5], ratio=2.0)],
    }
    panel = panel_of([days[3]], days, **tables)
    events = event_rows(execute_targets(panel, targets_from_rows([(days[0], A, 0.101), (days[9], "", 0.0)]), TAXED))
    assert events[1:] == [(days[5], A, "rename", 2000, 0.0), (days[10], B, "dividend_tax", 2000, -200.0)]


def test_the_tax_is_part_of_the_dividends_of_the_run() -> None:
    ledger = execute_targets(panel_of([DAYS[3]]), targets_from_rows([(DAYS[0], A, 0.101), (DAYS[9], "", 0.0)]), TAXED)
    assert trading_totals(trading_record(ledger)).dividends == 800.0  # 1 000.00 less 200.00


def test_before_2013_ten_percent_is_withheld_and_nothing_owed_later() -> None:
    days = weekdays(date(2012, 6, 1), 12)
    panel = panel_of([days[3]], days)
    events = event_rows(execute_targets(panel, targets_from_rows([(days[0], A, 0.101), (days[9], "", 0.0)]), TAXED))
    assert events == [(days[3], A, "dividend", 1000, 900.0)]


def test_the_rates_by_date() -> None:
    days = np.array(["2005-06-10", "2012-12-31", "2013-01-04", "2015-09-07", "2015-09-08"], "datetime64[D]")
    assert dividend_tax_rates(days).tolist() == [
        [0.20, 0.0, 0.0, 0.0],
        [0.10, 0.0, 0.0, 0.0],
        [0.0, 0.2, 0.1, 0.05],
        [0.0, 0.2, 0.1, 0.05],
        [0.0, 0.2, 0.1, 0.0],
    ]


def test_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    days = np.arange("2024-01-29", "2024-03-03", dtype="datetime64[D]")
    first = held_at_most(days, 1)
    # 29, 30 and 31 January all reach 29 February; sold on that day they were held at most a month.
    assert days[first[list(days).index(np.datetime64("2024-02-29"))]] == np.datetime64("2024-01-29")
    assert days[first[list(days).index(np.datetime64("2024-03-01"))]] == np.datetime64("2024-02-01")


def test_hundreds_of_purchases_of_one_share_find_room() -> None:
    panel = panel_of([DAYS[250]])
    ledger = execute_handler(
        panel, lambda view: orders({A: 100}) if view.session < 280 else orders({A: -99_999}), TAXED, DAYS[0]
    )
    taxed = [row for row in event_rows(ledger) if row[2] == "dividend_tax"]
    # All cash goes into A at 10.00 with 5.00 a fill: 99 purchases of 100 on DAYS[1..99], January to May 2024, 1 005.01
    # each. The dividend of 9 900.00 on DAYS[250] and the 504.01 left buy 1 100 more at 9.00. On DAYS[281], 29 January
    # 2025, the 1 800 bought before 29 January 2024 (DAYS[1..18]) are exempt; 8 100.00 of the dividend owe 10%.
    assert taxed == [(DAYS[281], A, "dividend_tax", 11_000, -810.0)]
