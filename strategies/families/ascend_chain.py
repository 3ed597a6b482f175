"""The Ascend supply chain (昇腾链): what Huawei's accelerators and supernodes are built from.

Reports: 002 Minsheng Securities, known from 2025-05-07 (section 2.2 on Ascend, and the fifth group of its advice, which
names the same suppliers of connectors, boards, power chips and moulding compound).

Stated by: 002 (2025-05-07), the only report it rests on.

The claim: Huawei joins many of its chips in one machine and spends power for performance, with a supply chain at home
that keeps shipments steady; so its suppliers of power, connectors, boards, compound, pumps and heat spreaders, the
foundry and the builders of machines gain as Ascend spreads.

How each sentence became a rule:
- 002, lines 354 to 370: the chain is at home and mature; seven suppliers, a paragraph each, without rank or content
  value. A segment for each thing supplied, all equal, names equal in one. Faithful; that unranked means equal is our
  reading.
- 002, lines 1050 to 1052: a maker of cooling counts Huawei among its customers. It stands beside the maker of pumps;
  that it belongs to the chain is ours.
- 002, lines 13 and 1068: the fifth group of the advice names four of the seven again. They are the same segments.
  Faithful.
- 002, line 348: the 920 is made by SMIC; lines 350 and 854 to 870: Ascend spreads by ready machines, with their
  builders in a table. A segment each beside the suppliers. The names are the report's, that they gain like a supplier
  is ours.
- 002, line 13: Chinese clouds' rising capital expenditure, at home, pulls the upstream along; line 1366: less of it
  than expected is the risk. When the last known capex of Baidu, Alibaba and Tencent is below that of a year before
  (``capex_floor``), exposure falls to ``below``; unknown: neutral. The driver is the report's, the limit and the half
  are ours.
- Ours, off by default: a supplier whose return over ``lookback`` sessions trails the CSI 300 by more than ``lag`` is
  out (following). Shipments are not published, and the report says nothing of suppliers that do not follow.

Refuted if: the foundry cannot supply and the rule still holds; the basket does not beat the CSI 300 by 5 points in the
12 months after 2025-05-07; the Ascend ecosystem stays far below the 40% of Chinese AI compute that line 350 gives for
2025.

Edits: 2026-11-23 first version; 2026-11-29 the exclusion of suppliers that trail became a variant; a segment for each
thing supplied, no longer five sleeves of ours.
"""

from __future__ import annotations

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX, exposure
from strategies.rules.thesis import Portfolio, thesis_strategy

ASCEND = ("002.ascend_supply_chain",)
PARTS = ("002.ascend_supply_chain", "002.other_supply_chain")

SEGMENTS = (
    Segment("server_power", "chain", ASCEND, ("server_power",)),
    Segment("connectors", "chain", PARTS, ("connectors",)),
    Segment("power_ics", "chain", PARTS, ("power_ics",)),
    Segment("pcb_boards", "chain", PARTS, ("pcb_boards",)),
    Segment("moulding_compounds", "chain", PARTS, ("moulding_compounds",)),
    Segment("liquid_cooling", "chain", ASCEND, ("liquid_cooling",)),
    Segment("heat_spreaders", "chain", ASCEND, ("heat_spreaders",)),
    Segment("foundry", "chain", ASCEND, ("foundry",)),
    Segment("ascend_machines", "chain", ASCEND, ("ascend_machines",)),
)

PARAMETERS = {
    "suppliers": Parameter(
        "all", "names held: all, or those that do not trail the CSI 300", choices=("all", "following"), source=OURS
    ),
    "lookback": Parameter(120, "sessions in which a supplier must follow: two reporting seasons", 5, 500, source=OURS),
    "minimum": Parameter(60, "sessions of history a name needs to be judged, at most lookback", 1, 500, source=OURS),
    "lag": Parameter(0.1, "how far behind the CSI 300 a name may be and stay", 0.0, 1.0, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}

VARIANTS = (
    Variant(
        "following",
        "shipments are not published, so who trails the market for two reporting seasons is taken to be out",
        {"suppliers": "following"},
    ),
)


def rule(basket: Basket) -> Portfolio:
    """Hold the suppliers, half of them when Chinese clouds spend less."""
    capex = basket.read(DOMESTIC_CLOUD_CAPEX)
    lead = basket.total_return() - basket.market_return()[:, None]
    follows = exposure(lead, -basket.number("lag"), below=0.0) > 0
    following = basket.settings.word("suppliers") == "following"
    return Portfolio(
        names=basket.members & follows if following else None,
        invested=basket.exposure(capex.values, floor="capex_floor"),
        readings=(capex,),
    )


STRATEGY = thesis_strategy(
    "ascend_chain",
    "Ascend supply chain",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("002",),
    gates=(DOMESTIC_CLOUD_CAPEX,),
    variants=VARIANTS,
)
