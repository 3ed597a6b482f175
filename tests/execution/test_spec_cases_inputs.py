"""Section 1: what is wrong input, and what is not. The error names what was found."""

import math
from datetime import date

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import (
    BEIJING,
    CHINEXT,
    SATURDAY,
    STAR,
    A,
    B,
    D,
    Row,
    Tables,
    Z,
    action,
    bar_row,
    decide,
    plain,
    rename,
    status,
    tiny,
)

CASH = 100_000.0
BUY_A = decide(D[0], A=0.5)


def flat() -> Tables:
    """Three sessions of A and B at 10.00."""
    return tiny({A: [10] * 3, B: [10] * 3})


def target(symbol: str | None, weight: object, day: date = D[0]) -> Row:
    """A row of targets as it stands in a file."""
    return {"date": day, "symbol": symbol, "weight": weight}


# 1. Wrong targets: rows and what the error must name.
WRONG_TARGETS: list[tuple[str, list[Row], str]] = [
    ("sum over 1", decide(D[0], A=0.6, B=0.41), str(D[0])),
    ("sum over 1 on a later date", BUY_A + decide(D[1], A=0.6, B=0.5), str(D[1])),
    ("sum a hair over the tolerance", decide(D[0], A=0.5, B=0.5000011), str(D[0])),
    ("negative", [target(A, -0.1)], str(D[0])),
    ("not a number", [target(A, math.nan)], str(D[0])),
    ("infinite", [target(A, math.inf)], str(D[0])),
    ("two weights of a symbol, its name", [target(A, 0.1), target(A, 0.2)], A),
    ("two weights of a symbol, the date", [target(A, 0.1), target(A, 0.1)], str(D[0])),
    ("empty symbol beside others", [target("", 0.0), target(A, 0.1)], str(D[0])),
    ("empty symbol with a weight", [target("", 0.1)], str(D[0])),
    ("missing symbol with a weight", [target(None, 0.1)], str(D[0])),
    ("Shanghai B share", [target("900901.SH", 0.1)], "900901.SH"),
    ("Shenzhen B share", [target("200002.SZ", 0.1)], "200002.SZ"),
    ("fund", [target("510300.SH", 0.1)], "510300.SH"),
    ("index code", [target("000300.SH", 0.1)], "000300.SH"),
    ("no code", [target("AAPL", 0.1)], "AAPL"),
    ("decision before the first session", decide(date(2024, 1, 1), A=0.5), "2024-01-01"),
]


@pytest.mark.parametrize(
    ("rows", "named"), [case[1:] for case in WRONG_TARGETS], ids=[case[0] for case in WRONG_TARGETS]
)
def test_wrong_targets_are_refused(execute: Execute, input_error: type[Exception], rows: list[Row], named: str) -> None:
    with pytest.raises(input_error, match=named.replace(".", r"\.")):
        execute(flat(), rows, cash=CASH)


def test_from_may_not_leave_out_every_decision(execute: Execute, input_error: type[Exception]) -> None:
    with pytest.raises(input_error):
        execute(flat(), BUY_A, cash=CASH, start=D[1])


def test_a_run_without_any_decision_is_an_error(execute: Execute, input_error: type[Exception]) -> None:
    with pytest.raises(input_error):
        execute(flat(), [], cash=CASH)


def changed(cells: Row, day: date = D[1], symbol: str = A) -> Tables:
    """The flat market with one bar changed."""
    market = flat()
    market["bars"] = [
        {**row, **cells} if (row["symbol"], row["date"]) == (symbol, day) else row for row in market["bars"]
    ]
    return market


def with_rows(table: str, *rows: Row) -> Tables:
    """The flat market with more rows in one table."""
    market = flat()
    return {**market, table: [*market.get(table, []), *rows]}


