"""What does not decide is asked, what does not fit is named, and what lies beside is left alone."""

from __future__ import annotations

from pathlib import Path

from data_sources.exports.converted import OF_FLOAT
from data_sources.exports.given import read_given
from data_sources.exports.layouts import layouts, named_layouts
from data_sources.exports.recognise import fits, lacking
from data_sources.tables.schema import TABLES
from tests.data_sources.exports.conftest import Given
from tests.data_sources.exports.true_files import PLAIN, TUSHARE
from tests.data_sources.market_folder import FILES, write_market

NO_AMOUNT = "\n".join(line.rpartition(",")[0] for line in PLAIN.splitlines())


def test_each_layout_names_canonical_columns_and_is_one_of_its_own_heads() -> None:
    for layout in layouts().values():
        columns = {column.name for column in TABLES[layout.table or "bars"].columns}
        assert {*layout.columns, *layout.sums} - columns <= {"name", "exchange", *OF_FLOAT}, layout.name
        assert layout.source, layout.name
        heads = {head: head for head in (*layout.tells, *layout.any_of[:1])}
        assert lacking(layout, heads) == () or layout.table == "bars", layout.name
        assert fits(layout, heads) or lacking(layout, heads), layout.name
    assert len({layout.title for layout in named_layouts().values()}) == len(named_layouts())


def test_two_layouts_that_fit_are_asked_about_in_one_line(given: Given) -> None:
    (found,) = given(("600000.csv", NO_AMOUNT), ("000063.csv", NO_AMOUNT)).findings
    assert (found.severity, found.rule, found.file) == ("severe", "ambiguous_layout", "600000.csv")
    assert found.message == (
        "the columns are those of plain daily bars without amount (--format plain_without_amount) or Yahoo Finance by "
        "yfinance, adjusted without a word (--format yahoo_download): say which (2 files)"
    )


def test_the_answer_decides(given: Given) -> None:
    reading = given(("600000.csv", NO_AMOUNT), asked_for="plain_without_amount")
    assert reading.findings == ()
    assert reading.frames["bars"]["volume"].tolist() == [1_000_000, 2_000_000, 1_500_000]


def test_an_answer_concerns_the_files_that_have_its_columns_alone(given: Given) -> None:
    reading = given(("600000.csv", NO_AMOUNT), ("daily.csv", TUSHARE), asked_for="yahoo_download")
    assert [said.partition(":")[0] for said in reading.said] == [
        "Yahoo Finance by yfinance, adjusted without a word", "Tushare daily",
    ]  # fmt: skip


def test_a_file_of_no_layout_names_its_columns_and_the_nearest_one(given: Given) -> None:
    (found,) = given(("daily.csv", TUSHARE.replace("vol,", "hands,"))).findings
    assert (found.severity, found.rule) == ("severe", "unknown_layout")
    assert found.message == (
        "no layout fits: the columns are ts_code, trade_date, open, high, low, close, pre_close, change, pct_chg, "
        "hands, amount; the nearest is Tushare daily (tushare_daily), of which it lacks vol"
    )
    (strange,) = given(("x.csv", "a,b\n1,2\n")).findings
    assert strange.message == "no layout fits: the columns are a, b; give a table that docs/layouts.md names"


def test_a_strange_file_beside_known_ones_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "daily.csv").write_text(TUSHARE)
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    reading = read_given([tmp_path])
    assert (reading.left_alone, reading.findings) == (("notes.csv",), ())


def test_bars_without_a_symbol_anywhere_say_how_to_name_the_file(given: Given) -> None:
    (found,) = given(("shares.csv", PLAIN)).findings
    assert (found.rule, found.file) == ("no_symbol", "shares.csv")
    assert "name it like 600000.SH.csv" in found.message


def test_our_own_columns_come_first_where_our_own_layout_is(tmp_path: Path) -> None:
    reading = read_given([write_market(tmp_path / "small")])
    assert (reading.said, reading.findings, reading.whole) == ((), (), True)


def test_bars_of_another_system_in_a_folder_of_our_own_layout_are_converted(tmp_path: Path) -> None:
    bars = dict.fromkeys(("bars__600000_SH_csv", "bars__000001_SZ_csv"))
    folder = write_market(tmp_path / "small", **bars)
    (folder / "bars").mkdir(exist_ok=True)
    (folder / "bars" / "all.csv").write_text(TUSHARE)
    reading = read_given([folder])
    assert reading.frames["bars"]["volume"].tolist() == [1_000_000, 2_000_000, 1_500_000]
    assert reading.whole


def test_our_own_bars_given_by_themselves_are_ours(given: Given) -> None:
    reading = given(("mine.csv", FILES["bars/600000.SH.csv"]))
    assert (reading.said, reading.whole, len(reading.frames["bars"])) == ((), False, 4)


def test_a_bars_file_of_ours_without_its_volume_is_not_taken_for_another_system_s(given: Given) -> None:
    data = FILES["bars/600000.SH.csv"].replace("volume", "hands")
    (found,) = given(("bars/600000.SH.csv", data)).findings
    assert found.rule == "missing_column"


def test_all_kinds_in_one_folder_are_one_reading(tmp_path: Path) -> None:
    # Three systems, each with one share of its own: 3 sessions each.
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "daily.csv").write_text(TUSHARE)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "000063.csv").write_text(PLAIN)
    reading = read_given([tmp_path])
    assert len(reading.frames["bars"]) == 6
    assert reading.findings == ()
    assert len(reading.said) == 2
