"""What was known on a day, and what a wrong report file says about itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import InputError
from strategies.documents.document import Excluded, Forecast, Report
from strategies.documents.library import load_reports, memberships, read_reports, report, reports_as_of
from strategies.documents.rating import Benchmark, RatingClass, StockRating
from strategies.documents.reading import check_report, read_report

GOOD = """\
id = "900"
broker = "Example Securities"
title = "An example"
sector = "electronics"
published = 2024-03-01
rating = "看好"

[rating_standard]
horizon_months = 6
benchmark = "000300.SH"
stock = [ { class = "buy", rating = "买入", lower = 5 },
          { class = "hold", rating = "持有", lower = -5 },
          { class = "sell", rating = "卖出" } ]
industry = [ { class = "positive", rating = "看好", lower = 0, lower_closed = false },
             { class = "negative", rating = "看淡" } ]

[[thesis]]
id = "demand"
name = "Demand"
claim = "More of it is bought."
[thesis.members]
"600000.SH" = { name = "示例股份", segment = "chips", line = 12, as = "formal", code = "printed" }
"600001.SH" = { name = "例子科技", segment = "boards", line = 13 }

[ratings]
"600000.SH" = { name = "示例股份", rating = "买入", line = 3 }
"""


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
    all_of_them = sorted(load_reports(), key=lambda each: (each.known_from, each.published, each.id))
    for last in all_of_them:
        known = [each.id for each in all_of_them if each.known_from <= last.known_from]
        assert [each.id for each in reports_as_of(last.known_from)] == known


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


def written(folder: Path, text: str) -> Path:
    file = folder / "900.toml"
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, text: str) -> Report:
    return read_report(written(folder, text))


def faults(folder: Path, text: str) -> list[str]:
    """The faults of a text, each as its sentence without the name of the file."""
    report, found = check_report(written(folder, text))
    assert (report is None) == bool(found)
    return [each.sentence.removeprefix("900.toml ") for each in found]


def test_what_is_usual_need_not_be_written(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    first, second = found.memberships
    assert (found.known_from, found.date_basis, found.rating_class) == (date(2024, 3, 1), "printed", "positive")
    assert (found.broker_zh, found.priced_on, found.excluded, found.forecasts) == ("", None, (), ())
    (thesis,) = found.theses
    assert (thesis.kind, thesis.segments, thesis.claim) == ("basket", ("chips", "boards"), "More of it is bought.")
    assert (first.listed_as, first.code_source, first.confidence, first.line) == ("formal", "report", "high", 12)
    assert (second.listed_as, second.code_source, second.role, second.note) == ("mentioned", "knowledge", "", "")
    assert {each.known_from for each in found.memberships} == {date(2024, 3, 1)}
    assert found.ratings[0] == StockRating("900", "600000.SH", "示例股份", "买入", "buy", None, None, "", 3)


def test_a_class_reaches_up_to_where_the_one_before_it_ends(tmp_path: Path) -> None:
    standard = read(tmp_path, GOOD).standard
    # A lower edge is closed unless it says else, and what is not closed belongs to the class below.
    assert standard.stock == (
        RatingClass("buy", "买入", 5.0, None, lower_closed=True, upper_closed=False),
        RatingClass("hold", "持有", -5.0, 5.0, lower_closed=True, upper_closed=False),
        RatingClass("sell", "卖出", None, -5.0, lower_closed=False, upper_closed=False),
    )
    assert standard.industry == (
        RatingClass("positive", "看好", 0.0, None, lower_closed=False, upper_closed=False),
        RatingClass("negative", "看淡", None, 0.0, lower_closed=False, upper_closed=True),
    )


@given(
    st.lists(st.tuples(st.integers(-30, 30), st.booleans()), min_size=1, max_size=5, unique_by=lambda edge: edge[0]),
    st.floats(-40, 40) | st.integers(-30, 30).map(float),
)
def test_every_excess_has_exactly_one_class_of_a_scale_that_is_read(
    edges: list[tuple[int, bool]], excess: float
) -> None:
    falling = sorted(edges, reverse=True)
    rows = [
        f'{{ class = "c{k}", rating = "r{k}", lower = {edge}, lower_closed = {str(closed).lower()} }}'
        for k, (edge, closed) in enumerate(falling)
    ]
    rows.append('{ class = "last", rating = "last" }')
    with TemporaryDirectory() as folder:
        text = GOOD[: GOOD.index("[ratings]")].replace('rating = "看好"\n', "", 1)
        scale = text[text.index("industry =") : text.index("[[thesis]]")]
        found = read(Path(folder), text.replace(scale, f"industry = [ {', '.join(rows)} ]\n\n"))
    assert sum(each.holds(excess) for each in found.standard.industry) == 1


def test_the_index_of_a_market_is_a_code_a_name_or_both(tmp_path: Path) -> None:
    several = 'benchmark = { A = { symbol = "000300.SH", name = "沪深300" }, BSE = "899050.BJ", US = "one or another" }'
    assert read(tmp_path, GOOD).standard.benchmarks == (Benchmark("A", "", "000300.SH"),)
    assert read(tmp_path, GOOD.replace('benchmark = "000300.SH"', several)).standard.benchmarks == (
        Benchmark("A", "沪深300", "000300.SH"),
        Benchmark("BSE", "", "899050.BJ"),
        Benchmark("US", "one or another", ""),
    )


def test_a_document_may_print_no_standard_and_rate_no_industry(tmp_path: Path) -> None:
    standard = GOOD[GOOD.index("[rating_standard]") : GOOD.index("[[thesis]]")]
    found = read(tmp_path, GOOD.replace(standard, ""))
    assert (found.rating, found.rating_class, found.ratings[0].rating_class) == ("看好", "", "")
    assert (found.standard.horizon_months, found.standard.stock, found.standard.industry) == (0, (), ())
    unrated = read(tmp_path, GOOD.replace('rating = "看好"\n', "", 1))
    assert (unrated.rating, unrated.rating_class) == ("", "")


def test_a_name_may_stand_in_two_segments_of_a_thesis_and_be_written_once(tmp_path: Path) -> None:
    twice = '"600001.SH" = [ { name = "例子科技", segment = "boards", line = 13 }, { segment = "chips", line = 14 } ]'
    found = read(tmp_path, GOOD.replace('"600001.SH" = { name = "例子科技", segment = "boards", line = 13 }', twice))
    assert [(each.name, each.segment, each.line) for each in found.memberships[1:]] == [
        ("例子科技", "boards", 13),
        ("例子科技", "chips", 14),
    ]


def test_a_thesis_of_one_segment_names_it_once_or_not_at_all(tmp_path: Path) -> None:
    without = GOOD.replace('segment = "chips", ', "").replace('segment = "boards", ', "")
    assert {each.segment for each in read(tmp_path, without).memberships} == {"demand"}
    named = without.replace('name = "Demand"', 'name = "Demand"\nsegments = ["chips"]')
    assert {each.segment for each in read(tmp_path, named).memberships} == {"chips"}


def test_excluded_companies_and_forecasts_are_read(tmp_path: Path) -> None:
    more = """
    [forecasts]
    "600000.SH" = { name = "示例股份", line = 35, eps = { 2026 = 0.84, 2025 = 0.62 }, net_profit = { 2026 = 5e9 } }
    "600001.SH" = { name = "例子科技", line = 36, by = "consensus", eps = { 2025 = -0.1 } }

    [[excluded]]
    name = "另一公司"
    code = "688999.SH"
    reason = "unlisted"
    line = 88
    thesis = "demand"
    listed_on = 2025-12-17
    """
    found = read(tmp_path, GOOD + dedent(more))
    assert found.forecasts == (
        Forecast("900", "600000.SH", "示例股份", 2025, 0.62, None, "broker", 35),
        Forecast("900", "600000.SH", "示例股份", 2026, 0.84, 5e9, "broker", 35),
        Forecast("900", "600001.SH", "例子科技", 2025, -0.1, None, "consensus", 36),
    )
    day = date(2025, 12, 17)
    assert found.excluded == (Excluded("900", "另一公司", "unlisted", 88, "688999.SH", "demand", day),)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("published = 2024-03-01", 'published = "2024-13-01"', "line 5: published: '2024-13-01' is no date"),
        ("published = 2024-03-01\n", "", "line 1: published: is missing; write it like 2025-02-06"),
        ("published = 2024-03-01", "published = 2024-02-31", "line 5: is no TOML in UTF-8"),
        ("sector", "known_from = 2024-02-28\nsector", "line 4: known_from: 2024-02-28 is before the publication"),
        ("sector", 'date_basis = "derived"\nsector', "line 1: date_note: is missing"),
        ('sector = "electronics"', 'sektor = "electronics"', "line 4: sektor: unknown key; there are basket, broker"),
        ('id = "900"', 'id = "No 900"', "line 1: id: 'No 900' is no id"),
        ('rating = "看好"\n\n', 'rating = "推荐"\n\n', "line 6: rating: '推荐' is unknown; there are 看好"),
        ("horizon_months = 6", "horizon_months = 0.5", "line 9: standard: horizon_months: 0.5 is no whole"),
        ('"000300.SH"', '{ A = { symbol = "300" } }', "line 10: standard: benchmark: A: symbol: '300' is no"),
        ("lower = -5", "lower = 5", "line 12: standard: stock 2: lower: 5 is not below 5 of the class before"),
        ("lower = -5", "upper = 5", "line 12: standard: stock 2: upper: unknown key"),
        (", lower = -5 }", " }", "line 12: standard: stock 2: lower: is missing: only the last class is open"),
        ('"卖出" }', '"卖出", lower = -9 }', "line 13: standard: stock 3: lower: the last class is open below"),
        ('rating = "卖出"', 'rating = "买入"', "line 13: standard: stock 3: rating: '买入' stands twice"),
        ('name = "Demand"', 'name = "Demand"\nkind = "hunch"', "line 20: thesis demand: kind: 'hunch' is unknown"),
        ('name = "Demand"', 'name = "Demand"\nparent = "x"', "line 20: thesis demand: parent: 'x' is no thesis above"),
        ('name = "Demand"', 'name = "D"\nsegments = ["a"]', "line 23: of demand: 600000.SH: segment: 'chips'"),
        ('as = "formal"', 'as = "maybe"', "line 22: of demand: 600000.SH: as: 'maybe' is unknown; there are"),
        ("line = 13", "line = -1", "line 23: of demand: 600001.SH: line: -1 is no whole number from 0"),
        ('code = "printed"', "confidence = 1", "line 22: of demand: 600000.SH: confidence: 1 is no text"),
        ('{ name = "例子科技", segment = "boards", line = 13 }', "13", "line 23: of demand: 600001.SH: is no"),
        ("600001.SH", "000300.CSI", "line 23: of demand: 000300.CSI: '000300.CSI' is no A-share code"),
        ("600001.SH", "0700.HK", "line 23: of demand: 0700.HK: symbol '0700.HK' is in no known dialect"),
        ("600001.SH", "sh600001", "line 23: of demand: sh600001: 'sh600001' is written 600001.SH here"),
        ('rating = "买入", line = 3', 'rating = "买", line = 3', "line 26: ratings 600000.SH: rating: '买' is unknown"),
        ("line = 3 }", "line = 3, close = 0 }", "line 26: ratings 600000.SH: close: 0.0 is not above 0"),
        ("line = 3 }", "line = 3, close = nan }", "line 26: ratings 600000.SH: close: nan is no number"),
        ("[ratings]", "[forecasts]", "line 26: forecasts 600000.SH: rating: unknown key; there are by, close"),
        ("[ratings]", '[[excluded]]\nname = "x"\nreason = "y"\n[ratings]', "line 27: excluded 1: reason: 'y' is"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line_its_row_and_its_key(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert GOOD.count(right) >= 1
    shorter = {
        "thesis demand: members: ": "of demand: ",
        "thesis demand: members ": "of demand: ",
        "rating_standard": "standard",
    }
    found = faults(tmp_path, GOOD.replace(right, wrong, 1))
    for long, short in shorter.items():
        found = [each.replace(long, short) for each in found]
    assert any(each.startswith(said) for each in found), found
    assert not any("\n" in each for each in found)


def test_all_faults_come_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    wrong = GOOD.replace('sector = "electronics"\n', "").replace('as = "formal"', 'as = "maybe"')
    wrong = wrong.replace('rating = "买入", line = 3', 'rating = "买", line = 3')
    assert [each.partition("; there are")[0] for each in faults(tmp_path, wrong)] == [
        "line 1: sector: is missing",
        "line 21: thesis demand: members 600000.SH: as: 'maybe' is unknown",
        "line 25: ratings 600000.SH: rating: '买' is unknown",
    ]
    with pytest.raises(InputError) as caught:
        read_report(tmp_path / "900.toml")
    assert str(caught.value) == ("900.toml line 1: sector: is missing (and 2 more: backtest report check 900.toml)")


@pytest.mark.parametrize("text", ["", "id", "[[thesis]]\n", "x = [[[", "a = 1\na = 2", "thesis = 3\nratings = []\n"])
def test_what_is_hardly_begun_has_faults_and_no_report(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "id = “900”",
            'line 1: is no TOML in UTF-8: Invalid value; “ ” stand there: write " , = in their half-width form',
        ),
        ('id ＝ "a，b"', "line 1: is no TOML in UTF-8: Expected '=' after a key in a key/value pair; ＝ stand there: "),
        (
            "a = 1\na = 2\n",
            "line 2: is no TOML in UTF-8: a key stands twice; a symbol in two segments of a thesis is one",
        ),
    ],
)
def test_what_is_no_toml_says_what_was_likely_meant(tmp_path: Path, text: str, said: str) -> None:
    assert faults(tmp_path, text)[0].startswith(said)


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b'id = "\xff"')
    for name, said in (
        ("none.toml", "none.toml: cannot be read"),
        ("bytes.toml", "bytes.toml line 1: byte 0xff is no"),
    ):
        report, (fault,) = check_report(tmp_path / name)
        assert report is None
        assert fault.sentence.startswith(said)


@given(st.data())
def test_a_file_of_which_any_part_is_lost_breaks_only_itself(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    rest = data.draw(st.integers(start, len(GOOD)))
    with TemporaryDirectory() as folder:
        report, found = check_report(written(Path(folder), GOOD[:start] + GOOD[rest:]))
    assert (report is None) == bool(found)
    assert all(0 <= each.line <= GOOD.count("\n") + 1 for each in found)


def test_the_same_membership_twice_is_refused(tmp_path: Path) -> None:
    twice = '"600001.SH" = [ { segment = "boards" }, { segment = "boards" } ]'
    text = GOOD.replace('"600001.SH" = { name = "例子科技", segment = "boards", line = 13 }', twice)
    (said,) = faults(tmp_path, text)
    assert said.startswith(
        "line 23: thesis demand: members 600001.SH: segment: 600001.SH is already a member of demand"
    )


def test_two_files_with_one_report_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match=r"b.toml: id: report '900' is already in a.toml"):
        read_reports(tmp_path)
