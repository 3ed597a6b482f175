"""AI cloud side (AI 云侧): cheaper inference raises volume, and volume buys hardware, though not at once.

Reports: 004 Cinda Securities, 2025-02-04, published inside the Spring Festival closing, priced on 2025-01-27: seven
formal names of servers, boards, laminates and accelerators, "medium and long term".

Stated by: 004 (2025-02-04), the only report it rests on.

The claim: a cheap open model makes use grow faster than the cost of a use falls, and the frontier goes on training; so
compute hardware gains, while for a short window the market may neglect it because each answer needs less of it.

How each sentence became a rule:
- "Medium and long term, neglected in a short window": we do not know when the window closes, so the basket is bought in
  equal parts, one a month, until it is full after ``build_months`` months, six being the report's own horizon.
- "Compute hardware": one list, so every name weighs the same; the report ranks none.
- "The clouds cut capex for more than a short window" refutes it: with the last known capex of the four American clouds
  under that of a year before, exposure falls to ``below``. Without a known value: neutral.

Refuted if: the basket does not beat the CSI 300 in the six months after 2025-02-04 nor in 12 to 24; capex is cut for
more than two quarters; buying in parts costs more than it spares against buying all at publication.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import HYPERSCALER_CAPEX
from strategies.rules.thesis import Portfolio, thesis_strategy

HARDWARE = ("servers", "pcb_boards", "pcb_materials", "ai_accelerators")

SEGMENTS = (Segment("cloud_side", "cloud_side", ("004.ai_cloud_side",), HARDWARE),)

PARAMETERS = {
    "build_months": Parameter(
        6, "months over which the basket is bought, 1 for all at once", 1, 24, source="004, line 385"
    ),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold all names equally, bought month by month, less when capex shrinks."""
    capex = basket.read(HYPERSCALER_CAPEX)
    return Portfolio(
        invested=basket.exposure(capex.values, floor="capex_floor") * _bought(basket),
        readings=(capex,),
    )


def _bought(basket: Basket) -> Floats:
    """The part of the basket bought by each decision (D): one in the month of the first, one more a month after it."""
    number = basket.dates.astype("datetime64[M]").astype(np.int64)
    return np.minimum((number - number[:1] + 1) / basket.whole("build_months"), 1.0)


STRATEGY = thesis_strategy(
    "ai_cloud_side", "AI cloud side", rule, SEGMENTS, PARAMETERS, stated_by=("004",), gates=(HYPERSCALER_CAPEX,)
)
