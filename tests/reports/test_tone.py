"""The colour of a number is that of its written digits."""

from __future__ import annotations

from reports.sections.verdict import tone


def test_colour_follows_the_written_digits() -> None:
    assert [tone(value) for value in (0.01, -0.01, 0.0004, None)] == ["up", "down", "", ""]
