"""Tables under the hands of a reader: sorted, searched, opened and saved, by mouse and by keys.

The invented table is put into a page by the test itself, so that its rows can be read off here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from reports.page import write_page
from reports.table_tools import with_tools
from tests.browser.chromium import Opened, opened

pytestmark = pytest.mark.browser

ROWS = (
    ("甲公司", "600001.SH", "+11.2%", "0.112"),
    ("乙公司", "600002.SH", "−1,234.5%", "-12.345"),
    ("=1+1", "600003.SH", "–", ""),
    ("丁, 公司", "600004.SH", "+2.0%", "0.02"),
)
MORE = tuple((f"样本{k}", f"60010{k}.SH", f"+{k}.0%", f"{k / 100}") for k in range(10))
FIRST = (
    "[...document.querySelectorAll('table.made tbody tr:not(.opened):not([hidden]) th')].map((each) => each.innerText)"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    path = folder / "night.html"
    write_page("site/night.html", path, {"headline": "Tables", "sentences": (), "data_of": None})
    rows = "".join(
        f'<tr data-opens="more-{k}"><th scope="row">{name}</th><td>{code}</td>'
        f'<td data-value="{value}">{shown}</td></tr>'
        for k, (name, code, shown, value) in enumerate(ROWS + MORE)
    )
    table = (
        '<div class="scroll"><table class="made" data-sortable data-csv="names"><thead><tr><th scope="col">'
        "<span lang=en>Name</span><span lang=zh>名称</span></th>"
        "<th scope=col>Code</th><th scope=col>Return</th></tr></thead>"
        f'<tbody>{rows}<tr class="sum"><th scope="row">All</th><td></td><td>+9.9%</td></tr></tbody></table></div>'
        '<div id="more-0" hidden>What 甲公司 did</div>'
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace("</main>", f"{with_tools(table)}</main>"), encoding="utf-8"
    )
    return path


@pytest.fixture
def seen(browser: Browser, made: Path) -> Iterator[Opened]:
    with opened(browser, made) as page:
        yield page


def test_a_heading_sorts_by_values_the_other_way_at_the_second_press_and_what_has_none_stays_last(seen: Opened) -> None:
    heading = seen.page.get_by_role("button", name="Return")
    heading.click()
    names = seen.run(FIRST)
    # +11.2%, then the made ones from +9% to 0% with +2.0% among them, -1234.5%, no value, and the sum where it was.
    assert (names[0], names[-3:]) == ("甲公司", ["乙公司", "=1+1", "All"])
    assert seen.run("document.querySelector('table.made th[aria-sort=descending]').innerText") == "Return"
    heading.focus()
    seen.page.keyboard.press("Enter")
    names = seen.run(FIRST)
    assert (names[0], names[-3:]) == ("乙公司", ["甲公司", "=1+1", "All"])


def test_a_search_keeps_the_rows_that_say_it(seen: Opened) -> None:
    seen.page.get_by_role("searchbox").fill("600004")
    assert seen.run(FIRST) == ["丁, 公司", "All"]
    assert seen.page.locator(".found").inner_text() == "1 of 14"
    seen.page.get_by_role("searchbox").fill("")
    assert len(seen.run(FIRST)) == 15


def test_a_row_opens_below_itself_by_mouse_and_by_keys(seen: Opened) -> None:
    place = seen.page.get_by_text("What 甲公司 did")
    assert not place.is_visible()
    seen.page.get_by_text("600001.SH").click()
    assert place.is_visible()
    button = seen.page.get_by_role("button", name="甲公司")
    assert button.get_attribute("aria-expanded") == "true"
    seen.page.get_by_role("button", name="Code").click()
    assert seen.run("document.querySelector('tr.opened').previousElementSibling.cells[1].innerText") == "600001.SH"
    button.focus()
    seen.page.keyboard.press("Enter")
    assert not place.is_visible()


def test_a_table_is_saved_with_its_values_and_nothing_that_a_spreadsheet_computes(seen: Opened) -> None:
    with seen.page.expect_download() as saved:
        seen.page.get_by_role("button", name="Save this table as CSV").click()
    assert saved.value.suggested_filename == "names.csv"
    data = Path(saved.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # so that a spreadsheet reads Chinese as UTF-8
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[:5] == [
        "Name,Code,Return",
        "甲公司,600001.SH,0.112",
        "乙公司,600002.SH,-12.345",
        "'=1+1,600003.SH,–",
        '"丁, 公司",600004.SH,0.02',
    ]
    assert lines[-2:] == ["All,,9.9%", ""]
    seen.page.get_by_role("button", name="中文").click()
    with seen.page.expect_download() as saved:
        seen.page.get_by_role("button", name="将此表存为 CSV").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8-sig").startswith("名称,Code,Return\n")


def test_the_first_column_of_a_wide_table_stays_in_sight_on_a_phone(browser: Browser, pages: Path) -> None:
    with opened(browser, pages / "long.html", width=390, height=844) as seen:
        region = seen.page.locator(".scroll", has=seen.page.locator("table:not(.stack):not(.heat)")).last
        region.scroll_into_view_if_needed()
        region.evaluate("(each) => { each.scrollLeft = 150; }")
        left, number = region.evaluate(
            "(each) => { const row = each.querySelector('tbody tr');"
            " return [row.cells[0].getBoundingClientRect().left - each.getBoundingClientRect().left,"
            " row.cells[row.cells.length - 1].innerText]; }"
        )
        assert left == pytest.approx(0, abs=1)
        assert number
