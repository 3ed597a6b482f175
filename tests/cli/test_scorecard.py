"""``backtest scorecard``: a table for people, a document for pipes, one line for what cannot be judged."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import backtest as library
from strategies.documents.library import load_reports
from tests.cli.command import backtest
from tests.data_sources.real_data import real_data


def rows_of(document: dict[str, Any], report_id: str) -> dict[str, dict[str, Any]]:
    """The rows of a report by subject; a stock's stand before a thesis of the same name, which there is not."""
    (found,) = (each for each in document["reports"] if each["report"] == report_id)
    return {row["subject"]: row for row in found["rows"]}


def test_the_sample_market_is_judged_and_called_simulated(sample_store: Path) -> None:
    ran = backtest("scorecard", store=sample_store)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "SIMULATED market: no price in it is real"
    headings = [line for line in lines if line[:4] in {"000 ", "001 ", "002 ", "003 ", "004 "}]
    assert [line[:3] for line in headings] == ["004", "000", "001", "002", "003"]
    assert "broker" in ran.out
    assert "信达证券" in ran.out


def test_the_document_has_every_row_and_plain_values(sample_store: Path) -> None:
    document = backtest("scorecard", "002", "--json", store=sample_store).document
    assert document["simulated"] is True
    (report,) = document["reports"]
    assert len(report["rows"]) == 1 + 28 + 1 + 23
    assert report["ends_on"] == "2026-05-07"
    row = rows_of(document, "002")["688981.SH"]
    assert row["kind"] == "rated"
    assert row["difference"] == pytest.approx(row["price_change"] - report["benchmark_change"])
    assert {"gain", "bought_on", "sold_on", "notes"} == set(row["traded"])
    assert document["brokers"].keys() == {"Minsheng Securities"}


def test_luck_and_run_up_stand_in_the_document_and_in_words(sample_store: Path) -> None:
    document = backtest("scorecard", "002", "--pool", "store", "--json", store=sample_store).document
    summary = document["reports"][0]["summary"]
    luck, run_up = summary["luck"], summary["run_up"]
    assert luck["percentile"] == pytest.approx(1 - luck["p_value"])
    assert sum(luck["matched"].values()) == summary["listed"] == luck["own"]
    assert run_up["excess"] == pytest.approx(run_up["own"] - run_up["market"])
    assert run_up["names"] + run_up["left_out"] == summary["listed"]
    out = backtest("scorecard", "002", "--pool", "store", store=sample_store).out
    said = " ".join(out.split())
    assert f"(b + 1) / (m + 1) = {luck['p_value']:.3f}" in said
    assert "In the 240 sessions before publication the 28 formal names had made" in said


def test_hits_stand_beside_base_rates_medians_and_other_base_days(sample_store: Path) -> None:
    document = backtest("scorecard", "002", "--json", store=sample_store).document
    (report,) = document["reports"]
    summary = report["summary"]
    rated, unrated = summary["rated"], summary["unrated"]
    assert rated["met"] + rated["missed"] == 7
    assert unrated["beat"] + unrated["did_not_beat"] == 21
    assert unrated["rate"] == pytest.approx(unrated["beat"] / 21)
    assert 0 < rated["base"]["rate"] < unrated["base"]["rate"] < 1  # to be a "recommend" takes more than 5 points
    assert [each["shift"] for each in report["base_days"]] == [-1, 0, 1]
    assert report["base_days"][1]["average"] == pytest.approx(summary["average"])
    own = rows_of(document, "002")["own_names"]
    assert own["kind"] == "own_names"
    assert own["interval"]["low"] < own["difference"] < own["interval"]["high"]
    assert {row["verdict"] for row in report["rows"] if row["kind"] in ("formal", "attention")} <= {
        "beat",
        "did not beat",
    }
    said = " ".join(backtest("scorecard", "002", store=sample_store).out.split())
    assert "listed, no rating printed: beat by 5 points or more, our reading: " in said
    assert f"{rated['met']} of 7 met" in said
    assert f"median {summary['median'] * 100:+.1f}, without the best one {summary['without_best'] * 100:+.1f}" in said
    assert "publication a session earlier or later: 2025-05-06 " in said


