"""The same calls from the session before the base and the one after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from strategies.scorecard import score
from tests.strategies.rules.market import make_panel
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report

# Published on 2025-02-04 while the market was shut: the base is 2025-01-27. CSI 300: 3,900, 4,000, 4,010 to 4,200.
CLOSES: dict[str, list[float]] = {
    # +20% from the base and 15 points; from the session before 12 / 9 and 33.33 - 7.69 = 25.64; from the one after
    # 12 / 11.8 and 1.69 - 4.74 = -3.04: it did not beat.
    "600000.SH": [9, 10, 11.8, 12, 12, 12, 12, 1],
    # +4% and -1 point; 10.4 / 9.2 is 13.04 - 7.69 = 5.35 from the session before: it beat; -0.74 from the one after.
    "600001.SH": [9.2, 10, 10, 10, 10, 10, 10.4, 1],
}


def test_one_session_either_way_by_hand() -> None:
    days = score(make_panel(SESSIONS, CLOSES, CSI_300), [small_report(tuple(CLOSES))]).reports[0].base_days
    assert [(each.shift, each.day) for each in days] == [
        (-1, date(2025, 1, 24)),
        (0, date(2025, 1, 27)),
        (1, date(2025, 2, 5)),
    ]
    assert [(each.unrated.beat, each.unrated.did_not_beat) for each in days] == [(2, 0), (1, 1), (0, 2)]
    assert [each.changed for each in days] == [
        (("600001.SH", "beat"),),
        (),
        (("600000.SH", "did not beat"),),
    ]
    before, own, after = (each.average for each in days)
    assert before == pytest.approx((12 / 9 + 10.4 / 9.2) / 2 - 4200 / 3900)
    assert own == pytest.approx((0.20 + 0.04) / 2 - 0.05)
    assert after == pytest.approx((12 / 11.8 + 10.4 / 10) / 2 - 4200 / 4010)
    assert {each.ends_on for each in days} == {date(2025, 8, 4)}  # a printed date keeps its end


def test_a_derived_date_moves_its_end_with_it() -> None:
    # Six months after 2025-01-24, 02-04 and 02-05: the last one ends on 2025-08-05, a session on which 600000 is at 1.
    derived = replace(small_report(tuple(CLOSES)), date_basis="derived")
    days = score(make_panel(SESSIONS, CLOSES, CSI_300), [derived]).reports[0].base_days
    assert [each.ends_on for each in days] == [date(2025, 7, 24), date(2025, 8, 4), date(2025, 8, 5)]
    # To 2025-03-03, the last session by 2025-07-24: 12 / 9 and 10 / 9.2 against 4,030 / 3,900.
    assert days[0].average == pytest.approx((12 / 9 + 10 / 9.2) / 2 - 4030 / 3900)
    assert [each.closed for each in days] == [True, True, True]


def test_a_later_day_whose_window_is_still_open_changes_no_verdict() -> None:
    derived = replace(small_report(tuple(CLOSES)), date_basis="derived")
    panel = make_panel(SESSIONS, CLOSES, CSI_300)
    days = score(panel, [derived], SESSIONS[6]).reports[0].base_days
    assert [(each.shift, each.closed) for each in days] == [(-1, True), (0, True), (1, False)]
    assert (days[2].unrated.pending, days[2].changed) == (2, ())


def test_the_first_stored_session_has_none_before_it() -> None:
    panel = make_panel(SESSIONS[1:], {symbol: closes[1:] for symbol, closes in CLOSES.items()}, CSI_300[1:])
    days = score(panel, [small_report(tuple(CLOSES))]).reports[0].base_days
    assert [each.shift for each in days] == [0, 1]


def test_a_report_that_the_bars_do_not_reach_has_no_base_days() -> None:
    panel = make_panel(SESSIONS[:1], {symbol: closes[:1] for symbol, closes in CLOSES.items()}, CSI_300[:1])
    assert score(panel, [small_report(tuple(CLOSES))]).reports[0].base_days == ()
