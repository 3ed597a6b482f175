"""``backtest scorecard``: a table for people, a document for pipes, one line for what cannot be judged."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from backtest.cli.layouts import scorecard as layout
from strategies.documents.library import load_reports
from tests.cli.command import backtest
from tests.data_sources.real_data import real_data


def rows_of(document: dict[str, Any], report: str) -> dict[str, dict[str, Any]]:
    """The rows of a report by subject; a stock's stand before a thesis of the same name, which there is not."""
    (found,) = (each for each in document["reports"] if each["report"] == report)
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
    assert len(report["rows"]) == 1 + 28 + 23
    assert report["ends_on"] == "2026-05-07"
    row = rows_of(document, "002")["688981.SH"]
    assert row["kind"] == "rated"
    assert row["difference"] == pytest.approx(row["price_change"] - report["csi_300"])
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
    assert f"(b + 1) / (m + 1) = {luck['p_value']:.3f}" in out
    assert "In the 240 sessions before publication the 28 formal names had made" in out
    assert {"run-up", "percentile", "p"} < set(out.splitlines()[-2].split())


def test_as_of_a_day_only_the_reports_of_the_time_are_judged_and_pending(sample_store: Path) -> None:
    document = backtest("scorecard", "--as-of", "2025-03-31", "--json", store=sample_store).document
    assert document["as_of"] == "2025-03-31"
    assert [each["report"] for each in document["reports"]] == ["004", "000", "001"]
    verdicts = {row["verdict"] for each in document["reports"] for row in each["rows"]}
    assert verdicts <= {"pending", "no verdict"}
    shown = backtest("scorecard", "004", "--as-of", "2025-03-31", store=sample_store).out
    assert "pending until 2025-08-04: so far" in shown


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
    assert "the bars do not reach the publication: no verdict" in ran.out
    assert " met" not in ran.out.replace("names met", "").replace("theses met", "")


def test_a_narrow_terminal_leaves_out_two_columns(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = backtest("scorecard", "004", store=sample_store).out
    monkeypatch.setattr(layout, "_width", lambda: 80)
    narrow = backtest("scorecard", "004", store=sample_store).out
    assert "ratio" in wide.split("formal add", maxsplit=1)[0]
    assert "ratio" not in narrow.split("formal add", maxsplit=1)[0]


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
        ("004", "601138.SH", "2025-01-27", "2025-08-04", "add", "buy", "met"),
        # This one gave bonus shares inside its window, and earns "neutral" instead of "sell" only because they count.
        ("000", "002371.SZ", "2025-02-06", "2025-08-06", "add", "neutral", "missed"),
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
    for report, symbol, base, end, called, given, verdict in cases:
        closes = real_closes(f"bars/{symbol}.csv", symbol)
        market = index[end] / index[base] - 1
        unadjusted = closes[end] / closes[base] - 1
        change = unadjusted
        if symbol == "002371.SZ":
            # A holder of one share has one and the bonus at the end.
            change = closes[end] * (1 + bonus_shares(symbol, base, end)) / closes[base] - 1
            assert class_on(scales[report], unadjusted - market) == "sell"
        assert class_on(scales[report], change - market) == given
        row = rows_of(document, report)[symbol]
        assert row["price_change"] == pytest.approx(float(change), abs=1e-6)
        assert row["difference"] == pytest.approx(float(change - market), abs=1e-6)
        assert (row["called"], row["given"], row["verdict"]) == (called, given, verdict)


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
