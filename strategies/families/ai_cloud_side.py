"""AI cloud side (AI 云侧): cheaper inference raises volume, and volume buys hardware, though not at once.

Reports: 004 Cinda Securities, 2025-02-04, published inside the Spring Festival closing, priced on 2025-01-27: seven
formal names of servers, boards, laminates and accelerators, "medium and long term".

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

from data_sources.tables.facts import Dates, Floats
from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, History, Strategy
from strategies.rules.basket import decisions, lay_basket
from strategies.rules.filters import filter_parameters
from strategies.rules.gate import HYPERSCALER_CAPEX, exposure, gate_notes
from strategies.rules.members import Segment
from strategies.rules.schedule import PERIODS
from strategies.rules.weigh import cap, weigh
from strategies.signals.quantities import read_quantity

HARDWARE = ("servers", "pcb_boards", "pcb_materials", "ai_accelerators")

SEGMENTS = (Segment("cloud_side", "cloud_side", ("004.ai_cloud_side",), HARDWARE),)

PARAMETERS = {
    "build_months": Parameter(
        6, "months over which the basket is bought, 1 for all at once", 1, 24, source="report 004, rating horizon"
    ),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0),
    "max_weight": Parameter(1.0, "most in one name, the rest stays in cash", 0.01, 1.0),
    "rebalance": Parameter("month", "decide after the last session of each", choices=PERIODS),
    **filter_parameters(SEGMENTS),
}


def targets(history: History, settings: Settings) -> Decisions:
    """Hold all names equally, bought month by month, less when capex shrinks."""
    basket = lay_basket(history, SEGMENTS, settings)
    weights = weigh(basket.members, basket.present, basket.sleeve_of, {"cloud_side": 1.0})
    capex = read_quantity(HYPERSCALER_CAPEX, history.signals, basket.dates)
    invested = exposure(capex.values, settings.number("capex_floor"), settings.number("below"))
    invested = invested * _bought(basket.dates, settings.whole("build_months"))
    held = cap(weights, settings.number("max_weight")) * invested[:, None]
    return decisions(history, basket, held, gate_notes(capex))


def _bought(dates: Dates, months: int) -> Floats:
    """The part of the basket bought by each decision (D): one in the month of the first, one more a month after it."""
    number = dates.astype("datetime64[M]").astype(np.int64)
    return np.minimum((number - number[:1] + 1) / months, 1.0)


STRATEGY = Strategy("ai_cloud_side", "AI cloud side", targets, ("004",), PARAMETERS, SEGMENTS)
