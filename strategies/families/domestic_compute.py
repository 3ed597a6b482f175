"""Domestic compute (国产算力): short of foreign accelerators, China's clouds buy chips, capacity, machines at home.

Reports: 000 Soochow Securities, 2025-02-06 (packaging, test and front-end equipment); 001 Lianchu Securities, known
from 2025-03-20, chapters 2 and 4 (domestic compute, foundry, packaging, equipment); 002 Minsheng Securities, known from
2025-05-07 (chips, foundry, servers, supernodes, Ascend machines); 003 Guolian Minsheng Securities, 2026-01-28, chapters
6 and 7 (BAT capex, foundry, packaging, chips, supernodes); 004 Cinda Securities, 2025-02-04 (accelerators).

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

from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, History, Strategy
from strategies.rules.basket import decisions, lay_basket
from strategies.rules.filters import filter_parameters
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX, exposure, gate_notes
from strategies.rules.members import Segment
from strategies.rules.rank import total_return, trailing_benchmark
from strategies.rules.schedule import PERIODS
from strategies.rules.trend import strength
from strategies.rules.weigh import cap, weigh
from strategies.signals.quantities import read_quantity

BENCHMARK = "000300.SH"
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

PARAMETERS = {
    "chips": Parameter(4.0, "relative weight of the chip sleeve", 0.0, 10.0),
    "foundry": Parameter(3.0, "relative weight of the foundry sleeve", 0.0, 10.0),
    "servers": Parameter(2.0, "relative weight of servers and supernodes", 0.0, 10.0),
    "equipment": Parameter(1.0, "relative weight of packaging and equipment", 0.0, 10.0),
    "lookback": Parameter(120, "sessions over which the basket is held against the CSI 300", 5, 500),
    "minimum": Parameter(60, "sessions of history a name needs to count in the basket's strength", 1, 500),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0),
    "strength_floor": Parameter(0.0, "lead over the CSI 300 below which exposure falls", -0.5, 0.5),
    "below": Parameter(0.5, "exposure under either floor", 0.0, 1.0),
    "max_weight": Parameter(1.0, "most in one name, the rest stays in cash", 0.01, 1.0),
    "rebalance": Parameter("month", "decide after the last session of each", choices=PERIODS),
    **filter_parameters(SEGMENTS),
}


def targets(history: History, settings: Settings) -> Decisions:
    """Hold every known name by sleeve; less when domestic cloud capex shrinks or the basket trails the CSI 300."""
    panel = history.panel
    basket = lay_basket(history, SEGMENTS, settings)
    sleeves = {name: settings.number(name) for name in ("chips", "foundry", "servers", "equipment")}
    weights = cap(weigh(basket.members, basket.present, basket.sleeve_of, sleeves), settings.number("max_weight"))
    lookback, below = settings.whole("lookback"), settings.number("below")
    capex = read_quantity(DOMESTIC_CLOUD_CAPEX, history.signals, basket.dates)
    returns = total_return(panel.total_return_index, basket.rows, lookback, settings.whole("minimum"))
    lead = strength(returns, basket.everyone, trailing_benchmark(panel, BENCHMARK, basket.rows, lookback))
    invested = exposure(capex.values, settings.number("capex_floor"), below)
    invested = invested * exposure(lead, settings.number("strength_floor"), below)
    unknown = int(np.isnan(lead).sum())
    notes = (f"strength against the CSI 300 was unknown on {unknown} decisions: neutral",) if unknown else ()
    return decisions(history, basket, weights * invested[:, None], (*gate_notes(capex), *notes))


REPORTS = ("000", "001", "002", "003", "004")
STRATEGY = Strategy("domestic_compute", "Domestic compute", targets, REPORTS, PARAMETERS, SEGMENTS)
