"""``backtest compare`` as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Ran, backtest
from tests.reports.links import links_of


@pytest.fixture(scope="module")
def runs(demonstration: tuple[Path, Ran]) -> Path:
    return demonstration[0]


def test_runs_stand_side_by_side_and_the_sessions_left_out_are_said(runs: Path) -> None:
    ran = backtest("compare", "rate_power", "domestic_compute", "--below", runs)
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == "SIMULATED market: no price in it is real"
    assert lines[1].startswith("Aligned to the ")
    assert "Left out: domestic_compute " in " ".join(line.strip() for line in lines)
    head = next(line for line in lines if line.startswith("on common sessions"))
    assert head.split() == ["on", "common", "sessions", "rate_power", "domestic_compute"]
    for label in ("Total return", "Excess return, arithmetic", "Maximum drawdown", "95% interval of excess", "Fills"):
        assert any(line.startswith(label) for line in lines), label
    assert "Same data: all on snapshot s1-" in ran.out
    assert "rate_power and domestic_compute had " in ran.out


def test_no_line_is_wider_than_the_reader_and_no_run_is_left_out(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    names = ("rate_power", "domestic_compute", "edge_ai", "storage_cycle", "power_cooling")
    ran = backtest("compare", *names, "--below", runs)
    assert max(map(len, ran.out.splitlines())) <= 80
    heads = [line.split()[3:] for line in ran.out.splitlines() if line.startswith("on common sessions")]
    assert [name for head in heads for name in head] == list(names)


def test_json_is_one_document_with_the_curves(runs: Path) -> None:
    ran = backtest("compare", runs / "rate_power", runs / "edge_ai" / "report.html", "--json")
    found = ran.document
    assert found["schema"] == 1
    assert [run["name"] for run in found["runs"]] == ["rate_power", "edge_ai"]
    assert found["sessions"]["count"] + 1 == len(found["curves"]["dates"])
    assert found["curves"]["growth"]["edge_ai"][0] == 1.0
    assert found["differs"]["same_data"] is True
    assert found["held_in_common"]["pairs"][0]["runs"] == ["rate_power", "edge_ai"]


def test_an_unknown_run_is_one_line(runs: Path) -> None:
    ran = backtest("compare", "rate_power", "nowhere", "--below", runs)
    assert ran.code == 1
    assert ran.error.startswith("'nowhere' is no folder of a run and no name of one. ")


def test_the_page_leads_to_the_pages_of_the_runs(runs: Path, tmp_path: Path) -> None:
    page = tmp_path / "new" / "compare.html"
    ran = backtest("compare", runs / "rate_power", runs / "edge_ai", "--out", page)
    assert ran.out.splitlines()[-1] == f"page: {page}"
    links = [link for link in links_of(page.read_text(encoding="utf-8")) if not link.startswith("#")]
    assert [(page.parent / link).resolve() for link in links] == [
        (runs / name / "report.html").resolve() for name in ("rate_power", "edge_ai")
    ]


def test_the_page_for_a_mail_names_what_it_left_out(runs: Path, tmp_path: Path) -> None:
    page = tmp_path / "compare.html"
    words = ("compare", runs / "rate_power", runs / "edge_ai", "--out", page, "--standalone")
    last = backtest(*words).out.splitlines()[-1]
    assert last.startswith("left out, since they lead out of the file: ")
    assert last.endswith("edge_ai/report.html")
    assert not [link for link in links_of(page.read_text(encoding="utf-8")) if not link.startswith("#")]
    # With --json stdout is the document alone.
    ran = backtest(*words, "--json")
    assert ran.document["schema"] == 1
    assert f"page: {page}" in ran.err


def test_standalone_without_a_page_is_wrong_usage(runs: Path) -> None:
    ran = backtest("compare", runs / "rate_power", runs / "edge_ai", "--standalone")
    assert ran.code == 2
    assert "--standalone is for a page; name its file with --out FILE" in ran.err


def test_a_folder_is_no_page(runs: Path, tmp_path: Path) -> None:
    ran = backtest("compare", runs / "rate_power", runs / "edge_ai", "--out", tmp_path)
    assert ran.code == 1
    assert ran.error.startswith(f"cannot replace {tmp_path}, which is a folder")
