"""Thirty nights with vendors down, a full disk, a corrected value, a day to come and two nights at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from backtest.app.night.history import read_history
from backtest.app.night.site_folder import site_folder
from tests.backtest.app.night.month import BEGIN, DOCUMENT, END, FAULTS, NIGHTS, World, live, rows_of_truth, table

ENDINGS = {
    "": (0, " done, "),
    "vendors down, no site yet": (3, "the pages are made from the store as it was, whose data end on 2026-05-18"),
    "vendors down": (1, "; the site of 2026-05-25 stays"),
    "disk full in the midst of the pages": (1, "No space left on device"),
    "a value of April was changed": (0, " done, "),
    "a row dated in the future": (3, "1, 2027-01-04 (bars/600584.SH.csv:"),
    "two nights at once": (0, "the second: another night is at work on"),
    "a price that is no number": (3, "close 'abc' is no finite number"),
}
"""By fault the exit code, and what its line says: with file and line where a row is wrong."""


@pytest.mark.slow
def test_no_night_shows_half_a_page_and_the_store_holds_its_data_and_nothing_more(tmp_path: Path) -> None:
    lived, world = live(tmp_path), World(tmp_path)
    assert [each.number for each in lived] == list(range(1, NIGHTS + 1))
    assert {each.fault for each in lived} == set(ENDINGS)
    for each in lived:
        code, words = ENDINGS[each.fault]
        assert (each.code, words in each.said, each.half, each.left) == (code, True, (), ()), each
        # One line, whatever happened.
        assert "\n" not in each.said
    # Every bar of the market once, and the one value that was corrected as it was before.
    assert (lived[-1].bars, lived[-1].revisions) == (rows_of_truth(world), 1)
    # A night without a new row adds none, and the vendors' being down not a byte.
    assert {each.added for each in lived if each.fault.startswith("vendors down")} == {0}
    # Two builds at most stay, whatever failed: the site and the one before.
    builds = [path for path in (tmp_path / ".site.builds").iterdir() if path.is_dir()]
    assert len(builds) == 2
    # Every night is remembered, the second of two at once had none of its own.
    history = read_history(site_folder(world.site))
    assert [each.day for each in history] == [each.day for each in lived]
    assert [each.outcome for each in history] == [each.outcome for each in lived]
    assert [each.findings.get("severe", 0) for each in history] == [
        int(each.fault == "a price that is no number") for each in lived
    ]
    # What operators read of it is what was lived through, but for how many bytes a database takes.
    told = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()
    assert _without_bytes(told) == _without_bytes(table(lived))


def _without_bytes(found: str) -> list[str]:
    return [line.rpartition(" | ")[0] for line in found.splitlines()]


def test_each_fault_of_the_month_has_its_ending() -> None:
    assert set(FAULTS.values()) | {""} == set(ENDINGS)
