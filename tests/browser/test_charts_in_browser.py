"""The first chart under the hands of a reader: mouse, fingers and keys move one cursor and zoom all panels alike.

The made run has 251 sessions, rows 0 to 250; row 83 is its publication (see `long_result`).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import Opened, opened

pytestmark = pytest.mark.browser

RANGE = "document.getElementById('chart-growth').plots.map((each) => [each.scales.x.min, each.scales.x.max])"
CURSORS = "document.getElementById('chart-growth').plots.map((each) => each.cursor.idx)"
LAST = 250


def readout(seen: Opened) -> str:
    return str(seen.page.locator("#chart-growth .readout").inner_text())


def middle_of(seen: Opened, share: float = 0.5) -> tuple[float, float]:
    box = seen.page.locator("#chart-growth .u-over").first.bounding_box()
    assert box
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def test_one_cursor_runs_through_all_panels_and_one_line_reads_it_out(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        at_rest = readout(seen)
        seen.page.mouse.move(*middle_of(seen))
        assert seen.run(CURSORS) == [125, 125, 125]
        moved = readout(seen)
        assert moved != at_rest
        for words in ("Strategy", "CSI 300 total return", "Excess", "points", "Drawdown"):
            assert words in moved
        seen.page.mouse.move(5, 5)
        assert readout(seen) == at_rest


def test_a_drag_zooms_all_panels_y_follows_and_reset_and_a_double_click_go_back(browser: Browser, pages: Path) -> None:
    heights = "document.getElementById('chart-growth').plots.map((each) => each.scales.y.max)"
    with opened(browser, pages / "long.html") as seen:
        reset = seen.page.locator("#chart-growth [data-reset]")
        before = seen.run(heights)
        assert reset.is_disabled()
        for press in (True, False):
            seen.page.mouse.move(*middle_of(seen, 0.2))
            seen.page.mouse.down()
            seen.page.mouse.move(*middle_of(seen, 0.6), steps=4)
            seen.page.mouse.up()
            ranges = seen.run(RANGE)
            # A fifth and three fifths of 250 rows.
            assert ranges == [[pytest.approx(50, abs=1), pytest.approx(150, abs=1)]] * 3
            assert seen.run(heights) != before
            if press:
                reset.click()
            else:
                seen.page.mouse.dblclick(*middle_of(seen))
            assert seen.run(RANGE) == [[0, LAST]] * 3
            assert seen.run(heights) == before


def test_buttons_show_the_last_months(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        seen.page.locator("#chart-growth [data-range='3']").click()
        first, last = seen.run(RANGE)[0]
        assert last == LAST
        # 251 weekdays from 2024-01-02 end on 2024-12-17; 2024-09-17 is 65 weekdays before that.
        assert first == LAST - 65
        assert seen.page.locator("[data-range='3']").first.get_attribute("aria-pressed") == "true"
        assert readout(seen).startswith("2024-12-17")
        seen.page.locator("#chart-growth [data-range='all']").click()
        assert seen.run(RANGE)[0] == [0, LAST]


def test_linear_and_logarithmic_are_one_press_apart_and_remembered(browser: Browser, pages: Path) -> None:
    kinds = "document.getElementById('chart-growth').plots.map((each) => each.scales.y.distr)"
    with opened(browser, pages / "long.html") as seen:
        assert seen.run(kinds) == [1, 1, 1]
        seen.page.locator("#chart-growth [data-scale-button='log']").click()
        # 3 is uPlot's logarithmic scale; the excess and the falls have values below zero and stay linear.
        assert seen.run(kinds) == [3, 1, 1]
        seen.page.reload()
        seen.wait("document.getElementById('chart-growth').plots")
        assert seen.run(kinds) == [3, 1, 1]


def test_keys_move_the_cursor_and_zoom(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        place = seen.page.locator("#chart-growth .plots")
        place.focus()
        seen.page.keyboard.press("ArrowLeft")
        seen.page.keyboard.press("Shift+ArrowLeft")
        # One session back from the last, then five.
        assert seen.run(CURSORS) == [LAST - 6] * 3
        spoken = place.get_attribute("aria-valuetext")
        assert spoken
        assert "Strategy" in spoken
        seen.page.keyboard.press("Home")
        assert seen.run(CURSORS) == [0] * 3
        seen.page.keyboard.press("End")
        seen.page.keyboard.press("+")
        # A quarter of 250 to each side of the last session, cut at the end: rounded, 62 or 63.
        assert seen.run(RANGE)[0] == [pytest.approx(LAST - 63, abs=1), LAST]
        seen.page.keyboard.press("0")
        assert seen.run(RANGE)[0] == [0, LAST]


def test_one_finger_moves_the_cursor_two_zoom_and_the_page_still_scrolls(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html", width=390, height=844) as seen:
        seen.page.locator("#chart-growth .plot").first.scroll_into_view_if_needed()
        (left, y), (right, _) = middle_of(seen, 0.3), middle_of(seen, 0.5)
        seen.touch("touchStart", (left, y))
        seen.touch("touchMove", (left + 12, y))
        seen.touch("touchMove", (right, y))
        assert seen.run(CURSORS) == [125] * 3
        seen.touch("touchEnd")
        narrow, wide = (
            [middle_of(seen, share) for share in (0.4, 0.6)],
            [middle_of(seen, share) for share in (0.2, 0.8)],
        )
        seen.touch("touchStart", *narrow)
        seen.touch("touchMove", *wide)
        seen.touch("touchEnd")
        # Rows 100 and 150 lay under the fingers; 0.6 of the width now holds 50 rows, so the whole holds 83.
        first, last = seen.run(RANGE)[0]
        assert last - first == pytest.approx(83, abs=4)
        assert (first + last) / 2 == pytest.approx(125, abs=3)
        assert seen.run("getComputedStyle(document.querySelector('.plots')).touchAction") == "pan-y"


def test_bands_and_flags_are_read_out_where_the_cursor_is(browser: Browser, pages: Path) -> None:
    happened = "document.querySelector('#chart-growth .happened').textContent"
    with opened(browser, pages / "long.html") as seen:
        place = seen.page.locator("#chart-growth .plots")
        place.focus()
        seen.page.keyboard.press("Home")
        assert seen.run(happened) == "hindsight"
        for row, words in ((170, "exposure 50%: capex"), (210, ""), (83, "001 Some Broker · hindsight")):
            seen.page.mouse.move(*middle_of(seen, row / LAST))
            assert seen.run(happened) == words


def test_a_chart_further_down_is_drawn_when_it_comes_into_sight(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html", height=700) as seen:
        assert not seen.run("Boolean(document.getElementById('chart-segments').plots)")
        seen.page.locator("#chart-segments").scroll_into_view_if_needed()
        seen.wait("document.getElementById('chart-segments').plots")
        # The same sessions: one cursor for both.
        seen.page.locator("#chart-segments .plots").focus()
        seen.page.keyboard.press("Home")
        assert seen.run(CURSORS) == [0] * 3


def test_charts_follow_the_window_the_theme_and_the_language(browser: Browser, pages: Path) -> None:
    colour = "document.getElementById('chart-growth').plots[0].series.at(-1).stroke()"
    with opened(browser, pages / "long.html") as seen:
        assert seen.run(colour) == "#aa4643"
        seen.page.emulate_media(color_scheme="dark")
        seen.wait(f"{colour} === '#e07c76'")
        seen.page.get_by_role("button", name="中文").click()
        assert "超额收益" in readout(seen)
        seen.page.set_viewport_size({"width": 700, "height": 900})
        seen.wait("document.querySelector('#chart-growth canvas').clientWidth <= 700")


def test_lines_are_on_the_canvas(browser: Browser, pages: Path) -> None:
    painted = """
      (() => {
        const canvas = document.querySelector("#chart-growth canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const near = (at, colour) => colour.every((value, k) => Math.abs(data[at + k] - value) < 12);
        const every = Array.from({ length: data.length / 4 }, (_, k) => 4 * k);
        const count = (colour) => every.filter((at) => near(at, colour)).length;
        return [count([170, 70, 67]), count([69, 114, 167])];
      })()
    """
    with opened(browser, pages / "long.html") as seen:
        red, blue = seen.run(painted)
        # A line of some thousand pixels across each.
        assert red > 800
        assert blue > 400


def test_a_chart_further_down_has_the_buttons_of_the_first_one(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        place = seen.page.locator("#chart-breadth")
        place.scroll_into_view_if_needed()
        seen.wait("document.getElementById('chart-breadth').plots")
        # Shares have no logarithmic scale; the ranges are those of every chart.
        assert place.locator("[data-scale-button]:visible").count() == 0
        place.locator("[data-range='3']").click()
        assert place.locator("[data-range='3']").get_attribute("aria-pressed") == "true"
        assert place.locator("[data-reset]").is_enabled()
        assert seen.page.locator("#chart-growth [data-range='3']").get_attribute("aria-pressed") == "false"
