"""Section 3: commission, stamp duty and transfer fee, by side, exchange and date."""

from datetime import date

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import BEIJING, CHINEXT, STAR, A, D, Row, Tables, Z, decide, plain, tiny, up_to

CASH = 100_000.0
ALL_CASH_WEIGHTS = {"symbol": "", "weight": 0.0}


def bought_and_sold(symbol: str, day: date, price: float = 10.0) -> tuple[Tables, list[Row]]:
    """Half of the cash is bought on the session before `day` and sold on `day`."""
    days = up_to(day, 3)
    targets: list[Row] = [
        {"date": days[0], "symbol": symbol, "weight": 0.5},
        {"date": days[1], **ALL_CASH_WEIGHTS},
    ]
    return tiny({symbol: [price] * 3}, days), targets


# 1. Fees of a sale for 50 000.00: (symbol, day, stamp duty, transfer fee); the commission is 12.50 throughout.
SALES = [
    (A, date(2008, 9, 19), 50.0, 0.0),
    (Z, date(2015, 7, 31), 50.0, 0.0),
    (A, date(2015, 8, 3), 50.0, 1.0),
    (Z, date(2015, 8, 3), 50.0, 1.0),
    (CHINEXT, date(2022, 4, 28), 50.0, 1.0),
    (A, date(2022, 4, 28), 50.0, 1.0),
    (A, date(2022, 4, 29), 50.0, 0.5),
    (CHINEXT, date(2022, 4, 29), 50.0, 0.5),
    (BEIJING, date(2021, 11, 12), 50.0, 0.0),
    (BEIJING, date(2021, 11, 15), 50.0, 1.25),
    (BEIJING, date(2022, 4, 28), 50.0, 1.25),
    (BEIJING, date(2022, 4, 29), 50.0, 0.5),
    (STAR, date(2023, 8, 25), 50.0, 0.5),
    (STAR, date(2023, 8, 28), 25.0, 0.5),
    (BEIJING, date(2023, 8, 28), 25.0, 0.5),
]


@pytest.mark.parametrize(("symbol", "day", "stamp_duty", "transfer_fee"), SALES)
def test_fees_of_a_sale_by_exchange_and_day(
    execute: Execute, symbol: str, day: date, stamp_duty: float, transfer_fee: float
) -> None:
    market, targets = bought_and_sold(symbol, day)
    ledger = execute(market, targets, cash=CASH)
    assert plain(ledger.fills)[1:] == [(day, symbol, "sell", 5000, 10.0, 50_000.0, 12.5, stamp_duty, transfer_fee)]


# 2. Fees of a purchase for 50 000.00: no stamp duty ever.
PURCHASES = [
    (A, date(2008, 9, 18), 0.0),
    (A, date(2015, 8, 3), 1.0),
    (BEIJING, date(2021, 11, 15), 1.25),
    (Z, date(2022, 4, 29), 0.5),
]


@pytest.mark.parametrize(("symbol", "day", "transfer_fee"), PURCHASES)
def test_fees_of_a_purchase(execute: Execute, symbol: str, day: date, transfer_fee: float) -> None:
    days = up_to(day, 2)
    targets = [{"date": days[0], "symbol": symbol, "weight": 0.5}]
    ledger = execute(tiny({symbol: [10, 10]}, days), targets, cash=CASH)
    assert plain(ledger.fills) == [(day, symbol, "buy", 5000, 10.0, 50_000.0, 12.5, 0.0, transfer_fee)]


def test_the_rates_of_the_fill_count_not_those_of_the_decision(execute: Execute) -> None:
    # Decided on Friday 25 August 2023 (0.1 %), sold on Monday (0.05 %).
    market, targets = bought_and_sold(A, date(2023, 8, 28))
    assert targets[1]["date"] == date(2023, 8, 25)
    assert execute(market, targets, cash=CASH).fills[1][7] == pytest.approx(25.0)


def test_a_sale_before_the_first_stamp_duty_is_an_error(execute: Execute, input_error: type[Exception]) -> None:
    market, targets = bought_and_sold(A, date(2008, 9, 18))
    with pytest.raises(input_error, match="2008-09-18"):
        execute(market, targets, cash=CASH)


# Fees of a sale for 50 000.00 on 4 January 2024, by table 25.00 and 0.50: (options, stamp duty, transfer fee).
RATES = [
    ({"stamp_duty": 0.001}, 50.0, 0.5),
    ({"stamp_duty": 0.0}, 0.0, 0.5),
    ({"transfer_fee": 0.00002}, 25.0, 1.0),
    ({"transfer_fee": 0.0}, 25.0, 0.0),
    ({"stamp_duty": 0.003, "transfer_fee": 0.0001}, 150.0, 5.0),
]


@pytest.mark.parametrize(("options", "stamp_duty", "transfer_fee"), RATES)
@pytest.mark.parametrize("symbol", [A, BEIJING])
def test_one_rate_in_place_of_the_table(
    execute: Execute, symbol: str, options: dict[str, float], stamp_duty: float, transfer_fee: float
) -> None:
    day = date(2024, 1, 4)
    market, targets = bought_and_sold(symbol, day)
    ledger = execute(market, targets, cash=CASH, **options)
    bought, sold = plain(ledger.fills)
    assert bought[7:] == (0.0, transfer_fee)
    assert sold == (day, symbol, "sell", 5000, 10.0, 50_000.0, 12.5, stamp_duty, transfer_fee)