# 4. Wrong tables and what the error must name.
WRONG_TABLES: list[tuple[str, Tables, str]] = [
    ("open of 0", changed({"open": 0.0}), A),
    ("close below 0", changed({"close": -1.0}), A),
    ("close not a number", changed({"close": math.nan}), str(D[1])),
    ("high infinite", changed({"high": math.inf}), A),
    ("low missing", changed({"low": None}), A),
    ("high below low", changed({"high": 9.0, "low": 11.0}), str(D[1])),
    ("bars of an unknown symbol", with_rows("bars", bar_row(Z, D[1], 10)), Z),
    ("second bar, its symbol", with_rows("bars", bar_row(A, D[1], 10)), A),
    ("second bar, its date", with_rows("bars", bar_row(A, D[1], 10)), str(D[1])),
    ("second instrument", with_rows("instruments", {"symbol": A, "name": A}), A),
    ("open over 1% above high", changed({"open": 10.11, "high": 10.0, "low": 9.9}), str(D[1])),
    ("close over 1% above high", changed({"close": 10.11, "high": 10.0}), A),
    ("open over 1% below low", changed({"open": 9.89, "low": 10.0}), A),
    ("close over 1% below low", changed({"close": 9.89, "low": 10.0}), str(D[1])),
    ("delist_value below 0", tiny({A: [10] * 3}, instruments={A: {"delist_value": -0.01}}), A),
    ("delist_value infinite", tiny({A: [10] * 3}, instruments={A: {"delist_value": math.inf}}), "delist_value"),
    ("rename into a symbol renamed before", with_rows("renames", rename(A, Z, D[2]), rename(Z, B, D[1])), Z),
    ("rename into a symbol renamed that day", with_rows("renames", rename(A, Z, D[2]), rename(Z, B, D[2])), str(D[2])),
    (
        "rename into a delisted symbol",
        tiny({A: [10] * 3}, instruments={Z: {"delist_date": D[2]}}, renames=[rename(A, Z, D[2])]),
        Z,
    ),
    (
        "action that repeats one of several",
        with_rows("actions", action(A, D[1], cash_per_share=0.1), action(A, D[1]), action(A, D[1], cash_per_share=0.1)),
        A,
    ),
    (
        "action that repeats another with empty cells for 0",
        with_rows(
            "actions", action(A, D[1], cash_per_share=0.1), action(A, D[1], cash_per_share=0.1, rights_price=0.0)
        ),
        A,
    ),
    ("second action, its symbol", with_rows("actions", action(A, D[1]), action(A, D[1])), A),
    ("second action, its date", with_rows("actions", action(A, D[1]), action(A, D[1])), str(D[1])),
    ("second index level", with_rows("index", {"symbol": "000300.SH", "date": D[1], "close": 1.0}), "000300.SH"),
    ("second session", {**flat(), "sessions": [{"date": day} for day in [*D[:3], D[1]]]}, str(D[1])),
    ("second rename", with_rows("renames", rename(A, Z, D[1]), rename(A, Z, D[1])), A),
    ("second status", with_rows("status", status(A, "ST", D[1]), status(A, "ST", D[1])), A),
    ("unknown kind of status", with_rows("status", status(A, "S", D[1])), A),
    ("instrument that is no A share", with_rows("instruments", {"symbol": "900901.SH", "name": "B"}), "900901.SH"),
]


@pytest.mark.parametrize(
    ("market", "named"), [case[1:] for case in WRONG_TABLES], ids=[case[0] for case in WRONG_TABLES]
)
def test_wrong_tables_are_refused(execute: Execute, input_error: type[Exception], market: Tables, named: str) -> None:
    with pytest.raises(input_error, match=named.replace(".", r"\.")):
        execute(market, BUY_A, cash=CASH)


@pytest.mark.parametrize("volume", [1000, 0])
def test_a_bar_on_no_session_within_the_calendar_is_an_error(
    execute: Execute, input_error: type[Exception], volume: int
) -> None:
    market = tiny({A: [10] * 6})
    market["bars"].append(bar_row(A, SATURDAY, {"open": 10, "volume": volume}))
    with pytest.raises(input_error, match=str(SATURDAY)):
        execute(market, BUY_A, cash=CASH)


def test_bars_outside_the_calendar_are_no_error(execute: Execute) -> None:
    market = tiny({A: [10] * 3})
    market["bars"] += [bar_row(A, date(2023, 12, 30), 10), bar_row(A, date(2024, 2, 3), 10)]
    ledger = execute(market, BUY_A, cash=CASH)
    assert [row[0] for row in ledger.equity] == D[:3]


@pytest.mark.parametrize("delist_date", [D[1], D[2]])
def test_a_bar_on_or_after_the_delist_date_is_an_error(
    execute: Execute, input_error: type[Exception], delist_date: date
) -> None:
    market = tiny({A: [10, 10, 10]}, instruments={A: {"delist_date": delist_date}})
    with pytest.raises(input_error, match=A.replace(".", r"\.")):
        execute(market, BUY_A, cash=CASH)


