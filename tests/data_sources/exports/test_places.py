"""Days, securities and tables that stand in folders, names and nameless levels instead of in columns."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from data_sources.exports.given import read_given
from data_sources.exports.given_frames import ALONE, read_frames
from data_sources.exports.given_reading import GivenReading
from tests.data_sources.exports.conftest import Given
from tests.data_sources.exports.true_files import EASTMONEY, PLAIN, TUSHARE
from tests.data_sources.market_folder import FILES, write_market

DAYS = ["2024-01-02", "2024-01-03", "2024-01-04"]
LEVELS = "date,open,high,low,close,volume\n2024-01-02,3426.9,3433.2,3386.4,3400,15000000000\n"
DIVIDEND = """\
ts_code,ex_date,stk_div,cash_div_tax,div_proc
600000.SH,20240718,0.0,0.321,实施
"""
BASIC = """\
ts_code,symbol,name,area,list_date
600000.SH,600000,浦发银行,上海,19991110
000001.SZ,000001,平安银行,深圳,19910403
"""


def _frame() -> pd.DataFrame:
    return pd.read_csv(io.StringIO(PLAIN)).assign(symbol="600000.SH")


def _bars(reading: GivenReading) -> tuple[list[str], list[str], list[float]]:
    assert [str(each) for each in reading.findings if each.severity != "note"] == []
    bars = reading.frames["bars"]
    return sorted(set(bars["symbol"].tolist())), bars["date"].astype(str).tolist(), bars["close"].tolist()


@pytest.mark.parametrize("levels", [["symbol", "date"], ["date", "symbol"]])
def test_two_levels_without_a_name_are_securities_and_days(given: Given, levels: list[str]) -> None:
    text = _frame().set_index(levels).rename_axis([None, None]).to_csv()
    assert text.startswith(",,open")
    assert _bars(given(("bars.csv", text))) == (["600000.SH"], DAYS, [6.65, 6.75, 6.62])


def test_a_level_of_days_without_a_name_is_the_date(given: Given) -> None:
    text = _frame().set_index("date").rename_axis(None).to_csv()
    assert _bars(given(("x.csv", text)))[1] == DAYS
    alone = _frame().set_index("date").rename_axis(None).drop(columns="symbol").to_csv()
    assert _bars(given(("600000.SH.csv", alone)))[:2] == (["600000.SH"], DAYS)


@pytest.mark.parametrize(
    "place", ["date={0}/part-0.csv", "year={1}/month={2}/day={3}/part-0.csv", "{0}.csv", "{1}{2:0>2}{3:0>2}.CSV"]
)
def test_the_day_of_one_session_stands_in_its_path(tmp_path: Path, place: str) -> None:
    for day, rows in _frame().groupby("date"):
        year, month, number = str(day).split("-")
        path = tmp_path / "days" / place.format(day, year, int(month), int(number))
        path.parent.mkdir(parents=True, exist_ok=True)
        rows.drop(columns="date").to_csv(path, index=False)
    assert _bars(read_given([tmp_path / "days"])) == (["600000.SH"], DAYS, [6.65, 6.75, 6.62])


def test_a_partition_may_be_called_as_the_system_calls_the_day(tmp_path: Path) -> None:
    rows = pd.read_csv(io.StringIO(TUSHARE), dtype=str)
    for day, each in rows.groupby("trade_date"):
        path = tmp_path / f"trade_date={day}" / "part-0.csv"
        path.parent.mkdir()
        each.drop(columns="trade_date").to_csv(path, index=False)
    assert _bars(read_given([tmp_path]))[1] == DAYS


def test_a_partition_may_hold_the_column_that_tells_the_layout(tmp_path: Path) -> None:
    path = tmp_path / "ts_code=600000.SH" / "part-0.csv"
    path.parent.mkdir()
    pd.read_csv(io.StringIO(TUSHARE), dtype=str).drop(columns="ts_code").to_csv(path, index=False)
    assert _bars(read_given([tmp_path])) == (["600000.SH"], DAYS, [6.65, 6.75, 6.62])


@pytest.mark.parametrize("name", ["000300.csv", "000300_index.csv", "index/000300.csv"])
def test_a_file_called_000300_is_the_csi_300(given: Given, name: str) -> None:
    data = EASTMONEY.replace(",600000", "").replace(",股票代码", "")
    assert given((name, data)).frames["index"]["symbol"].tolist() == ["000300.SH"] * 3


def test_a_list_of_securities_has_no_day_whatever_it_is_called(given: Given) -> None:
    reading = given(("20240102.csv", "code,name\n600000,浦发银行\n"))
    assert reading.frames["instruments"]["symbol"].tolist() == ["600000.SH"]


@pytest.mark.parametrize(
    ("lacking", "file", "data"),
    [
        ("index.csv", "sh000300.csv", LEVELS),
        ("instruments.csv", "stock_basic.csv", BASIC),
        ("bars", "hist/600000.csv", EASTMONEY),
    ],
)
def test_what_a_folder_of_our_own_lacks_is_read_from_the_files_beside(
    tmp_path: Path, lacking: str, file: str, data: str
) -> None:
    changes = {name: None for name in FILES if name.startswith(lacking)}
    folder = write_market(tmp_path / "data", **{name.replace("/", "__").replace(".", "_"): None for name in changes})
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(data, encoding="utf-8")
    (folder / "notes.csv").write_text("what,why\na,b\n", encoding="utf-8")
    reading = read_given([folder])
    assert {"instruments", "bars", "index"} <= reading.frames.keys()
    assert [str(each) for each in reading.findings if each.severity == "severe"] == []
    assert reading.left_alone == ("notes.csv",)
    assert len(reading.said) == 1


def test_a_whole_folder_of_our_own_leaves_files_beside_alone(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data")
    (folder / "sh000300.csv").write_text(LEVELS, encoding="utf-8")
    reading = read_given([folder])
    assert (reading.left_alone, reading.said, reading.whole) == (("sh000300.csv",), (), True)


def test_a_dividend_beside_our_own_tables_is_read_where_there_are_no_actions(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data", actions_csv=None)
    (folder / "dividend.csv").write_text(DIVIDEND, encoding="utf-8")
    reading = read_given([folder])
    assert reading.frames["actions"]["cash_per_share"].tolist() == [0.321]
    assert (reading.left_alone, reading.whole) == ((), True)


def test_a_file_of_another_system_that_is_called_like_ours_hides_none_beside_it(tmp_path: Path) -> None:
    # Only index.csv has the name of a table of ours.
    for name, text in (
        ("index.csv", TUSHARE.replace("600000.SH", "000300.SH")),
        ("daily.csv", TUSHARE),
        ("basic.csv", BASIC),
        ("dividend.csv", DIVIDEND),
        ("days.csv", "cal_date,is_open\n20240102,1\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    reading = read_given([tmp_path])
    assert reading.frames.keys() == {"instruments", "bars", "actions", "index", "sessions"}
    assert (reading.left_alone, len(reading.said)) == ((), 5)


def test_a_frame_with_heads_of_two_levels_is_read_like_its_file() -> None:
    prices = _frame().set_index("date").drop(columns="symbol")
    for frame in (pd.concat({"600000.SH": prices}, axis=1), pd.concat({"600000.SH": prices}, axis=1).swaplevel(axis=1)):
        read = read_frames({"bars": frame}, "frames in memory", "auto")
        assert _bars(read) == (["600000.SH"], DAYS, [6.65, 6.75, 6.62])


def test_a_frame_with_nameless_levels_is_read_like_its_file() -> None:
    frame = _frame().set_index(["symbol", "date"]).rename_axis([None, None])
    assert _bars(read_frames({ALONE: frame}, "frames in memory", "auto")) == (["600000.SH"], DAYS, [6.65, 6.75, 6.62])


def test_prices_written_as_the_digits_of_32_bits_are_what_they_stand_for(given: Given) -> None:
    # As 32-bit numbers 6.65 is 6.650000095367432, 6.75 is exact and 6.62 is 6.619999885559082.
    text = (
        PLAIN.replace("6.65", "6.650000095367432").replace("6.62", "6.619999885559082").replace("date", "symbol,date")
    )
    text = text.replace("\n2024", "\n600000.SH,2024")
    assert _bars(given(("bars.csv", text)))[2] == [6.65, 6.75, 6.62]
    # No 32-bit number of a price: stays what it is.
    other = text.replace("6.619999885559082", "6.619999885559099")
    assert given(("other.csv", other)).frames["bars"]["close"].tolist() == [6.65, 6.75, 6.619999885559099]


def test_volumes_in_lots_of_32_bits_are_whole_shares(given: Given) -> None:
    # 361,326.13 lots are held as 361,326.125: 36,132,612.5 shares, of which 32 bits cannot tell two more or less.
    bars = given(("daily.csv", TUSHARE.replace("15000.0,9990.0", "361326.125,240643.2"))).frames["bars"]
    assert bars["volume"].tolist() == [1_000_000, 2_000_000, 36_132_612]
    # No number of 32 bits: a fraction of a share, for the judges to find.
    other = given(("other.csv", TUSHARE.replace("15000.0,9990.0", "361326.124,240643.2"))).frames["bars"]
    assert other["volume"].tolist()[2] == 36_132_612.4
