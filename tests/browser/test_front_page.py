"""The front page under the hands of a reader: its filters, its two orders, two to four strategies over one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data_sources.language.text import both
from reports.site.strategies import write_strategies
from reports.site.summary import WeeklyPath
from reports.standalone import standalone
from tests.browser.chromium import Opened, opened
from tests.reports.site.test_strategies import STATE, run, with_low

pytestmark = pytest.mark.browser

DAYS = (date(2023, 1, 3), date(2023, 1, 6), date(2023, 1, 13))
OPTICS, POWER = both("optical modules", "光模块"), both("power supply", "电源")
# By name: the lower end of its interval, the day of its report, its segments.
MADE = {
    "first": (0.4, date(2023, 1, 3), (OPTICS,)),
    "second": (0.3, date(2023, 3, 1), (OPTICS, POWER)),
    "third": (0.2, None, (POWER,)),
    "fourth": (0.1, date(2023, 2, 1), ()),
    "fifth": (0.0, date(2023, 1, 4), ()),
}
SHOWN = "[...document.querySelectorAll('table.strategies tbody tr:not([hidden]) a')].map((each) => each.innerText)"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("front")
    path = WeeklyPath(DAYS, (1.0, 1.1, 1.2), (1.0, 1.0, 1.05))
    rows = [
        replace(with_low(run(name, 0.5), low), known_from=known, segments=segments, path=path)
        for name, (low, known, segments) in MADE.items()
    ]
    write_strategies(folder, rows, STATE)
    return folder / "index.html"


@pytest.fixture
def seen(browser: Browser, front: Path) -> Iterator[Opened]:
    with opened(browser, front) as page:
        yield page


def test_rows_stand_by_the_lower_end_and_at_a_wish_by_the_day_of_the_report(seen: Opened) -> None:
    assert seen.run(SHOWN) == ["First", "Second", "Third", "Fourth", "Fifth"]
    seen.page.select_option("[data-order]", "published")
    # 1 March, 1 February, 4 and 3 January; the one without a day comes last.
    assert seen.run(SHOWN) == ["Second", "Fourth", "Fifth", "First", "Third"]
    seen.page.select_option("[data-order]", "number")
    assert seen.run(SHOWN)[0] == "First"


def test_a_segment_leaves_the_strategies_that_may_hold_it_and_speaks_the_readers_language(seen: Opened) -> None:
    seen.page.select_option("[data-filter=segments]", "optical modules")
    assert seen.run(SHOWN) == ["First", "Second"]
    assert seen.run("document.querySelector('.shown').innerText") == "2 of 5 shown"
    seen.run("settings.set('lang', 'zh')")
    asked = "[...document.querySelectorAll('[data-filter=segments] option')].map((each) => each.text)"
    assert seen.run(asked) == ["全部", "光模块", "电源"]
    assert seen.run("document.querySelector('.shown').innerText") == "显示 2 / 5"


def test_two_ticked_are_drawn_and_compared_and_a_fifth_cannot_be_ticked(seen: Opened) -> None:
    boxes = seen.page.locator("table.strategies input[type=checkbox]")
    boxes.nth(0).check()
    assert seen.run("document.querySelector('.overlay').hidden")
    boxes.nth(1).check()
    # Growth and excess, two lines each.
    assert seen.run("document.querySelectorAll('.overlay svg').length") == 2
    assert seen.run("document.querySelectorAll('.overlay polyline').length") == 4
    assert seen.run("document.querySelector('.overlay code').innerText") == "backtest compare first second --below ."
    boxes.nth(2).check()
    boxes.nth(3).check()
    assert boxes.nth(4).is_disabled()
    boxes.nth(0).uncheck()
    assert not boxes.nth(4).is_disabled()
    assert seen.complaints == []


def test_a_line_at_the_lower_edge_leads_to_the_curves_and_clears_them(seen: Opened) -> None:
    boxes, line = seen.page.locator("table.strategies input[type=checkbox]"), seen.page.locator(".ticked")
    assert line.is_hidden()
    boxes.nth(0).check()
    assert "one more" in line.inner_text()
    boxes.nth(1).check()
    assert line.inner_text().startswith("2 ticked")
    seen.page.get_by_role("button", name="See the curves").click()
    assert seen.run("document.querySelector('.overlay').getBoundingClientRect().top") < 900
    seen.page.get_by_role("button", name="Clear").click()
    assert line.is_hidden()
    assert seen.page.locator(".overlay").is_hidden()


def test_the_pointer_reads_growth_and_excess_of_a_day(seen: Opened) -> None:
    boxes = seen.page.locator("table.strategies input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    legend = seen.page.locator(".overlay ul")
    # Without a pointer the last day, 13 January: growth of 1.2 against 1.05 of the index.
    assert legend.inner_text().startswith("2023-01-13")
    assert legend.locator("b").first.inner_text() == "120.0 (+15.0 points)"
    box = seen.page.locator(".overlay svg").first.bounding_box()
    assert box
    seen.page.mouse.move(box["x"] + 46, box["y"] + 60)
    assert legend.inner_text().startswith("2023-01-03")
    assert legend.locator("b").first.inner_text() == "100.0 (0.0 points)"
    seen.page.mouse.move(5, 5)
    assert legend.inner_text().startswith("2023-01-13")


def test_lines_are_laid_over_one_another_in_a_page_for_a_mail_too(
    browser: Browser, front: Path, tmp_path: Path
) -> None:
    """There the titles are no links."""
    mail = tmp_path / "index.html"
    mail.write_text(standalone(front.read_text(encoding="utf-8")).text, encoding="utf-8")
    with opened(browser, mail) as page:
        page.run("[0, 1].forEach((k) => document.querySelectorAll('[type=checkbox]')[k].click())")
        drawn = page.run("[...document.querySelectorAll('.overlay li')].map((each) => each.textContent.trim())")
        assert [each.split(" ")[0] for each in drawn] == ["First", "Second"]
        assert page.complaints == []
