"""The storage cycle (存储周期): contract prices rise, makers earn, and at 35% gross margin they buy equipment.

Reports: 003 Guolian Minsheng Securities, 2026-01-28, chapter 8 (super cycle, printed path of prices, margin rule,
equipment).

Stated by: 003 (2026-01-28). 002 names a module house among other suppliers and argues no cycle (it leaves that to a
note of 2025-03-14 that is not here): an earlier phase, whose name is not held here.

The claim: makers cut low-end supply while AI servers need far more DRAM, HBM and SSD, so contract prices jumped at the
end of 2025 and rise through 2026 on a printed path. Since 2024Q3 the gross margin of Micron, SK hynix and Western
Digital has reached 35%, where capex becomes likelier to rise, and makers of etch, deposition and bonding tools follow.

How each sentence became a rule:
- The document says (lines 1909, 1915-1916) how far contract prices rise in each quarter of 2026: DRAM 15-20, 5-10,
  3-8, 0-5 percent, NAND 20-25, 13-18, 5-10, 0-5. Faithful: the names are held while what was paid reaches the low end
  of that path. Ours: of each quarter the price at its end against the one at the end of the quarter before, the median
  of the stored products; the last quarter that is over counts; DRAM and NAND must both reach their path, as far as they
  are known; under it exposure falls to ``below``. The path is known since 2026-01-28. Unknown is neutral, and said.
- The document says (line 2000) that from a margin of 35% on the probability of more capex rises, and that the makers
  have reached it since 2024Q3. Faithful: equipment is in from a margin of ``margin`` on, which is from the day of the
  report. Ours: with ``equipment_share``, and that an unknown margin is neutral, in.
- The document's table (lines 36-37) names one maker and one equipment house; a second name of either kind is only the
  source of a figure and never traded. Two names are no basket: what it shows is about two companies.

Refuted if: contract prices fall before the fourth quarter of 2026; the makers' margin stays above 35% and their capex
does not rise; the basket does not beat the CSI 300 by more than 5 points in the 12 months after 2026-01-28.

Edits: 2026-11-23 first version; the same day 002's fifth group, which names the same module house, joined; 2026-11-29
names of 002 went, prices are held against the printed path and no more against zero, which became the variant rising,
and the sustained rise that let equipment in went.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import (
    DRAM_AGAINST_PATH,
    DRAM_CONTRACT_PRICE,
    MEMORY_MAKER_MARGIN,
    NAND_AGAINST_PATH,
    NAND_CONTRACT_PRICE,
    below,
)
from strategies.rules.thesis import Portfolio, thesis_strategy

SEGMENTS = (
    Segment("storage_makers", "storage", ("003.storage_super_cycle",), ("storage_makers", "memory_interface")),
    Segment("storage_equipment", "equipment", ("003.storage_semicap",), ("storage_equipment",)),
)

PARAMETERS = {
    "hurdle": Parameter(
        "path",
        "what contract prices must reach: the low end of the printed path, or no fall",
        choices=("path", "zero"),
        source="003, lines 1915-1916",
    ),
    "below": Parameter(0.0, "exposure while they do not", 0.0, 1.0, source=OURS),
    "margin": Parameter(0.35, "makers' gross margin at which capex follows", 0.0, 0.8, source="003, line 2000"),
    "equipment_share": Parameter(0.5, "share of the equipment sleeve while it is in", 0.0, 1.0, source=OURS),
}

RISING = Variant(
    "rising",
    "a cycle may run on below its printed path, so the names are held as long as contract prices do not fall",
    {"hurdle": "zero"},
    gates=(DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE, MEMORY_MAKER_MARGIN),
)
TWO_NAMES = "two names are no basket: 003 names one maker of memory and one of equipment, so this shows two companies"


def rule(basket: Basket) -> Portfolio:
    """Hold maker and equipment while contract prices keep to the printed path and margins let makers buy."""
    margin = basket.read(MEMORY_MAKER_MARGIN)
    on_path = basket.settings.word("hurdle") == "path"
    quantities = (DRAM_AGAINST_PATH, NAND_AGAINST_PATH) if on_path else (DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE)
    prices = tuple(basket.read(each) for each in quantities)
    misses = np.any([below(each.values, 0.0) for each in prices], axis=0)
    equipment: Floats = np.where(below(margin.values, basket.number("margin")), 0.0, basket.number("equipment_share"))
    return Portfolio(
        sleeves={"storage": 1.0 - equipment, "equipment": equipment},
        invested=np.where(misses, basket.number("below"), 1.0),
        readings=(*prices, margin),
        notes=(TWO_NAMES,),
    )


STRATEGY = thesis_strategy(
    "storage_cycle",
    "Storage cycle",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("003",),
    gates=(DRAM_AGAINST_PATH, NAND_AGAINST_PATH, MEMORY_MAKER_MARGIN),
    variants=(RISING,),
)
