"""30 September and 8 October 2024 on the real bars: the openings of the fastest rise in years (realdata).

601728.SH (main)     2024-09-30 opens 6.37, closes 6.71; 2024-10-08 opens 7.32, its limit being 6.71 x 1.1 = 7.38
601138.SH (main)     2024-09-30 opens 24.30, closes 25.19; 2024-10-08 opens 27.71, the limit 25.19 x 1.1 = 27.709
688008.SH (STAR)     2024-09-30 closes 66.88; 2024-10-08 opens 80.26, the limit 66.88 x 1.2 = 80.256
920808.BJ (Beijing)  2024-09-30 closes 49.38; 2024-10-08 opens 64.19, the limit 49.38 x 1.3 = 64.194, cut to the cent
"""

import csv
from datetime import date
from pathlib import Path

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

execute: Execute = execute_product


def market(*symbols: str) -> dict[str, list[Row]]:
    """The four sessions of these symbols and the index, as delivered."""
    folder = real_data()
    return {
        "instruments": [{"symbol": symbol, "name": symbol, "list_date": date(2018, 6, 8)} for symbol in symbols],
        "bars": [row for symbol in symbols for row in four_sessions(folder / "bars" / f"{symbol}.csv")],
        "index": [row for row in four_sessions(folder / "index.csv") if row["symbol"] == "000300.SH"],
    }


def four_sessions(path: Path) -> list[Row]:
    """The rows of a file on the four sessions, with dates and numbers."""
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["date"] in {day.isoformat() for day in SESSIONS}]
    return [
        {
            name: value if name == "symbol" else date.fromisoformat(value) if name == "date" else _number(value)
            for name, value in row.items()
        }
        for row in rows
    ]


def _number(text: str) -> float | None:
    return float(text) if text else None


def decision(day: date, **weights: float) -> list[Row]:
    """Target rows by the names above."""
    names = {"TELECOM": TELECOM, "FOXCONN": FOXCONN, "MONTAGE": MONTAGE, "BEIJING": BEIJING}
    return [{"date": day, "symbol": names[name], "weight": weight} for name, weight in weights.items()]


def test_1_both_openings_trade_where_they_are_inside_the_limits() -> None:
    """Half and half on 30 September; on 8 October out of one, whose buyers queue, into one that nobody sells."""
    targets = [*decision(FRIDAY, TELECOM=0.5, FOXCONN=0.5), *decision(MONDAY, FOXCONN=1.0)]
    ledger = execute(market(TELECOM, FOXCONN), targets, cash=100_000.0)
    assert ledger.fills == [
        # 50,000.00 / 24.30 = 2,057.6 -> 2,000 x 24.30 = 48,600.00; 0.00025 and 0.00001 of it.
        (MONDAY, FOXCONN, "buy", 2000, 24.30, 48_600.00, 12.15, 0.0, 0.49),
        # 50,000.00 / 6.37 = 7,849.3 -> 7,800 x 6.37 = 49,686.00; commission 12.4215, transfer fee 0.49686.
        (MONDAY, TELECOM, "buy", 7800, 6.37, 49_686.00, 12.42, 0.0, 0.50),
        # Sold at 7.32: 57,096.00; commission 14.274, stamp duty 28.548, transfer fee 0.57096.
        (OCTOBER_8, TELECOM, "sell", 7800, 7.32, 57_096.00, 14.27, 28.55, 0.57),
        # The order carried from 8 October, at 27.70: 58,170.00; commission 14.5425, transfer fee 0.5817.
        (OCTOBER_9, FOXCONN, "buy", 2100, 27.70, 58_170.00, 14.54, 0.0, 0.58),
    ]
    # V = 1,688.44 + 57,096.00 + 2,000 x 27.71 = 114,204.44, at 27.71 4,121.4 shares, 2,121.4 more -> 2,100.
    assert ledger.refusals == [(OCTOBER_8, FOXCONN, "buy", 2100, "limit_up")]
    # 100,000.00 - 98,311.56 = 1,688.44; + 57,052.61 = 58,741.05; - 58,185.12 = 555.93.
    assert [row[1] for row in ledger.equity] == [100_000.0, 1_688.44, 58_741.05, 555.93]
    # 8 October: 2,000 x 27.71. 9 October: 4,100 x 26.00.
    assert [row[2] for row in ledger.equity[2:]] == [55_420.0, 106_600.0]


@pytest.mark.parametrize("name", ["FOXCONN", "MONTAGE", "BEIJING"])
def test_2_no_board_can_be_bought_at_its_limit_on_8_october(name: str) -> None:
    ledger = execute(
        market({"FOXCONN": FOXCONN, "MONTAGE": MONTAGE, "BEIJING": BEIJING}[name]), decision(MONDAY, **{name: 1.0})
    )
    assert [row[4] for row in ledger.refusals if row[0] == OCTOBER_8] == ["limit_up"]
    assert [fill[0] for fill in ledger.fills] == [OCTOBER_9]


def test_3_a_holder_can_sell_into_limit_up() -> None:
    # 4,100 bought at 24.30 (100,000.00 / 24.30 = 4,115.2) are sold at the limit of 27.71.
    targets = [*decision(FRIDAY, FOXCONN=1.0), {"date": MONDAY, "symbol": "", "weight": 0.0}]
    ledger = execute(market(FOXCONN), targets, cash=100_000.0)
    assert [fill[:5] for fill in ledger.fills] == [
        (MONDAY, FOXCONN, "buy", 4100, 24.30),
        (OCTOBER_8, FOXCONN, "sell", 4100, 27.71),
    ]
    assert ledger.refusals == []
