"""A quantity as published steps: flat from its day to the next, upright between two values, a gap where unknown."""

from __future__ import annotations

import re
from datetime import date

from reports.drawing.steps import steps

FIRST, SECOND, THIRD, LAST = date(2025, 1, 1), date(2025, 1, 11), date(2025, 1, 21), date(2025, 1, 31)


def path_of(values: tuple[float | None, ...]) -> str:
    found = re.search(r'd="([^"]+)"', str(steps((FIRST, SECOND, THIRD), values, LAST)))
    assert found
    return found[1]


def test_a_value_holds_until_the_next_one() -> None:
    # 30 days over the 368 units from 46 to 414: ten days are 122.7. Values 0 and 10 with 8% room either side, so
    # -0.8 to 10.8 over 58 units with the foot at 66: 0 lies at 66 - 0.8 / 11.6 * 58 = 62, 10 at 66 - 10.8 / 11.6 * 58
    # = 12.
    assert path_of((0.0, 10.0, 0.0)) == "M46 62H168.7V12H291.3V62H414"


def test_where_nothing_was_known_the_line_has_a_gap() -> None:
    assert path_of((0.0, None, 10.0)) == "M46 62H168.7M291.3 12H414"


def test_the_level_and_the_newest_value_are_written_and_the_ends_dated() -> None:
    drawn = str(steps((FIRST, SECOND, THIRD), (0.0, 10.0, 0.0), LAST, level=10.0, unit="%"))
    assert re.findall(r"<text[^>]*>([^<]+)</text>", drawn) == ["10%", "0%", "2025-01-01", "2025-01-31"]
