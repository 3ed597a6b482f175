"""What holds of every ledger, whatever the market and the weights: hypothesis looks for a market where it does not."""

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.execution.product import execute
from tests.property.limits_by_day import limits_by_day
from tests.property.markets import RandomMarket, examples, random_markets
from tests.property.replay import replay
from tests.reference.boards import board_of
from tests.reference.money import TOLERANCE
from tests.reference.rules import BEIJING, STAR
from tests.reference.trading import compared_price


@given(random_markets(), st.sampled_from([0.1, "holding_period"]))
@examples
def test_cash_is_never_negative(market: RandomMarket, dividend_tax: float | str) -> None:
    assert min(cash for _, cash, *_ in market.run(dividend_tax=dividend_tax).equity) >= 0


@given(random_markets())
@examples
def test_shares_are_never_negative_and_positions_are_what_moved(market: RandomMarket) -> None:
    ledger = market.run()
    held = {(day, symbol): shares for day, symbol, shares, _, _ in ledger.positions}
    for session in replay(ledger, market.tables):
        assert min(session.before.values(), default=0) >= 0, session.day
        assert min(session.after.values(), default=0) >= 0, session.day
        assert session.after == {symbol: count for (day, symbol), count in held.items() if day == session.day}


@given(random_markets())
@examples
def test_nothing_is_sold_that_was_bought_in_the_same_session(market: RandomMarket) -> None:
    for session in replay(market.run(), market.tables):
        sold = {symbol: 0 for _, symbol, *_ in session.fills}
        for _, symbol, side, quantity, *_ in session.fills:
            sold[symbol] += quantity if side == "sell" else 0
        for symbol, quantity in sold.items():
            assert quantity <= session.before.get(symbol, 0), (session.day, symbol)


@given(random_markets())
@examples
def test_buys_stay_under_limit_up_and_sells_above_limit_down(market: RandomMarket) -> None:
    fill = str(market.options["fill"])
    limits = limits_by_day(market.tables, fill)
    for day, symbol, side, _, price, *_ in market.run().fills:
        assert (day, symbol) in limits, f"{symbol} does not trade on {day}"
        bar, limit = limits[day, symbol]
        quoted = compared_price(bar, fill)
        if side == "buy":
            assert not limit.buys_closed, (day, symbol)
            assert limit.up is None or (quoted < limit.up - TOLERANCE and price <= limit.up), (day, symbol)
        else:
            assert limit.down is None or (quoted > limit.down + TOLERANCE and price >= limit.down), (day, symbol)


@given(random_markets())
@examples
def test_fills_are_lots_but_for_sales_of_everything(market: RandomMarket) -> None:
    for session in replay(market.run(), market.tables):
        for _, symbol, side, quantity, *_ in session.fills:
            sells_all = side == "sell" and quantity == session.before[symbol]
            assert quantity > 0
            assert sells_all or is_lot(symbol, quantity), (session.day, symbol, quantity)


@given(random_markets(), st.integers(0, 1_000_000))
@examples
def test_reordering_input_rows_changes_nothing(market: RandomMarket, shuffle: int) -> None:
    tables, targets, options = market.drawn
    rng = random.Random(shuffle)  # noqa: S311 - repeatable, not secret
    shuffled = {name: rng.sample(rows, len(rows)) for name, rows in tables.items()}
    assert execute(shuffled, rng.sample(targets, len(targets)), **options) == market.run()


def is_lot(symbol: str, quantity: int) -> bool:
    """Hundreds on main and ChiNext; at least 200 on STAR and 100 in Beijing, any share above."""
    if board_of(symbol) == STAR:
        return quantity >= 200
    if board_of(symbol) == BEIJING:
        return quantity >= 100
    return quantity % 100 == 0
