"""Text files as people have them: code pages, separators, titles of terminals, what pandas leaves in them."""

from __future__ import annotations

import numpy as np
import pytest

from data_sources.csv_folder.given_files import GivenFile
from data_sources.csv_folder.pandas_index import without_levels
from data_sources.csv_folder.raw_tables import raw_tables_of
from data_sources.tables.raw import FileFaultError, RawTable

PLAIN = "代码,日期,收盘\n600000,2024-01-02,6.65\n600000,2024-01-03,6.75\n"
TDX = (
    "600183 生益科技 日线 不复权\r\n"
    "      日期\t    开盘\t    最高\t    最低\t    收盘\t    成交量\t    成交额\r\n"
    "2024/01/02\t18.30\t18.40\t17.80\t17.90\t1000000\t18010000.00\r\n"
    "2024/01/03\t17.90\t17.95\t17.40\t17.50\t2000000\t35210000.00\r\n"
    "#数据来源:通达信\r\n"
)


def read(data: bytes, name: str = "a.csv") -> RawTable:
    (raw,) = raw_tables_of(GivenFile(name, "", f".{name.rpartition('.')[2]}", bytes), data)
    return raw


def said(raw: RawTable) -> list[str]:
    return [finding.message for finding in raw.findings]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (PLAIN.encode(), []),
        (PLAIN.encode("utf-8-sig"), []),
        (PLAIN.encode("gbk"), ["the text is GBK"]),
        (PLAIN.replace("代", "𬭊").encode("gb18030"), ["the text is GBK"]),
        (PLAIN.encode("utf-16"), ["the text is UTF-16"]),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), ["the text is UTF-16"]),
        (PLAIN.replace(",", ";").encode("gbk"), ["the text is GBK; the fields are separated by ;"]),
        (PLAIN.replace(",", "\t").encode(), ["the fields are separated by tabs"]),
        (PLAIN.replace(",", "|").encode(), ["the fields are separated by |"]),
    ],
)
def test_every_code_page_and_separator_holds_the_same_rows(data: bytes, note: list[str]) -> None:
    raw = read(data)
    assert said(raw) == note
    cells = [list(cells) for cells in raw.columns.values()]
    assert cells == [["600000", "600000"], ["2024-01-02", "2024-01-03"], ["6.65", "6.75"]]
    assert raw.line.tolist() == [2, 3]


def test_a_few_words_of_gbk_that_are_utf8_too_are_chinese() -> None:
    # 实施 is CA B5 CA A9 in GBK, which is ʵʩ in UTF-8; é is Latin and stays.
    raw = read("code,div_proc\n600000,实施\n".encode("gbk"))
    assert (list(raw.columns["div_proc"]), said(raw)) == (["实施"], ["the text is GBK"])
    assert list(read("code,name\n600000,Société\n".encode()).columns["name"]) == ["Société"]


