"""Domestic compute (国产算力): short of foreign accelerators, China's clouds buy chips, capacity, machines at home.

Reports: 000 Soochow Securities, 2025-02-06 (packaging, test and front-end equipment); 001 Lianchu Securities, known
from 2025-03-20, chapters 2 and 4 (domestic compute, foundry, packaging, equipment); 002 Minsheng Securities, known from
2025-05-07 (chips, foundry, servers, supernodes, Ascend machines); 003 Guolian Minsheng Securities, 2026-01-28, chapters
6 and 7 (BAT capex, foundry, packaging, chips, supernodes); 004 Cinda Securities, 2025-02-04 (accelerators).

Stated by: 002 (2025-05-07) and 003; 004, 000 and 001 only lent names before. 002 is the first to say that limits on
exports push orders to domestic accelerators whatever the world cycle does, with foundry, servers and supernodes behind
them; 003 repeats it with the capex of BAT. 004 lists two accelerators as cloud hardware; 000 moves inference cards to
domestic fabs because they cost less, and is about the tools; 001, the nearest, asks to follow the domestic compute
chain because DeepSeek lets domestic chips and models work together: another cause, one of three sources of growth of a
semiconductor cycle, with nine sub-industries recommended and no company, and neither servers nor supernodes in it.

The claim: export limits push orders to domestic accelerators whatever the world cycle does; chips gain first, then the
foundry that alone can make them, the servers and supernodes that join them, and the packaging and tools behind it all.

How each sentence became a rule:
- "Chips first": four sleeves in the order of 002's list for attention and of 003's supply side, weighted 4, 3, 2, 1;
  the order is our reading of the reports, the numbers are ours. Segments are equal in a sleeve, names in a segment;
  a sleeve without a name yet leaves its share to the others, so that chips alone are held until 000 names equipment.
- "Chinese clouds pay for it": when the last known capex of Baidu, Alibaba and Tencent is below that of a year before,
  exposure falls to ``below`` of itself. 003 reads the fall against the quarter before as blocked supply, not as less
  will, so the year counts. Without a known value: neutral.
- "The industry beats the CSI 300" is what a rating says. When the known names' mean return over ``lookback`` sessions
  is under the CSI 300's (price index), exposure falls to ``below`` again; both together to its square.

Refuted if: BAT capex of 2026 stays below 2025; foreign supply reopens and displaces domestic chips; the basket does not
beat the CSI 300 by the standards of 000 and 001 in 6 months or of 002 and 003 in 12.

Edits: 2026-11-23 first version; the same day two theses of 002 that name the same accelerators joined.
"""

from __future__ import annotations

import numpy as np

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX
from strategies.rules.thesis import Portfolio, thesis_strategy
from strategies.rules.trend import strength

ACCELERATORS = ("001.cloud_ai_domestic_compute", "002.lightweight_models_inference_demand",
                "002.self_reliance_substitution", "002.domestic_ai_accelerators", "002.chip_model_ecosystem",
                "003.domestic_ai_chips", "004.ai_cloud_side")  # fmt: skip
CUSTOM = ("001.cloud_ai_domestic_compute", "002.custom_asic", "003.domestic_ai_chips")
FOUNDRY = ("000.inference_cards_to_domestic_fab", "001.self_control_foundry", "002.foundry_advanced_node",
           "002.self_reliance_substitution", "003.domestic_foundry")  # fmt: skip
SUPERNODES = ("002.supernode_interconnect", "002.ascend_supply_chain")
FRONT_END = ("000.front_end_process_equipment", "001.self_control_equipment")
PACKAGING = ("000.advanced_packaging_equipment", "001.self_control_advanced_packaging")

SEGMENTS = (
    Segment("accelerators", "chips", ACCELERATORS, ("ai_accelerators",)),
    Segment("custom_chips", "chips", CUSTOM, ("custom_chips",)),
    Segment("foundry", "foundry", FOUNDRY, ("foundry",)),
    Segment("servers", "servers", ("002.ai_servers",), ("servers",)),
    Segment("supernodes", "servers", SUPERNODES, ("supernodes", "ascend_machines")),
    Segment("packaging", "equipment", PACKAGING, ("advanced_packaging", "packaging_equipment")),
    Segment("test_equipment", "equipment", ("000.backend_test_equipment",), ("test_equipment",)),
    Segment("front_end_equipment", "equipment", FRONT_END, ("front_end_equipment",)),
)
SLEEVES = ("chips", "foundry", "servers", "equipment")

PARAMETERS = {
    "chips": Parameter(4.0, "relative weight of the chip sleeve", 0.0, 10.0, source=OURS),
    "foundry": Parameter(3.0, "relative weight of the foundry sleeve", 0.0, 10.0, source=OURS),
    "servers": Parameter(2.0, "relative weight of servers and supernodes", 0.0, 10.0, source=OURS),
    "equipment": Parameter(1.0, "relative weight of packaging and equipment", 0.0, 10.0, source=OURS),
    "lookback": Parameter(120, "sessions over which the basket is held against the CSI 300", 5, 500, source=OURS),
    "minimum": Parameter(
        60, "sessions of history a name needs to count in the basket's strength, at most lookback", 1, 500, source=OURS
    ),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "strength_floor": Parameter(0.0, "lead over the CSI 300 below which exposure falls", -0.5, 0.5, source=OURS),
    "below": Parameter(0.5, "exposure under either floor", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold every known name by sleeve; less when domestic cloud capex shrinks or the basket trails the CSI 300."""
    capex = basket.read(DOMESTIC_CLOUD_CAPEX)
    lead = strength(basket.total_return(), basket.everyone, basket.market_return())
    unknown = int(np.isnan(lead).sum())
    return Portfolio(
        sleeves={name: basket.number(name) for name in SLEEVES},
        invested=basket.exposure(capex.values, floor="capex_floor") * basket.exposure(lead, floor="strength_floor"),
        readings=(capex,),
        notes=(f"strength against the CSI 300 was unknown on {unknown} decisions: neutral",) if unknown else (),
    )


STRATEGY = thesis_strategy(
    "domestic_compute",
    "Domestic compute",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("002", "003"),
    gates=(DOMESTIC_CLOUD_CAPEX,),
)