def test_whom_nobody_judges_stands_under_the_report_with_the_reason(sample_store: Path) -> None:
    # 002 lists Lenovo, which trades in Hong Kong, and MetaX, which came to the STAR board on 2025-12-17.
    document = backtest("scorecard", "002", "--json", store=sample_store).document
    excluded = {each["name"]: (each["reason"], each["listed_on"]) for each in document["reports"][0]["excluded"]}
    assert excluded["联想集团"] == ("hong_kong", None)
    assert excluded["沐曦技术"] == ("unlisted", "2025-12-17")
    said = " ".join(backtest("scorecard", "002", store=sample_store).out.split())
    assert re.search("not judged, hong kong: [^:]*联想集团", said)
    assert re.search(r"not judged, unlisted: .*沐曦技术 \(listed 2025-12-17\)", said)


def test_names_that_the_file_disowns_are_said_to_be_left_out(sample_store: Path) -> None:
    document = backtest("scorecard", "001", "--json", store=sample_store).document
    (found,) = document["reports"]
    left_out = {each["symbol"] for each in found["disowned"]}
    assert left_out
    assert not left_out & {symbol for row in found["rows"] for symbol in row["symbols"]}
    said = " ".join(backtest("scorecard", "001", store=sample_store).out.split())
    assert "not judged, disowned by the file: " in said


def test_as_of_a_day_only_the_reports_of_the_time_are_judged_and_pending(sample_store: Path) -> None:
    document = backtest("scorecard", "--as-of", "2025-03-31", "--json", store=sample_store).document
    assert document["as_of"] == "2025-03-31"
    assert [each["report"] for each in document["reports"]] == ["004", "000", "001"]
    verdicts = {row["verdict"] for each in document["reports"] for row in each["rows"]}
    assert verdicts <= {"pending", "no verdict"}
    shown = backtest("scorecard", "004", "--as-of", "2025-03-31", store=sample_store).out
    assert "pending until 2025-08-04: so far" in " ".join(shown.split())


def test_a_day_before_every_report_is_one_line(sample_store: Path) -> None:
    ran = backtest("scorecard", "--as-of", "2025-01-01", store=sample_store)
    assert ran.code == 1
    assert ran.error == "on 2025-01-01 none of these reports was published; the first came on 2025-02-04"


def test_an_unknown_report_is_one_line(sample_store: Path) -> None:
    ran = backtest("scorecard", "009", store=sample_store)
    assert ran.code == 1
    there = ", ".join(each.id for each in load_reports())
    assert ran.error == f"report '009' is unknown; there are {there}"


def test_a_store_that_ends_before_the_reports_judges_nothing_and_says_so(tiny_store: Path) -> None:
    ran = backtest("scorecard", "004", store=tiny_store)
    assert ran.code == 0
    said = " ".join(ran.out.split())
    assert "the bars do not reach the publication: no verdict" in said
    listed = [line for line in ran.out.splitlines() if line.startswith("formal list")]
    assert len(listed) == 17
    assert all("no verdict" in line for line in listed)
    assert "17 without a verdict" in said


