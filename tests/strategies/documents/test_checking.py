"""The names and closes of a report file beside a store: what is another company, and what only another way to write."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import numpy as np
import pytest

from data_sources.tables.facts import Bars
from strategies.documents.checking.doubts import doubts_of
from strategies.documents.checking.held import day_doubts
from strategies.documents.checking.names import StoredNames, name_faults, name_remarks
from strategies.documents.checking.places import places_of
from strategies.documents.checking.prices import price_faults
from strategies.documents.checking.same_company import same_company
from strategies.documents.checking.series import series_doubts
from strategies.documents.reading import ReadFile, read_text

HEAD = """\
id = "900"
broker = "Example"
title = "An example"
sector = "banks"
published = 2024-01-05
priced_on = 2024-01-04
[rating_standard]
horizon_months = 6
benchmark = "000300.SH"
stock = [ { class = "buy", rating = "买入", lower = 5 }, { class = "sell", rating = "卖出" } ]
"""
STORED = StoredNames(
    {"600001.SH": "甲乙精密", "600002.SH": "丙丁股份", "688003.SH": "戊己智能-U", "600004.SH": "*ST庚辛"},
    {"600004.SH": {"旧名集团"}},
)


def written(rest: str) -> ReadFile:
    """A file of good form, whose own text begins on line 11."""
    read = read_text("900.toml", HEAD + dedent(rest))
    assert read.faults == ()
    return read


def wrong_names(rest: str, names: StoredNames = STORED) -> list[str]:
    read = written(rest)
    assert read.report is not None
    return [each.sentence.removeprefix("900.toml ") for each in name_faults(read.report, places_of(read), names)]


def members(rows: str) -> str:
    return f'[[thesis]]\nid = "first"\nname = "x"\n[thesis.members]\n{rows}\n'


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("甲乙精密", "甲乙精密"),
        ("ST甲乙", "甲乙精密"),
        ("*ST甲乙", "甲乙股份"),
        ("XD甲乙精", "甲乙精密"),
        ("甲 乙 精 密", "甲乙精密"),
        ("ＡＢ甲乙", "AB甲乙"),
        ("甲乙", "甲乙精密"),
        ("甲乙精密", "甲乙精密-U"),
        ("甲乙精密-W", "甲乙精密"),
        ("N甲乙", "甲乙精密"),
        ("退市甲乙", "甲乙退"),
        ("甲乙控股", "甲乙股份"),
        ("甲乙股份", "TCL甲乙"),
        ("甲乙精密(集团)", "甲乙精密"),
    ],
)
def test_another_way_to_write_a_name_is_the_same_company(printed: str, stored: str) -> None:
    assert same_company(printed, stored)
    assert same_company(stored, printed)


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("丙丁股份", "甲乙精密"),
        ("丙丁股份", "甲乙股份"),
        ("甲", "甲乙精密"),
        ("中国丙丁", "中国甲乙"),
        ("丙丁科技", "甲乙科技"),
    ],
)
def test_words_that_many_names_share_make_no_company(printed: str, stored: str) -> None:
    assert not same_company(printed, stored)
    assert not same_company(stored, printed)


def test_a_code_under_the_name_of_another_company_is_a_fault_on_its_line() -> None:
    rows = '"600001.SH" = { name = "丙丁股份" }\n"600002.SH" = { name = "丙丁" }\n"688003.SH" = { name = "戊己智能" }'
    (said,) = wrong_names(members(rows))
    assert said == (
        "line 15: thesis first: members 600001.SH: 丙丁股份 is 600002.SH in the store, and 600001.SH is 甲乙精密: "
        "correct the code or the name"
    )


def test_a_name_that_no_company_of_the_store_bears_is_a_fault_unless_it_was_that_of_this_one() -> None:
    row = members('"600001.SH" = { name = "壬癸电子", line = 3 }')
    (said,) = wrong_names(row)
    assert said.startswith("line 15: thesis first: members 600001.SH: the store calls 600001.SH 甲乙精密, not 壬癸电子")
    assert wrong_names(row + '[renamed]\n"600001.SH" = "甲乙精密"\n') == []
    assert wrong_names(row, StoredNames(STORED.today, {"600001.SH": {"壬癸电子"}})) == []
    assert len(wrong_names(row + '[renamed]\n"600001.SH" = "子丑"\n')) == 1


def test_a_symbol_that_the_store_does_not_have_is_passed_over() -> None:
    assert wrong_names(members('"600009.SH" = { name = "壬癸电子" }\n"600001.SH" = {}')) == []


def test_an_english_name_beside_a_chinese_one_is_left_unchecked_and_said() -> None:
    rows = members('"600001.SH" = { name = "Jiayi Precision" }\n"600002.SH" = { name = "丙丁" }')
    assert wrong_names(rows) == []
    (remark,) = name_remarks(places_of(written(rows)), STORED)
    assert remark.sentence == (
        "900.toml line 15: thesis first: members 600001.SH: Jiayi Precision is not in the letters of the store, which "
        "calls it 甲乙精密"
    )


def test_names_of_ratings_and_forecasts_are_held_too() -> None:
    rest = """
    [ratings]
    "600001.SH" = { name = "丙丁股份", rating = "买入" }
    [forecasts]
    "600002.SH" = { name = "甲乙精密", eps = { 2024 = 1.0, 2025 = 1.1 } }
    """
    assert [said.partition(": ")[0] for said in wrong_names(rest)] == ["line 13", "line 15"]


# 600001 trades on the 3rd and the 5th; 600002 begins on the 5th, 600004 ends on the 3rd.
DAYS = ["2024-01-03", "2024-01-05", "2024-01-05", "2024-01-03"]
CLOSES = np.array([9.60, 9.75, 7.0, 5.0])
EMPTY = np.full(4, np.nan)
BARS = Bars(
    ("600001.SH", "600002.SH", "600004.SH"), np.array([0, 2, 3, 4]), np.array(DAYS, dtype="datetime64[D]"),
    EMPTY, EMPTY, EMPTY, CLOSES, EMPTY, EMPTY, EMPTY,
)  # fmt: skip


def prices(rows: str) -> tuple[list[str], list[str]]:
    faults, remarks = price_faults(places_of(written(rows)), BARS)
    return [each.sentence for each in faults], [each.sentence for each in remarks]


@pytest.mark.parametrize("close", ["9.60", "9.6", "9.604"])
def test_a_close_is_that_of_the_last_day_on_which_the_share_traded(close: str) -> None:
    # Printed for the 4th, on which it was suspended: the close of the 3rd.
    assert prices(f'[ratings]\n"600001.SH" = {{ name = "甲乙精密", rating = "买入", close = {close} }}') == ([], [])


def test_a_slip_of_a_digit_is_caught_with_what_the_store_has() -> None:
    rest = '[ratings]\n"600001.SH" = { name = "甲乙精密", rating = "买入", close = 96.0 }'
    said = (
        "900.toml line 12: ratings 600001.SH: close 96.00: the store has 9.60 on 2024-01-03, the last day on which it"
    )
    assert prices(rest) == ([f"{said} traded by 2024-01-04"], [])
    forecast = '[forecasts]\n"600001.SH" = { name = "甲乙精密", close = 9.61, eps = { 2024 = 1.0 } }'
    assert prices(forecast)[0] == [
        f"{said} traded by 2024-01-04".replace("96.00", "9.61").replace("ratings", "forecasts")
    ]


def test_a_close_of_its_own_day_is_held_against_that_day() -> None:
    row = '[ratings]\n"600001.SH" = { name = "甲乙精密", rating = "买入", close = 9.75, priced_on = 2024-01-05 }'
    assert prices(row) == ([], [])


@pytest.mark.parametrize("symbol", ["600002.SH", "600004.SH"])
def test_a_close_before_or_behind_the_bars_is_said_to_be_unchecked(symbol: str) -> None:
    faults, (remark,) = prices(f'[ratings]\n"{symbol}" = {{ name = "x", rating = "买入", close = 1.0 }}')
    assert faults == []
    assert "the store has no bar of it around 2024-01-04" in remark


def test_what_is_doubtful_is_said_by_its_line() -> None:
    read = written(members('"600001.SH" = { line = 2 }\n"600002.SH" = { name = "丙丁股份" }'))
    assert read.report is not None
    first, second = (each.sentence for each in doubts_of(read, read.report, places_of(read)))
    assert first.startswith("900.toml line 15: thesis first: members 600001.SH: has no name anywhere in the file")
    assert second.startswith("900.toml line 16: thesis first: members 600002.SH: has no line, so that nobody can look")


def test_a_document_without_a_standard_or_a_day_of_its_prices_is_doubtful() -> None:
    text = HEAD[: HEAD.index("priced_on")] + '[ratings]\n"600001.SH" = { name = "x", rating = "买入", close = 1.0 }\n'
    read = read_text("900.toml", text)
    assert read.report is not None
    doubts = [each.sentence for each in doubts_of(read, read.report, places_of(read))]
    assert any("has no horizon_months, no stock or industry classes, no benchmark of A" in each for each in doubts)
    assert any("line 7: ratings 600001.SH: prints a close of no day" in each for each in doubts)
    late = read_text("900.toml", HEAD.replace("priced_on = 2024-01-04", "priced_on = 2024-01-08"))
    assert late.report is not None
    (doubt,) = doubts_of(late, late.report, places_of(late))
    assert "the prices are of 2024-01-08, after the document is known (2024-01-05)" in doubt.sentence
    assert date(2024, 1, 5) == late.report.known_from


# The basket and its conditions ----------------------------------------------------------------------------------------

OF_TWO = """\
[[thesis]]
id = "first"
name = "x"
falsifiers = ["In words", { text = "Orders fall", when = "orders/boiler < 0" }]
[thesis.members]
"600001.SH" = { name = "甲乙精密", segment = "one", line = 3 }
"600002.SH" = { name = "丙丁股份", segment = "two", line = 4 }
[basket]
edited = 2024-01-06
[[basket.sleeve]]
name = "all"
share = 1
segments = ["one"]
[[basket.gate]]
when = "yoy(orders/boilers) < 0 and zzz > 1"
exposure = 0.5
"""


def doubts(rest: str) -> list[str]:
    read = written(rest)
    assert read.report is not None
    return [each.sentence.removeprefix("900.toml ") for each in doubts_of(read, read.report, places_of(read))]


def test_a_series_that_there_is_not_is_doubted_with_the_nearest_name() -> None:
    read = written(OF_TWO)
    assert read.report is not None
    found = [each.sentence for each in series_doubts(read, read.report, {"orders/boilers", "orders/pumps"})]
    # The file begins on line 11: the falsifier stands on its line 14, the gate on line 25.
    first, second = "thesis first: falsifiers 2: when", "basket: gate 1: when"
    unknown = "no series is called {}, so that this stays unknown; {}".format
    assert found == [
        f"900.toml line 14: {first}: {unknown('orders/boiler', 'did you mean orders/boilers?')}",
        f"900.toml line 25: {second}: {unknown('zzz', '`backtest signals` lists those that there are')}",
    ]
    assert series_doubts(read, read.report, {"orders/boiler", "orders/boilers", "zzz"}) == ()


def test_names_that_no_sleeve_holds_are_told() -> None:
    never = "line 18: basket: segments that stand in no sleeve, so that their names are never held: two (丙丁股份)"
    assert doubts(OF_TWO) == [never]
    assert doubts(OF_TWO.replace('["one"]', '["one", "two"]')) == []


def test_a_basket_of_names_that_it_may_not_hold_is_told() -> None:
    asked = OF_TWO.replace("[basket]", '[basket]\nlisting = "formal"').replace('["one"]', '["one", "two"]')
    nothing = "line 18: basket: holds nothing: no name of its segments may be held with listing = 'formal'"
    assert doubts(asked) == [nothing]


def test_days_that_cannot_be_are_told() -> None:
    read = written(OF_TWO)
    assert read.report is not None
    # Published on the 5th, prices of the 4th, rules of the 6th.
    assert day_doubts(read, read.report, date(2024, 1, 6)) == ()
    assert [each.sentence for each in day_doubts(read, read.report, date(2024, 1, 4))] == [
        "900.toml line 5: published: 2024-01-05 has not come: it is 2024-01-04",
        "900.toml line 19: basket: edited: 2024-01-06 has not come: it is 2024-01-04",
    ]
    early = "line 19: basket: edited: the rules are of 2023-12-01, before the document is known (2024-01-05)"
    assert early in doubts(OF_TWO.replace("2024-01-06", "2023-12-01"))
