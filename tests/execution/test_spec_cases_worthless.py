"""Prices of a cent or two, where an ex-date takes the reference to nothing or below (sections 2 and 4)."""

from tests.execution.conftest import Execute
from tests.execution.market import A, B, D, action, decide, plain, tiny

HALTED = [None] * 4


def test_a_reference_of_nothing_still_has_limits_one_tick_up(execute: Execute) -> None:
    # 0.01 / (1 + 2) = 0.0033 -> 0.00. Both limits are 0.01, so D[3] refuses the buy. On D[4] the reference is 0.01 and
    # limit-up a tick above: 0.1 * 10 000 / 0.01 = 100 000 shares for 1000.00, commission 5.00, transfer 0.01.
    market = tiny({A: [0.01] * 5}, actions=[action(A, D[3], bonus_per_share=2)])
    ledger = execute(market, decide(D[2], A=0.1), cash=10_000.0)
    assert plain(ledger.refusals) == [(D[3], A, "buy", 100_000, "limit_up")]
    assert plain(ledger.fills) == [(D[4], A, "buy", 100_000, 0.01, 1000.0, 5.0, 0.0, 0.01)]


def test_a_holding_that_is_worth_nothing_is_left_as_it_is(execute: Execute) -> None:
    # 100 000 A for 1000.00 (cash 10 000.00 - 1005.01), three times as many at 0.00 each while halted. A weight of it
    # asks for no number of shares. 0.2 * 8994.99 / 10 = 179.9 -> 100 B for 1000.00, 5.00 and 0.01.
    market = tiny({A: [*[0.01] * 3, *HALTED, 0.01], B: [10] * 8}, actions=[action(A, D[3], bonus_per_share=2)])
    ledger = execute(market, decide(D[0], A=0.1) + decide(D[3], A=0.1, B=0.2), cash=10_000.0)
    assert [row[:4] for row in ledger.fills] == [(D[1], A, "buy", 100_000), (D[4], B, "buy", 100)]
    assert ledger.refusals == []
    assert plain(ledger.equity)[4] == (D[4], 7989.98, 1000.0, 8989.98, 3000.0)


def test_no_more_is_sold_than_is_held(execute: Execute) -> None:
    # 2 500 000 A for 50 000.00, 12.50 and 0.50: cash 49 987.00. 0.05 a share, net 112 500.00: cash 162 487.00; a share
    # is worth 0.02 - 0.05 = -0.03. V = 162 487 - 75 000 = 87 487, and 0.5 * 87 487 / -0.03 - 2 500 000 = -3 958 116.7.
    # D[7] sells what is held: 50 000.00 less 12.50, 25.00 and 0.50. The rest lies beyond it.
    market = tiny({A: [*[0.02] * 3, *HALTED, 0.02]}, actions=[action(A, D[3], cash_per_share=0.05)])
    ledger = execute(market, decide(D[0], A=0.5) + decide(D[3], A=0.5), cash=100_000.0)
    assert [row[:4] for row in ledger.fills] == [(D[1], A, "buy", 2_500_000), (D[7], A, "sell", 2_500_000)]
    assert plain(ledger.refusals) == [
        (D[4], A, "sell", 3_958_100, "suspended"),
        (D[5], A, "sell", 3_958_100, "suspended"),
        (D[6], A, "sell", 3_958_100, "suspended"),
        (D[7], A, "sell", 1_458_100, "t_plus_1"),
    ]
    assert plain(ledger.equity)[7] == (D[7], 212_449.0, 0.0, 212_449.0, 3000.0)
