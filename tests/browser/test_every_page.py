"""Every page of a site under real eyes and hands: both languages and themes, three widths and paper, and all buttons.

One page is opened once and turned through all of its looks, since most of the time goes into opening. Of the eleven
runs, which have one template, two are looked at: one with gates, and the one of all reports, the longest there is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from unicodedata import normalize

import pdfplumber
import pytest
from playwright.sync_api import Browser, Locator

from reports.site.tabs import NAMES
from reports.sweep import write_sweep_page
from tests.backtest.sweeps.made_sweeps import wide_sweep
from tests.browser.axe import serious_findings
from tests.browser.chromium import Opened, opened
from tests.browser.night_tabs import NIGHT_TABS, add_night_tabs
from tests.cli.command import Ran

pytestmark = pytest.mark.browser

RUNS = ("domestic_compute/report.html", "all_reports/report.html")
TABS = (*NAMES, "night.html")
SWEEP = "sweep.html"
PAGES = (*TABS, *RUNS, SWEEP)
WIDTHS = (1440, 768, 390)
PAPER = 703  # pixels of 186 mm, an A4 sheet within its margins of 12 mm

# What may move while a page comes up: a tenth of what the Web Vitals call good.
SHIFTED = 0.01

REPORT_BYTES, INDEX_BYTES, CALLS_BYTES, SIGNALS_BYTES = 300_000, 60_000, 250_000, 200_000

TOO_WIDE = """
  (() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const wide = [...document.querySelectorAll("body *")]
      .filter((each) => each.getBoundingClientRect().right > room + 1 && !each.closest(".scroll"));
    return [document.documentElement.scrollWidth, ...wide.slice(0, 3).map((each) => each.outerHTML.slice(0, 120))];
  })()
"""
OTHER_LANGUAGE_SEEN = """
  (() => {
    const other = settings.language() === "zh" ? "en" : "zh";
    return [...document.querySelectorAll(`body [lang="${other}"]`)].filter((each) => each.checkVisibility()).length;
  })()
"""
CUT_ON_PAPER = """
  [...document.querySelectorAll("main *")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 120))
"""
# Of each canvas how many of its points are not empty.
PAINTED = """
  [...document.querySelectorAll(".chart canvas")].filter((each) => each.checkVisibility()).map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at]) painted += 1;
    return painted;
  })
"""
FIRST_NAMES = "[...document.querySelectorAll('table.strategies tbody tr:not([hidden]) a')].map((a) => a.textContent)"


@pytest.fixture(scope="module")
def site(demonstration: tuple[Path, Ran], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the demo's site, with the tabs that only nights write."""
    folder, ran = demonstration
    assert ran.code == 0
    copy = tmp_path_factory.mktemp("every") / "site"
    shutil.copytree(folder, copy, ignore=lambda place, names: [n for n in names if is_file(place, n)])
    add_night_tabs(copy)
    write_sweep_page(wide_sweep(), copy / SWEEP, "backtest sweep grids")
    return copy


def is_file(place: str, name: str) -> bool:
    """Whether it is a file and no page."""
    return (Path(place) / name).is_file() and not name.endswith(".html")


@pytest.fixture(scope="module")
def front(browser: Browser, site: Path) -> Iterator[Opened]:
    with opened(browser, site / "index.html") as seen:
        yield seen


def choose(seen: Opened, **chosen: str) -> None:
    for name, value in chosen.items():
        seen.run(f"settings.set('{name}', '{value}')")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_every_look(browser: Browser, site: Path, name: str) -> None:
    with opened(browser, site / name) as seen:
        assert seen.run("window.shifted") < SHIFTED
        for language, theme in product(("en", "zh"), ("light", "dark")):
            choose(seen, lang=language, theme=theme)
            for width in WIDTHS:
                seen.page.set_viewport_size({"width": width, "height": 900})
                assert seen.run(TOO_WIDE) is None, (language, theme, width)
            assert seen.run(OTHER_LANGUAGE_SEEN) == 0
        seen.page.set_viewport_size({"width": PAPER, "height": 1000})
        seen.page.emulate_media(media="print")
        for language in ("en", "zh"):
            choose(seen, lang=language)
            assert seen.run(CUT_ON_PAPER) == [], (language, "paper")
        seen.page.emulate_media(media="screen")
        seen.page.set_viewport_size({"width": 1440, "height": 900})
        charts = seen.page.locator(".chart:visible").all()
        for chart in charts:
            chart.scroll_into_view_if_needed()
        seen.wait("[...document.querySelectorAll('.chart')].every((each) => each.plots || !each.checkVisibility())")
        # An empty one has axes at most; a drawn one of its size some thousand points.
        painted = seen.run(PAINTED)
        assert len(painted) >= len(charts)
        assert all(points > 1000 for points in painted)
        assert seen.complaints == []
        assert seen.asked == [(site / name).as_uri()]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, site: Path, name: str) -> None:
    with opened(browser, site / name, settings={"theme": "light"}) as seen:
        assert serious_findings(seen) == []
        choose(seen, lang="zh", theme="dark")
        assert serious_findings(seen) == []


def test_every_page_that_was_made_is_looked_at(site: Path) -> None:
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {name for name in made if not name.endswith("/report.html")} == {*TABS, SWEEP}
    assert {*NIGHT_TABS} < {*TABS}
    assert {*RUNS} < made


