"""Daily returns as people have them in files: what is read, what is said of it, and what is refused by line.

returns    +10%, -10%, +20% from 2025-01-02 on; closes of 50, 55, 49.5, 59.4 make them
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from backtest.returns_file import read_returns
from data_sources.errors import InputError

VALUES = [0.1, -0.1, 0.2]
DAYS = ["2025-01-02", "2025-01-03", "2025-01-06"]

FORMS = {
    "fractions": "date,return\n2025-01-02,0.1\n2025-01-03,-0.1\n2025-01-06,0.2\n",
    "percents": "date,return\n2025-01-02,10%\n2025-01-03,-10%\n2025-01-06,+20%\n",
    "the newest first": "date,return\n20250106,0.2\n20250103,-0.1\n20250102,0.1\n",
    "Chinese heads": "日期,收益率\n2025/1/2,0.1\n2025/1/3,-0.1\n2025/1/6,0.2\n",
    "heads of one's own": "when;mine\n2025-01-02;0.1\n2025-01-03;-0.1\n2025-01-06;0.2\n",
    "a frame's index": ",0\n2025-01-02,0.1\n2025-01-03,-0.1\n2025-01-06,0.2\n",
    "a first value missing": "date,return\n2025-01-01,\n2025-01-02,0.1\n2025-01-03,-0.1\n2025-01-06,0.2\n",
    "net values by their name": "date,净值\n2025-01-01,50\n2025-01-02,55\n2025-01-03,49.5\n2025-01-06,59.4\n",
}


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same_returns(tmp_path: Path, form: str) -> None:
    found = read_returns(written(tmp_path, FORMS[form]))
    assert found.returns.dates.astype(str).tolist() == DAYS
    assert found.returns.daily.tolist() == pytest.approx(VALUES)
    assert (found.returns.name, found.benchmark) == ("mine", None)


def test_parquet_and_excel_are_read_alike(tmp_path: Path) -> None:
    frame = pd.DataFrame({"date": pd.to_datetime(DAYS), "return": VALUES})
    frame.to_parquet(tmp_path / "mine.parquet", index=False)
    frame.to_excel(tmp_path / "mine.xlsx", index=False)
    for name in ("mine.parquet", "mine.xlsx"):
        found = read_returns(tmp_path / name).returns
        assert (found.dates.astype(str).tolist(), found.daily.tolist()) == (DAYS, pytest.approx(VALUES))


def test_a_benchmark_may_stand_beside_them(tmp_path: Path) -> None:
    text = "date,mine,benchmark\n2025-01-03,-0.1,0\n2025-01-02,0.1,5%\n2025-01-06,0.2,0.1\n"
    found = read_returns(written(tmp_path, text))
    assert found.benchmark is not None
    assert found.benchmark.daily.tolist() == pytest.approx([0.05, 0.0, 0.1])
    assert str(found.told) == (
        f"{tmp_path / 'mine.csv'}: 3 daily returns of column 'mine', 2025-01-02 to 2025-01-06; beside them the "
        "benchmark of column 'benchmark'; its rows were put in the order of time"
    )
    against = read_returns(written(tmp_path, text), of_benchmark=True)
    assert against.returns.daily.tolist() == pytest.approx([0.05, 0.0, 0.1])


def test_levels_are_read_as_such_where_the_user_says_so(tmp_path: Path) -> None:
    text = 'date,x\n2025-01-01,"1,000.0"\n2025-01-02,"1,100.0"\n'
    found = read_returns(written(tmp_path, text), prices=True)
    # 1,000 to 1,100 is 10%.
    assert found.returns.daily.tolist() == pytest.approx([0.1])
    assert "worked out from its closes or net values" in found.told


def test_a_column_is_named_where_several_may_be_meant(tmp_path: Path) -> None:
    path = written(tmp_path, "date,a,B\n2025-01-02,0.1,0.02\n2025-01-03,0.1,0.03\n")
    with pytest.raises(InputError, match=r"the returns may be in 'a', 'b'; say which with column$"):
        read_returns(path)
    assert read_returns(path, "B").returns.daily.tolist() == [0.02, 0.03]
    with pytest.raises(InputError, match=r"there is no column 'c'; column is one of 'a', 'b'$"):
        read_returns(path, "c")


WRONG = {
    "prices": (
        "date,x\n2025-01-01,50\n2025-01-02,55\n",
        "column 'x': values of 50 to 55, all above 0, look like prices",
    ),
    "percents": ("date,x\n2025-01-01,1.2\n2025-01-02,-3.1\n", "divide percents by 100"),
    "a day twice": ("date,x\n2025-01-01,0.1\n2025-01-02,0.2\n2025-01-01,0.1\n", ":4: 2025-01-01 stands in line 2 too"),
    "no day": ("date,x\n2025-01-01,0.1\n2025-13-01,0.2\n", ":3: '2025-13-01' in column 'date' is no day"),
    "no number": ("date,x\n2025-01-01,0.1\n2025-01-02,abc\n", ":3: column 'x': 'abc' is no rate"),
    "a value missing": ("date,x\n2025-01-01,0.1\n2025-01-02,\n2025-01-03,0.1\n", "the value of 2025-01-02 (1 in all)"),
    "months": ("date,x\n2025-01-31,0.1\n2025-02-28,-0.1\n2025-03-31,0.1\n", "give daily returns"),
    "no column of days": (
        "a,x\nfoo,0.1\nbar,0.2\n",
        "there is no column of days among 'a', 'x'; give a column of days",
    ),
    "days alone": ("date\n2025-01-01\n2025-01-02\n", "there is no column beside that of the days"),
    "no row": ("date,x\n", "there is no row below the header"),
    "nothing": ("", "the file is empty"),
    "a row too short": ("date,x\n2025-01-01,0.1\n2025-01-02\n", "1 fields where the header has 2"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_series_of_returns_is_one_line(tmp_path: Path, what: str) -> None:
    text, said = WRONG[what]
    path = written(tmp_path, text)
    with pytest.raises(InputError, match=r"^[^\n]*$") as fault:
        read_returns(path)
    assert said in str(fault.value)
    assert str(path) in str(fault.value)
