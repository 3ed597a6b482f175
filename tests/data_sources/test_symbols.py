"""Every dialect of a symbol is read as one spelling, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import InputError
from data_sources.tables.symbols import Symbol, parse_a_share, parse_index, parse_symbol

DIALECTS = ("tushare", "yahoo", "joinquant", "vnpy", "qlib", "sina", "baostock", "eastmoney", "bare")


@pytest.mark.parametrize(
    "text",
    ["600000.SH", "600000.SS", "600000.XSHG", "600000.SSE", "SH600000", "sh600000", "sh.600000", "1.600000", "600000"],
)
def test_one_share_in_nine_dialects(text: str) -> None:
    assert str(parse_symbol(text)) == "600000.SH"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("SHSE.600000", "600000.SH"),
        ("SZSE.000001", "000001.SZ"),
        ("BJSE.920002", "920002.BJ"),
        ("SH.600000", "600000.SH"),
        ("SZ.000001", "000001.SZ"),
        ("000001.XSHE", "000001.SZ"),
        ("920002.XBSE", "920002.BJ"),
        ("000001.SZSE", "000001.SZ"),
        ("920002.BSE", "920002.BJ"),
    ],
)
def test_exchanges_have_several_words(text: str, canonical: str) -> None:
    assert str(parse_symbol(text)) == canonical


@pytest.mark.parametrize(
    ("text", "canonical", "board"),
    [
        ("000001", "000001.SZ", "main"),
        ("0.002475", "002475.SZ", "main"),
        ("300308.XSHE", "300308.SZ", "chinext"),
        ("302132.SZ", "302132.SZ", "chinext"),
        ("688981.ss", "688981.SH", "star"),
        ("689009", "689009.SH", "star"),
        ("bj920808", "920808.BJ", "beijing"),
        ("0.430047", "430047.BJ", "beijing"),
        ("  sz000001 ", "000001.SZ", "main"),
    ],
)
def test_the_board_follows_from_the_number(text: str, canonical: str, board: str) -> None:
    assert str(parse_a_share(text)) == canonical
    assert parse_a_share(text).board == board


@pytest.mark.parametrize(
    "text", ["900901", "900901.SH", "200002.SZ", "510300.SH", "000300.SH", "399006.SZ", "H00300.CSI", "801081.SI"]
)
def test_b_shares_funds_and_indices_are_no_a_shares(text: str) -> None:
    with pytest.raises(InputError, match=r"is no A-share code|no known dialect"):
        parse_a_share(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "600000.",
        "60000.SH",
        "60000",
        "6000000.SH",
        "600000.US",
        "XX600000",
        "3.600000",
        "六00000",
        "600000.SH.SH",
        "A600000.SH",
    ],
)
def test_anything_else_is_no_symbol(text: str) -> None:
    with pytest.raises(InputError, match=r"write it like 600000.SH"):
        parse_symbol(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("000300", "000300.SH"),
        ("sh000300", "000300.SH"),
        ("1.000300", "000300.SH"),
        ("399006", "399006.SZ"),
        # The CSI 300 has a number at each exchange.
        ("399300", "000300.SH"),
        ("399300.SZ", "000300.SH"),
        ("sz399300", "000300.SH"),
        ("SZSE.399300", "000300.SH"),
        ("930713", "930713.CSI"),
        ("H00300", "H00300.CSI"),
        ("h00300.csi", "H00300.CSI"),
        ("2.H30184", "H30184.CSI"),
        ("801081", "801081.SI"),
        ("801080.SI", "801080.SI"),
        ("801081.si", "801081.SI"),
        ("850818", "850818.SI"),
    ],
)
def test_bare_digits_in_the_index_table_are_an_index(text: str, canonical: str) -> None:
    assert str(parse_index(text)) == canonical


@pytest.mark.parametrize(
    ("text", "is_index"),
    [
        ("000001.SH", True),
        ("000001.SZ", False),
        ("399006.SZ", True),
        ("899050.BJ", True),
        ("920808.BJ", False),
        ("H00300.CSI", True),
        ("801081.SI", True),
        ("600000.SH", False),
    ],
)
def test_an_index_is_told_by_its_number_and_its_house(text: str, *, is_index: bool) -> None:
    assert parse_symbol(text).is_index is is_index


def test_an_unknown_dialect_is_named() -> None:
    with pytest.raises(InputError, match="'wind' is unknown; there are tushare, yahoo"):
        parse_symbol("600000.SH").written("wind")


A_SHARES = st.one_of(
    st.integers(0, 999).map(lambda n: Symbol(f"600{n:03d}", "SH")),
    st.integers(0, 999).map(lambda n: Symbol(f"688{n:03d}", "SH")),
    st.integers(0, 3999).map(lambda n: Symbol(f"{n:06d}", "SZ")),
    st.integers(300000, 302999).map(lambda n: Symbol(str(n), "SZ")),
    st.integers(920000, 920999).map(lambda n: Symbol(str(n), "BJ")),
)


@given(A_SHARES, st.sampled_from(DIALECTS))
def test_what_is_written_in_a_dialect_is_read_back(symbol: Symbol, dialect: str) -> None:
    assert parse_symbol(symbol.written(dialect)) == symbol


@given(st.text(max_size=12))
def test_any_text_is_a_symbol_or_one_clear_error(text: str) -> None:
    try:
        symbol = parse_symbol(text)
    except InputError:
        return
    assert parse_symbol(str(symbol)) == symbol
