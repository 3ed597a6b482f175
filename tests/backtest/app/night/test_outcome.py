"""The one line of a night: how many have which badge, and never which was best."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from backtest.app.night.outcome import NightOutcome

NIGHT = NightOutcome(
    outcome="done",
    night=date(2026, 7, 1),
    data_of=date(2026, 6, 30),
    snapshot="s1-0123456789ab",
    site=Path("site"),
    strategies=("a", "b", "c"),
    badges={"HELD": 1, "TOO EARLY": 2},
    diary_rows=7,
)


def test_the_line_counts_badges() -> None:
    assert NIGHT.summary == (
        "night of 2026-07-01: done, 3 strategies on data of 2026-06-30 (s1-0123456789ab), 1 HELD, 2 TOO EARLY, "
        "7 diary rows; site/index.html"
    )
    assert NIGHT.document()["badges"] == {"HELD": 1, "TOO EARLY": 2}
    assert "best" not in NIGHT.document()


def test_a_vendor_that_gave_nothing_stands_in_the_line_of_a_night_that_lacks_nothing() -> None:
    said = (
        "bars: eastmoney gave nothing usable for 6 of 6 symbols (the answer has changed its form): look for an update"
    )
    assert f"2 TOO EARLY, {said}, 7 diary rows" in replace(NIGHT, silent=(said,)).summary
