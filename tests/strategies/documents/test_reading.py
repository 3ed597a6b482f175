"""What was known on a day, and what a wrong report file says about itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import InputError
from strategies.documents.library import load_reports, memberships, read_reports, report, reports_as_of
from strategies.documents.reading import read_report

GOOD = """\
id = "900"
broker = "Example Securities"
broker_zh = "示例证券"
title = "An example"
title_zh = "示例"
sector = "electronics"
published = 2024-03-01
date_basis = "printed"
known_from = 2024-03-01
rating = "看好"
rating_class = "positive"

[rating_standard]
horizon_months = 6
measure = "difference"

[[rating_standard.stock]]
class = "buy"
rating = "买入"
lower = 5
lower_closed = true

[[rating_standard.stock]]
class = "sell"
rating = "卖出"
upper = 5

[[rating_standard.industry]]
class = "positive"
rating = "看好"
lower = 0

[[rating_standard.industry]]
class = "negative"
rating = "看淡"
upper = 0
upper_closed = true

[[thesis]]
id = "demand"
name = "Demand"
name_zh = "需求"
kind = "basket"
segments = ["chips"]
lines = "1-2"
claim = "More of it is bought."

[[stock_rating]]
symbol = "600000.SH"
name = "示例股份"
rating = "买入"
class = "buy"

