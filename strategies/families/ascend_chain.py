"""The Ascend supply chain (昇腾链): what Huawei's accelerators and supernodes are built from.

Reports: 002 Minsheng Securities, known from 2025-05-07 (the Ascend chapter, and the fifth group of its advice, which
names the same suppliers of connectors, boards, power chips and moulding compound).

Stated by: 002 (2025-05-07), the only report it rests on.

The claim: limited to weaker chips, Huawei joins many of them and spends power for performance; so suppliers of power,
connectors, boards, compound, pumps and heat spreaders, the foundry and the builders of machines grow with its
shipments.

How each sentence became a rule:
- "Suppliers grow with shipments": five sleeves by what is supplied (power, heat, links, foundry, machines), equal since
  the report gives no content value; names are equal in a sleeve. One without a name leaves its share to the others.
- "A supplier that does not follow for two reporting seasons is out" (our falsifier): shipments are not published. Two
  seasons are half a year, so a name is held unless its total return over ``lookback`` sessions trails the CSI 300 by
  more than ``lag``; others of its sleeve take its place, and cash does when all trail. Unknown: held.
- "Chinese clouds and compute centres buy": when the last known capex of Baidu, Alibaba and Tencent is below that of a
  year before, exposure falls to ``below``. Without a known value: neutral.

Refuted if: the foundry cannot supply and the rule still holds; the basket does not beat the CSI 300 by 5 points in the
12 months after 2025-05-07; names that trailed do as well afterwards as names that led.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX, exposure
from strategies.rules.thesis import Portfolio, thesis_strategy

ASCEND = ("002.ascend_supply_chain",)
PARTS = ("002.ascend_supply_chain", "002.other_supply_chain")

SEGMENTS = (
    Segment("power", "power", PARTS, ("server_power", "power_ics")),
    Segment("heat", "heat", ASCEND, ("liquid_cooling", "heat_spreaders")),
    Segment("links", "links", PARTS, ("connectors", "pcb_boards", "moulding_compounds")),
    Segment("foundry", "foundry", ASCEND, ("foundry",)),
    Segment("machines", "machines", ASCEND, ("ascend_machines",)),
)

PARAMETERS = {
    "lookback": Parameter(120, "sessions in which a supplier must follow: two reporting seasons", 5, 500, source=OURS),
    "minimum": Parameter(60, "sessions of history a name needs to be judged, at most lookback", 1, 500, source=OURS),
    "lag": Parameter(0.1, "how far behind the CSI 300 a name may be and stay", 0.0, 1.0, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold the suppliers that follow, less when Chinese clouds spend less."""
    lead = basket.total_return() - basket.market_return()[:, None]
    follows = exposure(lead, -basket.number("lag"), below=0.0) > 0
    capex = basket.read(DOMESTIC_CLOUD_CAPEX)
    return Portfolio(
        names=basket.members & follows,
        invested=basket.exposure(capex.values, floor="capex_floor"),
        readings=(capex,),
    )


STRATEGY = thesis_strategy(
    "ascend_chain", "Ascend supply chain", rule, SEGMENTS, PARAMETERS, stated_by=("002",), gates=(DOMESTIC_CLOUD_CAPEX,)
)
