"""A basket declared in a document, on a market of four names whose weights are worked out by hand.

Every session is a weekday from 2025-12-01 on. A and B make boilers, C burners, D pumps; prices rise by 1 a session.
"""

from dataclasses import replace

import numpy as np
import pytest

from backtest.result.gates import gates_sentence
from data_sources.language.text import same
from data_sources.tables.signals import SignalValue
from reports.thesis_card import thesis_card
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.contract.strategy import Decisions, decide
from strategies.declared.strategy import declared_strategy
from strategies.documents.basket import BasketRules, Gate
from strategies.plain_list.version import plain_version
from strategies.standing.gate_effect import gate_effects
from tests.strategies.declared.documents import ORDERS, RULES, document
from tests.strategies.rules.market import make_panel, signal, weekdays

SESSIONS = weekdays("2025-12-01", 100)  # to 2026-04-17
PANEL = make_panel(SESSIONS, {name: 100 + np.arange(100.0) for name in "ABCD"})


def orders(published_on: str, value: float) -> SignalValue:
    return signal("orders_yoy/boilers", "2025-12-31", published_on, value, "percent")


def decided(*signals: SignalValue, rules: BasketRules = RULES, **given: Value) -> Decisions:
    found = document()
    return decide(declared_strategy(found, rules), History(PANEL, found.memberships, signals), given)


def weights(found: Decisions, day: str) -> dict[str, float]:
    return {symbol: weight for when, symbol, weight in found.targets.rows() if str(when) == day and symbol}


def test_sleeves_share_by_their_numbers_segments_and_names_equally_up_to_the_cap() -> None:
    # Heat 3 of 4: boilers 3/8, in halves for A and B; burners 3/8 in C. Flow 1 of 4: D.
    assert weights(decided(), "2026-01-28") == pytest.approx({"A": 3 / 16, "B": 3 / 16, "C": 3 / 8, "D": 1 / 4})
    # With at most 0.3 in one name C leaves 3/8 - 3/10 in cash.
    assert weights(decided(max_weight=0.3), "2026-01-28")["C"] == pytest.approx(0.3)


def test_it_decides_on_the_day_of_publication_and_at_each_month_end_after_it() -> None:
    days = [str(day) for day in decided().targets.dates]
    assert days == ["2026-01-28", "2026-01-30", "2026-02-27", "2026-03-31"]
    assert [str(day) for day in decided(rebalance="quarter").targets.dates] == ["2026-01-28", "2026-03-31"]


def test_the_formal_list_alone_leaves_out_what_the_document_only_mentions() -> None:
    # Without B all of the boilers' 3/8 is A.
    assert weights(decided(listing="formal"), "2026-01-28")["A"] == pytest.approx(3 / 8)


def test_a_closed_gate_halves_everything_from_the_day_of_its_figure_and_no_earlier() -> None:
    found = decided(orders("2026-02-10", -1.0))
    assert sum(weights(found, "2026-01-30").values()) == pytest.approx(1.0)
    assert weights(found, "2026-02-27") == pytest.approx({"A": 3 / 32, "B": 3 / 32, "C": 3 / 16, "D": 1 / 8})
    assert found.notes == ("gate 'orders_yoy/boilers < 0' had no known value until 2026-02-27: neutral until then",)


def test_a_figure_on_the_threshold_leaves_the_gate_open() -> None:
    assert sum(weights(decided(orders("2026-02-10", 0.0)), "2026-02-27").values()) == pytest.approx(1.0)


def test_two_closed_gates_multiply() -> None:
    both = replace(RULES, gates=(ORDERS, Gate("prices/steel > 90", 0.2)))
    steel = signal("prices/steel", "2026-01-31", "2026-02-12", 100.0, "CNY")
    found = decided(orders("2026-02-10", -1.0), steel, rules=both)
    # 0.5 times 0.2 of a full basket.
    assert sum(weights(found, "2026-02-27").values()) == pytest.approx(0.1)


def test_a_gate_without_any_value_is_neutral_and_said_to_be() -> None:
    assert decided().notes == ("gate 'orders_yoy/boilers < 0' had no known value: neutral throughout",)


def test_its_plain_version_holds_all_names_equally() -> None:
    found = document()
    plain = plain_version(declared_strategy(found, RULES))
    held = decide(plain, History(PANEL, found.memberships, ()))
    assert weights(held, "2026-01-28") == pytest.approx(dict.fromkeys("ABCD", 1 / 4))


def test_the_definition_changes_with_the_rules_and_with_the_names_and_with_nothing_else() -> None:
    found = document()
    own = declared_strategy(found, RULES).definition
    assert own == declared_strategy(replace(found, title="Warmer houses"), RULES).definition
    assert own != declared_strategy(found, replace(RULES, max_weight=0.5)).definition
    assert own != declared_strategy(replace(found, memberships=found.memberships[:3]), RULES).definition


def test_its_thesis_card_has_claim_rules_with_their_lines_and_falsifiers() -> None:
    card = thesis_card(declared_strategy(document(), RULES))
    assert card is not None
    assert card.claim == "Old boilers are replaced. Moving."
    assert card.rules == (
        "Heat, share 3: boilers, burners equally (line 7).",
        "Flow, share 1: pumps equally (ours).",
        "Names in a segment weigh alike; 0.4 (max_weight) is the most in one of them.",
        "While orders_yoy/boilers < 0 only 0.5 (exposure_1) of it is invested; neutral while unknown (line 12).",
    )
    assert card.falsifiers[1:] == ("Orders fall for a year", "A mild winter")


def test_its_gates_are_called_by_their_conditions_and_read_growth_where_they_ask_for_it() -> None:
    gates = (ORDERS, Gate("qoq(prices/steel) > 90", 0.2), Gate("orders_yoy/boilers < 3 and stocks/tin > 1", 0.1))
    one, two, three = declared_strategy(document(), replace(RULES, gates=gates)).gates
    boilers = "orders_yoy/boilers of orders_yoy/boilers < 0; orders_yoy/boilers < 3 and stocks/tin > 1"
    assert (one.name, one.sources[0].series, one.sources[0].reads) == (boilers, "orders_yoy/boilers", "value")
    assert (two.name, two.sources[0].reads, two.months) == ("qoq(prices/steel) > 90", "level", 3)
    assert three.name == "stocks/tin of orders_yoy/boilers < 3 and stocks/tin > 1"


def test_what_a_gate_did_is_told_with_its_condition_and_the_numbers_of_its_series() -> None:
    found, rules = document(), replace(RULES, gates=(Gate("prices/steel > 900", 0.2),))
    steel = signal("prices/steel", "2025-12-31", "2026-02-10", 850.0, "CNY")
    history = History(PANEL, found.memberships, (steel,))
    (effect,) = gate_effects(declared_strategy(found, rules), history)
    # Known at the last two of four decisions, 850 yuan and so never above 900.
    assert gates_sentence([effect], same("so far")) == (
        "The gate 'prices/steel > 900' (neutral at 2 before anything was published, then it read 850, which by itself "
        "changes nothing) changed 0 of 4 decisions so far."
    )
