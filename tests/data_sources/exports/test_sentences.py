"""What an import says it did: the units it converted, the columns it took, the rows it left out."""

from __future__ import annotations

import struct

import pandas as pd
import pytest

from data_sources.exports.given_frames import ALONE, read_frames
from tests.data_sources.exports.conftest import Given
from tests.data_sources.exports.true_files import JOINQUANT_LONG, PLAIN, TUSHARE

DIVIDENDS = """\
ts_code,end_date,ann_date,div_proc,stk_div,cash_div,cash_div_tax,ex_date
600000.SH,20231231,20240401,预案,0.0,0.30,0.33,
600000.SH,20231231,20240501,实施,0.0,0.30,0.33,20240103
"""
TEN = "代码,送转股份-送转总比例,现金分红-现金分红比例,除权除息日,方案进度\n600000,,3.3,2024-01-03,实施分配\n"
ORDINARY = "volume in shares, amount in CNY; columns converted"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("daily.csv", TUSHARE, "Tushare daily: 1 file, 3 rows; volume in lots, amount in thousand CNY; converted"),
        ("600000.csv", PLAIN, f"plain daily bars: 1 file, 3 rows; {ORDINARY}"),
        (
            "jq.csv",
            JOINQUANT_LONG,
            f"JoinQuant get_price: 1 file, 3 rows; {ORDINARY}; 1 row left out (paused is not 0)",
        ),
        (
            "dividend.csv",
            DIVIDENDS,
            (
                "Tushare dividend: 1 file, 1 row; symbol, ex_date, cash_per_share, bonus_per_share; converted; "
                "1 row left out (div_proc is not 实施, or no ex_date)"
            ),
        ),
        (
            "fhps.csv",
            TEN,
            (
                "Eastmoney dividends per ten shares (akshare stock_fhps_em, stock_fhps_detail_em): 1 file, 1 row; "
                "symbol, ex_date, cash_per_share, bonus_per_share, per ten shares; converted"
            ),
        ),
    ],
)
def test_each_line_tells_what_was_converted(given: Given, name: str, data: str, said: str) -> None:
    assert given((name, data)).said == (said,)


def test_units_that_the_rows_prove_are_not_said_to_be_the_known_ones(given: Given) -> None:
    # The volumes are in shares already: 6,630 thousand CNY for 1,000,000 shares are 6.63 CNY each.
    text = TUSHARE.replace("15000.0,", "1500000.0,").replace("20000.0,", "2000000.0,").replace("10000.0,", "1000000.0,")
    reading = given(("daily.csv", text))
    assert reading.said == (
        "Tushare daily: 1 file, 3 rows; other units than known, as amount / volume proves; converted",
    )
    assert [each.rule for each in reading.findings] == ["unit_as_proved"]
    assert reading.frames["bars"]["volume"].tolist() == [1_000_000, 2_000_000, 1_500_000]


def test_a_day_file_is_said_to_be_one(given: Given) -> None:
    record = struct.pack("<IIIIIfII", 20240102, 660, 670, 655, 665, 6_630_000.0, 1_000_000, 0)
    level = struct.pack("<IIIIIfII", 20240102, 342690, 343320, 338640, 338640, 3e10, 15_000_000, 0)
    reading = given(("sh600000.day", record), ("sh000300.day", level))
    assert reading.said == (
        f"TDX (通达信) .day file: 1 file, 1 row; {ORDINARY}",
        f"TDX (通达信) .day file of an index: 1 file, 1 row; {ORDINARY}",
    )


def test_a_frame_is_no_file() -> None:
    row = {"ts_code": "600000.SH", "trade_date": "20240102", "open": 6.6, "high": 6.7, "low": 6.55, "close": 6.65,
           "vol": 10000.0, "amount": 6630.0}  # fmt: skip
    (said,) = read_frames({ALONE: pd.DataFrame([row])}, "frames in memory", "auto").said
    assert said.startswith("Tushare daily: 1 frame, 1 row; ")


def test_heads_without_rows_are_nothing_to_store(given: Given) -> None:
    (finding,) = given(("daily.csv", TUSHARE.splitlines()[0] + "\n")).findings
    assert (finding.severity, finding.rule) == ("severe", "nothing_to_store")