def test_a_separator_within_quotes_does_not_count() -> None:
    raw = read(b'"code";"day, in Shanghai";"close, raw, CNY"\n600000;2024-01-02;6.65\n')
    assert list(raw.columns) == ["code", "day, in shanghai", "close, raw, cny"]
    assert list(raw.columns["close, raw, cny"]) == ["6.65"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (PLAIN.encode().replace("码".encode(), b"\xff\xff", 1), "not_utf8"),
        # One letter of a UTF-8 text is cut in two: read as GBK, the rest would be nonsense.
        (PLAIN.encode()[:1] + PLAIN.encode()[2:], "not_utf8"),
        (PLAIN.encode("utf-16-le"), "nul_byte"),
        (PLAIN.encode("utf-16")[:-1], "not_utf8"),
        (("\0" + PLAIN).encode("utf-16"), "nul_byte"),
        (b"\n<!DOCTYPE html><p>Sign in", "web_page"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(FileFaultError) as caught:
        read(data)
    assert caught.value.rule == rule


@pytest.mark.parametrize("separator", ["\t", ","])
def test_a_terminal_s_title_and_origin_stand_around_its_rows(separator: str) -> None:
    raw = read(TDX.replace("\t", separator).encode("gbk"), "SH#600183.txt")
    assert raw.around == ("600183 生益科技 日线 不复权", "#数据来源:通达信")
    assert list(raw.columns) == ["日期", "开盘", "最高", "最低", "收盘", "成交量", "成交额"]
    assert list(raw.columns["收盘"]) == ["17.90", "17.50"]
    # Title, heads, then the rows.
    assert raw.line.tolist() == [3, 4]
    assert all(finding.severity == "note" for finding in raw.findings)


def test_a_row_that_was_cut_off_at_the_end_is_no_origin() -> None:
    raw = read(TDX.replace("#数据来源:通达信", "2024/01/04").encode("gbk"))
    assert [finding.rule for finding in raw.findings] == ["read_as", "ragged_row"]


def test_one_column_is_a_table() -> None:
    raw = read(b"date\n2024-01-02\n2024-01-03\n")
    assert list(raw.columns["date"]) == ["2024-01-02", "2024-01-03"]


@pytest.mark.parametrize("head", ["", "Unnamed: 0"])
def test_an_index_that_counts_rows_is_dropped_and_one_of_days_or_symbols_named(head: str) -> None:
    counts = read(f"{head},close\n0,6.65\n1,6.75\n".encode())
    days = read(f"{head},close\n2024-01-02,6.65\n2024-01-03,6.75\n".encode())
    symbols = read(f"{head},Close\n600000.XSHG,6.65\n000001.XSHE,9.35\n".encode())
    others = read(f"{head},close\n7,6.65\n9,6.75\n".encode())
    assert list(counts.columns) == ["close"]
    assert list(days.columns) == list(symbols.columns) == ["index", "close"]
    assert list(others.columns) == [head.casefold(), "close"]


def test_heads_of_two_levels_become_a_column_of_securities() -> None:
    # As yfinance writes them: prices, securities, the name of the index alone.
    raw = read(
        b"Price,Close,Close,Volume,Volume\nTicker,000001.SZ,600000.SS,000001.SZ,600000.SS\nDate,,,,\n"
        b"2024-01-02,9.35,6.65,100,200\n2024-01-03,9.12,6.75,300,400\n"
    )
    assert {name: list(cells) for name, cells in raw.columns.items()} == {
        "date": ["2024-01-02", "2024-01-03", "2024-01-02", "2024-01-03"],
        "symbol": ["000001.sz", "000001.sz", "600000.ss", "600000.ss"],
        "close": ["9.35", "9.12", "6.65", "6.75"],
        "volume": ["100", "300", "200", "400"],
    }
    assert raw.line.tolist() == [4, 5, 4, 5]


def test_heads_of_two_levels_without_a_name_of_the_index_call_it_index() -> None:
    raw = read(b",600000.SH\n,close\n2024-01-02,6.65\n2024-01-03,6.75\n")
    assert {name: list(cells) for name, cells in raw.columns.items()} == {
        "index": ["2024-01-02", "2024-01-03"],
        "symbol": ["600000.sh", "600000.sh"],
        "close": ["6.65", "6.75"],
    }


def test_a_list_of_names_and_codes_has_no_second_level() -> None:
    raw = read(b"name,code\nbank,600000\nother,000001\n")
    assert list(raw.columns["code"]) == ["600000", "000001"]


def test_levels_in_typed_columns_are_joined_with_gaps() -> None:
    raw = RawTable(
        "a",
        {
            "date": np.array(["2024-01-02"], "datetime64[D]"),
            "('close', '600000.ss')": np.array([6.65]),
            "('close', '000001.sz')": np.array([9.35]),
            "('volume', '000001.sz')": np.array([100.0]),
        },
        np.array([1]),
    )
    columns = without_levels(raw).columns
    assert list(columns["symbol"]) == ["600000.ss", "000001.sz"]
    assert np.array_equal(columns["close"], [6.65, 9.35])
    assert np.array_equal(columns["volume"], [np.nan, 100.0], equal_nan=True)
