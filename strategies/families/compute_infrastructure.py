"""Compute infrastructure (算力基础设施): cloud spending is the revenue of servers first; scarce compute is then rented.

Reports: 002 Minsheng Securities, known from 2025-05-07 (servers, supernodes, leasing, AI cloud, all-in-one machines);
003 Guolian Minsheng Securities, 2026-01-28, chapter 2 (whole racks by ODM makers, the clouds' own ASIC servers).

Stated by: 002 (2025-05-07), which has both halves, hardware first and then what is rented, sold or bought ready made.
003 restates the hardware half for whole racks and is silent on leasing and clouds, so it adds names.

The claim: capital expenditure of the clouds reaches the makers of servers and racks before anyone else; what supply
cannot meet is rented out at rising prices, sold by clouds at higher volume and price, or bought as a ready machine.

How each sentence became a rule:
- "Servers first": two sleeves, hardware with ``hardware_share`` and services with the rest; segments equal in a sleeve.
  A sleeve without a name, for want of reports or by a filter, leaves its share to the other.
- "Price and volume rise together": rents and cloud prices have no series. A segment is held whole, names equal, while
  its mean return over ``lookback`` sessions leads the CSI 300 by ``lead``; else its share is cash. Unknown: held.
- "Capital expenditure": the mean of the known growth over a year at the four American clouds (003's racks) and at
  Baidu, Alibaba and Tencent (002's servers); under ``capex_floor`` exposure falls to ``below``. Unknown: neutral.

Refuted if: capex grows and the hardware sleeve does not beat the CSI 300 by 5 points in 12 months; the services sleeve
falls while compute is said to be short; segments that led the CSI 300 do no better afterwards than those that did not.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX, HYPERSCALER_CAPEX, exposure, mean_known
from strategies.rules.thesis import Portfolio, thesis_strategy
from strategies.rules.trend import segment_strength

SERVERS = ("002.ai_servers", "002.ai_all_in_one", "003.ai_server_odm", "003.csp_asic", "003.power_hvdc_sst")
CLOUD = ("002.ai_cloud_price_volume", "002.compute_leasing", "002.chip_model_ecosystem", "002.ai_all_in_one")
MACHINES = ("002.ai_all_in_one", "002.chip_model_ecosystem")

SEGMENTS = (
    Segment("servers", "hardware", SERVERS, ("servers", "asic_servers")),
    Segment("supernodes", "hardware", ("002.supernode_interconnect",), ("supernodes",)),
    Segment("leasing", "services", ("002.compute_leasing",), ("compute_lessors", "data_centres")),
    Segment("cloud", "services", CLOUD, ("cloud_services", "telecom_operators")),
    Segment("all_in_one", "services", MACHINES, ("solution_vendors", "cpus", "ai_accelerators")),
)

PARAMETERS = {
    "hardware_share": Parameter(
        0.6, "share of the hardware sleeve; the services sleeve has the rest", 0.0, 1.0, source=OURS
    ),
    "lookback": Parameter(120, "sessions over which a segment is held against the CSI 300", 5, 500, source=OURS),
    "minimum": Parameter(
        60, "sessions of history a name needs to count in its segment's strength, at most lookback", 1, 500, source=OURS
    ),
    "lead": Parameter(0.0, "lead over the CSI 300 below which a segment's share is cash", -0.5, 0.5, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold the segments that lead the CSI 300, less when the clouds spend less."""
    lead = segment_strength(basket.total_return(), basket.members, basket.market_return())
    leads = exposure(lead, basket.number("lead"), below=0.0) > 0
    share = basket.number("hardware_share")
    abroad, home = basket.read(HYPERSCALER_CAPEX), basket.read(DOMESTIC_CLOUD_CAPEX)
    return Portfolio(
        sleeves={"hardware": share, "services": 1.0 - share},
        names=basket.members & leads[:, :, None],
        invested=basket.exposure(mean_known(abroad.values, home.values), floor="capex_floor"),
        readings=(abroad, home),
    )


STRATEGY = thesis_strategy(
    "compute_infrastructure",
    "Compute infrastructure",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("002",),
    gates=(DOMESTIC_CLOUD_CAPEX, HYPERSCALER_CAPEX),
)
