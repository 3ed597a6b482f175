"""``backtest scorecard``: a table for people, a document for pipes, one line for what cannot be judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from backtest.cli import scorecard_table
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
    assert ran.error == "report '009' is unknown; there are 000, 001, 002, 003, 004"


def test_a_store_that_ends_before_the_reports_judges_nothing_and_says_so(tiny_store: Path) -> None:
    ran = backtest("scorecard", "004", store=tiny_store)
    assert ran.code == 0
    assert "the bars do not reach the publication: no verdict" in ran.out
    assert " met" not in ran.out.replace("names met", "").replace("theses met", "")


def test_a_narrow_terminal_leaves_out_two_columns(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = backtest("scorecard", "004", store=sample_store).out
    monkeypatch.setattr(scorecard_table, "_width", lambda: 80)
    narrow = backtest("scorecard", "004", store=sample_store).out
    assert "ratio" in wide.split("formal add", maxsplit=1)[0]
    assert "ratio" not in narrow.split("formal add", maxsplit=1)[0]


@pytest.mark.realdata
def test_three_real_names_by_hand(tmp_path: Path) -> None:
    # Closes of 601138.SH: 21.45 on 2025-01-27 (the session before report 004), 32.97 on 2025-08-04: +53.7063%.
    #   CSI 300: 3,817.0802 and 4,070.7023: +6.6444%. 47.0619 points, a "buy".
    # 002371.SZ: 411.30 on 2025-02-06 (report 000), 331.58 on 2025-08-06; 0.35 bonus shares a share on 2025-07-03:
    #   331.58 * 1.35 / 411.30 = 447.633 / 411.30: +8.8337%. CSI 300: 3,842.8314 and 4,113.4852: +7.0431%. That is
    #   1.7906 points, "neutral": the recommendation is missed. Without the bonus shares it would be -19.4%, a "sell".
    # 688981.SH: 90.50 on 2025-05-07 (report 002), 125.34 on 2026-05-07: +38.4972%. CSI 300: 3,831.627 and 4,900.5098:
    #   +27.8963%. 10.6009 points, "cautious_recommend", under the "recommend" that the report gave it.
    store = tmp_path / "market.db"
    assert backtest("import", real_data(), store=store).code == 0
    document = backtest("scorecard", "000", "002", "004", "--json", store=store).document
    expected = {
        ("004", "601138.SH"): (0.537063, 0.470619, "add", "buy", "met"),
        ("000", "002371.SZ"): (0.088337, 0.017906, "add", "neutral", "missed"),
        ("002", "688981.SH"): (0.384972, 0.106009, "recommend", "cautious_recommend", "missed"),
    }
    for (report, symbol), (change, difference, called, given, verdict) in expected.items():
        row = rows_of(document, report)[symbol]
        assert (row["price_change"], row["difference"]) == pytest.approx((change, difference), abs=1e-6)
        assert (row["called"], row["given"], row["verdict"]) == (called, given, verdict)
    # H30184: 6,637.98 on 2025-02-06 and 6,841.39 on 2025-08-06: +3.0643%, 3.9788 points under the CSI 300.
    industry = rows_of(document, "000")["semiconductors"]
    assert industry["measured_by"].startswith("H30184.CSI")
    assert industry["difference"] == pytest.approx(-0.039788, abs=1e-6)
    assert (industry["given"], industry["verdict"]) == ("neutral", "missed")
