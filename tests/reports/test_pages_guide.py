"""``docs/pages.md`` names the sections of a page and the tabs of a site as they are, in their order."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from backtest.result.gates import GateAct, GateEffect
from reports import write_report
from reports.site.tabs import NAMES
from reports.sweep import write_sweep_page
from tests.backtest.sweeps.made_sweeps import made_sweep, walked_through
from tests.reports.made_results import long_result, made_card

GUIDE = (Path(__file__).parents[2] / "docs/pages.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[str]:
    """The first cells of the table below a heading, without its own heading."""
    below = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| ([^|]+) \|", below, re.MULTILINE)[1:]


@pytest.fixture(scope="module")
def headings(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """English words of the sections of a page with a hindsight part, a gate and a thesis card."""
    result = long_result(250, 24, hindsight=True)
    days = tuple(result.ledger.sessions[[120, 160, 200]].tolist())
    gate = GateEffect("capex", days, (GateAct(days[1], 0.5, 1.0, 0.5),))
    page = tmp_path_factory.mktemp("guide") / "page.html"
    write_report(replace(result, gates=(gate,)), page, made_card())
    return headings_of(page)


def headings_of(page: Path) -> list[str]:
    """English words of the sections of a page."""
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", page.read_text(encoding="utf-8"), re.DOTALL)
    return [re.sub(r"<[^>]*>", "", re.sub(r'<span lang="?zh[^>]*>.*?</span>', "", each)).strip() for each in found]


def test_the_sections_of_a_page_are_listed_in_their_order(headings: list[str]) -> None:
    # The verdict has the title of the page above it and no heading of its own; phases need a second report.
    listed = [each for each in rows("The page of a run") if each not in {"Verdict", "Phases of the test"}]
    assert [each for each in headings if each != "Phases of the test"] == listed


def test_the_tabs_of_a_site_are_listed_in_their_order() -> None:
    assert rows("The site") == [str(name) for name in NAMES.values()]


def test_the_sections_of_the_page_of_a_sweep_are_listed_in_their_order(tmp_path: Path) -> None:
    found = made_sweep({"top": [3, 5]}, {(3,): 1.0, (5,): 0.5}, (3,))
    write_sweep_page(walked_through(found, base=60, tests=[60, 60]), tmp_path / "sweep.html")
    assert ["Front", *headings_of(tmp_path / "sweep.html")] == rows("The page of a sweep")
