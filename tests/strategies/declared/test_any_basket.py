"""Whatever a document declares: the account is never overdrawn, the cap holds, and nothing is known too early.

Six names A to F in three segments of one document, which is known from a random day on; F is listed later than others,
and the store has no G. The baskets are random ones of all that a file may ask for, with gates on one random series.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.language.text import same
from data_sources.tables.signals import SignalValue
from strategies.contract.audit import audit_strategy
from strategies.contract.history import History
from strategies.contract.strategy import decide
from strategies.declared.strategy import declared_strategy
from strategies.documents.basket import HOLDINGS, REBALANCES, WEIGHTINGS, BasketRules, Gate, Sleeve
from strategies.documents.document import Report
from tests.strategies.declared.documents import document, thesis
from tests.strategies.rules.market import NONE, make_panel, member, signal, weekdays

SESSIONS = weekdays("2025-01-01", 160)
SEGMENTS = {"boilers": "AB", "burners": "CDG", "pumps": "EF"}
FIRST_OF_F = 70
CLOSES = {name: 50 + k + np.cumsum(np.sin(np.arange(160.0) * (k + 1))) for k, name in enumerate("ABCDEF")}
CLOSES["F"][:FIRST_OF_F] = NONE
PANEL = make_panel(SESSIONS, CLOSES)

fractions = st.integers(0, 20).map(lambda whole: whole / 20)
days = st.integers(5, 150).map(lambda place: SESSIONS[place])
gates = st.builds(
    Gate, st.sampled_from(["orders/x < 5", "qoq(orders/x) > 0 or orders/x >= 9", "orders/none < 1"]), fractions
)


@st.composite
def baskets(draw: st.DrawFn) -> BasketRules:
    """Some of the segments, in one sleeve or several."""
    words = draw(st.lists(st.sampled_from(sorted(SEGMENTS)), min_size=1, unique=True))
    cut = draw(st.integers(0, len(words) - 1))
    parts = [part for part in (words[:cut], words[cut:]) if part]
    shares = st.floats(0.1, 9)
    return BasketRules(
        title=same("Any"),
        horizon_months=None,
        rebalance=draw(st.sampled_from(REBALANCES)),
        max_weight=draw(st.floats(0.01, 1)),
        weighting=draw(st.sampled_from(WEIGHTINGS)),
        listing=draw(st.sampled_from(HOLDINGS)),
        edited=date(2025, 1, 1),
        sleeves=tuple(Sleeve(f"part {k}", draw(shares), tuple(part)) for k, part in enumerate(parts)),
        gates=tuple(draw(st.lists(gates, max_size=2))),
    )


def reported(known_from: date) -> Report:
    listings = ("formal", "attention", "mentioned")
    members = tuple(
        replace(member(name, "006.all", word, str(known_from)), listed_as=listings[k % 3])
        for word, names in SEGMENTS.items()
        for k, name in enumerate(names)
    )
    theses = (thesis("all", tuple(SEGMENTS)),)
    return replace(document(), published=known_from, known_from=known_from, theses=theses, memberships=members)


values = st.lists(st.tuples(days, st.integers(0, 10)), max_size=6, unique_by=lambda each: each[0]).map(
    lambda found: tuple(signal("orders/x", str(day), str(day), float(value)) for day, value in found)
)


@settings(max_examples=60, deadline=None)
@given(rules=baskets(), known_from=days, signals=values)
def test_weights_stay_within_the_rules(rules: BasketRules, known_from: date, signals: tuple[SignalValue, ...]) -> None:
    report = reported(known_from)
    found = decide(declared_strategy(report, rules), History(PANEL, report.memberships, signals))
    held = {name for sleeve in rules.sleeves for word in sleeve.segments for name in SEGMENTS[word]}
    total: dict[date, float] = {}
    for day, symbol, weight in found.targets.rows():
        total[day] = total.get(day, 0.0) + weight
        assert day >= known_from
        assert 0.0 <= weight <= rules.max_weight + 1e-12
        assert symbol in {*held, ""} - {"G"}
        assert symbol != "F" or day >= SESSIONS[FIRST_OF_F]
    assert all(share <= 1.0 + 1e-9 for share in total.values())


@settings(max_examples=10, deadline=None)
@given(rules=baskets(), known_from=days, signals=values)
def test_no_basket_looks_ahead(rules: BasketRules, known_from: date, signals: tuple[SignalValue, ...]) -> None:
    report = reported(known_from)
    history = History(PANEL, report.memberships, signals)
    assert audit_strategy(declared_strategy(report, rules), history, days=4).passed


def test_a_name_listed_later_joins_at_the_first_decision_that_has_a_close_of_it() -> None:
    rules = BasketRules(
        same("x"), None, "week", 1.0, "equal", "all", date(2025, 1, 1), (Sleeve("all", 1.0, ("pumps",)),)
    )
    report = reported(SESSIONS[5])
    rows = decide(declared_strategy(report, rules), History(PANEL, report.memberships)).targets.rows()
    # Session 70 from Wednesday 2025-01-01 on is Wednesday 2025-04-09, so that the first decision with F is the Friday.
    assert min(day for day, symbol, _ in rows if symbol == "F") == date(2025, 4, 11)
    assert {weight for day, symbol, weight in rows if symbol == "E" and day < date(2025, 4, 11)} == {1.0}


def test_a_name_that_the_store_lacks_is_told_in_one_line() -> None:
    rules = BasketRules(
        same("x"), None, "week", 1.0, "equal", "all", date(2025, 1, 1), (Sleeve("all", 1.0, ("burners",)),)
    )
    report = reported(SESSIONS[5])
    notes = decide(declared_strategy(report, rules), History(PANEL, report.memberships)).notes
    assert [each for each in notes if "G" in each] == ["the data has no G: left out"]
