"""Equipment localisation (设备国产替代): cards made at home need packaging, test and front-end tools from home.

Reports: 000 Soochow Securities, 2025-02-06 (packaging, test and front-end equipment, all on its formal list); 001
Lianchu Securities, known from 2025-03-20, chapter 4 (a table of tool makers by kind of tool); 003 Guolian Minsheng
Securities, 2026-01-28, chapter 8.2 (equipment for memory makers).

Stated by: 000 (2025-02-06), which expects domestic equipment to gain from inference cards made at home. 001 names more
makers of tools and argues substitution by the domestic share. 003 speaks of tools because memory makers expand, which
is another thesis (storage_cycle), and lends its name to a variant only.

The claim: inference cards do not need the leading node, so Chinese designers move them to the domestic supply chain;
the packaging of that chain gains, and so do the domestic makers of tools for packaging, test and front end. Their
domestic share is low and rising.

How each sentence became a rule:
- 000, lines 28 and 29: domestic equipment gains; three lists (packaging, test, front end) without rank or weight. A
  sleeve a list, equal, and names equal in it. Faithful; that unranked means equal is our reading.
- 001, lines 20 and 1036: equipment is among the sub-industries it recommends; table 9 (line 992) gives the makers. They
  join the front end. Faithful, but that its kinds of tools are not told apart.
- No gate: neither report makes the makers of tools wait for a series.
- Ours, off by default: 003's memory equipment as a fourth list, in while the last known gross margin of memory makers
  is at least ``margin``, or unknown, else its share goes to the others (memory_tools): from 35% on more spending is
  likelier (003, line 2000), which is no word on tools from home.
- Ours, off by default: packaging weighs double (packaging_first), the ``top`` strongest names of a segment stand for
  those with orders (qualification), and utilisation of SMIC under ``full`` lowers exposure to ``below`` (full_fabs):
  000 speaks of none of them, and 001 (line 988) of utilisation without a limit.

Refuted if: the basket does not beat the CSI 300 by 5 points in the six months after 2025-02-06 (000's rating, line 76);
downstream expansion or the substitution of equipment is slower than expected (the two risks of line 30); the 8,900
wafers that 000 computes (line 28) stay too few to matter to the makers of tools.

Edits: 2026-11-23 first version; 2026-11-29 the double weight of packaging, strength as qualification, the gate of
utilisation and the tools of memory makers became variants, since 000 and 001 say none of it.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import FOUNDRY_UTILISATION, MEMORY_MAKER_MARGIN, at_least
from strategies.rules.thesis import Portfolio, thesis_strategy

FRONT_END = ("000.front_end_process_equipment", "001.self_control_equipment")

SEGMENTS = (
    Segment("packaging_equipment", "packaging", ("000.advanced_packaging_equipment",), ("packaging_equipment",)),
    Segment("test_equipment", "test", ("000.backend_test_equipment",), ("test_equipment",)),
    Segment("front_end_equipment", "front_end", FRONT_END, ("front_end_equipment",)),
    Segment("storage_equipment", "storage", ("003.storage_semicap",), ("storage_equipment",), dial="memory"),
)

PARAMETERS = {
    "packaging": Parameter(1.0, "weight of the packaging sleeve, each other sleeve being 1", 0.0, 10.0, source=OURS),
    "memory": Parameter(0.0, "weight of the memory equipment, each other sleeve being 1", 0.0, 10.0, source=OURS),
    "names": Parameter(
        "all", "names held in each segment: all, or the strongest", choices=("all", "strongest"), source=OURS
    ),
    "top": Parameter(4, "names held in each segment, of the strongest", 1, 20, source=OURS),
    "lookback": Parameter(120, "sessions over which strength is measured", 5, 500, source=OURS),
    "minimum": Parameter(60, "sessions of history a name needs to be ranked, at most lookback", 1, 500, source=OURS),
    "full": Parameter(0.0, "utilisation of SMIC below which exposure falls; 0: never", 0.0, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while utilisation is under that", 0.0, 1.0, source=OURS),
    "margin": Parameter(0.35, "memory makers' gross margin at which they buy tools", 0.0, 0.8, source="003, line 2000"),
}

VARIANTS = (
    Variant(
        "packaging_first",
        "000 names advanced packaging first among what gains, so its tools weigh double",
        {"packaging": 2.0},
    ),
    Variant(
        "qualification",
        "only a qualified tool sells and no series of orders is stored, so strength stands for orders",
        {"names": "strongest"},
    ),
    Variant(
        "memory_tools",
        "memory makers expand too, so the tools that 003 gives them are a fourth list once their margin lets them buy",
        {"memory": 1.0},
        gates=(MEMORY_MAKER_MARGIN,),
    ),
    Variant("full_fabs", "fabs that run below 80% hardly expand, so half is held while SMIC does", {"full": 0.8}),
)


def rule(basket: Basket) -> Portfolio:
    """Hold the makers of each kind of tool alike."""
    utilisation, margin = basket.read(FOUNDRY_UTILISATION), basket.read(MEMORY_MAKER_MARGIN)
    memory = basket.number("memory")
    buys: Floats = np.where(at_least(margin.values, basket.number("margin")) | np.isnan(margin.values), memory, 0.0)
    strongest = basket.settings.word("names") == "strongest"
    return Portfolio(
        sleeves={"packaging": basket.number("packaging"), "test": 1.0, "front_end": 1.0, "storage": buys},
        names=basket.strongest(basket.total_return(), among=basket.members) if strongest else None,
        invested=basket.exposure(utilisation.values, floor="full"),
        readings=(margin,) if memory else (),
    )


STRATEGY = thesis_strategy(
    "equipment_localisation",
    "Equipment localisation",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("000",),
    reads=(MEMORY_MAKER_MARGIN, FOUNDRY_UTILISATION),
    variants=VARIANTS,
)
