"""The names in a real browser: rows open prices by mouse and keyboard, one of three charts of the holdings is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from reports import write_report
from tests.browser.chromium import opened
from tests.reports.made_results import long_result

pytestmark = pytest.mark.browser
OPENER = "table.names tr[data-opens] button.opener"
SHOWN = """
  [...document.querySelectorAll('.way')].filter((each) => each.offsetWidth > 0).map((each) => each.dataset.choice)
"""
DRAWN = "[...document.querySelectorAll('.price figure')].filter((each) => each.querySelector('canvas')).length === {}"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_report(long_result(250, 6), path)
    return path


def test_a_row_opens_its_price_by_keyboard_and_closes_it_again(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        assert seen.run("document.querySelectorAll('.price figure').length") == 0
        first = seen.page.locator(OPENER).first
        first.focus()
        seen.page.keyboard.press("Enter")
        seen.wait(DRAWN.format(1))
        assert first.get_attribute("aria-expanded") == "true"
        seen.page.keyboard.press("Enter")
        assert first.get_attribute("aria-expanded") == "false"
        assert seen.complaints == []


def test_the_price_that_opens_is_that_of_the_row(browser: Browser, page: Path) -> None:
    result = long_result(250, 6)
    with opened(browser, page) as seen:
        row = seen.page.locator("table.names tr[data-opens]").nth(2)
        symbol = row.locator("td").first.inner_text()
        row.locator("button.opener").click()
        seen.wait(DRAWN.format(1))
        close = float(result.ledger.panel.close[-1, result.ledger.symbols.index(symbol)])
        assert seen.run("document.querySelector('.price .readout b').textContent") == f"{close:,.2f}"
        assert symbol in (seen.page.locator(".price figure").first.get_attribute("aria-label") or "")


def test_rows_keep_what_they_opened_when_they_are_sorted(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        seen.page.locator(OPENER).first.click()
        seen.wait(DRAWN.format(1))
        seen.page.locator("table.names thead button.sort").nth(1).click()
        # The price stands below the row that opened it, and the sums stay last.
        assert seen.run(
            "document.querySelector('tr.opened').previousElementSibling.dataset.opens"
            " === document.querySelector('tr.opened [data-price]').dataset.price"
        )
        assert seen.run("[...document.querySelectorAll('table.names tbody tr')].at(-1).classList.contains('sum')")


def test_one_way_to_part_the_holdings_is_shown_and_drawn_when_it_is_chosen(browser: Browser, page: Path) -> None:
    with opened(browser, page) as seen:
        assert seen.run(SHOWN) == ["chart-segments"]
        seen.page.locator("[data-choose=chart-boards]").click()
        assert seen.run(SHOWN) == ["chart-boards"]
        seen.wait("document.querySelector('#chart-boards canvas') !== null")
        assert seen.run("document.querySelector('#chart-names canvas') === null")
        assert seen.complaints == []


def test_without_script_every_way_is_a_picture(browser: Browser, page: Path) -> None:
    with opened(browser, page, script=False) as seen:
        pictures = seen.page.locator("section:has(#holdings) svg.picture")
        assert pictures.count() == 4
        assert all(pictures.nth(k).is_visible() for k in range(4))


def test_on_a_telephone_every_number_of_a_name_stays(browser: Browser, page: Path) -> None:
    with opened(browser, page, width=390, height=844) as seen:
        row = seen.page.locator("table.names tbody tr").first
        assert all(row.locator("td").nth(k).is_visible() for k in range(11))
        assert seen.run("document.querySelector('table.names').scrollWidth <= 390")
