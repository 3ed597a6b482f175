"""Runs side by side in a real browser: every chart drawn, nothing asked for, nothing wider than the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

from backtest.result.beside.beside import set_beside
from reports.compare import write_comparison
from tests.backtest.result.beside.made_sides import side
from tests.browser.chromium import opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


@pytest.mark.parametrize("count", [2, 10])
def test_every_chart_is_drawn_without_a_complaint_or_a_request(browser: Browser, compared: Path, count: int) -> None:
    page = compared / f"{count}.html"
    with opened(browser, page) as seen:
        # Growth, excess and falls; the weight in common.
        assert seen.draw_all() == [(3, 3), (1, 1)]
        assert seen.complaints == []
        assert seen.asked == [page.as_uri()]
        # Every line has its own colour or is dashed.
        series = "document.getElementById('chart-growth').plots[1].series.slice(1)"
        lines = seen.run(f"{series}.map((s) => s.stroke() + (s.dash ? ' dashed' : ''))")
        assert len(set(lines)) == count


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("count", [2, 10])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_wider_than_the_window(
    browser: Browser, compared: Path, count: int, width: int, language: str
) -> None:
    with opened(browser, compared / f"{count}.html", width=width, settings={"lang": language}) as seen:
        assert seen.run("innerWidth") == width
        assert seen.run("document.documentElement.scrollWidth") <= width
