"""Rate and power (速率 + 功率): bandwidth, electricity and heat are the bottlenecks of AI systems.

Reports: 003 Guolian Minsheng Securities, 2026-01-28, chapters 1 to 5 and 10, "seize AI innovation, look for where value
expands".

Stated by: 003 (2026-01-28). It alone calls the two bottlenecks one thesis and looks for excess return where value per
system grows. Earlier reports name parts of them, each for a reason of its own: those names are not held here.

The claim: whether the whole chain rises depends on whether the large clouds close the commercial loop, from spending to
compute, tokens, revenue and more spending; beyond that, excess return comes from the parts whose value per system grows
with each generation, which are the links (optics, optical switches, boards and their materials and tools) and the
supply of power and removal of heat.

How each sentence became a rule:
- The document says (lines 17-18, 2296-2298) that the main line is rate and power. Faithful: two sleeves. Ours: rate has
  ``rate_share`` and power the rest, since no share is printed.
- The document says (lines 122, 2304) to look for the segments where value expands and new spending goes; chapters 3
  to 5 are these. Faithful: the names of those chapters, by their segment, all of them, the builders of servers too,
  where the document has them among those who supply power and cooling (lines 1384-1385, 1389). Ours: segments are equal
  in a sleeve and names in a segment, and the boards and optics of names that stand in table 1 alone. The document ranks
  neither.
- The document says (lines 9, 459, 2286) that in 2026 the pace of the commercial loop decides how the whole sector
  moves, and measures it for five clouds by capex, capex to operating cash flow and ROIC (lines 226, 461, 463).
  Faithful: these three decide. Ours: the median cloud of each speaks, and exposure falls to ``below`` of itself.
- The document says (line 463) that Microsoft and Google stayed under 50% of cash flow but for single quarters, that
  Meta rose from about 40% to over 60% while cash flow did not follow, that a cloud above its cash flow needs money from
  outside, and (line 461) that falling ROIC raised doubts about Meta. Faithful: the loop does not close where capex
  passes ``outside`` of cash flow, or passes ``strained`` of it while the share rises and ROIC falls. Ours: that both
  moves are over one quarter. By the figures printed, 77% after 80%, the loop of the median cloud closed in 2025Q3.
- The document says (line 170) that capex shows the compute that clouds expect to need. Faithful: exposure falls as well
  when capex of the four large American clouds is under that of a year before. Ours: ``capex_floor``.
- A figure counts from the day on which its company told it, where that day is known. Unknown is neutral, and said.

Refuted if: the basket does not beat the CSI 300 by more than 5 points in the 12 months after 2026-01-28 (the report's
own industry standard); it does no better than the other names of the same report, or than the indices of AI (931071)
and communication equipment (931160); capex is cut while the rule still holds.

Edits: 2026-11-23 first version; the same day 002's fifth group, which names the same optical chips, joined; 2026-11-29
names of 002 and 004 went, the strongest rising names became the variant momentum, the commercial loop joined capex.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Booleans, Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import (
    CLOUD_CASH_SHARE,
    CLOUD_CASH_SHARE_RISE,
    CLOUD_RETURN_RISE,
    HYPERSCALER_CAPEX,
    above,
    below,
)
from strategies.rules.thesis import Portfolio, thesis_strategy

SEGMENTS = (
    Segment("optical", "rate", ("003.rate_optical_cpo",), ("optical_modules",)),
    Segment("ocs", "rate", ("003.rate_ocs",), ("ocs",)),
    Segment("pcb_boards", "rate", ("003.rate_pcb_boards",), ("pcb_boards",)),
    Segment("pcb_materials", "rate", ("003.rate_pcb_materials",), ("pcb_materials",)),
    Segment("pcb_equipment", "rate", ("003.rate_pcb_equipment",), ("pcb_equipment",)),
    Segment("power_supply", "power", ("003.power_hvdc_sst",), ("hvdc", "transformers", "power_pcb", "servers")),
    Segment("liquid_cooling", "power", ("003.power_liquid_cooling",), ("liquid_cooling", "liquid_cooled_servers")),
)

PARAMETERS = {
    "rate_share": Parameter(0.5, "share of the rate sleeve; the power sleeve has the rest", 0.0, 1.0, source=OURS),
    "names": Parameter(
        "all", "names held in each segment: all, or the strongest that rise", choices=("all", "strongest"), source=OURS
    ),
    "top": Parameter(3, "names held in each segment, of the strongest", 1, 20, source=OURS),
    "lookback": Parameter(120, "sessions over which strength is measured", 5, 500, source=OURS),
    "trend": Parameter(200, "sessions of a name's own long mean", 5, 500, source=OURS),
    "minimum": Parameter(
        60, "sessions of history a name needs to be ranked, at most lookback", 1, 500, source=OURS
    ),
    "outside": Parameter(
        1.0, "capex to operating cash flow above which money comes from outside", 0.0, 3.0, source="003, line 463"
    ),
    "strained": Parameter(
        0.6, "the same above which a rise with falling ROIC says that cash flow does not follow", 0.0, 3.0,
        source="003, line 463",
    ),
    "capex_floor": Parameter(
        0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS
    ),
    "below": Parameter(0.5, "exposure while the loop does not close or capex shrinks", 0.0, 1.0, source=OURS),
}  # fmt: skip

MOMENTUM = Variant(
    "momentum",
    "value per system has no daily series, so the strongest rising names stand for where it expands",
    {"names": "strongest"},
)


def rule(basket: Basket) -> Portfolio:
    """Hold the names of each segment, half of them while the clouds do not close the loop or cut capex."""
    share = basket.number("rate_share")
    loop = tuple(basket.read(each) for each in (CLOUD_CASH_SHARE, CLOUD_CASH_SHARE_RISE, CLOUD_RETURN_RISE))
    capex = basket.read(HYPERSCALER_CAPEX)
    shrinks = below(capex.values, basket.number("capex_floor"))
    fails = _is_open(
        *(each.values for each in loop), outside=basket.number("outside"), strained=basket.number("strained")
    )
    return Portfolio(
        sleeves={"rate": share, "power": 1.0 - share},
        names=_strongest(basket) if basket.settings.word("names") == "strongest" else None,
        invested=np.where(fails | shrinks, basket.number("below"), 1.0),
        readings=(*loop, capex),
    )


def _is_open(share: Floats, rise: Floats, returns: Floats, *, outside: float, strained: float) -> Booleans:
    """Return where the loop does not close (D); False where what decides is unknown."""
    return above(share, outside) | (above(share, strained) & above(rise, 0.0) & below(returns, 0.0))


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
    gates=(CLOUD_CASH_SHARE, CLOUD_CASH_SHARE_RISE, CLOUD_RETURN_RISE, HYPERSCALER_CAPEX),
    variants=(MOMENTUM,),
)
