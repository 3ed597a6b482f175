"""The room of tables and their tools: no column a letter wide, no line for a button alone, no half left empty."""

from __future__ import annotations

import re
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
HEADS = "[...document.querySelectorAll('main table:not(.stack, .heat) thead th')].filter((each) => each.offsetParent)"
NARROW_HEADS = f"{HEADS}.filter((each) => ({LINES})(each) > 5).map((each) => each.innerText)"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_a_telephone_no_first_column_is_read_letter_by_letter(browser: Browser, pages: Path, language: str) -> None:
    with opened(browser, pages / "long.html", width=390, height=844, settings={"lang": language}) as seen:
        assert seen.run(TOWERS) == []
        assert seen.run(BROKEN_DAYS) == []
        assert seen.run(NARROW_HEADS) == []


def test_key_numbers_fill_both_columns(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html") as seen:
        tables = "[...document.querySelectorAll('#numbers ~ .pair table')]"
        places = seen.run(f"{tables}.map((each) => Math.round(each.getBoundingClientRect().left))")
        left, right = places[0], places[1]
        assert places == [left, right, left, right]
        assert right - left > 400


@pytest.mark.parametrize("width", [1440, 390])
def test_csv_stands_in_the_line_of_its_heading_and_covers_none_of_it(browser: Browser, pages: Path, width: int) -> None:
    headings = "h3:has(+ .table-tools:not(.searched))"
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


# The edges of all that a reader sees, without the tools that the script of tables puts in and what paper alone shows.
EDGES = """[...document.querySelectorAll("main :is(h1, h2, h3, p, table, figure, li)")]
  .filter((each) => each.checkVisibility() && !each.closest(".paper-only, tr"))
  .map((each) => [each.textContent.slice(0, 30), each.getBoundingClientRect()])
  .map(([words, { top, height }]) => [words, top, height])"""
TABLES = re.compile(r"<script>\s*const tables=.*?</script>", re.DOTALL)


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_nothing_moves_when_the_script_of_tables_has_run(browser: Browser, pages: Path, width: int) -> None:
    before, after = pages / f"before-{width}.html", pages / "long.html"
    text, found = TABLES.subn("", after.read_text(encoding="utf-8"))
    assert found == 1
    before.write_text(text, encoding="utf-8")
    with opened(browser, before, width=width) as seen:
        waiting = seen.run(EDGES)
    with opened(browser, after, width=width) as seen:
        ready = seen.run(EDGES)
    assert len(waiting) > 50
    assert [each[0] for each in waiting] == [each[0] for each in ready]
    moved = [(a, b) for a, b in zip(waiting, ready, strict=True) if abs(a[1] - b[1]) > 1 or abs(a[2] - b[2]) > 1]
    assert moved == []
