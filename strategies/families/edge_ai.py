"""Edge AI and terminals (端侧 AI): small models run on devices, and the main chip gains most.

Reports: 004 Cinda Securities, 2025-02-04 (edge side: device parts, edge chips, memory, all formal); 001 Lianchu
Securities, known from 2025-03-20, chapter 3 (glasses and driving; it names two device brands and no chip maker); 003
Guolian Minsheng Securities, 2026-01-28, chapter 9 (phones, glasses, edge SoC, mentions only).

The claim: distilled models keep most of a large model's reasoning and fit on a phone, a pair of glasses or a car; the
new devices need a stronger main chip, the largest cost among their parts, and better optics, cooling and memory.

How each sentence became a rule:
- "The main chip gains most": chips, parts and brands weigh 3, 2, 1; the order is the reports', the numbers are ours.
  A sleeve without a name yet leaves its share to the others.
- "A product cycle in each niche": chip makers rise when their own devices sell and not together, and printed sales are
  yearly. A name is held while it stands above its own mean of ``trend`` sessions; its segment's share is cash when none
  does.
- "Dearer memory squeezes the number of devices" (003 on SoC): when contract prices of DRAM and NAND, on average, rose
  by more than ``squeeze`` in three months, exposure falls to ``below``. Without a known value: neutral.

Refuted if: the basket does not beat the CSI 300 in the six months after 2025-02-04 nor in 12 to 24; the chip sleeve
does no better than parts and brands; memory prices jump and the names rise all the same; the names above their mean do
no better than all of them.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, History, Strategy
from strategies.rules.basket import decisions, lay_basket
from strategies.rules.filters import filter_parameters
from strategies.rules.gate import DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE, exposure, gate_notes, mean_known
from strategies.rules.members import Segment
from strategies.rules.schedule import PERIODS
from strategies.rules.trend import above_own_mean
from strategies.rules.weigh import cap, weigh
from strategies.signals.quantities import read_quantity

SOC = ("003.ai_glasses_new_terminals", "003.edge_ai_soc", "004.ai_edge_side")
BRANDS = ("001.edge_aiot_glasses_soc", "001.edge_smart_driving", "003.ai_glasses_new_terminals")

SEGMENTS = (
    Segment("edge_soc", "chips", SOC, ("edge_soc",)),
    Segment("edge_memory", "chips", ("004.ai_edge_side",), ("edge_memory",)),
    Segment("sensors", "chips", ("003.ai_phone",), ("image_sensors", "tof_sensors", "fingerprint")),
    Segment("device_parts", "parts", ("004.ai_edge_side",), ("device_parts",)),
    Segment("phone_parts", "parts", ("003.ai_phone",), ("phone_optics", "phone_thermal", "foldable_parts")),
    Segment("brands", "brands", BRANDS, ("device_brands", "car_makers")),
)

PARAMETERS = {
    "chips": Parameter(3.0, "relative weight of the chip sleeve", 0.0, 10.0),
    "parts": Parameter(2.0, "relative weight of device parts", 0.0, 10.0),
    "brands": Parameter(1.0, "relative weight of device brands and car makers", 0.0, 10.0),
    "trend": Parameter(120, "sessions of a name's own long mean", 5, 500),
    "minimum": Parameter(60, "sessions of history a name needs to have a mean", 1, 500),
    "squeeze": Parameter(0.5, "rise of memory contract prices in three months above which exposure falls", 0.0, 2.0),
    "below": Parameter(0.5, "exposure while memory is so dear", 0.0, 1.0),
    "max_weight": Parameter(1.0, "most in one name, the rest stays in cash", 0.01, 1.0),
    "rebalance": Parameter("month", "decide after the last session of each", choices=PERIODS),
    **filter_parameters(SEGMENTS),
}


def targets(history: History, settings: Settings) -> Decisions:
    """Hold the rising names of each segment, half of them while memory prices squeeze devices."""
    basket = lay_basket(history, SEGMENTS, settings)
    trend, minimum = settings.whole("trend"), settings.whole("minimum")
    rising = above_own_mean(history.panel.total_return_index, basket.rows, trend, minimum)
    sleeves = {name: settings.number(name) for name in ("chips", "parts", "brands")}
    weights = weigh(basket.members & rising, basket.present, basket.sleeve_of, sleeves)
    dram, nand = (read_quantity(q, history.signals, basket.dates) for q in (DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE))
    # The gate falls on a rise, so the change is read with its sign turned.
    invested = exposure(-mean_known(dram.values, nand.values), -settings.number("squeeze"), settings.number("below"))
    held = cap(weights, settings.number("max_weight")) * invested[:, None]
    return decisions(history, basket, held, (*gate_notes(dram), *gate_notes(nand)))


STRATEGY = Strategy("edge_ai", "Edge AI and terminals", targets, ("001", "003", "004"), PARAMETERS, SEGMENTS)
