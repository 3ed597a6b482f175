"""Files of other systems into a store: what they leave out is made or assumed, and said; a dry run stores nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from data_sources.errors import OptionError, UserError
from data_sources.importing import import_files, import_folder
from data_sources.store import Counts, is_filled, open_store, read_facts
from tests.data_sources.exports.true_files import TUSHARE, YAHOO
from tests.data_sources.market_folder import write_market

BASIC = "ts_code,symbol,name,area,industry,list_date\n600000.SH,600000,浦发银行,上海,银行,19991110\n"
INDEX = """\
ts_code,trade_date,close,open,high,low,pre_close,change,pct_chg,vol,amount
000300.SH,20240102,3386.4,3426.9,3433.2,3386.4,3431.1,-44.8,-1.3,150000000,300000000
000300.SH,20240103,3378.6,3380.1,3393.4,3368.1,3386.4,-7.8,-0.2,150000000,300000000
000300.SH,20240104,3347.1,3378.6,3378.6,3338.2,3378.6,-31.5,-0.9,150000000,300000000
"""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_store(tmp_path / "var" / "market.db", create=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people download it from Tushare."""
    place = tmp_path / "tushare"
    place.mkdir()
    for name, text in (("daily.csv", TUSHARE), ("stock_basic.csv", BASIC), ("index_daily.csv", INDEX)):
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_a_whole_market_of_another_system_is_published_without_a_warning(folder: Path, engine: Engine) -> None:
    report = import_files([folder], engine)
    assert (report.outcome, report.findings) == ("done", ())
    assert report.said == (
        "Tushare daily: 1 file, 3 rows; volume in lots, amount in thousand CNY; converted",
        "Tushare index_daily: 1 file, 3 rows; volume in lots, amount in thousand CNY; converted",
        "Tushare stock_basic: 1 file, 1 row; symbol, name, list_date; converted",
    )
    facts = read_facts(engine)
    assert facts.bars.volume.tolist() == [1_000_000, 2_000_000, 1_500_000]
    assert facts.index["000300.SH"].close.tolist() == [3386.4, 3378.6, 3347.1]
    assert str(facts.instruments[0].list_date) == "1999-11-10"
    assert report.document()["said"] == list(report.said)


def test_instruments_that_are_missing_are_made_and_the_calendar_is_assumed(folder: Path, engine: Engine) -> None:
    report = import_files([folder / "daily.csv"], engine)
    assert report.outcome == "done"
    assert [(finding.severity, finding.rule) for finding in report.findings] == [
        ("warning", "instruments_made"),
        ("warning", "calendar_assumed"),
    ]
    assert "600000.SH; import a list, such as Tushare's stock_basic" in report.findings[0].message
    (made,) = read_facts(engine).instruments
    assert (made.symbol, made.name, made.list_date) == ("600000.SH", "", None)


def test_files_may_come_one_after_another(folder: Path, engine: Engine) -> None:
    assert import_files([folder / "index_daily.csv"], engine).findings == ()
    assert import_files([folder / "stock_basic.csv"], engine).findings == ()
    report = import_files([folder / "daily.csv"], engine)
    assert (report.outcome, report.findings) == ("done", ())
    assert set(report.counts) == {"bars"}


def test_a_list_of_codes_and_names_leaves_stored_listing_days(folder: Path, tmp_path: Path, engine: Engine) -> None:
    import_files([folder], engine)
    names = tmp_path / "names.csv"
    names.write_text("code,name\n600000,浦发\n", encoding="utf-8")
    assert import_files([names], engine).counts["instruments"] == Counts(new=0, changed=1, unchanged=0)
    (instrument,) = read_facts(engine).instruments
    assert (instrument.name, str(instrument.list_date)) == ("浦发", "1999-11-10")


def test_the_assumed_calendar_finds_bars_on_days_without_trading(folder: Path, engine: Engine) -> None:
    # 2024-01-01 was a holiday.
    (folder / "daily.csv").write_text(TUSHARE.replace("20240102", "20240101"))
    report = import_files([folder / "daily.csv"], engine)
    assert report.outcome == "refused"
    assert [finding.rule for finding in report.findings if finding.severity == "severe"] == ["not_a_session"]


def test_our_own_folder_needs_no_table_that_is_stored(tmp_path: Path, engine: Engine) -> None:
    write_market(tmp_path / "small")
    import_folder(tmp_path / "small", engine)
    bars = write_market(tmp_path / "later", instruments_csv=None, index_csv=None)
    report = import_folder(bars, engine)
    assert (report.outcome, report.findings) == ("done", ())


def test_our_own_folder_needs_its_tables_in_an_empty_store(tmp_path: Path, engine: Engine) -> None:
    report = import_folder(write_market(tmp_path / "small", instruments_csv=None), engine)
    assert report.outcome == "refused"
    assert report.findings[0].rule == "missing_table"


def test_a_dry_run_stores_nothing_and_ends_as_the_real_one(folder: Path, engine: Engine) -> None:
    tried = import_files([folder], engine, dry_run=True)
    assert (tried.outcome, tried.dry_run, tried.snapshot) == ("done", True, None)
    assert tried.counts["bars"] == Counts(new=3, changed=0, unchanged=0)
    assert not is_filled(engine)
    done = import_files([folder], engine)
    assert done.counts == tried.counts
    assert import_files([folder], engine, dry_run=True).counts["bars"] == Counts(new=0, changed=0, unchanged=3)


def test_adjusted_files_are_refused_also_in_a_dry_run(tmp_path: Path, engine: Engine) -> None:
    file = tmp_path / "600000.SS.csv"
    file.write_text(YAHOO.replace("6.6", "6.612"))
    report = import_files([file], engine, dry_run=True)
    assert report.outcome == "refused"
    assert "Yahoo's Close is adjusted for bonus issues" in str(report.findings[0])


def test_wrong_words_are_one_line(folder: Path, engine: Engine) -> None:
    with pytest.raises(OptionError, match="format tushare is unknown; did you mean tushare_"):
        import_files([folder], engine, format="tushare")
    with pytest.raises(OptionError, match="no path is given"):
        import_files([], engine)
    with pytest.raises(UserError, match="is not there"):
        import_files([folder / "nothing.csv"], engine)


@pytest.mark.parametrize("file", ["stock_basic.csv", "index_daily.csv", "dividend.csv"])
def test_any_table_may_come_first_and_alone(folder: Path, engine: Engine, file: str) -> None:
    dividends = "ts_code,div_proc,stk_div,cash_div_tax,ex_date\n600000.SH,实施,0.0,0.33,20240104\n"
    (folder / "dividend.csv").write_text(dividends, encoding="utf-8")
    report = import_files([folder / file], engine)
    assert (report.outcome, len(report.counts)) == ("done", 1)
    assert [str(each) for each in report.findings if each.rule != "unknown_symbol"] == []


def test_a_file_that_is_not_read_is_the_only_thing_wrong(tmp_path: Path, engine: Engine) -> None:
    (tmp_path / "x.csv").write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    report = import_files([tmp_path / "x.csv"], engine)
    assert [(each.severity, each.rule) for each in report.findings] == [("severe", "web_page")]
