"""Pages in a real browser, offline: nothing complained about, nothing asked for, nothing cut off, the front seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import opened

pytestmark = pytest.mark.browser

PAGES = ("long.html", "tiny.html", "index.html", "scorecard.html")
BOTTOM = "document.querySelector('{}').getBoundingClientRect().bottom"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_its_charts_without_a_complaint_or_a_request(browser: Browser, pages: Path, name: str) -> None:
    with opened(browser, pages / name) as seen:
        charts = seen.draw_all()
        assert all(panels == drawn for panels, drawn in charts)
        # Growth, excess and falls are the first.
        assert charts[:1] == ([(3, 3)] if name in {"long.html", "tiny.html"} else [])
        assert seen.complaints == []
        assert seen.asked == [(pages / name).as_uri()]
        assert seen.run("window.shifted") < 0.01


@pytest.mark.parametrize("width", [390, 768, 1600])
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_wider_than_the_window(browser: Browser, pages: Path, name: str, width: int, language: str) -> None:
    with opened(browser, pages / name, width=width, settings={"lang": language}) as seen:
        assert seen.run("innerWidth") == width
        assert seen.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["en", "zh"])
def test_verdict_tiles_and_the_first_panel_are_in_sight_before_anything_is_scrolled(
    browser: Browser, pages: Path, language: str
) -> None:
    with opened(browser, pages / "long.html", settings={"lang": language}) as seen:
        assert seen.run(BOTTOM.format(".tiles")) < 500
        assert seen.run(BOTTOM.format("#chart-growth .plot")) < 900
    with opened(browser, pages / "long.html", width=390, height=844, settings={"lang": language}) as seen:
        assert seen.run(BOTTOM.format("#chart-growth .plot")) < 2 * 844


def test_the_language_changes_every_word_and_is_remembered(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        shown = "getComputedStyle(document.querySelector('.badge [lang={}]')).display !== 'none'"
        assert [seen.run(shown.format(each)) for each in ("en", "zh")] == [True, False]
        seen.page.get_by_role("button", name="中文").click()
        assert [seen.run(shown.format(each)) for each in ("en", "zh")] == [False, True]
        assert seen.run("document.documentElement.lang") == "zh-Hans"
        assert seen.page.title().startswith("模拟数据：")
        assert seen.page.locator(".plots").first.get_attribute("aria-label").startswith("光标")  # type: ignore[union-attr]
        seen.page.reload()
        assert seen.run("document.documentElement.dataset.lang") == "zh"
        seen.page.goto((pages / "scorecard.html").as_uri())
        assert seen.run("document.documentElement.dataset.lang") == "zh"


def test_the_contents_lead_to_each_section_and_back_leads_to_all_strategies(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html", width=390, height=844) as seen:
        seen.page.locator(".top-bar summary").first.click()
        places = seen.run("[...document.querySelectorAll('.top-bar nav a')].map((each) => each.getAttribute('href'))")
        assert places == seen.run("[...document.querySelectorAll('main h2[id]')].map((each) => '#' + each.id)")
        seen.page.locator(".top-bar nav a").last.click()
        assert seen.run("document.querySelector('.top-bar details').open") is False
        last = "[...document.querySelectorAll('main h2[id]')].at(-1).getBoundingClientRect().top"
        assert 0 <= seen.run(last) < 844
        seen.page.locator(".top-bar .back").click()
        assert seen.page.url == (pages / "index.html").as_uri()


def test_menus_work_by_keys_alone(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        view = seen.page.locator(".top-bar summary").nth(1)
        view.focus()
        seen.page.keyboard.press("Enter")
        dark = seen.page.locator("[data-set='theme=dark']")
        dark.focus()
        seen.page.keyboard.press("Space")
        assert dark.get_attribute("aria-pressed") == "true"
        assert seen.run("getComputedStyle(document.body).backgroundColor") == "rgb(25, 26, 28)"
        seen.page.keyboard.press("Escape")
        assert view.evaluate("(each) => each.parentElement.open") is False
        assert view.evaluate("(each) => each === document.activeElement")


def test_colours_turn_with_the_choice_and_signs_stay(browser: Browser, pages: Path) -> None:
    up = "getComputedStyle(document.documentElement).getPropertyValue('--up').trim()"
    with opened(browser, pages / "long.html", settings={"colours": "green"}) as seen:
        assert seen.run(up) == "#1f7a4d"
    with opened(browser, pages / "long.html") as seen:
        assert seen.run(up) == "#b3322e"
        assert seen.run("document.querySelector('.tiles .value').innerText[0]") in "+\u2212"


def test_without_a_script_every_picture_is_there(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html", script=False) as seen:
        for picture in seen.page.locator(".chart svg.picture").all():
            assert picture.is_visible()
        assert not seen.page.locator(".chart-tools").first.is_visible()
        assert not seen.page.locator("[data-print]").is_visible()


def test_a_browser_that_cannot_inflate_shows_the_pictures_in_the_room_of_the_charts(
    browser: Browser, pages: Path
) -> None:
    room = "document.querySelector('#chart-growth {}').getBoundingClientRect().height"
    with opened(browser, pages / "long.html") as seen:
        assert not seen.page.locator("#chart-growth svg.picture").is_visible()
        drawn = seen.run(room.format(".plots"))
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script("delete window.DecompressionStream")
    try:
        page = context.new_page()
        page.goto((pages / "long.html").as_uri())
        picture = page.locator("#chart-growth svg.picture")
        assert picture.is_visible()
        assert not page.locator("#chart-growth .plots").is_visible()
        assert page.evaluate(room.format("svg.picture")) == drawn
        # What needs no chart works as ever.
        assert page.locator(".table-tools .csv").count() > 5
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(browser: Browser, pages: Path, scheme: str) -> None:
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
    for colours in ("red", "green", "safe"):
        with opened(browser, pages / "long.html", settings={"theme": scheme, "colours": colours}) as seen:
            assert [row for row in seen.run(contrast) if row[2] < 4.5] == []


def test_intervals_of_the_scorecard_are_as_wide_as_the_place_that_they_have(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "scorecard.html", width=1280) as seen:
        # The report's, and those of its two baskets.
        spans = "[...document.querySelectorAll('.bars rect:not(.at)')]"
        widths = seen.run(f"{spans}.map((each) => each.getBoundingClientRect().width)")
        assert len(widths) == 3
        assert min(widths) > 60
