"""The page about layouts names every layout of the data, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from data_sources.exports.layouts import layouts

PAGE = Path(__file__).parents[3] / "docs" / "layouts.md"


def test_the_page_has_a_row_for_each_layout_with_its_title_table_and_heads() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert list(rows) == list(layouts())
    for name, row in rows.items():
        layout = layouts()[name]
        title, table, heads, units = row.split(" | ")
        assert title == layout.title
        assert table.split(", ") == [layout.table or "not stored", *(["index"] if layout.index else [])]
        assert re.findall(r"`([^`]+)`", heads) == [*layout.tells, *layout.any_of]
        assert (f"volume in {layout.volume}" in units) == bool(layout.volume)
        assert (f"amount in {layout.amount}" in units) == bool(layout.amount)