[[membership]]
symbol = "600000.SH"
name = "示例股份"
thesis = "demand"
segment = "chips"
role = "maker"
listing = "formal"
listing_detail = "formal"
code_source = "report"
confidence = "high"
"""
MEMBERSHIP = GOOD[GOOD.index("[[membership]]") :]


def test_a_membership_is_invisible_the_day_before_and_visible_on_its_publication_day() -> None:
    # Report 002 counts as known from 2025-05-07; it is the first to name 002364.SZ.
    def names(day: date) -> list[str]:
        return [each.thesis for each in memberships(as_of=day) if each.symbol == "002364.SZ"]

    assert names(date(2025, 5, 6)) == []
    assert names(date(2025, 5, 7)) == ["aidc_power", "hvdc"]


def test_a_symbol_that_a_later_report_names_again_keeps_both_memberships() -> None:
    # 002371.SZ: equipment in 000 (2025-02-06) and again in 001 (2025-03-20).
    def names(day: date) -> list[tuple[str, str, date]]:
        return [(m.report, m.listing, m.known_from) for m in memberships(as_of=day) if m.symbol == "002371.SZ"]

    first = ("000", "formal", date(2025, 2, 6))
    second = ("001", "mentioned", date(2025, 3, 20))
    assert names(date(2025, 2, 5)) == []
    assert names(date(2025, 3, 19)) == [first]
    assert names(date(2025, 3, 20)) == [first, second]


def test_one_report_may_name_a_symbol_for_two_theses() -> None:
    found = [each.thesis for each in memberships(report="000") if each.symbol == "688072.SH"]
    assert found == ["advanced_packaging_equipment", "front_end_process_equipment"]


def test_reports_come_in_the_order_in_which_they_were_known() -> None:
    assert reports_as_of(date(2025, 2, 3)) == ()
    assert [each.id for each in reports_as_of(date(2025, 2, 6))] == ["004", "000"]
    assert [each.id for each in reports_as_of(date(2026, 1, 27))] == ["004", "000", "001", "002"]
    assert [each.id for each in reports_as_of(date(2026, 1, 28))] == ["004", "000", "001", "002", "003"]


def test_filters_meet() -> None:
    found = memberships(report="003", thesis="power_hvdc_sst", segment="transformers")
    assert [each.symbol for each in found] == ["002885.SZ", "002922.SZ", "301120.SZ", "688676.SH"]
    assert memberships(report="003", thesis="power_hvdc_sst", listing="formal") == ()
    assert memberships(report="001", listing="formal") == ()


@given(st.dates(date(2024, 12, 1), date(2026, 3, 1)))
def test_nothing_is_visible_before_its_report_on_any_day(day: date) -> None:
    published = {each.id: each.known_from for each in load_reports()}
    seen = memberships(as_of=day)
    assert all(published[each.report] <= day for each in seen)
    assert set(memberships(as_of=day - timedelta(days=1))) <= set(seen)
    assert len(seen) == sum(len(each.memberships) for each in reports_as_of(day))


def test_reports_are_read_once_and_an_unknown_one_is_a_line() -> None:
    assert load_reports() is load_reports()
    with pytest.raises(InputError, match="report '999' is unknown; there are 000, 001, 002, 003, 004"):
        report("999")


def test_a_well_formed_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "900.toml").write_text(GOOD, encoding="utf-8")
    (only,) = read_reports(tmp_path)
    assert only.memberships[0].known_from == date(2024, 3, 1)
    assert {each.id: each.claim for each in only.theses}["demand"] == "More of it is bought."
    assert only.ratings[0].close is None


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("known_from = 2024-03-01", 'known_from = "2024-13-01"', "known_from: '2024-13-01' is no date"),
        ("known_from = 2024-03-01", "known_from = 2024-02-28", "known_from: 2024-02-28 is before the publication"),
        ("known_from = 2024-03-01", "", "known_from: is missing"),
        ("published = 2024-03-01", "published = 2024-02-31", "is no TOML in UTF-8"),
        ('sector = "electronics"', 'sektor = "electronics"', "sektor: unknown key"),
        ('thesis = "demand"', 'thesis = "supply"', "membership 1: thesis: 'supply' is unknown; there are demand"),
        ('segment = "chips"', 'segment = "boards"', "membership 1: segment: 'boards' is unknown; there are chips"),
        ('listing = "formal"', 'listing = "maybe"', "membership 1: listing: 'maybe' is unknown"),
        ('role = "maker"', "", "membership 1: role: is missing"),
        ('confidence = "high"', "confidence = 1", "membership 1: confidence: 1 is no text"),
        ('kind = "basket"', 'kind = "hunch"', "thesis 1: kind: 'hunch' is unknown"),
        ('lines = "1-2"', 'lines = "1-2"\nparent = "other"', "thesis 1: parent: 'other' is no thesis above"),
        ('class = "buy"\n\n[[mem', 'class = "hope"\n\n[[mem', "stock_rating 1: class: 'hope' is unknown"),
        (
            'rating = "看好"\nrating_class',
            'rating = "推荐"\nrating_class',
            "rating: '推荐' is unknown; there are 看好, 看淡",
        ),
        ("upper = 5\n", "upper = 4\n", "rating_standard: stock: buy and sell must share an edge"),
        ("upper = 5\n", "upper = 5\nupper_closed = true\n", "rating_standard: stock: buy and sell must share an edge"),
        ("upper = 5\n", "upper = 5\nlower = -5\n", "rating_standard: stock: the first class must be open above"),
        ("horizon_months = 6", "horizon_months = 0.5", "rating_standard: horizon_months: must be a whole number"),
    ],
)
def test_a_wrong_file_is_one_line_with_file_row_and_key(tmp_path: Path, right: str, wrong: str, line: str) -> None:
    assert GOOD.count(right) >= 1
    file = tmp_path / "900.toml"
    file.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_report(file)
    message = str(caught.value)
    assert message.startswith("900.toml: ")
    assert line in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("symbol", "line"),
    [
        ("000300.CSI", "is no A-share code"),
        ("0700.HK", "is in no known dialect"),
        ("900901.SH", "is no A-share code"),
        ("sh600000", "'sh600000' is written 600000.SH here"),
    ],
)
def test_a_symbol_that_is_no_canonical_a_share_is_refused(tmp_path: Path, symbol: str, line: str) -> None:
    file = tmp_path / "900.toml"
    file.write_text(GOOD.replace(MEMBERSHIP, MEMBERSHIP.replace("600000.SH", symbol)), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_report(file)
    assert str(caught.value).startswith("900.toml: membership 1: symbol: ")
    assert line in str(caught.value)


def test_the_same_membership_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "900.toml"
    file.write_text(GOOD + "\n" + MEMBERSHIP, encoding="utf-8")
    with pytest.raises(InputError, match=r"900.toml: membership 2: symbol: 600000.SH is already a member of demand"):
        read_report(file)


def test_two_files_with_one_report_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match=r"b.toml: id: report '900' is already in a.toml"):
        read_reports(tmp_path)
