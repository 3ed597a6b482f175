"""A share of the account that decisions leave in cash, on both implementations."""

from __future__ import annotations

import pytest

from backtest.app.option_values import options_of
from backtest.options import Options, options_document
from data_sources.errors import InputError
from tests.execution.conftest import Execute
from tests.execution.market import A, B, D, decide, plain, tiny


def test_weights_are_fractions_of_what_the_buffer_leaves(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10], B: [5, 5]}), decide(D[0], A=0.5, B=0.5), cash=100_000.0, cash_buffer=0.02)
    # Half of 98 000 is 4 900 shares of A and 9 800 of B; commissions of 12.25 and transfer fees of 0.49 each.
    assert [row[1:4] for row in ledger.fills] == [(A, "buy", 4_900), (B, "buy", 9_800)]
    assert plain(ledger.equity)[-1][1] == 100_000 - 98_000 - 2 * 12.74


def test_a_decision_that_leaves_cash_is_scaled_alike(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=0.4), cash=100_000.0, cash_buffer=0.1)
    # 40% of 90 000, not of 100 000.
    assert [row[3] for row in ledger.fills] == [3_600]


def test_the_buffer_is_of_cash_and_holdings_and_sells_to_keep_it(execute: Execute) -> None:
    market = tiny({A: [10, 10]})
    ledger = execute(market, decide(D[0], A=1.0), cash=1.0, cash_buffer=0.1, positions=((A, 10_000),))
    # 90% of 100 001 is 9 000.09 shares: 999.91 too many, 900 in whole lots.
    assert [row[1:4] for row in ledger.fills] == [(A, "sell", 900)]


@pytest.mark.parametrize("buffer", [-0.01, 1.0, 5.0])
def test_it_is_a_fraction_under_one(buffer: float) -> None:
    with pytest.raises(InputError, match=f"cash_buffer is {buffer}; it is a fraction from 0 to under 1"):
        Options(cash_buffer=buffer)


def test_a_manifest_names_it_only_where_there_is_one() -> None:
    assert "cash_buffer" not in options_document(Options())
    assert options_document(options_of({"cash_buffer": "1%"}))["cash_buffer"] == 0.01
