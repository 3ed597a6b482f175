"""Positions as people have them: brokers' exports, frames, shares by symbol; what is none is named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from backtest.holding import Holding, shares_by_symbol
from backtest.position_file import given_positions, positions_of_document
from data_sources.errors import InputError

HELD = (Holding("600000.SH", 300), Holding("000001.SZ", 1_250, date(2024, 1, 5)))


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file of positions."""
    path = tmp_path / "held.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_our_own_form_and_the_dialects_of_others(tmp_path: Path) -> None:
    path = written(tmp_path, "symbol,shares,bought_on\nSH600000,300,\n000001.XSHE,1250,20240105\n")
    assert given_positions(path).positions == HELD
    assert given_positions(str(path)).positions == HELD


def test_a_terminals_export_in_its_own_encoding(tmp_path: Path) -> None:
    text = (
        "证券代码\t证券名称\t股票余额\t可用余额\t成本价\t市值\t实际数量\n"
        '="600000"\t甲银行\t300\t0\t9.80\t3,030.00\t300\n'
        '="000001"\t乙银行\t0\t0\t0.00\t0.00\t0\n'
    )
    # The second was sold today: a row without shares is no position.
    assert given_positions(written(tmp_path, text, "gb18030")).positions == (Holding("600000.SH", 300),)


def test_workbooks_and_parquet(tmp_path: Path) -> None:
    frame = pd.DataFrame({"代码": ["600000", "000001"], "持仓": [300, 1250], "买入日期": ["", "2024/1/5"]})
    frame.to_excel(tmp_path / "held.xlsx", index=False)
    assert given_positions(tmp_path / "held.xlsx").positions == HELD
    frame.to_parquet(tmp_path / "held.parquet")
    assert given_positions(tmp_path / "held.parquet").positions == HELD


def test_frames_series_and_shares_by_symbol() -> None:
    plain = (Holding("600000.SH", 300), Holding("000001.SZ", 1_250))
    shares = {"600000.SH": 300, "sz000001": 1250.0}
    assert given_positions(shares).positions == plain
    assert given_positions(pd.Series(shares)).positions == plain
    assert given_positions(pd.DataFrame({"code": [*shares], "quantity": [*shares.values()]})).positions == plain
    assert given_positions(plain).positions == plain


def test_rows_of_one_name_are_its_purchases() -> None:
    frame = pd.DataFrame({"symbol": ["600000"] * 2, "shares": [100, 50], "bought_on": ["2024-01-05", "2024-02-05"]})
    held = given_positions(frame).positions
    assert [each.bought_on for each in held] == [date(2024, 1, 5), date(2024, 2, 5)]
    assert shares_by_symbol(held) == {"600000.SH": 150}


def test_codes_without_their_zeros_are_read_and_said(tmp_path: Path) -> None:
    found = given_positions(written(tmp_path, "code,shares\n1,100\n"))
    assert found.positions == (Holding("000001.SZ", 100),)
    assert "1 as 000001.SZ" in found.notes[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("symbol,price\n600000,1\n", r"held.csv: column shares is missing; there are 'symbol', 'price': give symbol"),
        ("symbol,shares\n600000,1.5\n", r"held.csv:2: 600000.SH has 1.5 shares; a position is a whole number"),
        ("symbol,shares\n600000,-5\n", r"held.csv:2: 600000.SH has -5.0 shares"),
        ("symbol,shares\n600000,100\n510300,900\n", r"held.csv:3: .*510300.*; leave out what is no A share"),
        ("symbol,shares\n600000,\n", r"held.csv:2: shares is empty"),
        ("symbol,shares,bought_on\n600000,100,soon\n", r"bought_on 'soon' is no date"),
        ("代码,持仓,数量\n600000,1,2\n", r"shares may be 持仓 or 数量; call one of them shares"),
    ],
)
def test_what_is_no_position_is_one_line(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        given_positions(written(tmp_path, text))


def test_other_things_and_files_that_are_not_there() -> None:
    with pytest.raises(InputError, match="positions: int is no table of positions; give symbol, shares"):
        given_positions(3)
    with pytest.raises(InputError, match=r"positions of 600000.SH: 600000.SH has many shares"):
        given_positions({"600000": "many"})
    with pytest.raises(InputError, match=r"positions nowhere.csv: No such file"):
        given_positions("nowhere.csv")


def test_a_manifest_keeps_them() -> None:
    assert positions_of_document([each.document() for each in HELD]) == HELD
