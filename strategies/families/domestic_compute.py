"""Domestic compute (国产算力): short of foreign accelerators, China's clouds buy chips, capacity, machines at home.

Reports: 002 Minsheng Securities, known from 2025-05-07, chapters 2 and 3 (foundry, Ascend machines, accelerators,
custom chips, servers); 003 Guolian Minsheng Securities, 2026-01-28, chapters 6 and 7 (BAT capex, foundry, packaging,
chips).

Stated by: 002 (2025-05-07) and 003. 002 is the first to say that limits on exports push orders to domestic accelerators
whatever the world cycle does, with foundry, servers and supernodes behind them; 003 repeats it with the capex of BAT.
001 asks to follow the domestic compute chain for another cause, one of three sources of growth of a semiconductor
cycle, and lends no names: its packagers are held where it recommends them, by materials_foundry.

The claim: export limits push orders to domestic accelerators whatever the world cycle does; the foundry that alone can
make them is the base, and packaging, chips, servers and supernodes stand on it.

How each sentence became a rule:
- The document says (003, lines 1548, 1609, 1699) foundry in 7.1, packaging in 7.2, chips in 7.3; the other (002, lines
  308, 320, 373, 455, 656) says foundry, Ascend, accelerators, custom chips, servers. Faithful: segments stand in
  003's order, what 002 alone has after it. Ours: it is an order of chapters and no ranking, so the present segments are
  equal, and so are the names in each.
- The document says (003, line 1609) what packaging is for and names no A share. Faithful: its place in the order stays
  empty, and the result says so.
- The document says (003, lines 20, 1450) that capex of Baidu, Alibaba and Tencent is the demand, +32.2% on the year in
  2025Q3 and -22.1% on the quarter, and (line 1452) that the fall on the quarter is blocked supply and not less will.
  Faithful: the year counts, and each figure from the day on which the last of the three told it. Ours: under
  ``capex_floor`` exposure falls to ``below`` of itself. Before all three are known the year of Tencent alone speaks,
  which 002 prints (line 565). Unknown is neutral, and said.
- No document prints a cap. Ours: no name above ``max_weight``; what exceeds it stays in cash, so that one foundry is
  not a sixth of the account.

Refuted if: BAT capex of 2026 stays below 2025; foreign supply reopens and displaces domestic chips; the basket does not
beat the CSI 300 by more than 5 points in the 12 months after 002 or 003; it does no better than the index of
semiconductors (H30184), which holds the same chips and foundry.

Edits: 2026-11-23 first version; the same day two theses of 002 that name the same accelerators joined; 2026-11-29 names
of 000, 001 and 004 went, segments became equal in the printed order with a cap of a tenth, and the weights 4, 3, 2, 1
and the gate of strength became the variants chips_first and strength.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX
from strategies.rules.thesis import Portfolio, thesis_strategy
from strategies.rules.trend import strength

FOUNDRY = ("002.foundry_advanced_node", "002.self_reliance_substitution", "003.domestic_foundry")
ACCELERATORS = (
    "002.lightweight_models_inference_demand",
    "002.self_reliance_substitution",
    "002.domestic_ai_accelerators",
    "002.chip_model_ecosystem",
    "003.domestic_ai_chips",
)
SUPERNODES = ("002.supernode_interconnect", "002.ascend_supply_chain")

# Each a sleeve of its own, so that the present ones are equal.
SEGMENTS = tuple(
    Segment(name, name, theses, kinds)
    for name, theses, kinds in (
        ("foundry", FOUNDRY, ("foundry",)),
        ("packaging", ("003.domestic_advanced_packaging",), ("advanced_packaging",)),
        ("accelerators", ACCELERATORS, ("ai_accelerators",)),
        ("custom_chips", ("002.custom_asic", "003.domestic_ai_chips"), ("custom_chips",)),
        ("supernodes", SUPERNODES, ("supernodes", "ascend_machines")),
        ("servers", ("002.ai_servers",), ("servers",)),
    )
)
SLEEVES = tuple(segment.sleeve for segment in SEGMENTS)

PARAMETERS = {
    **{
        name: Parameter(1.0, f"relative weight of {name.replace('_', ' ')}", 0.0, 10.0, source=OURS) for name in SLEEVES
    },
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "strength": Parameter(
        "ignored",
        "whether exposure falls while the names trail the CSI 300",
        choices=("ignored", "heeded"),
        source=OURS,
    ),
    "lookback": Parameter(120, "sessions over which the basket is held against the CSI 300", 5, 500, source=OURS),
    "minimum": Parameter(
        60, "sessions of history a name needs to count in the basket's strength, at most lookback", 1, 500, source=OURS
    ),
    "strength_floor": Parameter(0.0, "lead over the CSI 300 below which exposure falls", -0.5, 0.5, source=OURS),
    "below": Parameter(0.5, "exposure under either floor", 0.0, 1.0, source=OURS),
    "max_weight": Parameter(0.1, "most in one name, the rest stays in cash", 0.01, 1.0, source=OURS),
}

CHIPS_FIRST = Variant(
    "chips_first",
    "chips gain first, then the foundry, then machines, then packaging: 4, 3, 2 and 1, our reading of 002's list",
    {"accelerators": 2.0, "custom_chips": 2.0, "foundry": 3.0},
)
STRENGTH = Variant(
    "strength",
    "a rating says that the industry beats the CSI 300, so half of it is held while its names do not",
    {"strength": "heeded"},
)


def rule(basket: Basket) -> Portfolio:
    """Hold every known name by segment; less when domestic cloud capex shrinks."""
    capex = basket.read(DOMESTIC_CLOUD_CAPEX)
    invested = basket.exposure(capex.values, floor="capex_floor")
    notes: tuple[str, ...] = ()
    if basket.settings.word("strength") == "heeded":
        lead = strength(basket.total_return(), basket.everyone, basket.market_return())
        invested, notes = invested * basket.exposure(lead, floor="strength_floor"), _unknown(lead)
    return Portfolio(
        sleeves={name: basket.number(name) for name in SLEEVES}, invested=invested, readings=(capex,), notes=notes
    )


def _unknown(lead: Floats) -> tuple[str, ...]:
    """Say on how many decisions (D) the lead over the CSI 300 was unknown."""
    count = int(np.isnan(lead).sum())
    return (f"strength against the CSI 300 was unknown on {count} decisions: neutral",) if count else ()


STRATEGY = thesis_strategy(
    "domestic_compute",
    "Domestic compute",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("002", "003"),
    gates=(DOMESTIC_CLOUD_CAPEX,),
    variants=(CHIPS_FIRST, STRENGTH),
)
