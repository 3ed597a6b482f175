"""``backtest demo``: everything once, SIMULATED everywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

from reports.site.tabs import CALLS
from reports.site.tabs import NAMES as TABS
from strategies.registry import NAMES
from tests.cli.command import Ran, backtest
from tests.cli.links import dead_links, leads_of


def test_demo_writes_a_page_for_every_strategy_and_an_index(demonstration: tuple[Path, Ran]) -> None:
    folder, ran = demonstration
    assert ran.code == 0
    for name in NAMES:
        page = (folder / name / "report.html").read_text(encoding="utf-8")
        assert "SIMULATED" in page
        assert (folder / name / "fills.csv").read_text().count("\n") > 1
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert "SIMULATED" in index
    assert all(f"{name}/report.html" in index for name in NAMES)


def test_demo_ends_with_the_table_and_where_the_pages_are(demonstration: tuple[Path, Ran]) -> None:
    folder, ran = demonstration
    lines = ran.out.splitlines()
    assert lines[0] == "SIMULATED market: no price in it is real"
    assert [line.split()[0] for line in lines[1 : 2 + len(NAMES)]] == ["strategy", *NAMES]
    store = folder / "sample_market.db"
    assert f"Try the other commands on this market with --db {store}, or export BACKTEST_DATABASE_URL={store}" in lines
    assert lines[-1] == f"All pages: {folder / 'index.html'}"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert "simulating a market ..." in ran.err


def test_keep_uses_the_market_that_is_there(demonstration: tuple[Path, Ran], tmp_path: Path) -> None:
    shutil.copy(demonstration[0] / "sample_market.db", tmp_path)
    ran = backtest("demo", "--out", tmp_path, "--keep", "--json")
    assert ran.code == 0
    assert "simulating" not in ran.err
    assert [run["simulated"] for run in ran.document["runs"]] == [True] * len(NAMES)
    assert ran.document["index"] == str(tmp_path / "index.html")


def test_demo_never_replaces_real_prices(store: Path, tmp_path: Path) -> None:
    real = store.rename(tmp_path / "sample_market.db")
    before = real.read_bytes()
    ran = backtest("demo", "--out", tmp_path)
    assert ran.code == 1
    assert "real prices" in ran.error
    assert real.read_bytes() == before


def test_every_link_of_the_demos_pages_leads_somewhere_in_its_folder(demonstration: tuple[Path, Ran]) -> None:
    folder, _ = demonstration
    written = {page.relative_to(folder).as_posix() for page in folder.rglob("*.html")}
    assert written >= {*TABS} - {"diary.html", "nights.html"}
    assert dead_links(folder) == []


def test_runs_theses_gates_and_calls_lead_to_one_another_and_back(demonstration: tuple[Path, Ran]) -> None:
    leads = leads_of(demonstration[0])
    for name in NAMES:
        run = f"{name}/report.html"
        assert {"index.html", "theses.html"} <= leads[run]
        assert run in leads["index.html"]
        assert run in leads["theses.html"]
    for tab in leads["index.html"] & {*TABS}:
        # A tab leads to each of the others.
        assert leads["index.html"] & {*TABS} <= leads[tab] | {tab}
    assert "theses.html" in leads[CALLS]
    gated = {page for page in leads["signals.html"] if page.endswith("/report.html")}
    assert gated
    assert all("signals.html" in leads[page] for page in gated)
