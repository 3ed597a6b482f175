"""Equipment localisation (设备国产替代): cards made at home need packaging, test and front-end tools from home.

Reports: 000 Soochow Securities, 2025-02-06 (packaging, test and front-end equipment, all on its formal list);
001 Lianchu Securities, known from 2025-03-20, chapter 4 (a table of tool makers by kind of tool); 003 Guolian Minsheng
Securities, 2026-01-28, chapter 8.2 (equipment for memory makers).

Stated by: 000 (2025-02-06), which argues each step from the inference card to packaging, test and front-end tools. 001
names more makers of tools and argues substitution by the domestic share; 003 adds the tools of memory makers, which is
a thesis about memory.

The claim: inference cards do not need the leading node, so Chinese designers move them to domestic fabs; performance
then has to come from packaging, more dies have to be tested, and full fabs expand with domestic tools. A year later the
memory makers, whose margin passed 35%, expand too and buy etch, deposition and bonding tools.

How each sentence became a rule:
- "Performance has to come from packaging": packaging weighs ``packaging`` times a sleeve of test, front-end or memory
  equipment; that it comes first is 000's order, the number is ours. A sleeve without a name yet leaves its share to the
  others: memory equipment is first named on 2026-01-28.
- "Those who qualify get the orders": a tool that is not qualified sells nothing. There is no series of orders, so we
  hold the ``top`` names of a segment by total return over ``lookback`` sessions, about the six months of 000's rating.
- "Full fabs expand": while the last known utilisation of SMIC is under ``full``, exposure falls to ``below``; unknown
  means neutral.
- "Memory makers buy at 35%": memory equipment joins when the last known margin is at least ``margin``, or unknown.

Refuted if: the basket does not beat the CSI 300 by 5 points in the six months after 2025-02-06 (000's rating); it does
not beat its own plain version, so that strength says nothing about qualification; fabs run below ``full`` and the tool
makers rise all the same; 000's own number of nine thousand wafers a month stays too small to matter to the tool makers.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

import numpy as np

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import FOUNDRY_UTILISATION, MEMORY_MAKER_MARGIN, at_least
from strategies.rules.thesis import Portfolio, thesis_strategy

FRONT_END = ("000.front_end_process_equipment", "001.self_control_equipment")

SEGMENTS = (
    Segment("packaging_equipment", "packaging", ("000.advanced_packaging_equipment",), ("packaging_equipment",)),
    Segment("test_equipment", "test", ("000.backend_test_equipment",), ("test_equipment",)),
    Segment("front_end_equipment", "front_end", FRONT_END, ("front_end_equipment",)),
    Segment("storage_equipment", "storage", ("003.storage_semicap",), ("storage_equipment",)),
)

PARAMETERS = {
    "packaging": Parameter(2.0, "weight of the packaging sleeve, each other sleeve being 1", 0.0, 10.0, source=OURS),
    "top": Parameter(4, "names held in each segment", 1, 20, source=OURS),
    "lookback": Parameter(120, "sessions over which strength is measured", 5, 500, source=OURS),
    "minimum": Parameter(60, "sessions of history a name needs to be ranked, at most lookback", 1, 500, source=OURS),
    "full": Parameter(0.8, "utilisation of SMIC below which fabs do not expand", 0.3, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while utilisation is under that", 0.0, 1.0, source=OURS),
    "margin": Parameter(0.35, "memory makers' gross margin at which they buy tools", 0.0, 0.8, source="003, line 2000"),
}


def rule(basket: Basket) -> Portfolio:
    """Hold the strongest tool makers of each kind, half of them when fabs are not full."""
    utilisation, margin = basket.read(FOUNDRY_UTILISATION), basket.read(MEMORY_MAKER_MARGIN)
    buys = at_least(margin.values, basket.number("margin")) | np.isnan(margin.values)
    return Portfolio(
        sleeves={
            "packaging": basket.number("packaging"),
            "test": 1.0,
            "front_end": 1.0,
            "storage": buys.astype(np.float64),
        },
        names=basket.strongest(basket.total_return(), among=basket.members),
        invested=basket.exposure(utilisation.values, floor="full"),
        readings=(utilisation, margin),
    )


STRATEGY = thesis_strategy(
    "equipment_localisation",
    "Equipment localisation",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("000",),
    gates=(FOUNDRY_UTILISATION, MEMORY_MAKER_MARGIN),
)
