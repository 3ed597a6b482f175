"""Edge AI and terminals (端侧 AI): small models run on devices, and their chips and parts are upgraded for it.

Reports: 004 Cinda Securities, 2025-02-04 (edge side: device parts, edge chips, memory, all formal); 003 Guolian
Minsheng Securities, 2026-01-28, chapter 9 (phones, glasses, edge SoC, mentions only).

Stated by: 004 (2025-02-04) and 003. 004 lists ten names as its edge side and shows that distilled models reason well;
003 says that phones, glasses and other devices are rebuilt around AI and names makers of their parts and chips. 001
says the same in its chapter 3 and recommends kinds of chips; its only A-shares there are a car maker that buys chips
and a partner in a pair of glasses, named incidentally and therefore neither traded nor judged.

The claim: a small model distilled from a large one keeps much of its reasoning, AI moves from the cloud to devices, and
the makers of device parts, of edge chips and of the memory beside them gain.

How each sentence became a rule:
- 004, line 52 and table 1: ten names of the edge side, without rank or weight. Every name weighs the same. Faithful;
  that small models run on devices is 001's (line 526) and 003's (line 2076), 004 (lines 126 and 127) only says how well
  they reason.
- 003, lines 2102 to 2115: makers of phone optics, heat spreaders, foldables and fingerprint readers; lines 2243 to
  2263: nine makers of edge SoC, each strong in a niche of its own. They join, every name the same. Faithful.
- 001, lines 664 and 706, and 003, line 2193: the main chip is the core and the largest cost of AI glasses (57% and
  34%). No report prints a weight or says that its makers gain most of all devices; a name of a chip weighs ``chips``,
  of a part ``parts`` and of a brand ``brands``, all 1. Ours, off by default: 3, 2 and 1 (main_chip_first).
- Ours, off by default: only names above their own mean of ``trend`` sessions (rising). No report speaks of prices.
- No gate: no report makes the devices depend on a stored series. That dearer memory squeezes them is no part of the
  thesis: 003's one sentence near it (line 1587) is a foundry's caution about its next year.

Refuted if: the basket does not beat the CSI 300 in the six months after 2025-02-04 (004's rating) nor in 12 to 24; AI
phones stay far below the 30% of shipments that 003 gives for 2025 (line 2119); AI glasses miss ten million in 2026
(003, line 2235).

Edits: 2026-11-23 first version; 2026-11-29 the squeeze by memory prices left, which no report states; the trend and the
order of chips, parts and brands became variants; 001 left with its two incidental names; every name weighs the same.
"""

from __future__ import annotations

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.thesis import Portfolio, thesis_strategy

SOC = ("003.ai_glasses_new_terminals", "003.edge_ai_soc", "004.ai_edge_side")

# A sleeve a segment: each has the share of its names, so that no report's chapter outweighs another.
SEGMENTS = (
    Segment("edge_soc", "edge_soc", SOC, ("edge_soc",)),
    Segment("edge_memory", "edge_memory", ("004.ai_edge_side",), ("edge_memory",)),
    Segment("sensors", "sensors", ("003.ai_phone",), ("image_sensors", "tof_sensors", "fingerprint")),
    Segment("device_parts", "device_parts", ("004.ai_edge_side",), ("device_parts",)),
    Segment("phone_parts", "phone_parts", ("003.ai_phone",), ("phone_optics", "phone_thermal", "foldable_parts")),
    Segment("brands", "brands", ("003.ai_glasses_new_terminals",), ("device_brands",)),
)
PART_OF = {
    "edge_soc": "chips",
    "edge_memory": "chips",
    "sensors": "chips",
    "device_parts": "parts",
    "phone_parts": "parts",
    "brands": "brands",
}

PARAMETERS = {
    "chips": Parameter(1.0, "relative weight of a name that makes chips", 0.0, 10.0, source=OURS),
    "parts": Parameter(1.0, "relative weight of a name that makes device parts", 0.0, 10.0, source=OURS),
    "brands": Parameter(1.0, "relative weight of a name that sells devices", 0.0, 10.0, source=OURS),
    "names": Parameter("all", "names held: all, or those that rise", choices=("all", "rising"), source=OURS),
    "trend": Parameter(120, "sessions of a name's own long mean", 5, 500, source=OURS),
    "minimum": Parameter(60, "sessions of history a name needs to have a mean, at most trend", 1, 500, source=OURS),
}

VARIANTS = (
    Variant(
        "main_chip_first",
        "the main chip is the largest cost of AI glasses, so makers of chips weigh three, of parts two, brands one",
        {"chips": 3.0, "parts": 2.0},
    ),
    Variant(
        "rising",
        "each maker has a product cycle of its own and printed sales are yearly, so a rising price stands for it",
        {"names": "rising"},
    ),
)


def rule(basket: Basket) -> Portfolio:
    """Hold every name alike."""
    rising = basket.settings.word("names") == "rising"
    return Portfolio(sleeves=_by_names(basket), names=basket.members & basket.above_own_mean() if rising else None)


def _by_names(basket: Basket) -> dict[str, Floats]:
    """The share of each segment's sleeve (D): its names, each with the weight of what it makes."""
    return {
        segment.sleeve: basket.number(PART_OF[segment.name]) * inside.sum(axis=1)
        for segment, inside in zip(basket.segments, basket.members, strict=True)
    }


STRATEGY = thesis_strategy(
    "edge_ai",
    "Edge AI and terminals",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("004", "003"),
    variants=VARIANTS,
)
