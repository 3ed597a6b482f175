"""``backtest run STRATEGY...`` on the sample market: folders, parameters, hindsight, a run that fails among others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from strategies.registry import NAMES
from tests.cli.command import backtest

# Buys one name on the first session of 2026 and keeps it.
HOLD = """\
def weights(history):
    day = next(day for day in history.panel.sessions if str(day) >= "2026-01-01")
    return {day: {"600000.SH": 0.0, history.panel.symbols[0]: 0.5}}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(HOLD)
    return path


def test_simulated_is_said_and_several_runs_get_a_folder_each(sample_store: Path, mine: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = backtest("run", "storage_cycle", mine, "--out", out, store=sample_store)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "SIMULATED market: no price in it is real"
    head, *rows = ran.out.splitlines()[1:4]
    assert head.split()[:3] == ["strategy", "verdict", "excess,"]
    assert [row.split()[0] for row in rows] == ["storage_cycle", "mine"]
    assert sorted(path.parent.name for path in out.glob("*/manifest.json")) == ["mine", "storage_cycle"]
    # Several runs have a front page around them.
    assert (out / "index.html").is_file()
    assert "SIMULATED" in (out / "mine" / "report.html").read_text()
    assert f"page: {out / 'mine' / 'report.html'}" in ran.out


def test_without_out_a_run_goes_below_var_runs(
    sample_store: Path, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert backtest("run", mine, store=sample_store).code == 0
    assert (tmp_path / "var" / "runs" / "mine" / "latest" / "report.html").is_file()


def test_parameters_reach_one_strategy_or_all(sample_store: Path, tmp_path: Path) -> None:
    words = ["rate_power", "storage_cycle", "--set", "rate_power.top=1", "--set", "max_weight=0.2"]
    assert backtest("run", *words, "--out", tmp_path, store=sample_store).code == 0
    rate = json.loads((tmp_path / "rate_power" / "manifest.json").read_text())["parameters"]
    storage = json.loads((tmp_path / "storage_cycle" / "manifest.json").read_text())["parameters"]
    assert (float(rate["top"]), float(rate["max_weight"])) == (1, 0.2)
    assert "top" not in storage
    assert float(storage["max_weight"]) == 0.2


def test_hindsight_stands_in_its_own_column_and_everywhere(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "domestic_compute", "--hindsight", "--out", tmp_path, store=sample_store)
    assert ran.code == 0
    assert ran.out.splitlines()[1].startswith("HINDSIGHT")
    assert "domestic_compute HINDSIGHT" in ran.out
    assert "domestic_compute (test)" in ran.out
    assert "HINDSIGHT" in (tmp_path / "report.html").read_text().upper()
    period = next(line for line in ran.out.splitlines() if line.startswith("period"))
    assert ran.out.count("2025-05-07") >= 2 + 2  # the publication beside each part's span
    # Published 2025-05-07: hindsight ends on the day on which the test begins.
    assert period.count("2025-05-07") == 2


def test_without_hindsight_nothing_is_bought_before_publication(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "domestic_compute", "--out", tmp_path, "--json", store=sample_store)
    (run,) = ran.document["runs"]
    assert run["known_from"] == "2025-05-07"
    assert [(part["part"], part["from"]) for part in run["parts"]] == [("test", "2025-05-07")]
    assert "The plain list of the same names, in equal parts" in (tmp_path / "report.html").read_text()
    first = (tmp_path / "fills.csv").read_text().splitlines()[1]
    assert first[:10] > "2025-05-07"


def test_total_return_index_is_the_one_compared_with_when_stored(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "domestic_compute", "--out", tmp_path, "--json", store=sample_store)
    (part,) = ran.document["runs"][0]["parts"]
    assert part["benchmark"] == "H00300.CSI"
    assert part["benchmark_is_total_return"] is True
    metrics = json.loads((tmp_path / "metrics.json").read_text())
    assert metrics["benchmark"] == ran.document["runs"][0]["split"]["test"]["benchmark"] == "H00300.CSI"
    # One index: the last close over the first in equity.csv is the return of every table.
    closes = [float(row.split(",")[-1]) for row in (tmp_path / "equity.csv").read_text().splitlines()[1:]]
    assert closes[-1] / closes[0] - 1 == pytest.approx(metrics["benchmark_return"], abs=1e-9)
    assert part["benchmark_return"] == pytest.approx(ran.document["runs"][0]["split"]["test"]["benchmark_return"])
    page = (tmp_path / "report.html").read_text()
    assert page.count("The CSI 300 total return (H00300.CSI) reinvests dividends before tax.") == 1
    assert "price index" not in page


def test_plain_runs_the_names_alone_beside_each_and_says_what_the_rule_added(
    sample_store: Path, tmp_path: Path
) -> None:
    words: list[str | Path] = [
        "ai_cloud_side",
        "--plain",
        "--set",
        "board=main",
        "--set",
        "build_months=3",
        "--out",
        tmp_path,
    ]
    ran = backtest("run", *words, "--json", store=sample_store)
    assert ran.code == 0
    own, plain = ran.document["runs"]
    assert (own["name"], plain["name"]) == ("ai_cloud_side", "ai_cloud_side/plain")
    (rows,) = ran.document["beside_plain"].values()
    assert [row["measure"] for row in rows] == ["total_return", "excess_arithmetic", "max_drawdown", "turnover"]
    assert rows[0]["rule"] == own["parts"][0]["return"]
    assert rows[0]["difference"] == pytest.approx(own["parts"][0]["return"] - plain["parts"][0]["return"])
    manifest = json.loads((tmp_path / "ai_cloud_side" / "plain" / "manifest.json").read_text())
    assert manifest["parameters"]["board"] == "main"
    assert "build_months" not in manifest["parameters"]
    shown = backtest("run", *words, store=sample_store).out
    assert "What the rule of ai_cloud_side added to its names" in shown


def test_a_file_of_ones_own_has_no_plain_version(sample_store: Path, mine: Path, tmp_path: Path) -> None:
    ran = backtest("run", mine, "--plain", "--out", tmp_path / "out", store=sample_store)
    assert ran.code == 1
    assert "leave out --plain" in ran.error


def test_all_runs_every_strategy_of_the_registry(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "--all", "--set", "max_weight=0.2", "--out", tmp_path, "--json", store=sample_store)
    assert ran.code == 0
    assert [run["name"] for run in ran.document["runs"]] == list(NAMES)
    assert all((tmp_path / name / "fills.csv").is_file() for name in NAMES)
    assert (ran.document["several"]["tried"], len(ran.document["several"]["sentences"])) == (11, 2)
    assert backtest("run", "--all", "rate_power", store=sample_store).code == 2


def test_a_run_that_fails_does_not_stop_the_others(sample_store: Path, mine: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("def weights(history):\n    return 1 / 0\n")
    ran = backtest("run", broken, mine, "--out", tmp_path / "out", "--json", store=sample_store)
    assert ran.code == 3
    assert [run["name"] for run in ran.document["runs"]] == ["mine"]
    assert list(ran.document["failed"]) == ["broken"]
    assert "broken.py:2: ZeroDivisionError" in ran.error
    alone = backtest("run", broken, "--out", tmp_path / "alone", store=sample_store)
    assert alone.code == 1
    assert "broken.py:2: ZeroDivisionError" in alone.error


def test_several_runs_say_below_their_table_what_they_show_together(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "edge_ai", "ai_cloud_side", "--out", tmp_path, store=sample_store)
    assert ran.code == 0
    assert ran.out.count("2 strategies ran together, and the best of several looks good by chance.") == 1
    together, once = ran.out.index("2 strategies ran together"), ran.out.index("all 2 runs: ")
    assert ran.out.index("95% interval") < together < once < ran.out.index("page: ")
    alone = backtest("run", "edge_ai", "--out", tmp_path / "alone", "--json", store=sample_store)
    assert "several" not in alone.document
    assert alone.document["runs"][0]["deep"] is None


def test_price_charts_says_of_which_names_a_page_shows_the_price(sample_store: Path, tmp_path: Path) -> None:
    pages = {}
    for asked in ("all", "none"):
        ran = backtest("run", "edge_ai", "--price-charts", asked, "--out", tmp_path / asked, store=sample_store)
        assert ran.code == 0
        pages[asked] = (tmp_path / asked / "report.html").read_text()
    assert 'data-opens="price-' in pages["all"]
    assert 'data-opens="price-' not in pages["none"]
    assert backtest("run", "edge_ai", "--price-charts", "some", store=sample_store).code == 2


def test_deep_stands_beside_the_verdict_and_is_not_for_weight_tables(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("run", "edge_ai", "--deep", "--out", tmp_path, store=sample_store)
    assert ran.code == 0
    assert "of 10,000 matched random lists" in ran.out
    assert "sessions before publication the names of the plain list had made" in ran.out
    assert "of 10,000 matched random lists" in (tmp_path / "report.html").read_text()
    weights = tmp_path / "weights.csv"
    weights.write_text("date,symbol,weight\n2026-01-05,600000.SH,0.5\n")
    assert backtest("run", "--targets", weights, "--deep", store=sample_store).code == 2
