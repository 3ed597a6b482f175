"""Vendors and ages on the tab of data health, of an invented store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from data_sources.refresh.served import Served
from data_sources.refresh.silent import SilentVendor
from reports.drawing.age_squares import MOST, age_squares
from reports.site.health import Vendors, vendors_section


def test_a_vendor_is_listed_with_what_it_last_gave_and_what_it_withheld() -> None:
    served = (Served("north", "bars", datetime(2026, 6, 30, 9, 10, tzinfo=UTC), date(2026, 6, 30)),)
    silent = (SilentVendor("south", "bars", 0, 0, "bars: south gave nothing"),)
    section = vendors_section(Vendors(served, silent))
    assert section.table is not None
    assert [[str(cell.text) for cell in row] for row in section.table.rows] == [
        ["north", "bars", "2026-06-30 09:10", "2026-06-30", ""],
        ["south", "bars", "never", "", "bars: south gave nothing"],
    ]
    assert section.table.rows[1][2].text.zh == "从未"
    assert vendors_section(Vendors()).table is None


def test_a_square_a_session_that_is_lacking_and_no_more_than_ten() -> None:
    assert age_squares(0) == ""
    assert age_squares(3).count("<rect") == 3
    assert age_squares(400).count("<rect") == MOST
