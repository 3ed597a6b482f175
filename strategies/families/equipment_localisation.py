"""Equipment localisation (设备国产替代): cards made at home need packaging, test and front-end tools from home.

Reports: 000 Soochow Securities, 2025-02-06 (packaging, test and front-end equipment, all on its formal list);
001 Lianchu Securities, known from 2025-03-20, chapter 4 (a table of tool makers by kind of tool); 003 Guolian Minsheng
Securities, 2026-01-28, chapter 8.2 (equipment for memory makers).

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

from data_sources.tables.facts import Floats
from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, History, Strategy
from strategies.rules.basket import decisions, lay_basket
from strategies.rules.filters import filter_parameters
from strategies.rules.gate import FOUNDRY_UTILISATION, MEMORY_MAKER_MARGIN, at_least, exposure, gate_notes
from strategies.rules.members import Segment
from strategies.rules.rank import total_return
from strategies.rules.schedule import PERIODS
from strategies.rules.select import strongest
from strategies.rules.weigh import cap, weigh
from strategies.signals.quantities import read_quantity

FRONT_END = ("000.front_end_process_equipment", "001.self_control_equipment")

SEGMENTS = (
    Segment("packaging_equipment", "packaging", ("000.advanced_packaging_equipment",), ("packaging_equipment",)),
    Segment("test_equipment", "test", ("000.backend_test_equipment",), ("test_equipment",)),
    Segment("front_end_equipment", "front_end", FRONT_END, ("front_end_equipment",)),
    Segment("storage_equipment", "storage", ("003.storage_semicap",), ("storage_equipment",)),
)

PARAMETERS = {
    "packaging": Parameter(2.0, "weight of the packaging sleeve, each other sleeve being 1", 0.0, 10.0),
    "top": Parameter(4, "names held in each segment", 1, 20),
    "lookback": Parameter(120, "sessions over which strength is measured", 5, 500),
    "minimum": Parameter(60, "sessions of history a name needs to be ranked", 1, 500),
    "full": Parameter(0.8, "utilisation of SMIC below which fabs do not expand", 0.3, 1.0),
    "below": Parameter(0.5, "exposure while utilisation is under that", 0.0, 1.0),
    "margin": Parameter(
        0.35, "memory makers' gross margin at which they buy tools", 0.0, 0.8, source="report 003, chapter 8.2"
    ),
    "max_weight": Parameter(1.0, "most in one name, the rest stays in cash", 0.01, 1.0),
    "rebalance": Parameter("month", "decide after the last session of each", choices=PERIODS),
    **filter_parameters(SEGMENTS),
}


def targets(history: History, settings: Settings) -> Decisions:
    """Hold the strongest tool makers of each kind, half of them when fabs are not full."""
    basket = lay_basket(history, SEGMENTS, settings)
    lookback, minimum = settings.whole("lookback"), settings.whole("minimum")
    score = total_return(history.panel.total_return_index, basket.rows, lookback, minimum)
    selected = np.array([strongest(score, members, settings.whole("top")) for members in basket.members])
    margin = read_quantity(MEMORY_MAKER_MARGIN, history.signals, basket.dates)
    buys = at_least(margin.values, settings.number("margin")) | np.isnan(margin.values)
    sleeves: dict[str, Floats | float] = {
        "packaging": settings.number("packaging"),
        "test": 1.0,
        "front_end": 1.0,
        "storage": buys.astype(np.float64),
    }
    weights = cap(weigh(selected, basket.present, basket.sleeve_of, sleeves), settings.number("max_weight"))
    utilisation = read_quantity(FOUNDRY_UTILISATION, history.signals, basket.dates)
    invested = exposure(utilisation.values, settings.number("full"), settings.number("below"))
    notes = (*gate_notes(utilisation), *gate_notes(margin))
    return decisions(history, basket, weights * invested[:, None], notes)


STRATEGY = Strategy(
    "equipment_localisation", "Equipment localisation", targets, ("000", "001", "003"), PARAMETERS, SEGMENTS
)
