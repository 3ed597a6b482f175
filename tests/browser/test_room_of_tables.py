"""The room of tables and their tools: no column a letter wide, no line for a button alone, no half left empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import opened

pytestmark = pytest.mark.browser

# The first cells of plain tables that take more lines than any name needs; days that take more than one.
WORDS = (
    "const words = document.createRange(); words.selectNodeContents(each); const box = words.getBoundingClientRect();"
)
LINES = f"(each) => {{ {WORDS} return box.height / parseFloat(getComputedStyle(each).lineHeight); }}"
CELLS = "main table:not(.stack) tbody tr > :first-child:not(:has(details))"
FIRST = f"[...document.querySelectorAll('{CELLS}')].filter((each) => each.offsetParent)"
TOWERS = f"{FIRST}.filter((each) => ({LINES})(each) > 8).map((each) => each.innerText)"
BROKEN_DAYS = f"{FIRST}.filter((e) => /^[-0-9]{{10}}$/.test(e.innerText) && ({LINES})(e) > 1.5).map((e) => e.innerText)"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_a_telephone_no_first_column_is_read_letter_by_letter(browser: Browser, pages: Path, language: str) -> None:
    with opened(browser, pages / "long.html", width=390, height=844, settings={"lang": language}) as seen:
        assert seen.run(TOWERS) == []
        assert seen.run(BROKEN_DAYS) == []


def test_key_numbers_fill_both_columns(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        tables = "[...document.querySelectorAll('#numbers ~ .pair table')]"
        places = seen.run(f"{tables}.map((each) => Math.round(each.getBoundingClientRect().left))")
        left, right = places[0], places[1]
        assert places == [left, right, left, right]
        assert right - left > 400


@pytest.mark.parametrize("width", [1440, 390])
def test_csv_stands_in_the_line_of_its_heading_and_covers_none_of_it(browser: Browser, pages: Path, width: int) -> None:
    headings = "h3:has(+ .table-tools):not(:has(+ .table-tools input))"
    script = f"""[...document.querySelectorAll('{headings}')].map((each) => {{
      {WORDS}
      const csv = each.nextElementSibling.querySelector('.csv').getBoundingClientRect();
      return [each.innerText, csv.left >= box.right, csv.bottom >= box.bottom - 6 && csv.top <= box.bottom];
    }})"""
    with opened(browser, pages / "long.html", width=width) as seen:
        found = seen.run(script)
        assert len(found) >= 8
        assert [each for each in found if each[1:] != [True, True]] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_bar_ends_where_the_page_ends(browser: Browser, pages: Path, language: str) -> None:
    with opened(browser, pages / "long.html", settings={"lang": language}) as seen:
        ends = [
            f"document.querySelector('{each}').getBoundingClientRect().right" for each in ("[data-print]", ".beside")
        ]
        assert abs(seen.run(ends[0]) - seen.run(ends[1])) < 1
