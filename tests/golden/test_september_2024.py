"""30 September and 8 October 2024 on the real bars: the openings of the fastest rise in years (realdata).

On 30 September all four shares rose fast, two of them to their limit. On 8 October, the first session after the
holiday, three of them (main board, STAR, Beijing) opened at their upper limit and 601728.SH (main board) just below it.

No price of that market stands here: every expected row is worked out below from the opens and closes read.
"""

import csv
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest

from tests.data_sources.real_data import real_data
from tests.execution.conftest import Execute
from tests.execution.market import Row
from tests.execution.product import execute as execute_product

pytestmark = pytest.mark.realdata

TELECOM, FOXCONN, MONTAGE, BEIJING = "601728.SH", "601138.SH", "688008.SH", "920808.BJ"
FRIDAY, MONDAY = date(2024, 9, 27), date(2024, 9, 30)
OCTOBER_8, OCTOBER_9 = date(2024, 10, 8), date(2024, 10, 9)
SESSIONS = (FRIDAY, MONDAY, OCTOBER_8, OCTOBER_9)
CASH = Decimal(100_000)
CENT = Decimal("0.01")

execute: Execute = execute_product


def market(*symbols: str) -> dict[str, list[Row]]:
    """The four sessions of these symbols and the index, as delivered."""
    return {
        "instruments": [{"symbol": symbol, "name": symbol, "list_date": date(2018, 6, 8)} for symbol in symbols],
        "bars": [typed(row) for symbol in symbols for row in four_sessions(f"bars/{symbol}.csv")],
        "index": [typed(row) for row in four_sessions("index.csv") if row["symbol"] == "000300.SH"],
    }


def four_sessions(file_name: str) -> list[dict[str, str]]:
    """The rows of a file on the four sessions, as text."""
    with (real_data() / file_name).open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["date"] in {day.isoformat() for day in SESSIONS}]


def typed(row: dict[str, str]) -> Row:
    """A row with its date and its numbers."""
    return {
        name: value if name == "symbol" else date.fromisoformat(value) if name == "date" else _number(value)
        for name, value in row.items()
    }


def _number(text: str) -> float | None:
    return float(text) if text else None


def printed(column: str, symbol: str) -> dict[date, Decimal]:
    """The opens or closes of a symbol by session, exactly as the file prints them."""
    return {date.fromisoformat(row["date"]): Decimal(row[column]) for row in four_sessions(f"bars/{symbol}.csv")}


def lots(money: Decimal, price: Decimal) -> int:
    """The shares of whole lots of 100 that an amount of money is worth."""
    return int(money / price) // 100 * 100


