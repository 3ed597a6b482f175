"""Risk and trading in a real browser: every fill as a row once a reader comes near, months that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from backtest.result.parts import run_parts
from backtest.result.trades import share_of_volume, trades
from reports import write_report
from reports.sections.trading.trades import NEWEST
from tests.browser.chromium import opened
from tests.reports.made_results import long_result

pytestmark = pytest.mark.browser

RESULT = long_result(250, 12, hindsight=True)
FOUND = trades(run_parts(RESULT))
CELLS = (
    "[...document.querySelectorAll('#fills tbody tr')].map(row => [...row.cells].map(cell => cell.innerText.trim()))"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_report(RESULT, path)
    return path


def test_fills_become_rows_when_a_reader_comes_near_and_are_written_alike(browser: Browser, page: Path) -> None:
    assert len(FOUND) > NEWEST
    with opened(browser, page) as seen:
        assert len(seen.run(CELLS)) == NEWEST
        seen.run("document.getElementById('fills').scrollIntoView()")
        seen.wait("'fills' in document.documentElement.dataset")
        shown = seen.run(CELLS)
        early = seen.run("document.querySelectorAll('#fills tr.hindsight').length")
        # Rows that the script made are searched like those that the page had.
        seen.page.locator("#trading ~ .table-tools input").first.fill(str(FOUND[0].day))
        kept = seen.run("[...document.querySelectorAll('#fills tbody tr')].filter((row) => !row.hidden).length")
        assert seen.complaints == []
    assert kept == sum(each.day == FOUND[0].day for each in FOUND)
    # What the page writes of the newest and what its script writes of the others is what was traded, the last first.
    assert shown == [
        [
            str(each.day),
            f"{each.name} {each.symbol}",
            each.side,
            f"{each.quantity:,}",
            f"{each.price:,.2f}",
            f"{each.value:,.0f}",
            f"{each.fees:,.2f}",
            str(share_of_volume(each.share)),
        ]
        for each in reversed(FOUND)
    ]
    assert early == sum(each.part == "hindsight" for each in FOUND)


@pytest.mark.parametrize(("language", "side"), [("en", "buy"), ("zh", "买入")])
def test_fills_speak_the_language_that_was_chosen(browser: Browser, page: Path, language: str, side: str) -> None:
    with opened(browser, page, settings={"lang": language}) as seen:
        assert side in {row[2] for row in seen.run(CELLS)}


def test_without_a_script_the_newest_fills_and_every_drawing_are_there(browser: Browser, page: Path) -> None:
    with opened(browser, page, script=False) as seen:
        assert seen.page.locator("#fills tbody tr").count() == NEWEST
        assert seen.page.locator(".fills-more").is_visible()
        for drawing in ("histogram", "months", "strip"):
            assert seen.page.locator(f"svg.{drawing}").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_shade_of_a_month_leaves_its_number_readable(
    browser: Browser, page: Path, scheme: Literal["light", "dark"]
) -> None:
    # WCAG 2.2: the number on a shade that is laid over the paper has a contrast of at least 4.5.
    contrast = """
      (() => {
        const numbers = (colour) => colour.match(/[0-9.]+/g).map(Number);
        const light = (rgb) => rgb.slice(0, 3)
          .map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
          .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
        const paper = numbers(getComputedStyle(document.body).backgroundColor);
        return [...document.querySelectorAll('.heat-legend span')].map((each) => {
          const style = getComputedStyle(each);
          const [r, g, b, alpha] = numbers(style.backgroundColor);
          const ground = [r, g, b].map((v, k) => v * alpha + paper[k] * (1 - alpha));
          const [a, z] = [light(numbers(style.color)), light(ground)].sort((x, y) => y - x);
          return (a + 0.05) / (z + 0.05);
        });
      })()
    """
    with opened(browser, page, scheme=scheme) as seen:
        found = seen.run(contrast)
    assert len(found) == 10
    assert min(found) >= 4.5
