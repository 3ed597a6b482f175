"""Costs, refusals and events of each part, counted by hand from the tiny result of `made_results`."""

from __future__ import annotations

from backtest.result.parts import run_parts
from backtest.result.trading_by_part import costs_by_part, events_by_part, refusals_by_part
from tests.reports.made_results import tiny_result


def test_costs_refusals_and_events_are_counted_by_part() -> None:
    result = tiny_result()
    parts = run_parts(result)
    costs = {str(row.label): [cell.amount for cell in row.cells] for row in costs_by_part(parts)}
    assert costs["Commission (佣金)"] == [10.00, 5.00]
    assert costs["Stamp duty (印花税)"] == [0.00, 6.00]
    assert costs["All costs"] == [10.00, 11.00]
    refused = {row.reason: [(cell.rows, cell.symbols) for cell in row.cells] for row in refusals_by_part(parts)}
    assert refused == {"suspended": [(0, 0), (1, 1)], "limit_up": [(1, 1), (1, 1)]}
    happened = {row.kind: [(cell.rows, cell.cash) for cell in row.cells] for row in events_by_part(parts)}
    assert happened == {
        "dividend": [(0, 0.0), (1, 90.00)],
        "rights": [(0, 0.0), (1, -1500.00)],
        "rename": [(0, 0.0), (1, 0.0)],
    }