def test_a_narrow_terminal_leaves_out_two_columns(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    wide = backtest("scorecard", "004", store=sample_store).out
    monkeypatch.setenv("COLUMNS", "80")
    narrow = backtest("scorecard", "004", store=sample_store).out
    assert {"total", "ratio"} < set(wide.split("formal list", maxsplit=1)[0].split())
    assert not {"total", "ratio"} & set(narrow.split("formal list", maxsplit=1)[0].split())
    assert "--wide" in narrow
    whole = backtest("scorecard", "004", "--wide", store=sample_store).out
    assert {"total", "ratio"} < set(whole.split("formal list", maxsplit=1)[0].split())
    assert "left out for want of room" not in whole


def test_a_pipe_is_read_at_a_hundred_columns(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = backtest("scorecard", store=sample_store).out.splitlines()
    assert [line for line in lines if cell_len(line) > 100] == []


def test_out_writes_page_tables_and_document_and_says_where(sample_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "card"
    ran = backtest("scorecard", "002", "--out", out, store=sample_store)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == f"page: {out / 'index.html'}"
    assert sorted(path.name for path in out.iterdir()) == [
        "base_days.csv", "baskets.csv", "brokers.csv", "calls.csv", "excluded.csv", "index.html", "reports.csv",
        "scorecard.json",
    ]  # fmt: skip
    shown = backtest("scorecard", "002", "--json", store=sample_store).document
    kept = json.loads((out / "scorecard.json").read_text(encoding="utf-8"))
    assert {name: kept[name] for name in shown} == shown
    assert set(kept["files"]) == {path.name for path in out.iterdir()} - {"scorecard.json"}
    rows = list(csv.DictReader((out / "calls.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 1 + 28
    (row,) = (row for row in rows if row["subject"] == "688981.SH")
    assert float(row["difference"]) == pytest.approx(rows_of(shown, "002")["688981.SH"]["difference"], abs=1e-6)


def test_the_page_speaks_as_the_terminal_does(sample_store: Path, tmp_path: Path) -> None:
    assert backtest("scorecard", "002", "--lang", "zh", "--out", tmp_path / "card", store=sample_store).code == 0
    page = (tmp_path / "card" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<html[^>]* data-lang=.?zh", page[:2000])


def test_a_document_on_stdout_stays_one_document_with_out(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("scorecard", "002", "--json", "--out", tmp_path / "card", store=sample_store)
    assert [each["report"] for each in ran.document["reports"]] == ["002"]
    assert f"page: {tmp_path / 'card' / 'index.html'}" in ran.err


def test_a_newer_scorecard_takes_the_place_of_an_older_one_and_of_nothing_else(
    sample_store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "card"
    assert backtest("scorecard", "002", "--out", out, store=sample_store).code == 0
    (out / "notes.txt").write_text("mine")
    assert backtest("scorecard", "004", "--out", out, store=sample_store).code == 0
    assert (out / "notes.txt").read_text() == "mine"
    assert json.loads((out / "scorecard.json").read_text(encoding="utf-8"))["reports"][0]["report"] == "004"
    assert [path.name for path in tmp_path.iterdir()] == ["card"]


def test_a_folder_of_somebody_else_is_refused_and_left_alone(sample_store: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("my own page")
    ran = backtest("scorecard", "002", "--out", mine, store=sample_store)
    assert ran.code == 1
    assert ran.error == (f"{mine} holds files that no scorecard has written; choose another --out, or an empty folder")
    assert [(path.name, path.read_text()) for path in mine.iterdir()] == [("index.html", "my own page")]
    (tmp_path / "letter.txt").write_text("a file")
    ran = backtest("scorecard", "002", "--out", tmp_path / "letter.txt", store=sample_store)
    assert ran.error == f"{tmp_path / 'letter.txt'} is a file; choose another --out"


def test_forecasts_have_no_page_and_nothing_is_written_of_them(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("scorecard", "002", "--forecasts", "--out", tmp_path / "card", store=sample_store)
    assert ran.code == 2
    assert "--out writes what was called, and forecasts have no page" in ran.err
    assert not (tmp_path / "card").exists()


def test_python_writes_the_same_page_alone_or_with_its_tables(sample_store: Path, tmp_path: Path) -> None:
    judged = library.scorecard("002", db=sample_store)
    page = judged.write(tmp_path / "card")
    assert page == tmp_path / "card" / "index.html"
    assert judged.report(tmp_path / "page.html").read_bytes() == page.read_bytes()


def real_closes(file_name: str, symbol: str) -> dict[str, Decimal]:
    """The closes of a symbol by day, exactly as a file of the real market prints them."""
    with (real_data() / file_name).open(encoding="utf-8") as file:
        return {row["date"]: Decimal(row["close"]) for row in csv.DictReader(file) if row["symbol"] == symbol}


def bonus_shares(symbol: str, after: str, until: str) -> Decimal:
    """The bonus shares a share of the one event between two days that gave any."""
    with (real_data() / "actions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["symbol"] == symbol and after < row["ex_date"] <= until]
    (bonus,) = (given for row in rows if (given := Decimal(row["bonus_per_share"])))
    return bonus


def class_on(scale: dict[str, int], excess: Decimal) -> str:
    """The first class, from the best down, whose least excess in points is reached."""
    return next(name for name, least in scale.items() if excess * 100 >= least)


@pytest.mark.realdata
def test_three_real_names_by_hand(tmp_path: Path) -> None:
    index = real_closes("index.csv", "000300.SH")
    # Report, symbol, base, end of the horizon, what was called, given, and the verdict. Report 004 came out inside a
    # holiday, so that its base is the session before it; the bases of the others are the days of publication.
    cases = [
        ("004", "601138.SH", "2025-01-27", "2025-08-04", "", "buy", "beat"),
        # This one gave bonus shares inside its window, and is in "neutral" instead of "sell" only because they count.
        ("000", "002371.SZ", "2025-02-06", "2025-08-06", "", "neutral", "did not beat"),
        # Well above the index, but one class under the "recommend" that the report gave it.
        ("002", "688981.SH", "2025-05-07", "2026-05-07", "recommend", "cautious_recommend", "missed"),
    ]
    # The least excess of a class in points, as the reports print them.
    scales = {
        "004": {"buy": 15, "add": 5, "hold": -5, "sell": -1000},
        "000": {"buy": 15, "add": 5, "neutral": -5, "reduce": -15, "sell": -1000},
        "002": {"recommend": 15, "cautious_recommend": 5, "neutral": -5, "avoid": -1000},
    }
    store = tmp_path / "market.db"
    assert backtest("import", real_data(), store=store).code == 0
    document = backtest("scorecard", "000", "002", "004", "--json", store=store).document
    for report_id, symbol, base, end, called, given, verdict in cases:
        closes = real_closes(f"bars/{symbol}.csv", symbol)
        market = index[end] / index[base] - 1
        unadjusted = closes[end] / closes[base] - 1
        change = unadjusted
        if symbol == "002371.SZ":
            # A holder of one share has one and the bonus at the end.
            change = closes[end] * (1 + bonus_shares(symbol, base, end)) / closes[base] - 1
            assert class_on(scales[report_id], unadjusted - market) == "sell"
        assert class_on(scales[report_id], change - market) == given
        row = rows_of(document, report_id)[symbol]
        assert row["price_change"] == pytest.approx(float(change), abs=1e-6)
        assert row["difference"] == pytest.approx(float(change - market), abs=1e-6)
        assert (row["called"], row["given"], row["verdict"]) == (called, given if called else "", verdict)


@pytest.mark.realdata
def test_a_real_industry_by_hand(tmp_path: Path) -> None:
    # The semiconductor index over the six months of report 000: behind the CSI 300, by less than 5 points.
    base, end = "2025-02-06", "2025-08-06"
    industry, market = (real_closes("index.csv", symbol) for symbol in ("H30184.CSI", "000300.SH"))
    difference = industry[end] / industry[base] - market[end] / market[base]
    assert class_on({"overweight": 5, "neutral": -5, "underweight": -1000}, difference) == "neutral"
    store = tmp_path / "market.db"
    assert backtest("import", real_data(), store=store).code == 0
    document = backtest("scorecard", "000", "--json", store=store).document
    row = rows_of(document, "000")["semiconductors"]
    assert row["measured_by"].startswith("H30184.CSI")
    assert row["difference"] == pytest.approx(float(difference), abs=1e-6)
    assert (row["given"], row["verdict"]) == ("neutral", "missed")
