"""Vendors and ages on the tab of data health, of an invented store."""

from __future__ import annotations

from datetime import UTC, date, datetime

from data_sources.refresh.served import Served
from data_sources.refresh.silent import SilentVendor
from data_sources.store.kept_findings import KeptFinding
from data_sources.tables.finding import Finding
from reports.drawing.age_squares import MOST, age_squares
from reports.site.health import Vendors, findings_section, vendors_section


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


def test_findings_show_their_latest_three_and_say_how_to_list_all() -> None:
    kept = [KeptFinding(Finding("warning", "jump", f"60000{k}.SH jumps"), "files", "s1") for k in range(5)]
    section = findings_section(kept)
    assert section.sentences[0] == "5 findings hold; `backtest findings --open` lists each."
    assert section.table is not None
    latest = section.table.rows[0][-1].text
    assert latest == "600004.SH jumps; 600003.SH jumps; 600002.SH jumps; 2 more"
    assert latest.zh == "600004.SH jumps；600003.SH jumps；600002.SH jumps；另有 2 条"
    assert findings_section(kept[:1]).sentences[0] == "1 finding holds; `backtest findings --open` lists each."
    assert findings_section([]).sentences[0] == "No findings hold."
