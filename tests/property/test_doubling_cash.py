"""Twice the cash never buys fewer shares of a symbol on the first session, where minimum commissions are small.

The claim without its condition is false, and the first case shows why: buys that cost more than the cash are scaled by
cash / total cost. Twice the cash brings symbols within reach whose lot was too dear before, and each of them comes with
its minimum commission. When these together outweigh the cash, the common scale falls below a half, and a symbol that
was alone in reach gets less than before. As long as all minimum commissions together stay under twice the cash, the
scale is about a half or more, of a quantity that at least doubled.
"""

from hypothesis import given

from tests.execution.market import D, Row, tiny
from tests.property.markets import RandomMarket, examples, ledger_of, random_markets

DEAR = [f"60000{k}.SH" for k in range(1, 10)]
CHEAP = "603000.SH"


def test_minimum_commissions_above_the_cash_break_the_claim() -> None:
    # Ten symbols at a weight of 0.1, a minimum commission of 30.00 and no rate.
    # 60.00 CNY: 6.00 a symbol. Nine at 0.10 are worth 60 shares, no lot; the tenth at 0.06 is 100 shares,
    #   6.00 + 30.00 = 36.00, filled.
    # 120.00 CNY: 12.00 a symbol. Nine orders of 100 shares at 10.00 + 30.00, one of 200 at 12.00 + 30.00: 402.00.
    #   The scale 120 / 402 leaves no lot of any. Raised by a lot in symbol order: three of the nine for 40.00 each,
    #   and the cash is gone before the tenth.
    assert filled_on_first_session(cash=60.0) == {CHEAP: 100}
    assert filled_on_first_session(cash=120.0) == dict.fromkeys(DEAR[:3], 100)


def filled_on_first_session(cash: float) -> dict[str, int]:
    """The case above."""
    prices = dict.fromkeys(DEAR, 0.10) | {CHEAP: 0.06}
    targets: list[Row] = [{"date": D[0], "symbol": symbol, "weight": 0.1} for symbol in prices]
    return shares_bought(
        tiny({symbol: [price, price] for symbol, price in prices.items()}),
        targets,
        {"cash": cash, "commission_min": 30.0, "commission_rate": 0.0},
    )


@given(random_markets())
@examples
def test_otherwise_no_symbol_gets_fewer_shares(market: RandomMarket) -> None:
    tables, targets, options = market.drawn
    cash = float(str(options["cash"]))
    # 14 symbols at most, at 30.00 each at most 420.00: above 4,000.00 the condition holds by far.
    assert len({row["symbol"] for row in targets}) * float(str(options.get("commission_min", 5.0))) < 2 * cash
    once = shares_bought(tables, targets, options)
    twice = shares_bought(tables, targets, {**options, "cash": 2 * cash})
    for symbol, quantity in once.items():
        assert twice.get(symbol, 0) >= quantity, symbol


def shares_bought(tables: dict[str, list[Row]], targets: list[Row], options: dict[str, object]) -> dict[str, int]:
    """Shares filled by symbol on the first session after the base date."""
    ledger = ledger_of(tables, targets, **options)
    first = ledger.fills.session == 1
    symbols, quantities = ledger.fills.symbol[first].tolist(), ledger.fills.quantity[first].tolist()
    return {ledger.symbols[j]: quantity for j, quantity in zip(symbols, quantities, strict=True)}
