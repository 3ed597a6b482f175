"""The rule of a declared basket: shares of its sleeves, weights in a segment, and the gates that close it partly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data_sources.language.text import Text, amid, both
from data_sources.tables.facts import Floats
from strategies.conditions.in_words import condition_words
from strategies.conditions.parsing import read_condition
from strategies.contract.parameters import OURS, Parameter
from strategies.declared.exposure import exposure_name
from strategies.declared.gates import closed
from strategies.documents.basket import REBALANCES, WEIGHTINGS, BasketRules, Gate
from strategies.rules.basket import Basket
from strategies.rules.risk import daily_volatility, inverse_volatility
from strategies.rules.thesis import DECIDE_AFTER, MOST_IN_ONE, Portfolio

VOLATILITY = {
    "window": Parameter(60, both("sessions of the volatility", "计算波动率的交易日数"), 10, 500, source=OURS),
    "minimum": Parameter(
        20,
        both("returns a name needs to have a volatility of its own", "个股拥有自身波动率所需的收益个数"),
        2,
        500,
        source=OURS,
    ),
    "floor": Parameter(
        0.005, both("least volatility of a session that counts", "计入的单日波动率下限"), 0.0001, 0.1, source=OURS
    ),
}


def parameters_of(rules: BasketRules, source: str) -> dict[str, Parameter]:
    """Return the dials of a basket, whose defaults are what its document says; ``source`` names the document."""
    cap = Parameter(rules.max_weight, MOST_IN_ONE, 0.01, 1.0, source=source)
    rebalance = Parameter(rules.rebalance, DECIDE_AFTER, choices=REBALANCES, source=source)
    weighting = Parameter(
        rules.weighting,
        both("weights of the names of a segment", "环节内个股的权重"),
        choices=WEIGHTINGS,
        source=source,
    )
    exposures = {
        exposure_name(number): Parameter(gate.exposure, _while_closed(gate), 0.0, 1.0, source=source)
        for number, gate in enumerate(rules.gates, 1)
    }
    return {"weighting": weighting, **exposures, "max_weight": cap, "rebalance": rebalance, **VOLATILITY}


def _while_closed(gate: Gate) -> Text:
    return both(
        f"share that is invested while {gate.when}",
        f"{amid(condition_words(read_condition(gate.when))).lstrip()}时的仓位",
    )


def rule_of(rules: BasketRules) -> Callable[[Basket], Portfolio]:
    """Return the rule of a basket, causal like every other: a decision reads what was published by its day."""

    def rule(basket: Basket) -> Portfolio:
        invested, notes = _invested(rules, basket)
        sleeves: dict[str, Floats | float] = {each.name: each.share for each in rules.sleeves}
        return Portfolio(sleeves=sleeves, names=_names(basket), invested=invested, notes=notes)

    return rule


def _names(basket: Basket) -> Floats | None:
    if basket.settings.word("weighting") == "equal":
        return None
    volatility = daily_volatility(basket.index, basket.rows, basket.whole("window"), basket.whole("minimum"))
    return inverse_volatility(basket.members, volatility, basket.number("floor"))


def _invested(rules: BasketRules, basket: Basket) -> tuple[Floats, tuple[Text, ...]]:
    """The share to invest (D), the product of the exposures of the closed gates, and the notes of all gates."""
    invested = np.ones(len(basket.dates))
    notes: list[Text] = []
    for number, gate in enumerate(rules.gates, 1):
        shut, said = closed(gate, basket.history.signals, basket.dates)
        invested = np.where(shut, invested * basket.number(exposure_name(number)), invested)
        notes += said
    return invested, tuple(notes)
