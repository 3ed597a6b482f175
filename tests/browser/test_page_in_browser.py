"""The page in a real browser, offline: charts drawn, nothing complained about, nothing asked for, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import summarise, write_report
from reports.scorecard import write_scorecard_page
from reports.site.strategies import write_strategies
from tests.browser.chromium import Tab, chromium_path, chromium_tab
from tests.reports.made_results import long_result, made_card, tiny_result
from tests.reports.scorecard.test_model import made_page
from tests.reports.site.test_strategies import STATE

CHROMIUM = chromium_path()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium or google-chrome on this machine"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    result, tiny = long_result(250, 12, hindsight=True, simulated=True), tiny_result()
    write_report(result, folder / "long.html", made_card())
    write_report(tiny, folder / "tiny.html")
    write_scorecard_page(made_page(), folder / "scorecard.html")
    write_strategies(folder, [summarise(result, "long.html"), summarise(tiny, "tiny.html")], STATE)
    return folder


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    assert CHROMIUM
    with chromium_tab(CHROMIUM, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def complaints(tab: Tab) -> list[object]:
    tab.evaluate("0")  # everything reported before this answer has arrived
    kinds = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Network.loadingFailed")
    return [event for event in tab.events if event["method"] in kinds]


@pytest.mark.parametrize("name", ["long.html", "tiny.html"])
def test_every_chart_is_drawn_without_a_complaint_or_a_request(tab: Tab, pages: Path, name: str) -> None:
    tab.open(pages / name)
    drawn = tab.evaluate("[...document.querySelectorAll('.chart')].map(c => c.querySelectorAll('canvas').length)")
    assert drawn == [3, 1]
    assert complaints(tab) == []
    asked = [
        event["params"]["request"]["url"] for event in tab.events if event["method"] == "Network.requestWillBeSent"
    ]
    assert asked == [(pages / name).as_uri()]


def test_intervals_of_the_scorecard_are_drawn_without_a_complaint_or_a_request(tab: Tab, pages: Path) -> None:
    tab.open(pages / "scorecard.html")
    # The report's, and those of its two baskets; each as wide as the place that it has.
    widths = tab.evaluate("[...document.querySelectorAll('.bars line.span')].map(l => l.getBoundingClientRect().width)")
    assert len(widths) == 3
    assert min(widths) > 60
    assert complaints(tab) == []
    assert [each["method"] for each in tab.events].count("Network.requestWillBeSent") == 1


@pytest.mark.parametrize("width", [390, 768, 1600])
@pytest.mark.parametrize("name", ["long.html", "tiny.html", "index.html", "scorecard.html"])
def test_nothing_is_wider_than_the_window(tab: Tab, pages: Path, name: str, width: int) -> None:
    tab.open(pages / name, width=width)
    assert tab.evaluate("innerWidth") == width
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    # Charts fill their places, whatever the window was when they were drawn.
    fit = "[...document.querySelectorAll('.chart canvas')].every(c => c.clientWidth <= c.closest('.chart').clientWidth)"
    assert tab.evaluate(fit)


def test_charts_follow_the_window_and_the_theme(tab: Tab, pages: Path) -> None:
    tab.open(pages / "long.html", width=1280)
    colour = "document.getElementById('chart-growth').plots[0].series[1].stroke()"
    assert tab.evaluate(colour) == "#aa4643"
    tab.emulate(dark=True)
    tab.wait_for(f"{colour} === '#e07c76'")
    tab.resize(600, 900)
    tab.wait_for("document.querySelector('#chart-growth canvas').clientWidth <= 600")


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_background(tab: Tab, pages: Path, dark: bool) -> None:
    tab.open(pages / "long.html", dark=dark)
    # WCAG 2.2: contrast of at least 4.5 for text of ordinary size.
    contrast = """
      (() => {
        const style = getComputedStyle(document.documentElement);
        const light = (name) => {
          const hex = style.getPropertyValue(name).trim().slice(1).match(/../g).map((part) => parseInt(part, 16) / 255);
          const [r, g, b] = hex.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const pairs = ["--ink", "--muted", "--up", "--down", "--benchmark"].map((name) => [name, "--paper"]);
        pairs.push(["--warning-ink", "--warning"], ["--muted", "--raised"]);
        return pairs.map(([text, ground]) => {
          const [a, b] = [light(text), light(ground)].sort((x, y) => y - x);
          return [text, ground, (a + 0.05) / (b + 0.05)];
        });
      })()
    """
    weak = [row for row in tab.evaluate(contrast) if row[2] < 4.5]
    assert weak == []
