"""A run split at any session and resumed from its checkpoint leaves the rows of the whole run."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.engine import run
from backtest.engine.ledger import Ledger
from backtest.options import Options
from backtest.result.tables import equity_rows, event_rows, fill_rows, position_rows, refusal_rows
from tests.property.markets import RandomMarket, examples, panel_and_targets, random_markets

execute_part: Any = getattr(run, "execute_part", None)


@pytest.mark.skipif(execute_part is None, reason="the engine cannot resume yet")
@given(random_markets(), st.floats(0, 1), st.sampled_from([0.1, "holding_period"]))
@examples
def test_a_run_in_two_parts_is_the_whole_run(market: RandomMarket, where: float, dividend_tax: float | str) -> None:
    panel, decided = panel_and_targets(market.tables, market.drawn[1])
    options = Options(**{**market.options, "dividend_tax": dividend_tax})  # type: ignore[arg-type]
    targets = decided.since(options.start) if options.start else decided
    whole, _ = execute_part(panel, targets, options)
    split: date = whole.sessions[round(where * (len(whole.sessions) - 1))].item()

    first, checkpoint = execute_part(panel, targets, replace(options, end=split))
    second, _ = execute_part(panel, targets, options, checkpoint)

    assert first.sessions[-1] == second.sessions[0] == whole.sessions[len(first.sessions) - 1]
    for found, more, wanted in zip(rows_of(first), rows_of(second), rows_of(whole), strict=True):
        assert found + [row for row in more if row[0] > split] == wanted
        # The second part begins with the state that the first one left, and nothing trades on it again.
        assert [row for row in more if row[0] == split] in ([], [row for row in found if row[0] == split])


def rows_of(ledger: Ledger) -> list[list[tuple[Any, ...]]]:
    """Fills, refusals, events, positions and equity (without a benchmark) as rows that begin with their date."""
    tables = [table(ledger) for table in (fill_rows, refusal_rows, event_rows, position_rows)]
    return [list(rows) for rows in (*tables, equity_rows(ledger, ledger.cash))]
