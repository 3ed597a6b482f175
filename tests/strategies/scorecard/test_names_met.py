"""How many names of a report met its standard, without the rest of its scorecard."""

from __future__ import annotations

from datetime import date

from backtest.result.front.standing import NamesMet
from strategies.scorecard.names_met import names_met
from tests.strategies.rules.market import make_panel
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report
from tests.strategies.scorecard.test_card import CLOSES

PANEL = make_panel(SESSIONS, CLOSES, CSI_300)


def test_names_of_the_list_count_once_its_day_has_come() -> None:
    # Excesses of 15, 4 and -25 points against the 5 that the list is held to: one of three.
    assert names_met(PANEL, [small_report(tuple(CLOSES))]) == {"004": NamesMet(1, 3)}


def test_before_the_day_and_without_a_list_there_is_nothing_to_count() -> None:
    assert names_met(PANEL, [small_report(tuple(CLOSES))], date(2025, 8, 1)) == {}
    assert names_met(PANEL, [small_report(tuple(CLOSES), listing="mentioned")]) == {}


def test_a_horizon_that_ends_while_the_market_is_shut_is_over_with_the_session_before() -> None:
    # Six months from a Sunday are Saturday 2025-08-02. The index made 4,190 / 4,000 - 1 = 4.75% by Friday, the names
    # 15, 5 and -15%: excesses of 10.25, 0.25 and -19.75 points against 5. The next session, Monday, is known ahead.
    sunday = small_report(tuple(CLOSES), published="2025-02-02")
    assert names_met(PANEL, [sunday], date(2025, 7, 31)) == {}
    assert names_met(PANEL, [sunday], date(2025, 8, 1)) == {"004": NamesMet(1, 3)}
