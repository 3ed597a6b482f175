"""Rate and power (速率 + 功率): bandwidth, electricity and heat are the bottlenecks of AI systems.

Reports: 003 Guolian Minsheng Securities, 2026-01-28, chapters 2 to 5 and 10, "seize AI innovation, look for where value
expands"; earlier names of the same two bottlenecks from 004 Cinda Securities, 2025-02-04 (boards and laminates), and
002 Minsheng Securities, known from 2025-05-07 (optical chips, power supply, liquid cooling).

Stated by: 003 (2026-01-28); 002 and 004 only lent names before. 003 alone calls the two bottlenecks one thesis and
looks for excess return where value per system grows. 004 lists boards and laminates because cheap inference raises
volume; 002 lists optical chips, power and cooling as suppliers of domestic compute, each by itself.

The claim: whether the whole chain rises depends on the capital expenditure of the large clouds; beyond that, excess
return comes from the parts whose value per system grows with each generation, which are the links (optics, optical
switches, boards and their materials and tools) and the supply of power and removal of heat.

How each sentence became a rule:
- "Two bottlenecks": two sleeves, rate with the share ``rate_share`` and power with the rest; segments are equal inside
  a sleeve. While one sleeve has no name yet the other has everything: the names of 2025-02-04 are all of the rate
  sleeve, those of the power sleeve came on 2025-05-07.
- "Where value expands": the segments are where; inside one all names are equal. Value per system has no daily series.
- "The sector depends on capex": when the last published capex of the four large American clouds is below that of a year
  before (growth under ``capex_floor``), exposure falls to ``below`` of itself. Without a known value: neutral.
- 003's umbrella list names no stock that its chapters do not; the segments hold them already.

Refuted if: the basket does not beat the CSI 300 by more than 5 points in the 12 months after 2026-01-28 (the report's
own industry standard); capex is cut while the rule still holds; the chosen names do no better than all names equally.

Edits: 2026-11-23 first version; the same day 002's fifth group, which names the same optical chips, joined; 2026-11-29
the choice of the strongest rising names became the variant momentum.
"""

from __future__ import annotations

from data_sources.tables.facts import Booleans
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import HYPERSCALER_CAPEX
from strategies.rules.thesis import Portfolio, thesis_strategy

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
    "rate_share": Parameter(0.5, "share of the rate sleeve; the power sleeve has the rest", 0.0, 1.0, source=OURS),
    "names": Parameter(
        "all", "names held in each segment: all, or the strongest that rise", choices=("all", "strongest"), source=OURS
    ),
    "top": Parameter(3, "names held in each segment, of the strongest", 1, 20, source=OURS),
    "lookback": Parameter(120, "sessions over which strength is measured", 5, 500, source=OURS),
    "trend": Parameter(200, "sessions of a name's own long mean", 5, 500, source=OURS),
    "minimum": Parameter(60, "sessions of history a name needs to be ranked, at most lookback", 1, 500, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}


MOMENTUM = Variant(
    "momentum",
    "value per system has no daily series, so the strongest rising names stand for where it expands",
    {"names": "strongest"},
)


def rule(basket: Basket) -> Portfolio:
    """Hold the names of each segment, half of them when capex shrinks."""
    share = basket.number("rate_share")
    capex = basket.read(HYPERSCALER_CAPEX)
    return Portfolio(
        sleeves={"rate": share, "power": 1.0 - share},
        names=_strongest(basket) if basket.settings.word("names") == "strongest" else None,
        invested=basket.exposure(capex.values, floor="capex_floor"),
        readings=(capex,),
    )


def _strongest(basket: Basket) -> Booleans:
    """The ``top`` names (G x D x N) of each segment by return, of those that stand above their own mean."""
    return basket.strongest(basket.total_return(), among=basket.members & basket.above_own_mean())


STRATEGY = thesis_strategy(
    "rate_power",
    "Rate and power",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("003",),
    gates=(HYPERSCALER_CAPEX,),
    variants=(MOMENTUM,),
)
