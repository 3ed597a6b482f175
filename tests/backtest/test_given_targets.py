"""One weight table in every form that people have: the same fills, and for each wrong form its one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from backtest.app.run import run_targets
from backtest.given_targets import given_targets
from backtest.target_file import read_target_file
from data_sources.errors import InputError
from tests.execution.market import A, D, tiny
from tests.execution.market import Z as B
from tests.execution.prepared import panel_of

PANEL = panel_of(tiny({A: [10, 10, 11, 12], B: [20, 20, 20, 20]}))
NAN = float("nan")
SHANGHAI = timezone(timedelta(hours=8))
FIRST, SECOND = D[0].isoformat(), D[2].isoformat()
# The table of all forms: half in A and a quarter in B, then all cash.
EXPECTED = [(D[0], B, 0.25), (D[0], A, 0.5), (D[2], "", 0.0)]
LONG = pd.DataFrame({"date": [FIRST, FIRST, SECOND], "symbol": [A, B, None], "weight": [0.5, 0.25, 0.0]})
# Two forms have no row without a symbol, and say with a zero that nothing is held.
ZERO = pd.DataFrame({"date": [FIRST, FIRST, SECOND], "symbol": [A, B, A], "weight": [0.5, 0.25, 0.0]})
WIDE = pd.DataFrame({A: [0.5, 0.0], B: [0.25, 0.0]}, index=pd.to_datetime([FIRST, SECOND]))
LEVELS = ZERO.set_index(["date", "symbol"])["weight"]


def headed(*heads: str) -> pd.DataFrame:
    return LONG.set_axis([*heads], axis="columns")


def dated(days: Any) -> pd.DataFrame:  # noqa: ANN401 - whatever pandas takes for an index
    return WIDE.set_axis(days, axis="index")


MIDNIGHTS = [datetime.combine(day, datetime.min.time(), SHANGHAI) for day in (D[0], D[2])]
FORMS: dict[str, Callable[[], Any]] = {
    "long": lambda: LONG,
    "long in any order": lambda: LONG.iloc[::-1],
    "long, dates in the index": lambda: LONG.set_index("date"),
    "Tushare's heads": lambda: headed("trade_date", "ts_code", "weight"),
    "RiceQuant's heads": lambda: headed("datetime", "order_book_id", "w"),
    "Chinese heads": lambda: headed("日期", "股票代码", "权重"),
    "long, moments": lambda: LONG.assign(date=pd.to_datetime(LONG["date"]) + timedelta(hours=15)),
    "long, different times of day": lambda: LONG.assign(date=[f"{FIRST} 20:30:00", f"{FIRST}T14:57:00", SECOND]),
    "long, Python's days": lambda: LONG.assign(date=[D[0], D[0], D[2]]),
    "long, days without dashes": lambda: LONG.assign(date=[int(day.replace("-", "")) for day in LONG["date"]]),
    "long, categories": lambda: LONG.astype({"date": "category", "symbol": "category"}),
    "long, nullable numbers": lambda: LONG.astype({"weight": "Float64"}),
    "long, 32 bits": lambda: LONG.astype({"weight": "float32"}),
    "long, more columns": lambda: LONG.assign(note="x", name="y"),
    "wide": WIDE.copy,
    "wide, unsorted": lambda: WIDE.iloc[::-1],
    "wide, other dialects": lambda: WIDE.set_axis(["sh600001", "000001.XSHE"], axis="columns"),
    "wide with a date column": lambda: WIDE.rename_axis("date").reset_index(),
    "wide, nameless index as a column": WIDE.reset_index,
    "wide, a name of its own": lambda: WIDE.rename_axis("rebalance"),
    "long, slashes": lambda: LONG.assign(date=["2024/1/2", "2024/01/02", "2024年1月4日"]),
    "wide, slashes": lambda: dated(["2024/1/2", "2024.1.4 15:00"]),
    "wide, text": lambda: dated([FIRST, SECOND]),
    "wide, days without dashes": lambda: dated([int(day.replace("-", "")) for day in (FIRST, SECOND)]),
    "wide, midnights in Shanghai told in UTC": lambda: dated(pd.to_datetime(MIDNIGHTS, utc=True)),
    "wide, Python's moments with a zone": lambda: dated([moment.astimezone(UTC) for moment in MIDNIGHTS]),
    "wide, a third symbol that has no weight": lambda: WIDE.assign(**{"300001.SZ": NAN}),
    "wide, periods": lambda: dated(pd.PeriodIndex([FIRST, SECOND], freq="D")),
    "series by date and symbol": lambda: LEVELS,
    "series by symbol and date": LEVELS.swaplevel,
    "series without names": lambda: LEVELS.rename_axis([None, None]).rename(None),
    "series, levels called otherwise": lambda: LEVELS.rename_axis(["when", "what"]).rename("alpha"),
    "stacked": WIDE.stack,
    "frame by date and symbol": LEVELS.to_frame,
    "frame by symbol and date, without names": lambda: LEVELS.swaplevel().to_frame().rename_axis([None, None]),
    "dictionary": lambda: {D[0]: {A: 0.5, B: 0.25}, D[2]: {}},
    "dictionary, slashes": lambda: {"2024/1/2": {"SHSE.600001": 0.5, "SZSE.000001": 0.25}, 20240104: {}},
    "dictionary of text": lambda: {FIRST: {"600001": 0.5, "sz000001": 0.25}, SECOND: {"": 0}},
    "dictionary of series": lambda: {pd.Timestamp(day): WIDE.loc[day] for day in (FIRST, SECOND)},
    "dictionary of numpy's days": lambda: {np.datetime64(FIRST): {A: 0.5, B: 0.25}, np.datetime64(SECOND, "ns"): {}},
    "dictionary of moments": lambda: {MIDNIGHTS[0].astimezone(UTC): {A: 0.5, B: 0.25}, f"{SECOND} 16:00": {A: 0}},
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_one_table_makes_the_same_fills(form: str) -> None:
    table = FORMS[form]()
    assert given_targets(table).targets.rows() == EXPECTED
    run = run_targets(table, panel=PANEL, cash=100_000.0)
    # 100 000: a half buys 5 000 of A at 10.00, a quarter 1 200 of B at 20.00 (12.5 lots of 100); both are sold at the
    # session after the third.
    traded = [(row.symbol, row.side, row.quantity) for row in run.fills.itertuples()]
    assert sorted(traded) == [(B, "buy", 1200), (B, "sell", 1200), (A, "buy", 5000), (A, "sell", 5000)]


FILES = {
    "long": f"date,symbol,weight\n{FIRST},{A},0.5\n{FIRST},{B},0.25\n{SECOND},,0\n",
    "Tushare's heads": f"ts_code,trade_date,w\n{A},{FIRST},0.5\n{B},{FIRST},0.25\n,{SECOND},0\n",
    "midnights": f"date,symbol,weight\n{FIRST} 00:00:00,{A},0.5\n{FIRST}T00:00:00,{B},0.25\n{SECOND} 15:00,,0\n",
    "UTC": f"date,symbol,weight\n{FIRST}T00:00:00+08:00,{A},0.5\n{FIRST}T01:00:00Z,{B},0.25\n{SECOND},,0\n",
    "wide": f"date,{A},{B}\n{FIRST},0.5,0.25\n{SECOND},0,0\n",
    "wide, no head": f",{A},{B},300001\n{FIRST},0.5,0.25,\n{SECOND},0,0,0\n",
    "wide, any head": f"rebalance,sh600001,sz000001\n{FIRST},0.5,0.25\n{SECOND},0,\n",
    "slashes": f"date,symbol,weight\n2024/1/2,{A},0.5\n2024/01/02 15:00:00,{B},0.25\n20240104,,0\n",
    "wide, slashes": f"date,{A},{B}\n2024/1/2,0.5,0.25\n2024/1/4,0,0\n",
    "wide, rows counted": f",date,{A},{B}\n0,{FIRST},0.5,0.25\n1,{SECOND},0,0\n",
}


@pytest.mark.parametrize("form", FILES)
def test_every_form_of_one_file_is_the_same_table(form: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text(FILES[form])
    given = read_target_file(path)
    assert (given.targets.rows(), given.notes) == (EXPECTED, ())


@pytest.mark.parametrize("form", ["long", "wide", "wide, midnights in Shanghai told in UTC", "stacked", "wide, text"])
def test_a_frame_written_to_a_file_is_the_same_table(form: str, tmp_path: Path) -> None:
    table = FORMS[form]()
    frame = table if hasattr(table, "columns") else table.to_frame("weight").rename_axis(["date", "symbol"])
    frame.to_parquet(tmp_path / "weights.parquet")
    frame.to_csv(tmp_path / "weights.csv")
    for name in ("weights.csv", "weights.parquet"):
        assert read_target_file(tmp_path / name).targets.rows() == EXPECTED


def test_a_sheet_of_a_workbook_is_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "weights.xlsx"
    LONG.to_excel(path, index=False)
    assert read_target_file(path).targets.rows() == EXPECTED
    with pd.ExcelWriter(path) as writer:
        LONG.to_excel(writer, sheet_name="one")
        LONG.to_excel(writer, sheet_name="two")
    with pytest.raises(InputError, match="the workbook has 2 sheets with rows; keep the one with the weights"):
        read_target_file(path)


@pytest.mark.parametrize("heads", [(A, B), (A[:6], B[:6]), (int(A[:6]), int(B[:6]))])
@pytest.mark.parametrize("title", [(), ("a portfolio",)])
def test_a_sheet_with_a_column_for_each_symbol_is_the_same_table(
    heads: tuple[str | int, ...], title: tuple[str, ...], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in ([title] if title else []) + [("date", *heads), *WIDE.itertuples(name=None)]:
        book.active.append(row)
    book.save(tmp_path / "weights.xlsx")
    assert read_target_file(tmp_path / "weights.xlsx").targets.rows() == EXPECTED


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_and_code_pages_are_read_and_said(separator: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    text = f"日期,股票代码,权重\n{FIRST},{A},0.5\n{FIRST},{B},0.25\n{SECOND},,0\n"
    path.write_bytes(text.replace(",", separator).encode("gbk"))
    given = read_target_file(path)
    assert given.targets.rows() == EXPECTED
    assert "the text is GBK; the fields are separated by" in given.notes[0]


def test_in_a_wide_table_an_empty_cell_is_no_weight_and_an_empty_row_an_error() -> None:
    assert given_targets(dated([FIRST, SECOND]).where(WIDE.to_numpy() != 0.25)).targets.rows() == [
        (D[0], A, 0.5),
        (D[2], "", 0.0),
    ]
    with pytest.raises(InputError, match=rf"^targets: targets of {SECOND}: all 2 weights are NaN"):
        given_targets(WIDE.where(WIDE != 0))


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"date": [FIRST], "symbol": [63], "weight": [0.5]}),
        pd.DataFrame({"date": [FIRST], "symbol": ["63"], "weight": [0.5]}),
        pd.DataFrame({63: [0.5]}, index=[FIRST]),
        {FIRST: {63: 0.5}},
    ],
    ids=["number", "text", "wide", "dictionary"],
)
def test_lost_zeros_are_mended_and_said(table: Any) -> None:  # noqa: ANN401 - as users have them
    given = given_targets(table)
    assert given.targets.rows() == [(D[0], "000063.SZ", 0.5)]
    assert given.notes == ("codes that a spreadsheet took for numbers were read with their zeros: 63 as 000063.SZ",)


@pytest.mark.parametrize("cell", ["63", "63.0", "6.30E+01", "'000063", '="000063"'])
def test_a_file_with_what_a_spreadsheet_left_of_a_code(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    quoted = cell.replace('"', '""')
    path.write_text(f'date,symbol,weight\n{FIRST},"{quoted}",0.5\n')
    given = read_target_file(path)
    assert given.targets.rows() == [(D[0], "000063.SZ", 0.5)]
    assert f"{cell} as 000063.SZ" in given.notes[0]


WRONG: dict[str, tuple[Any, str]] = {
    "a number that loses no A share": ({FIRST: {"90210": 0.5}}, f"targets of {FIRST}: symbol '90210' is in no known"),
    "numbered columns": (WIDE.set_axis([0, 1], axis="columns"), "the columns are numbered up to 1"),
    "a series by symbol": (pd.Series([0.5], [A]), "weights by symbol name no date"),
    "a row of a wide frame": (WIDE.loc[FIRST], "weights by symbol name no date"),
    "weights by symbol": ({A: 0.5}, "has no weights by symbol under a date"),
    "weights by date by symbol": ({A: {FIRST: 0.5}}, f"key 1 of the dictionary: date '{A}' is no date"),
    "a frame by name": ({"weights": WIDE}, "has no weights by symbol under a date"),
    "an empty dictionary": ({}, "the dictionary is empty"),
    "turned over": (WIDE.T, "the columns are dates and the rows symbols; turn it over with .T"),
    "two columns that may be the symbol": (
        headed("date", "code", "weight").assign(ts_code=A), "symbol may be ts_code or code; call one of them symbol"
    ),
    "other heads": (headed("when", "what", "share"), "column date, symbol, weight is missing; there are 'when'"),
    "a column of cash": (WIDE.assign(cash=0.25), f"beside {A.lower()}, {B.lower()}, column 'cash' is no symbol"),
    "no dates": (WIDE.reset_index(drop=True), "there is no column of dates"),
    "a column twice": (pd.concat([LONG, LONG[["weight"]]], axis=1), "column weight stands more than once"),
    "heads of two levels": (pd.concat({"w": WIDE}, axis=1), "its columns have 2 levels"),
    "one day twice": (dated([FIRST, f"{FIRST} 15:00"]), f"^targets:2: {FIRST} stands in row 1 too"),
    "one day under two keys": ({FIRST: {A: 0.5}, D[0]: {B: 0.5}}, f"targets of {FIRST}: two keys"),
    "one symbol twice": (WIDE.set_axis([A, "SH600001"], axis="columns"), f"two columns are {A}"),
    "a fund": (WIDE.rename(columns={A: "510300.SH"}), "'510300.sh' is no A-share code"),
    "a truth value": (WIDE.astype(object).replace(0.5, value=True), "600001.sh 'True' is no finite number"),
    "a word": (WIDE.astype(object).replace(0.5, value="half"), "^targets:1: .*'half' is no finite number"),
    "a weight that is missing": (LONG.assign(weight=[0.5, NAN, 0]), "targets:2: .*weight is empty"),
    "NaN in a dictionary": ({FIRST: {A: NAN, B: 0.5}}, f"targets of {FIRST}: the weight of {A} is nan"),
    "a date that is missing": (dated(pd.to_datetime([FIRST, "NaT"])), "targets:2: .*date is empty"),
    "months": (dated(pd.PeriodIndex(["2024-02", "2024-03"], freq="M")), "targets:1: date '2024-02' is no date"),
    "above 1": (WIDE + 0.5, f"targets of {FIRST}: the weights sum to 1.75"),
    "rows of a list": ([(FIRST, A, 0.5)], "list is no weight table; give the path of a file, a frame"),
}  # fmt: skip


@pytest.mark.parametrize("form", WRONG)
def test_a_wrong_form_is_one_line(form: str) -> None:
    table, sentence = WRONG[form]
    with pytest.raises(InputError, match=sentence) as error:
        given_targets(table)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("targets")


def test_a_frame_of_another_library_is_taken_over() -> None:
    class OfAnotherLibrary:
        """What polars has for this."""

        def to_pandas(self) -> pd.DataFrame:
            return LONG

    assert given_targets(OfAnotherLibrary()).targets.rows() == EXPECTED


def test_a_moment_with_a_zone_belongs_to_its_day_in_shanghai() -> None:
    # 16:30 in London's winter is half past midnight in Shanghai.
    assert given_targets({"2024-01-03T16:30:00Z": {A: 0.5}}).targets.rows() == [(date(2024, 1, 4), A, 0.5)]