@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_the_strategies_are_sorted_and_searched_by_hand(front: Opened, how: str) -> None:
    page = front.page
    page.reload()
    heading = page.get_by_role("button", name="Drawdown")
    before = front.run(FIRST_NAMES)
    falls = "[...document.querySelectorAll('table.strategies tbody tr')].map((row) => parseFloat(row.cells[8].innerText.replace('\u2212', '-')))"  # noqa: E501
    press(heading, how)
    shown = front.run(falls)
    assert shown == sorted(shown, reverse=True)
    press(heading, how)
    assert front.run(falls) == sorted(shown)
    chosen = page.locator("select[data-filter=reports]")
    if how == "mouse":
        chosen.select_option("003")
    else:
        chosen.focus()
        # The first option is all reports, then 000, 001, 002 and 003.
        for _ in range(4):
            page.keyboard.press("ArrowDown")
    kept = page.locator("table.strategies tbody tr:visible")
    assert 0 < kept.count() < len(before)
    assert all("003" in (row.get_attribute("data-reports") or "").split("|") for row in kept.all())
    assert page.locator(".filters .shown").inner_text() == f"{kept.count()} of {len(before)} shown"


@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_two_ticks_lay_strategies_over_one_another(front: Opened, how: str) -> None:
    page = front.page
    page.reload()
    place, boxes = page.locator(".overlay"), page.locator("table.strategies input[type=checkbox]")
    for box in boxes.all()[:2]:
        press(box, how, key="Space")
    assert place.is_visible()
    names = [box.evaluate("(each) => each.closest('tr').querySelector('a').innerText") for box in boxes.all()[:2]]
    # A name, and what its curve says on the day that is read out: its growth and its excess.
    said = place.locator("li").all_inner_texts()
    assert [name in words and "points" in words for name, words in zip(names, said, strict=True)] == [True] * 2
    # Growth and excess, two lines each, across the whole width.
    widths = "[...document.querySelectorAll('.overlay polyline')].map((line) => line.getBBox().width)"
    assert [width > 500 for width in front.run(widths)] == [True] * 4
    press(page.get_by_role("button", name="中文"), how)
    assert "净值" in place.inner_text()
    press(page.get_by_role("button", name="EN", exact=True), how)
    press(boxes.first, how, key="Space")
    assert not place.is_visible()


def press(place: Locator, how: str, key: str = "Enter") -> None:
    """Press something by mouse or by keys."""
    if how == "mouse":
        place.click()
    else:
        place.focus()
        place.press(key)


@pytest.mark.parametrize("how", ["mouse", "keys", "touch"])
def test_a_run_is_read_by_hand(browser: Browser, site: Path, how: str) -> None:
    width = 390 if how == "touch" else 1440
    with opened(browser, site / RUNS[0], width=width, height=844) as seen:
        page = seen.page

        def act(selector: str) -> None:
            place = page.locator(selector).first
            place.scroll_into_view_if_needed()
            if how == "touch":
                place.tap()
            else:
                press(place, how)

        act("[data-set='lang=zh']")
        assert page.locator(".badge [lang=zh]").first.is_visible()
        act("[data-set='lang=en']")
        act("#chart-growth [data-scale-button='log']")
        assert seen.run("document.getElementById('chart-growth').plots[0].scales.y.distr") == 3
        act("#chart-growth [data-scale-button='linear']")
        assert seen.run("document.getElementById('chart-growth').plots[0].scales.y.distr") == 1
        span = "(({ min, max }) => max - min)(document.getElementById('chart-growth').plots[0].scales.x)"
        whole = seen.run(span)
        act("#chart-growth [data-range='3']")
        assert seen.run(span) < whole / 2
        act("#chart-growth [data-reset]")
        assert seen.run(span) == whole
        found = page.locator("#names ~ .table-tools input[type=search], section:has(#names) input[type=search]").first
        found.scroll_into_view_if_needed()
        (found.tap if how == "touch" else found.focus)()
        page.keyboard.type("688041")
        assert page.locator("table.names tbody tr:not(.sum):visible").count() == 1
        assert seen.complaints == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_run_prints_on_six_sheets_with_a_fact_sheet_in_front(
    browser: Browser, site: Path, tmp_path: Path, language: str
) -> None:
    paper = tmp_path / "page.pdf"
    with opened(browser, site / RUNS[0], settings={"lang": language, "theme": "dark"}) as seen:
        seen.page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    with pdfplumber.open(paper) as sheets:
        assert len(sheets.pages) <= 6
        # Paper names some characters by the radical that looks like them.
        first = normalize("NFKC", sheets.pages[0].extract_text())
    wanted = ("Maximum drawdown", "Excess", "Data until") if language == "en" else ("最大回撤", "超额收益", "数据截至")
    assert [words for words in wanted if words not in first] == []


def test_pages_keep_to_their_bytes(site: Path) -> None:
    runs = {path.parent.name: path.stat().st_size for path in site.glob("*/report.html")}
    assert {name: size for name, size in runs.items() if size > REPORT_BYTES} == {}
    tabs = {
        "index.html": INDEX_BYTES,
        "scorecard/index.html": CALLS_BYTES,
        "signals.html": SIGNALS_BYTES,
        SWEEP: REPORT_BYTES,
    }
    assert {name for name, most in tabs.items() if (site / name).stat().st_size > most} == set()
