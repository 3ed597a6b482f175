"""Edge AI and terminals (端侧 AI): small models run on devices, and the main chip gains most.

Reports: 004 Cinda Securities, 2025-02-04 (edge side: device parts, edge chips, memory, all formal); 001 Lianchu
Securities, known from 2025-03-20, chapter 3 (glasses and driving; it names two device brands and no chip maker); 003
Guolian Minsheng Securities, 2026-01-28, chapter 9 (phones, glasses, edge SoC, mentions only).

Stated by: 004 (2025-02-04), 001 and 003. 004 says first that distilled models keep most of the reasoning and run on
devices, with a formal list of device parts and edge chips; 001 and 003 say the same of glasses, cars and phones and
that the main chip gains most, an order of the sleeves that the part from 2025-02-04 owes to them.

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

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE, exposure, mean_known
from strategies.rules.thesis import Portfolio, thesis_strategy

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
    "chips": Parameter(3.0, "relative weight of the chip sleeve", 0.0, 10.0, source=OURS),
    "parts": Parameter(2.0, "relative weight of device parts", 0.0, 10.0, source=OURS),
    "brands": Parameter(1.0, "relative weight of device brands and car makers", 0.0, 10.0, source=OURS),
    "trend": Parameter(120, "sessions of a name's own long mean", 5, 500, source=OURS),
    "minimum": Parameter(60, "sessions of history a name needs to have a mean, at most trend", 1, 500, source=OURS),
    "squeeze": Parameter(
        0.5, "rise of memory contract prices in three months above which exposure falls", 0.0, 2.0, source=OURS
    ),
    "below": Parameter(0.5, "exposure while memory is so dear", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold the rising names of each segment, half of them while memory prices squeeze devices."""
    dram, nand = basket.read(DRAM_CONTRACT_PRICE), basket.read(NAND_CONTRACT_PRICE)
    # The gate falls on a rise, so the change is read with its sign turned.
    fall = -mean_known(dram.values, nand.values)
    return Portfolio(
        sleeves={name: basket.number(name) for name in ("chips", "parts", "brands")},
        names=basket.members & basket.above_own_mean(),
        invested=exposure(fall, -basket.number("squeeze"), basket.number("below")),
        readings=(dram, nand),
    )


STRATEGY = thesis_strategy(
    "edge_ai",
    "Edge AI and terminals",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("004", "001", "003"),
    gates=(DRAM_CONTRACT_PRICE, NAND_CONTRACT_PRICE),
)