def cents(amount: Decimal) -> Decimal:
    """Half a cent and more is a cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def commission(value: Decimal) -> Decimal:
    """0.025 % of the value, 5.00 at least."""
    return max(Decimal(5), cents(value * Decimal("0.00025")))


def stamp_duty(value: Decimal) -> Decimal:
    """0.05 % of a sale in 2024."""
    return cents(value * Decimal("0.0005"))


def transfer_fee(value: Decimal) -> Decimal:
    """0.001 % of the value in 2024."""
    return cents(value * Decimal("0.00001"))


def bought(day: date, symbol: str, quantity: int, price: Decimal) -> tuple[object, ...]:
    """The row of a purchase, worked out on paper."""
    value = quantity * price
    costs = (float(commission(value)), 0.0, float(transfer_fee(value)))
    return (day, symbol, "buy", quantity, float(price), float(value), *costs)


def sold(day: date, symbol: str, quantity: int, price: Decimal) -> tuple[object, ...]:
    """The row of a sale, worked out on paper."""
    value = quantity * price
    costs = (float(commission(value)), float(stamp_duty(value)), float(transfer_fee(value)))
    return (day, symbol, "sell", quantity, float(price), float(value), *costs)


def paid(value: Decimal) -> Decimal:
    """What a purchase takes out of the cash."""
    return value + commission(value) + transfer_fee(value)


def received(value: Decimal) -> Decimal:
    """What a sale brings into the cash."""
    return value - commission(value) - stamp_duty(value) - transfer_fee(value)


def decision(day: date, **weights: float) -> list[Row]:
    """Target rows by the names above."""
    names = {"TELECOM": TELECOM, "FOXCONN": FOXCONN, "MONTAGE": MONTAGE, "BEIJING": BEIJING}
    return [{"date": day, "symbol": names[name], "weight": weight} for name, weight in weights.items()]


def test_both_openings_trade_where_they_are_inside_the_limits() -> None:
    """Half and half on 30 September; on 8 October out of one, whose buyers queue, into one that nobody sells."""
    targets = [*decision(FRIDAY, TELECOM=0.5, FOXCONN=0.5), *decision(MONDAY, FOXCONN=1.0)]
    ledger = execute(market(TELECOM, FOXCONN), targets, cash=float(CASH))
    telecom, foxconn = printed("open", TELECOM), printed("open", FOXCONN)
    closes = printed("close", FOXCONN)

    # 30 September: half of the cash each, whole lots at the open.
    telecoms, foxconns = lots(CASH / 2, telecom[MONDAY]), lots(CASH / 2, foxconn[MONDAY])
    cash_monday = CASH - paid(telecoms * telecom[MONDAY]) - paid(foxconns * foxconn[MONDAY])
    # 8 October: everything is to go into Foxconn, so the lots are those of the whole equity at its open less those
    # held; it opens at its limit. The other share opens under its own and is sold.
    equity = cash_monday + telecoms * telecom[OCTOBER_8] + foxconns * foxconn[OCTOBER_8]
    refused = lots(equity - foxconns * foxconn[OCTOBER_8], foxconn[OCTOBER_8])
    cash_8 = cash_monday + received(telecoms * telecom[OCTOBER_8])
    # 9 October: the order carried over fills at the open of that day, and the cash is enough for all of it.
    assert paid(refused * foxconn[OCTOBER_9]) < cash_8
    cash_9 = cash_8 - paid(refused * foxconn[OCTOBER_9])

    assert ledger.fills == [
        bought(MONDAY, FOXCONN, foxconns, foxconn[MONDAY]),
        bought(MONDAY, TELECOM, telecoms, telecom[MONDAY]),
        sold(OCTOBER_8, TELECOM, telecoms, telecom[OCTOBER_8]),
        bought(OCTOBER_9, FOXCONN, refused, foxconn[OCTOBER_9]),
    ]
    assert ledger.refusals == [(OCTOBER_8, FOXCONN, "buy", refused, "limit_up")]
    assert [row[1] for row in ledger.equity] == [float(each) for each in (CASH, cash_monday, cash_8, cash_9)]
    # Every session ends with the shares held at the close.
    held = [foxconns * closes[OCTOBER_8], (foxconns + refused) * closes[OCTOBER_9]]
    assert [row[2] for row in ledger.equity[2:]] == [float(each) for each in held]


@pytest.mark.parametrize(
    ("name", "symbol", "limit", "rounding"),
    [
        ("FOXCONN", FOXCONN, "1.1", ROUND_HALF_UP),
        ("MONTAGE", MONTAGE, "1.2", ROUND_HALF_UP),
        ("BEIJING", BEIJING, "1.3", ROUND_DOWN),
    ],
    ids=["main", "STAR", "Beijing"],
)
def test_no_board_can_be_bought_at_its_limit_on_8_october(name: str, symbol: str, limit: str, rounding: str) -> None:
    # The open of 8 October is the last close before the holiday times the limit of the board, in whole cents.
    limit_up = (printed("close", symbol)[MONDAY] * Decimal(limit)).quantize(CENT, rounding)
    assert printed("open", symbol)[OCTOBER_8] == limit_up
    ledger = execute(market(symbol), decision(MONDAY, **{name: 1.0}))
    assert [row[4] for row in ledger.refusals if row[0] == OCTOBER_8] == ["limit_up"]
    assert [fill[0] for fill in ledger.fills] == [OCTOBER_9]


def test_a_holder_can_sell_into_limit_up() -> None:
    # The lots that the whole cash buys on 30 September are sold at the limit, where nobody could buy.
    targets = [*decision(FRIDAY, FOXCONN=1.0), {"date": MONDAY, "symbol": "", "weight": 0.0}]
    ledger = execute(market(FOXCONN), targets, cash=float(CASH))
    opens = printed("open", FOXCONN)
    quantity = lots(CASH, opens[MONDAY])
    assert ledger.fills == [
        bought(MONDAY, FOXCONN, quantity, opens[MONDAY]),
        sold(OCTOBER_8, FOXCONN, quantity, opens[OCTOBER_8]),
    ]
    assert ledger.refusals == []
