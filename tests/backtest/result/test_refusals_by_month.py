"""Refusals by month, counted by hand from the tiny result of `made_results`."""

from __future__ import annotations

from backtest.result.parts import run_parts
from backtest.result.refusals_by_month import RefusalMonths, refusals_by_month
from backtest.result.trading_by_part import refusals_by_part
from tests.reports.made_results import long_result, tiny_result


def test_each_month_counts_what_was_refused_in_it() -> None:
    # limit_up on 2025-01-27 and 2025-02-07, suspended on 2025-02-10.
    assert refusals_by_month(run_parts(tiny_result())) == RefusalMonths(
        ("2025-01", "2025-02"), (("suspended", (0, 1)), ("limit_up", (1, 1)))
    )


def test_the_months_add_up_to_the_rows_of_each_reason() -> None:
    parts = run_parts(long_result(300, 5, hindsight=True))
    by_part = {row.reason: sum(cell.rows for cell in row.cells) for row in refusals_by_part(parts)}
    assert {reason: sum(counts) for reason, counts in refusals_by_month(parts).counts} == by_part
    assert len(by_part) > 3


def test_without_a_part_there_is_no_month() -> None:
    assert refusals_by_month(()) == RefusalMonths((), ())
