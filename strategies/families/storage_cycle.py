"""The storage cycle (存储周期): contract prices rise, makers earn, and at 35% gross margin they buy equipment.

Reports: 003 Guolian Minsheng Securities, 2026-01-28, chapter 8 (super cycle, margin rule, equipment); 002 Minsheng
Securities, known from 2025-05-07, which names a module house as a gainer of cloud capex.

Stated by: 003 (2026-01-28); 002 only lent names before. 003 alone argues the fourth cycle, the contract prices and
the margin at which capex follows; 002 names a module house as a gainer of cloud capex and argues no cycle (it leaves
that to a note of 2025-03-14 that is not here).

The claim: makers cut low-end supply while AI servers need far more DRAM, HBM and SSD, so contract prices jumped at the
end of 2025 and rise through 2026. Once the gross margin of Micron, SK hynix and Western Digital reaches 35%, capex is
likely to rise (the report prints no probability), and makers of etch, deposition and bonding tools follow.

How each sentence became a rule:
- "While contract prices rise": the mean of the known DRAM and NAND contract price changes over three months. Under
  ``price_floor`` the cycle has rolled over and the strategy holds cash. Without a known value: neutral, invested.
- Makers and module houses: two equal segments of one sleeve, the module house alone until 2026-01-28. Evidence is
  thin, one formal name each; 003's second name is only the source of a table and is never traded.
- "Capex follows at 35%": the equipment sleeve joins with ``equipment_share`` when the margin is at least ``margin``, or
  when contract prices rose by ``sustained_rise`` over ``sustained_months`` months. While neither is known: in, neutral.
  Before 2026-01-28 it has no name, and the storage sleeve has its share.

Refuted if: contract prices fall before the fourth quarter of 2026; the makers' margin stays above 35% and their capex
does not rise; the basket does not beat the CSI 300 by more than 5 points in the 12 months after 2026-01-28.

Edits: 2026-11-23 first version; the same day 002's fifth group, which names the same module house, joined.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import (
    DRAM_CONTRACT_PRICE,
    MEMORY_MAKER_MARGIN,
    NAND_CONTRACT_PRICE,
    at_least,
    exposure,
    mean_known,
)
from strategies.rules.thesis import Portfolio, thesis_strategy

SEGMENTS = (
    Segment("storage_makers", "storage", ("003.storage_super_cycle",), ("storage_makers", "memory_interface")),
    Segment("storage_modules", "storage", ("002.storage", "002.other_supply_chain"), ("storage_modules",)),
    Segment("storage_equipment", "equipment", ("003.storage_semicap",), ("storage_equipment",)),
)

PARAMETERS = {
    "price_floor": Parameter(
        0.0, "three-month change of contract prices below which all is cash", -0.2, 0.2, source=OURS
    ),
    "margin": Parameter(0.35, "makers' gross margin at which capex follows", 0.0, 0.8, source="003, line 2000"),
    "sustained_months": Parameter(6, "months over which a rise counts as sustained", 3, 24, source=OURS),
    "sustained_rise": Parameter(0.2, "rise of contract prices that says capex follows", 0.0, 2.0, source=OURS),
    "equipment_share": Parameter(0.3, "share of the equipment sleeve once it joins", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold makers and module houses while contract prices rise, with equipment once capex follows."""
    dram, nand, margin = (basket.read(q) for q in (DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE, MEMORY_MAKER_MARGIN))
    rise = _sustained_rise(basket)
    follows = at_least(margin.values, basket.number("margin")) | at_least(rise, basket.number("sustained_rise"))
    joined = follows | (np.isnan(margin.values) & np.isnan(rise))
    equipment: Floats = basket.number("equipment_share") * joined.astype(np.float64)
    return Portfolio(
        sleeves={"storage": 1.0 - equipment, "equipment": equipment},
        invested=exposure(mean_known(dram.values, nand.values), basket.number("price_floor"), below=0.0),
        readings=(dram, nand, margin),
    )


def _sustained_rise(basket: Basket) -> Floats:
    """The mean known change (D) of contract prices over ``sustained_months``; printed changes count as they are."""
    months = basket.whole("sustained_months")
    longer = (replace(quantity, months=months) for quantity in (DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE))
    return mean_known(*(basket.read(quantity).values for quantity in longer))


STRATEGY = thesis_strategy(
    "storage_cycle",
    "Storage cycle",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("003",),
    gates=(DRAM_CONTRACT_PRICE, MEMORY_MAKER_MARGIN, NAND_CONTRACT_PRICE),
)
