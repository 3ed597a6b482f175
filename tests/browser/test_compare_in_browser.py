"""Runs side by side in a real browser: every chart drawn, nothing asked for, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from backtest.result.beside.beside import set_beside
from reports.compare import write_comparison
from tests.backtest.result.beside.made_sides import side
from tests.browser.chromium import Tab, chromium_path, chromium_tab
from tests.browser.test_page_in_browser import complaints

CHROMIUM = chromium_path()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium or google-chrome on this machine"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs, and ten with long names, of 250 sessions each."""
    folder = tmp_path_factory.mktemp("compare")
    for count in (2, 10):
        random = np.random.default_rng(count)
        paths = 100 * np.exp(np.cumsum(random.normal(0, 0.01, (count, 250)), axis=1))
        held = [dict(zip("ABC", random.uniform(0, 0.3, (3, 250)).tolist(), strict=True)) for _ in range(count)]
        sides = [
            side(f"a_strategy_of_a_long_name_{k}", "2025-01-02", path.tolist(), None, each)
            for k, (path, each) in enumerate(zip(paths, held, strict=True))
        ]
        write_comparison(set_beside(sides), folder / f"{count}.html")
    return folder


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    assert CHROMIUM
    with chromium_tab(CHROMIUM, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize("count", [2, 10])
def test_every_chart_is_drawn_without_a_complaint_or_a_request(tab: Tab, pages: Path, count: int) -> None:
    tab.open(pages / f"{count}.html")
    drawn = tab.evaluate("[...document.querySelectorAll('.chart')].map(c => c.querySelectorAll('canvas').length)")
    # Growth, excess and falls; the weight in common.
    assert drawn == [3, 1]
    assert complaints(tab) == []
    asked = [each["params"]["request"]["url"] for each in tab.events if each["method"] == "Network.requestWillBeSent"]
    assert asked == [(pages / f"{count}.html").as_uri()]
    # Every line has its own colour or is dashed: in the order of the keys above the chart.
    series = "document.getElementById('chart-growth').plots[1].series.slice(1)"
    lines = tab.evaluate(f"{series}.map(s => s.stroke() + (s.dash ? ' dashed' : ''))")
    assert len(set(lines)) == count


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("count", [2, 10])
def test_nothing_is_wider_than_the_window(tab: Tab, pages: Path, count: int, width: int) -> None:
    tab.open(pages / f"{count}.html", width=width)
    assert tab.evaluate("innerWidth") == width
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