def test_with_a_stamp_duty_of_its_own_no_sale_is_too_early(execute: Execute) -> None:
    # In 2005 there was no transfer fee by value in the table; 0.002 * 50 000 = 100.00.
    day = date(2005, 3, 3)
    market, targets = bought_and_sold(A, day)
    ledger = execute(market, targets, cash=CASH, stamp_duty=0.002)
    assert plain(ledger.fills)[1:] == [(day, A, "sell", 5000, 10.0, 50_000.0, 12.5, 100.0, 0.0)]


def test_the_least_commission_is_5_yuan_a_fill(execute: Execute) -> None:
    # 20 000.00 * 0.025 % = 5.00; 19 000.00 would be 4.75; 21 000.00 is 5.25.
    for weight, commission in ((0.19, 5.0), (0.2, 5.0), (0.21, 5.25)):
        ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=weight), cash=CASH)
        assert [row[6] for row in ledger.fills] == [commission]


def test_commission_rate_and_minimum_are_options(execute: Execute) -> None:
    # 50 000.00 * 0.1 % = 50.00; 10 000.00 * 0.01 % = 1.00, with a minimum of 0.5.
    market = tiny({A: [10, 10]})
    assert execute(market, decide(D[0], A=0.5), cash=CASH, commission_rate=0.001).fills[0][6] == pytest.approx(50.0)
    ledger = execute(market, decide(D[0], A=0.1), cash=CASH, commission_rate=0.0001, commission_min=0.5)
    assert ledger.fills[0][6] == pytest.approx(1.0)


def test_each_fee_is_rounded_by_itself_half_up(execute: Execute) -> None:
    # 50 000 / 10.03 = 4985.04 -> 4900, 49 147.00: commission 12.28675 -> 12.29, stamp 24.5735 -> 24.57,
    # transfer 0.49147 -> 0.49.
    market, targets = bought_and_sold(A, date(2024, 1, 4), price=10.03)
    ledger = execute(market, targets, cash=CASH)
    day = date(2024, 1, 4)
    assert plain(ledger.fills)[1:] == [(day, A, "sell", 4900, 10.03, 49_147.0, 12.29, 24.57, 0.49)]
    # 0.501 * 100 000 / 8.35 = 6000: 50 100.00, commission 12.525 -> 12.53, transfer 0.501 -> 0.50.
    days = up_to(day, 2)
    targets = [{"date": days[0], "symbol": A, "weight": 0.501}]
    ledger = execute(tiny({A: [8.35, 8.35]}, days), targets, cash=CASH)
    assert plain(ledger.fills) == [(day, A, "buy", 6000, 8.35, 50_100.0, 12.53, 0.0, 0.5)]


def test_the_commission_of_a_sale_is_at_most_what_the_other_fees_leave(execute: Execute) -> None:
    # 100 shares at 0.04 are 4.00: commission 4.00 and not 5.00. Bought for 4.00 + 5.00 = 9.00 of 100.00.
    targets = decide(D[0], A=0.04) + decide(D[1])
    ledger = execute(tiny({A: [0.04] * 3}), targets, cash=100.0)
    assert plain(ledger.fills) == [
        (D[1], A, "buy", 100, 0.04, 4.0, 5.0, 0.0, 0.0),
        (D[2], A, "sell", 100, 0.04, 4.0, 4.0, 0.0, 0.0),
    ]
    assert plain(ledger.equity)[-1] == (D[2], 91.0, 0.0, 91.0, 3000.0)


def test_stamp_duty_and_transfer_fee_come_before_the_commission(execute: Execute) -> None:
    # 1000 at 1.00 with a minimum of 2000.00: stamp 0.50, transfer 0.01, commission 1000.00 - 0.51 = 999.49.
    targets = decide(D[0], A=0.1) + decide(D[1])
    ledger = execute(tiny({A: [1, 1, 1]}), targets, cash=10_000.0, commission_min=2000.0)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 1000, 1.0, 1000.0, 999.49, 0.5, 0.01)]
    # 10 000 - 1000 - 2000 - 0.01 = 6999.99, and nothing comes back.
    assert plain(ledger.equity)[-1] == (D[2], 6999.99, 0.0, 6999.99, 3000.0)


def test_fees_are_taken_on_the_value_rounded_to_the_cent(execute: Execute) -> None:
    # vwap 10.00003333: 5000 of them are 50 000.16665 -> 50 000.17. Bought for half of 100 001: 5000.03 -> 5000.
    cells = {"open": 10, "high": 10.01, "close": 10, "volume": 3_000_000, "amount": 30_000_100.0}
    ledger = execute(tiny({A: [10, cells]}), decide(D[0], A=0.5), cash=100_001.0, fill="vwap")
    assert plain(ledger.fills) == [(D[1], A, "buy", 5000, 10.00003333, 50_000.17, 12.5, 0.0, 0.5)]
