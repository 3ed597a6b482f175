"""Rate and power (速率 + 功率): bandwidth, electricity and heat are the bottlenecks of AI systems.

Reports: 003 Guolian Minsheng Securities, 2026-01-28, chapters 2 to 5 and 10, "seize AI innovation, look for where value
expands"; earlier names of the same two bottlenecks from 004 Cinda Securities, 2025-02-04 (boards and laminates), and
002 Minsheng Securities, known from 2025-05-07 (optical chips, power supply, liquid cooling).

The claim: whether the whole chain rises depends on the capital expenditure of the large clouds; beyond that, excess
return comes from the parts whose value per system grows with each generation, which are the links (optics, optical
switches, boards and their materials and tools) and the supply of power and removal of heat.

How each sentence became a rule:
- "Two bottlenecks": two sleeves, rate with the share ``rate_share`` and power with the rest; segments are equal inside
  a sleeve. While one sleeve has no name yet the other has everything: the names of 2025-02-04 are all of the rate
  sleeve, those of the power sleeve came on 2025-05-07.
- "Where value expands": value per system has no daily series. Inside a segment we hold the ``top`` names by total
  return over ``lookback`` sessions, if they stand above their own mean of ``trend`` sessions; otherwise cash.
- "The sector depends on capex": when the last published capex of the four large American clouds is below that of a year
  before (growth under ``capex_floor``), exposure falls to ``below`` of itself. Without a known value: neutral.
- 003's umbrella list names no stock that its chapters do not; the segments hold them already.

Refuted if: the basket does not beat the CSI 300 by more than 5 points in the 12 months after 2026-01-28 (the report's
own industry standard); capex is cut while the rule still holds; the chosen names do no better than all names equally.

Edits: 2026-11-23 first version; the same day 002's fifth group, which names the same optical chips, joined.
"""

from __future__ import annotations

import numpy as np

from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, History, Strategy
from strategies.rules.basket import decisions, lay_basket
from strategies.rules.filters import filter_parameters
from strategies.rules.gate import HYPERSCALER_CAPEX, exposure, gate_notes
from strategies.rules.members import Segment
from strategies.rules.rank import total_return
from strategies.rules.schedule import PERIODS
from strategies.rules.select import strongest
from strategies.rules.trend import above_own_mean
from strategies.rules.weigh import cap, weigh
from strategies.signals.quantities import read_quantity

OPTICAL = ("002.optical_comm_chips", "002.other_supply_chain", "003.rate_optical_cpo")
BOARDS = ("003.rate_pcb_boards", "004.ai_cloud_side")
MATERIALS = ("003.rate_pcb_materials", "004.ai_cloud_side")
POWER = ("002.aidc_power", "002.hvdc", "002.supercapacitor", "002.diesel_backup", "002.server_psu_dcdc",
         "003.power_hvdc_sst")  # fmt: skip
SUPPLY = ("hvdc", "transformers", "power_pcb", "server_power", "power_ics", "supercapacitors", "diesel_generators")

SEGMENTS = (
    Segment("optical", "rate", OPTICAL, ("optical_chips", "optical_modules")),
    Segment("ocs", "rate", ("003.rate_ocs",), ("ocs",)),
    Segment("pcb_boards", "rate", BOARDS, ("pcb_boards",)),
    Segment("pcb_materials", "rate", MATERIALS, ("pcb_materials",)),
    Segment("pcb_equipment", "rate", ("003.rate_pcb_equipment",), ("pcb_equipment",)),
    Segment("power_supply", "power", POWER, SUPPLY),
    Segment("liquid_cooling", "power", ("002.liquid_cooling", "003.power_liquid_cooling"), ("liquid_cooling",)),
)

PARAMETERS = {
    "rate_share": Parameter(0.5, "share of the rate sleeve; the power sleeve has the rest", 0.0, 1.0),
    "top": Parameter(3, "names held in each segment", 1, 20),
    "lookback": Parameter(120, "sessions over which strength is measured", 5, 500),
    "trend": Parameter(200, "sessions of a name's own long mean", 5, 500),
    "minimum": Parameter(60, "sessions of history a name needs to be ranked", 1, 500),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0),
    "max_weight": Parameter(1.0, "most in one name, the rest stays in cash", 0.01, 1.0),
    "rebalance": Parameter("month", "decide after the last session of each", choices=PERIODS),
    **filter_parameters(SEGMENTS),
}


def targets(history: History, settings: Settings) -> Decisions:
    """Hold the strongest rising names of each segment, half of them when capex shrinks."""
    index = history.panel.total_return_index
    basket = lay_basket(history, SEGMENTS, settings)
    minimum = settings.whole("minimum")
    score = total_return(index, basket.rows, settings.whole("lookback"), minimum)
    rising = above_own_mean(index, basket.rows, settings.whole("trend"), minimum)
    selected = np.array([strongest(score, members & rising, settings.whole("top")) for members in basket.members])
    sleeves = {"rate": settings.number("rate_share"), "power": 1.0 - settings.number("rate_share")}
    weights = cap(weigh(selected, basket.present, basket.sleeve_of, sleeves), settings.number("max_weight"))
    capex = read_quantity(HYPERSCALER_CAPEX, history.signals, basket.dates)
    invested = exposure(capex.values, settings.number("capex_floor"), settings.number("below"))
    return decisions(history, basket, weights * invested[:, None], gate_notes(capex))


STRATEGY = Strategy("rate_power", "Rate and power", targets, ("002", "003", "004"), PARAMETERS, SEGMENTS)
