"""``backtest import``: counts, findings, exit codes, and a store that a refused import leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import backtest
from tests.data_sources.market_folder import spoiled, write_market


def test_first_import_counts_every_row_as_new_the_second_as_unchanged(tmp_path: Path) -> None:
    # 2 instruments, 4 + 3 bars, 4 + 2 index levels, 1 action, 1 status row, 1 signal.
    folder, db = write_market(tmp_path / "data"), tmp_path / "new" / "market.db"
    first = backtest("import", folder, "--db", db, "--json")
    assert first.code == 0
    assert {name: count["new"] for name, count in first.document["counts"].items() if count["new"]} == {
        "instruments": 2,
        "bars": 7,
        "actions": 1,
        "status": 1,
        "index": 6,
        "signals": 1,
    }
    before = db.read_bytes()
    second = backtest("import", folder, "--db", db, "--json")
    assert second.code == 0
    assert second.document["snapshot"] == first.document["snapshot"]
    assert second.document["counts"]["bars"] == {"new": 0, "changed": 0, "unchanged": 7}
    assert db.read_bytes() == before


def test_table_for_people_has_counts_findings_and_files_left_alone(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data", notes_txt="not a table")
    ran = backtest("import", folder, "--db", tmp_path / "market.db")
    assert ran.code == 0
    assert "bars" in ran.out
    assert ["bars", "7", "0", "0"] in [line.split() for line in ran.out.splitlines()]
    assert "left alone, no table of ours: notes.txt" in ran.out
    assert "snapshot s1-" in ran.out
    assert "reading bars ..." in ran.err


def test_a_hundred_files_left_alone_are_not_a_page_of_names(tmp_path: Path) -> None:
    # Twenty names, and 100 - 20 = 80 that --json has.
    folder = write_market(tmp_path / "data", **{f"note{number:03}_md": "no table" for number in range(100)})
    shown = backtest("import", folder, "--dry-run", "--db", tmp_path / "market.db").out
    (line,) = [line for line in shown.splitlines() if line.startswith("left alone")]
    assert line.endswith("note018.md, note019.md and 80 more; --json names every one")
    document = backtest("import", folder, "--dry-run", "--json", "--db", tmp_path / "market.db").document
    assert document["left_alone"][-1] == "note099.md"


def test_json_explains_the_rules_of_its_findings(tmp_path: Path) -> None:
    bad = spoiled("bars/600000.SH.csv", "2024-01-03,6.65,6.80", "2024-01-03,6.65,oops")
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bad)
    document = backtest("import", folder, "--json", "--db", tmp_path / "market.db").document
    assert {each["rule"] for each in document["findings"]} == set(document["rules"]) == {"bad_number"}
    assert document["rules"]["bad_number"]["mend"].startswith("write plain digits with a point")


def test_severe_finding_refuses_everything_and_names_file_and_line(store: Path, tmp_path: Path) -> None:
    bad = spoiled("bars/600000.SH.csv", "2024-01-03,6.65,6.80", "2024-01-03,6.65,oops")
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bad)
    before = store.read_bytes()
    ran = backtest("import", folder, store=store)
    assert ran.code == 1
    assert "bars/600000.SH.csv:3" in ran.error
    assert "'oops'" in ran.error
    assert "--skip-bad" in ran.error
    assert "severe: bars/600000.SH.csv:3" in ran.out
    assert "the store as it was" not in ran.out
    assert store.read_bytes() == before


def test_skip_bad_publishes_the_rest_and_says_partly(tmp_path: Path) -> None:
    bad = spoiled("bars/600000.SH.csv", "2024-01-03,6.65,6.80", "2024-01-03,6.65,oops")
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=bad)
    ran = backtest("import", folder, "--db", tmp_path / "market.db", "--skip-bad", "--json")
    assert ran.code == 3
    assert ran.document["left_out"] == ["600000.SH"]
    assert ran.document["counts"]["instruments"]["new"] == 1
    assert "partly done: left out 600000.SH" in ran.err


def test_refused_import_with_json_is_one_document_with_every_finding(tmp_path: Path) -> None:
    folder = write_market(tmp_path / "data", index_csv=None)
    ran = backtest("import", folder, "--db", tmp_path / "market.db", "--json")
    assert ran.code == 1
    assert ran.document["outcome"] == "refused"
    assert "missing_table" in {finding["rule"] for finding in ran.document["findings"]}
    assert not (tmp_path / "market.db").exists()


def test_skip_bad_cannot_help_when_the_calendar_is_missing(tmp_path: Path) -> None:
    ran = backtest("import", write_market(tmp_path / "data", index_csv=None), "--db", tmp_path / "x.db", "--skip-bad")
    assert ran.code == 1
    assert "more than single symbols" in ran.error


def test_leaving_symbols_out_is_advised_only_where_that_can_help(tmp_path: Path) -> None:
    names = "symbol,name,list_date,delist_date\n600000.SH,浦发银行,1999-11-10,\n"
    ran = backtest(
        "import",
        write_market(tmp_path / "cut off", instruments_csv=names.encode() + b"\0"),
        "--db",
        tmp_path / "market.db",
    )
    assert ran.code == 1
    assert "the file holds a NUL byte" in ran.error
    assert "--skip-bad" not in ran.error
    ran = backtest("import", write_market(tmp_path / "no index", index_csv=None), "--db", tmp_path / "market.db")
    assert "--skip-bad" not in ran.error


def test_hundreds_of_findings_show_twenty_lines_and_their_number(tmp_path: Path) -> None:
    rows = "".join(f"60{number:04d}.SH,2024-01-02,x,1,1,1,1,1\n" for number in range(1, 41))
    bars = f"symbol,date,open,high,low,close,volume,amount\n{rows}"
    folder = write_market(tmp_path / "data", bars__600000_SH_csv=None, bars__000001_SZ_csv=None, bars_csv=bars)
    ran = backtest("import", folder, "--db", tmp_path / "market.db")
    assert ran.code == 1
    shown = [line for line in ran.out.splitlines() if line.startswith(("severe: ", "warning: ", "note: "))]
    assert len(shown) == 20
    assert "--json lists every one" in ran.out


@pytest.mark.parametrize(("kind", "said"), [("missing", "is not there"), ("file", "is of no kind that is read")])
def test_what_is_no_data_is_said(kind: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "data"
    if kind == "file":
        path.write_text("x")
    ran = backtest("import", path, "--db", tmp_path / "market.db")
    assert ran.code == 1
    assert said in ran.error
    assert not (tmp_path / "market.db").exists()


TUSHARE = """\
ts_code,trade_date,open,high,low,close,pre_close,change,pct_chg,vol,amount
600000.SH,20240102,6.60,6.70,6.55,6.65,6.62,0.03,0.4532,10000.0,6630.0
600000.SH,20240103,6.65,6.80,6.60,6.75,6.65,0.10,1.5038,20000.0,13400.0
"""


def test_files_of_another_system_are_read_and_said(tmp_path: Path) -> None:
    file, db = tmp_path / "daily.csv", tmp_path / "market.db"
    file.write_text(TUSHARE)
    tried = backtest("import", file, "--db", db, "--dry-run")
    assert tried.code == 0
    said = "Tushare daily: 1 file, 2 rows; volume in lots, amount in thousand CNY; converted"
    assert tried.out.splitlines()[0] == said
    assert "a dry run of daily.csv: nothing was stored" in tried.out
    assert not db.exists()
    done = backtest("import", file, file.with_name("daily.csv"), "--db", db, "--json")
    assert done.code == 0
    assert done.document["said"] == [said]
    assert done.document["dry_run"] is False
    assert done.document["counts"]["bars"]["new"] == 2


def test_an_unknown_format_is_wrong_usage_with_those_that_are_near_it(tmp_path: Path) -> None:
    ran = backtest("import", tmp_path, "--db", tmp_path / "market.db", "--format", "tushare")
    assert ran.code == 2
    assert "--format tushare is unknown; did you mean tushare_daily or" in ran.error
    assert "docs/layouts.md" in ran.error


def test_columns_of_two_systems_are_asked_about_in_the_error(tmp_path: Path) -> None:
    file = tmp_path / "600000.csv"
    file.write_text("date,open,high,low,close,volume\n2024-01-02,6.60,6.70,6.55,6.65,1000000\n")
    ran = backtest("import", file, "--db", tmp_path / "market.db")
    assert ran.code == 1
    assert "--format plain_without_amount" in ran.error
    assert "--format yahoo_download" in ran.error
    assert backtest("import", file, "--db", tmp_path / "market.db", "--format", "plain_without_amount").code == 0


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_path_is_not_the_folder_one_stands_in(empty: str, tmp_path: Path) -> None:
    ran = backtest("import", empty, "--db", tmp_path / "market.db")
    assert ran.code == 2
    assert "the path is empty; give the path of a file or a folder" in ran.error
    assert not (tmp_path / "market.db").exists()
