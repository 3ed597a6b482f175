"""The line of tools above a table is there before its script, and knows whether a search box comes into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.table_tools import with_tools
from tests.reports.made_results import long_result
from tests.reports.test_page import page_of


def page_with(rows: str, sort: str = " data-sortable") -> str:
    table = f"<table{sort}><thead><tr><th>a</th></tr></thead><tbody>{rows}</tbody></table>"
    return f'<div class="scroll" tabindex="0">\n{table}</div>'


@pytest.mark.parametrize(
    ("rows", "sort", "tools"),
    [
        ("<tr><td>1</td></tr>" * 12, " data-sortable", "table-tools searched"),
        ("<tr><td>1</td></tr>" * 11, " data-sortable", "table-tools"),
        # A table that cannot be sorted has no search either; a sum and an opened row are no rows to look for.
        ("<tr><td>1</td></tr>" * 12, "", "table-tools"),
        ("<tr><td>1</td></tr>" * 11 + '<tr class="sum"><td>11</td></tr>', " data-sortable", "table-tools"),
        ('<tr><td>1</td></tr><tr class="opened quiet"><td>2</td></tr>' * 6, " data-sortable", "table-tools"),
    ],
)
def test_a_table_of_twelve_rows_that_can_be_sorted_is_searched(rows: str, sort: str, tools: str) -> None:
    page = page_with(rows, sort)
    assert with_tools(page) == f'<div class="{tools}"></div>\n{page}'


def test_every_table_of_a_report_has_its_tools(tmp_path: Path) -> None:
    page = page_of(long_result(90, 14), tmp_path)
    tables = len(re.findall(r"<table", page))
    assert tables > 10
    assert len(re.findall(r'<div class="table-tools[^>]*></div>\s*<div class="scroll', page)) == tables


def test_a_drawing_that_can_be_scrolled_is_no_table() -> None:
    drawing = '<div class="scroll"><svg></svg></div><table><tbody></tbody></table>'
    assert with_tools(drawing) == drawing
