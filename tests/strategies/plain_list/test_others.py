"""A strategy beside the other names of its report, worked out by hand.

Weekdays from 2024-12-02, 300 of them; report 004 is known from 2025-02-04. Its names of cloud hardware are
``ai_cloud_side``'s; the others are devices, of which the first in the alphabet gains 1 on 10 after publication.
"""

from datetime import date

import numpy as np
import pytest

import backtest
from data_sources.tables.facts import Floats
from strategies.contract.strategy import known_history
from strategies.documents.library import memberships
from strategies.plain_list.others import beside_others, other_names
from strategies.registry import STRATEGIES
from tests.strategies.rules.market import make_panel, weekdays

SESSIONS = weekdays("2024-12-02", 300)
OWN = STRATEGIES["ai_cloud_side"]
OTHERS = other_names(OWN, memberships(), {}, "004")


def market(*symbols: str) -> dict[str, Floats]:
    flat = {symbol: np.full(300, 10.0) for symbol in symbols}
    own = {m.symbol: np.full(300, 20.0) for m in memberships(report="004", thesis="ai_cloud_side") if m.tradable}
    return flat | own


def test_the_other_names_are_those_of_the_report_that_the_strategy_does_not_draw() -> None:
    named = {m.symbol for m in memberships(report="004") if m.tradable}
    drawn = {m.symbol for m in memberships(report="004", thesis="ai_cloud_side")}
    assert set(OTHERS) == named - drawn
    assert OTHERS


def test_they_are_bought_at_publication_and_held() -> None:
    closes = market(*OTHERS)
    # Doubled before publication, which nobody could hold, and a tenth more at the end.
    after = np.array(SESSIONS) > date(2025, 2, 4)
    closes[OTHERS[0]] = np.where(after, 22.0, np.where(np.array(SESSIONS) < date(2025, 1, 6), 10.0, 20.0))
    panel = make_panel(SESSIONS, closes)
    run = backtest.run("ai_cloud_side", panel=panel)
    beside = beside_others(OWN, known_history(panel), run, {})
    assert beside is not None
    assert (beside.report, beside.names) == ("004", len(OTHERS))
    assert beside.others == pytest.approx(0.1 / len(OTHERS))
    assert beside.rule == pytest.approx(run.split["test"]["total_return"])
    assert run.others == beside
    assert backtest.run("ai_cloud_side", panel=panel, hindsight=True).others == beside


def test_without_another_name_in_the_data_there_is_nothing_beside_it() -> None:
    panel = make_panel(SESSIONS, market())
    assert backtest.run("ai_cloud_side", panel=panel).others is None
    assert backtest.run(lambda _: {date(2025, 2, 4): {}}, panel=panel, audit=False).others is None
