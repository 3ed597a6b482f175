"""Compute infrastructure (算力基础设施): cloud spending is the revenue of servers first; scarce compute is then rented.

Reports: 002 Minsheng Securities, known from 2025-05-07, chapter 3 (AI cloud, servers, leasing, all-in-one machines);
003 Guolian Minsheng Securities, 2026-01-28, chapter 2 (whole racks by ODM makers, the clouds' own ASIC servers).

Stated by: 002 (2025-05-07), which has all four parts. 003's racks are NVIDIA's and the American clouds', and it is
silent on leasing and clouds: its names are held by a variant only.

The claim: Chinese clouds spend more on compute, and the makers of servers gain first; what supply cannot meet is sold
by clouds at higher volume and price, rented out, or bought as a ready machine.

How each sentence became a rule:
- 002, chapter 3 (lines 596, 656, 675 and 734): AI clouds, servers, leasing, machines; its summary (line 9) ranks and
  weighs none. A sleeve a part, equal; names equal in it, one of two parts has both shares. Supernodes stand with the
  servers, where line 660 has them. Faithful; that unranked means equal is our reading.
- 002, line 658: servers gain first. First in time, and no weight: the sleeve weighs ``servers``, as much as each other.
  Ours, off by default: 60% for servers (servers_first).
- 002, lines 563 and 658: capital expenditure of Chinese clouds is in a new phase of growth and drives the parts; line
  1366: less of it than expected is the risk. With the last known capex of Baidu, Alibaba and Tencent under that of a
  year before (``capex_floor``), exposure falls to ``below``; unknown: neutral. The driver is the report's, the limit
  and the half are ours.
- Ours, off by default: 003's makers of whole racks and ASIC servers (003, lines 556 and 636) are half of the servers
  while ``racks`` is 1 (whole_racks). No sentence of 003 makes them depend on Chinese clouds.
- 002, lines 679 and 9: rents and cloud prices rise. No series is stored. Ours, off by default: a part is held while its
  mean return over ``lookback`` sessions leads the CSI 300 by ``lead`` (leading_parts).

Refuted if: capex grows and the server sleeve does not beat the CSI 300 by 5 points in the 12 months after 2025-05-07;
clouds and lessors fall while compute is said to be short; capex is cut while the rule still holds.

Edits: 2026-11-23 first version; 2026-11-29 60% for hardware and the lead over the CSI 300 became variants; the parts
follow the sections of 002, equal; capex is that of the Chinese clouds, which 002 names; 003's makers of racks for
American ones became a variant, and section 2.5 on chips that fit models went, which is no part of chapter 3.
"""

from __future__ import annotations

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX, exposure
from strategies.rules.thesis import Portfolio, thesis_strategy
from strategies.rules.trend import segment_strength

SERVERS = ("002.ai_servers", "002.supernode_interconnect")
RACKS = ("003.ai_server_odm", "003.csp_asic", "003.power_hvdc_sst")
LEASING = ("compute_lessors", "data_centres", "cloud_services")
MAKERS = ("servers", "solution_vendors", "cpus", "ai_accelerators", "telecom_operators")

SEGMENTS = (
    Segment("servers", "servers", SERVERS, ("servers", "supernodes")),
    Segment("racks", "servers", RACKS, ("servers", "asic_servers"), dial="racks"),
    Segment("cloud", "cloud", ("002.ai_cloud_price_volume",), ("cloud_services", "telecom_operators")),
    Segment("leasing", "leasing", ("002.compute_leasing",), LEASING),
    Segment("all_in_one", "all_in_one", ("002.ai_all_in_one",), MAKERS),
)

PARAMETERS = {
    "servers": Parameter(1.0, "weight of the server sleeve, each other sleeve being 1", 0.0, 10.0, source=OURS),
    "racks": Parameter(0, "1: makers of whole racks are half of the servers; 0: they are not held", 0, 1, source=OURS),
    "parts": Parameter(
        "all", "parts held: all, or those that lead the CSI 300", choices=("all", "leading"), source=OURS
    ),
    "lookback": Parameter(120, "sessions over which a part is held against the CSI 300", 5, 500, source=OURS),
    "minimum": Parameter(
        60, "sessions of history a name needs to count in its part's strength, at most lookback", 1, 500, source=OURS
    ),
    "lead": Parameter(0.0, "lead over the CSI 300 below which a part's share is cash", -0.5, 0.5, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}

VARIANTS = (
    Variant(
        "servers_first",
        "002 says that servers gain first and prints no weight, so they have six tenths",
        {"servers": 4.5},
    ),
    Variant(
        "whole_racks",
        "a maker of servers sells abroad too, so those to whom 003 gives the racks of American clouds join the servers",
        {"racks": 1},
    ),
    Variant(
        "leading_parts",
        "rents and cloud prices have no series, so a part that trails the CSI 300 counts as one whose prices fall",
        {"parts": "leading"},
    ),
)


def rule(basket: Basket) -> Portfolio:
    """Hold the four parts of the build-out, half of them when Chinese clouds spend less."""
    capex = basket.read(DOMESTIC_CLOUD_CAPEX)
    leading = basket.settings.word("parts") == "leading"
    return Portfolio(
        sleeves={"servers": basket.number("servers"), "cloud": 1.0, "leasing": 1.0, "all_in_one": 1.0},
        names=basket.members * _leads(basket)[:, :, None] if leading else None,
        invested=basket.exposure(capex.values, floor="capex_floor"),
        readings=(capex,),
    )


def _leads(basket: Basket) -> Floats:
    """1 where a part leads the CSI 300 or its lead is unknown, else 0 (G x D)."""
    lead = segment_strength(basket.total_return(), basket.members, basket.market_return())
    return exposure(lead, basket.number("lead"), below=0.0)


STRATEGY = thesis_strategy(
    "compute_infrastructure",
    "Compute infrastructure",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("002",),
    gates=(DOMESTIC_CLOUD_CAPEX,),
    variants=VARIANTS,
)