def test_prices_of_a_row_without_volume_are_never_looked_at(execute: Execute) -> None:
    garbage: Row = {"open": math.nan, "high": -1.0, "low": 5.0, "close": None, "volume": 0, "prev_close": math.inf}
    ledger = execute(changed(garbage, D[2]), BUY_A, cash=CASH)
    assert plain(ledger.positions)[-1] == (D[2], A, 5000, 10.0, 50_000.0)


def test_a_price_within_1_percent_outside_the_range_is_no_error(execute: Execute) -> None:
    # 10.10 is 1% above a high of 10.00, 9.90 1% below a low of 10.00.
    ledger = execute(changed({"open": 10.1, "high": 10.0, "low": 10.0, "close": 9.9}), BUY_A, cash=CASH)
    assert [row[4] for row in ledger.fills] == [10.1]


def test_a_rename_into_a_symbol_that_is_renamed_later_is_no_error(execute: Execute) -> None:
    market = tiny({A: [10, 10], B: [10] * 4}, renames=[rename(A, Z, D[2]), rename(Z, B, D[3])])
    assert [row[1:3] for row in execute(market, BUY_A, cash=CASH).events] == [(A, "rename"), (Z, "rename")]


def test_an_empty_list_date_is_no_error(execute: Execute) -> None:
    market = tiny({A: [10, 10]}, instruments={A: {"list_date": None}})
    assert len(execute(market, BUY_A, cash=CASH).fills) == 1


def test_weights_may_sum_to_1_and_a_rounding_error(execute: Execute) -> None:
    targets = [target(A, 0.5), target(B, 0.5 + 9e-7)]
    assert len(execute(flat(), targets, cash=CASH).fills) == 2


def test_weights_may_sum_to_the_tolerance_itself(execute: Execute) -> None:
    """0.5 + 0.500001 is 1 + 1e-6 on paper and 2e-16 more in binary."""
    assert len(execute(flat(), decide(D[0], A=0.5, B=0.500001), cash=CASH).fills) == 2


def test_a_missing_symbol_with_weight_0_means_all_cash(execute: Execute) -> None:
    ledger = execute(flat(), [*BUY_A, target(None, 0.0, D[1])], cash=CASH)
    assert [row[:4] for row in ledger.fills] == [(D[1], A, "buy", 5000), (D[2], A, "sell", 5000)]


# 12. Codes of every board that are A shares, with bars of their own.
A_SHARES = [A, "605001.SH", STAR, "689009.SH", Z, "001001.SZ", "002001.SZ", "003001.SZ", CHINEXT, "301001.SZ"]


@pytest.mark.parametrize("symbol", [*A_SHARES, "302001.SZ", BEIJING, "430001.BJ", "830001.BJ"])
def test_every_board_is_taken(execute: Execute, symbol: str) -> None:
    ledger = execute(tiny({symbol: [10, 10]}), [target(symbol, 0.5)], cash=CASH)
    assert [row[1:4] for row in ledger.fills] == [(symbol, "buy", 5000)]


@pytest.mark.parametrize(
    "symbol", ["004001.SZ", "303001.SZ", "200001.SZ", "510300.SH", "900901.SH", "600001.SZ", "900001"]
)
def test_every_other_code_is_an_error(execute: Execute, input_error: type[Exception], symbol: str) -> None:
    with pytest.raises(input_error, match=symbol.replace(".", r"\.")):
        execute(flat(), [target(symbol, 0.5)], cash=CASH)


def test_the_calendar_is_that_of_the_csi_300_whatever_the_benchmark(execute: Execute) -> None:
    # The total return index has a row on Saturday, which makes no session.
    market = tiny({A: [10] * 6})
    days = [*D[:6], SATURDAY]
    market["index"] += [{"symbol": "H00300.CSI", "date": day, "close": 5000.0} for day in days]
    ledger = execute(market, BUY_A, cash=CASH, benchmark="H00300.CSI")
    assert [row[0] for row in ledger.equity] == D[:6]


def test_overlapping_status_kinds_are_no_error(execute: Execute) -> None:
    market = with_rows("status", status(A, "ST", D[0]), status(A, "NO_LIMIT", D[0]), status(A, "DELISTING", D[1], D[2]))
    assert len(execute(market, BUY_A, cash=CASH).fills) == 1
