"""Risk and trading in a real browser: every fill as a row once a reader comes near, months that can be read."""

from __future__ import annotations

from pathlib import Path

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
CELLS = (
    "[...document.querySelectorAll('#fills tbody tr')].map(row => [...row.cells].map(cell => cell.innerText.trim()))"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_report(RESULT, path)
    return path


def test_fills_become_rows_when_a_reader_comes_near_and_are_written_alike(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        found = trades(run_parts(RESULT))
        assert len(found) > NEWEST
        assert len(seen.run(CELLS)) == NEWEST
        seen.run("document.getElementById('fills').scrollIntoView()")
        seen.wait("'fills' in document.documentElement.dataset")
        shown = seen.run(CELLS)
        # What the page writes of the newest, and its script of the others, is what was traded, the last first.
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
            for each in reversed(found)
        ]
        early = seen.run("document.querySelectorAll('#fills tr.hindsight').length")
        assert early == sum(each.part == "hindsight" for each in found)


def test_the_section_speaks_the_language_that_is_chosen(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        for language, side in (("en", "buy"), ("zh", "买入")):
            seen.run(f"settings.set('lang', '{language}')")
            assert {row[2] for row in seen.run(CELLS)} >= {side}
        seen.run("settings.set('lang', 'en')")


@pytest.mark.parametrize("dark", [False, True])
def test_every_shade_of_a_month_leaves_its_number_readable(browser: Browser, page: Path, dark: bool) -> None:
    with opened(browser, page, scheme="dark" if dark else "light") as seen:
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
        found = seen.run(contrast)
        assert len(found) == 10
        assert min(found) >= 4.5
