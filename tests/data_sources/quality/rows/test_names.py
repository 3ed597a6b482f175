"""Names that say a status nobody gave, and names of another symbol."""

from __future__ import annotations

from datetime import date

import pytest

from data_sources.quality.rows.names import name_of_another, name_without_status
from tests.data_sources.quality.markets import SESSIONS, bars_on, index_on, instrument, tables_of
from tests.execution.market import BEIJING, CHINEXT, STAR, A, B, Row, status

INDEX = index_on(SESSIONS)
LAST = SESSIONS[-1]


def said(name: str, symbol: str = A, *rows: Row, **cells: object) -> list[tuple[str, str]]:
    tables = tables_of(
        index=INDEX, instruments=[instrument(symbol, name, **cells)], bars=bars_on(SESSIONS, symbol), status=rows
    )
    return [(each.severity, each.rule) for each in name_without_status(tables)]


@pytest.mark.parametrize("name", ["*ST甲乙", "ST甲乙", "S*ST甲", "＊ＳＴ甲"])
def test_an_st_name_without_an_st_row(name: str) -> None:
    assert said(name) == [("warning", "st_without_status")]
    assert said(name, A, status(A, "ST", SESSIONS[3])) == []
    # A row that has ended, or that is another share's, says nothing of the last bar.
    assert said(name, A, status(A, "ST", SESSIONS[3], SESSIONS[9])) == [("warning", "st_without_status")]
    assert said(name, A, status(B, "ST", SESSIONS[3])) == [("warning", "st_without_status")]


@pytest.mark.parametrize("symbol", [CHINEXT, STAR, BEIJING])
def test_where_st_has_the_limits_of_the_others_it_is_a_note(symbol: str) -> None:
    assert said("*ST甲乙", symbol) == [("note", "st_without_status")]


def test_the_limits_that_are_used_are_named() -> None:
    tables = tables_of(index=INDEX, instruments=[instrument(A, "*ST甲乙")], bars=bars_on(SESSIONS))
    (finding,) = name_without_status(tables)
    assert finding.message == (
        "the name *ST甲乙 says ST, and no status of 2024-06-28, its last bar, does: "
        "the limit of 10% is used and not that of 5%"
    )


@pytest.mark.parametrize("name", ["退市甲乙", "甲乙退"])
def test_a_delisting_name_without_a_delisting_row(name: str) -> None:
    assert said(name) == [("warning", "delisting_without_status")]
    assert said(name, A, status(A, "DELISTING", SESSIONS[40], SESSIONS[54])) == []
    # Delisted half a year after the last bar: the period came later than the bars.
    assert said(name, delist_date=date(2025, 1, 6)) == [("note", "delisting_without_status")]


@pytest.mark.parametrize("name", ["甲乙股份", "STAR甲", "", "退甲乙"])
def test_other_names_say_nothing(name: str) -> None:
    assert said(name) == []


def test_a_stored_name_or_status_counts() -> None:
    stored = {"instruments": [instrument(A, "*ST甲乙")], "status": [status(A, "ST", SESSIONS[3])]}
    assert list(name_without_status(tables_of(stored, index=INDEX, bars=bars_on(SESSIONS)))) == []
    del stored["status"]
    assert len(list(name_without_status(tables_of(stored, index=INDEX, bars=bars_on(SESSIONS))))) == 1


def test_names_beside_the_stored_ones() -> None:
    stored = {"instruments": [instrument(A, "甲乙股份"), instrument(B, "丙丁银行")]}

    def beside(of_a: str, of_b: str) -> list[tuple[str, str, str]]:
        tables = tables_of(stored, instruments=[instrument(A, of_a), instrument(B, of_b)])
        return [(each.severity, each.rule, each.symbol) for each in name_of_another(tables)]

    assert beside("甲乙股份", "丙丁银行") == []
    assert beside("XD甲乙股份", "丙丁 银行") == []
    assert beside("甲乙科技", "丙丁银行") == [("note", "name_changed", A)]
    assert beside("丙丁银行", "甲乙股份") == [("warning", "name_of_another", A), ("warning", "name_of_another", B)]
    assert beside("", "") == []
