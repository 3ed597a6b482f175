"""A weight table in a file: every mistake in one line with file and line."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from backtest.target_file import read_targets
from data_sources.errors import InputError

HEADER = "date,symbol,weight\n"
# Text of the file, what the line must hold after the file's name.
WRONG = {
    "missing column": ("date,symbol\n2024-01-02,600000\n", ":1: column weight is missing"),
    "no number": (f"{HEADER}2024-01-02,600000,0.1\n2024-01-03,600000,half\n", ":3: "),
    "infinite": (f"{HEADER}2024-01-02,600000,inf\n", ":2: "),
    "empty weight": (f"{HEADER}2024-01-02,600000,\n", ":2: "),
    "no day": (f"{HEADER}2024-02-30,600000,0.1\n", ":2: date '2024-02-30'"),
    "empty date": (f"{HEADER},600000,0.1\n", ":2: date is empty"),
    "fund, no A share": (f"{HEADER}2024-01-02,510300.SH,0.1\n", ":2: '510300.SH' is no A-share code"),
    "index, no A share": (f"{HEADER}2024-01-02,000300.SH,0.1\n", ":2: '000300.SH' is no A-share code"),
    "no symbol at all": (f"{HEADER}2024-01-02,600000,0.1\n2024-01-02,Maotai,0.1\n", ":3: symbol 'Maotai'"),
    "weights over 1": (f"{HEADER}2024-01-02,600000,0.7\n2024-01-02,000001,0.4\n", "2024-01-02: the weights sum to 1.1"),
    "negative weight": (f"{HEADER}2024-01-02,600000,-0.1\n", "2024-01-02: the weight of 600000.SH is -0.1"),
    "one symbol twice": (f"{HEADER}2024-01-02,600000,0.1\n2024-01-02,SH600000,0.1\n", "600000.SH stands twice"),
    "cash with a weight": (f"{HEADER}2024-01-02,,0.5\n", "2024-01-02: an empty symbol"),
    "field too few": (f"{HEADER}2024-01-02,600000\n", ":2: "),
    "empty file": ("", ": the file is empty"),
    "header alone": (HEADER, "no row below the header"),
    "wide, no day": (
        "rebalance,600000,1\n2024-01-02,0.1,0.1\n2024-02-30,0.1,0.1\n",
        ":3: date '2024-02-30' is no date",
    ),
    "wide, no number": (
        "date,600000,000001\n2024-01-02,0.1,half\n",
        ":2: 2024-01-02: 000001 'half' is no finite number",
    ),
    "wide, a row without weights": ("date,600000,000001\n2024-01-02,,\n", "2024-01-02: all 2 weights are NaN"),
    "wide, a column of something else": ("date,600000,note\n2024-01-02,0.1,x\n", ":1: beside 600000, column 'note' is"),
    "wide, a fund": ("date,510300.SH\n2024-01-02,0.1\n", "'510300.sh' is no A-share code"),
    "two heads for the symbol": ("date,code,ts_code,w\n2024-01-02,1,1,0.1\n", ":1: symbol may be ts_code or code"),
    "broken Parquet": ("PAR1 and nothing more", ": the file is no readable Parquet"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_file_is_one_line(case: str, tmp_path: Path) -> None:
    text, expected = WRONG[case]
    path = tmp_path / "weights.csv"
    path.write_text(text)
    assert expected in failure(path)


def test_garbage_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe" * 50)
    failure(path)
    path.write_bytes("日期,代码\n".encode("gbk"))
    assert ":1: column weight is missing; there are '日期', '代码'" in failure(path)
    path.write_bytes(b"date,symbol\xff\xff\n")
    assert "UTF-8" in failure(path)


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_no_file_is_one_line(kind: str, tmp_path: Path) -> None:
    path = tmp_path if kind == "folder" else tmp_path / "none.csv"
    assert "give a CSV, Parquet or Excel file" in failure(path)


def test_every_dialect_any_order_more_columns_and_an_all_cash_day(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text(
        "\ufeffNote,Weight,Symbol,Date\nlater,0,,2024-02-01\nx,0.25,sz000001,20240102\ny,0.5,1.600000,2024-01-02\n",
        encoding="utf-8",
    )
    assert read_targets(path).rows() == [
        (date(2024, 1, 2), "000001.SZ", 0.25),
        (date(2024, 1, 2), "600000.SH", 0.5),
        (date(2024, 2, 1), "", 0.0),
    ]


def test_parquet_with_numbers_as_codes_and_times_as_dates(tmp_path: Path) -> None:
    path = tmp_path / "weights.parquet"
    columns = {"date": [datetime(2024, 1, 2, 15)], "symbol": [1], "weight": [0.25]}  # noqa: DTZ001 - as files have it
    pq.write_table(pa.table(columns), path)
    assert read_targets(path).rows() == [(date(2024, 1, 2), "000001.SZ", 0.25)]


def test_weights_may_sum_to_a_millionth_over_one_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    # In binary 0.5 + 0.500001 is a last digit more than 1 + 1e-6.
    path.write_text(f"{HEADER}2024-01-02,600000,0.5\n2024-01-02,000001,0.500001\n")
    assert [weight for _, _, weight in read_targets(path).rows()] == [0.500001, 0.5]
    path.write_text(f"{HEADER}2024-01-02,600000,0.5\n2024-01-02,000001,0.50000101\n")
    assert "the weights sum to 1.00000101; at most 1 can be invested, and a sum of up to 1.000001" in failure(path)


def failure(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_targets(path)
    sentence = str(error.value)
    assert "\n" not in sentence
    assert str(path) in sentence
    return sentence
