"""AI cloud side (AI 云侧): cheaper inference brings AI into use, and use and training go on buying hardware.

Reports: 004 Cinda Securities, 2025-02-04, published inside the Spring Festival closing, priced on 2025-01-27: seven
formal names of servers, boards, laminates and accelerators, "medium and long term".

Stated by: 004 (2025-02-04), the only report it rests on.

The claim: a cheap open model cuts the cost of inference and brings AI into use, and the frontier goes on training; for
a very short time American technology companies may turn to algorithms, which does not mean that spending on compute
stops: in the medium and long term it should grow faster.

How each sentence became a rule:
- 004, line 52 and table 1: seven names of the cloud side, worth attention at once, without rank or weight. All are
  bought on publication, every name the same. Faithful.
- 004, lines 50 and 311: for a very limited time the large American companies may put their effort into algorithms, to
  get more out of the compute they have; that does not mean that spending on it stops. The hardware is held through such
  a time: nothing waits for its end, and a name's price is no signal. Faithful: it is the companies that turn aside
  there, not the market.
- The same lines: use of AI speeds up spending on compute in the medium and long term. While the last known capex of the
  four American clouds is under that of a year before (``capex_floor``), which outlasts a very limited time, exposure
  falls to ``below``; unknown: neutral. The driver is the report's, the limit and the half are ours.
- Ours, off by default: buying in equal parts, one a month, until all is held after ``build_months`` months (in_parts).

Refuted if: the basket does not beat the CSI 300 in the six months after 2025-02-04 (004's rating, line 385) nor in 12
to 24; capex is cut for more than two quarters.

Edits: 2026-11-23 first version; 2026-11-29 the purchase over six months became a variant: it rested on a market that
neglects hardware, of which lines 50 and 311 say nothing.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import HYPERSCALER_CAPEX
from strategies.rules.thesis import Portfolio, thesis_strategy

HARDWARE = ("servers", "pcb_boards", "pcb_materials", "ai_accelerators")

SEGMENTS = (Segment("cloud_side", "cloud_side", ("004.ai_cloud_side",), HARDWARE),)

PARAMETERS = {
    "build_months": Parameter(1, "months over which the basket is bought, 1 for all at once", 1, 24, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}

VARIANTS = (
    Variant(
        "in_parts",
        "a thesis of the medium and long term leaves time to buy, so a sixth is bought in each of six months",
        {"build_months": 6},
    ),
)


def rule(basket: Basket) -> Portfolio:
    """Hold all names equally, half of them when capex shrinks."""
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
    "ai_cloud_side",
    "AI cloud side",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("004",),
    gates=(HYPERSCALER_CAPEX,),
    variants=VARIANTS,
)
