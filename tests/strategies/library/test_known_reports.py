"""Which reports a library knows on a day."""

from __future__ import annotations

from datetime import date

from strategies.library.library import shipped_library


def test_reports_come_in_the_order_in_which_they_were_known() -> None:
    known = shipped_library().reports_as_of
    assert known(date(2025, 2, 3)) == ()
    assert [each.id for each in known(date(2025, 2, 6))] == ["004", "000"]
    assert [each.id for each in known(date(2026, 1, 27))] == ["004", "000", "001", "002"]
    assert [each.id for each in known(date(2026, 1, 28))] == ["004", "000", "001", "002", "003"]
