"""Power and cooling in depth (供电 + 散热): racks outgrow the old supply, and then the air that cooled them.

Reports: 002 Minsheng Securities, known from 2025-05-07, chapter 4 (HVDC, server power, supercapacitors, diesel back-up,
liquid cooling); 003 Guolian Minsheng Securities, 2026-01-28, chapter 5 (800 V supply, transformers, liquid cooling).

Stated by: 002 (2025-05-07) and 003, which both argue from the power of a rack to direct current and liquid; no other
report lends names.

The claim: a rack grows from a few kilowatts to a hundred and then a thousand, so direct current replaces the UPS, new
layers of back-up join, and liquid has to carry the heat; who supplies this gains from what data centres spend.

How each sentence became a rule:
- 002, sections 4.1 and 4.2 (lines 876 and 964), and 003, sections 5.1 and 5.2 (lines 1247 and 1387): supply of power
  and removal of heat, neither put above the other. Two sleeves, ``power`` and ``cooling``, equal. Faithful; that
  unranked means equal is our reading.
- 002, lines 886 to 903: three levels of supply and three of back-up; 003, lines 1380 to 1385: makers of the supply,
  transformers, boards, servers. A segment each, equal in its sleeve, names equal in a segment. Faithful.
- 002, lines 13 and 878: cloud spending pulls power supply along and 1366 names less of it as the risk; 003, line 674:
  building tilts to cooling and power, line 26: less capex is the risk. The mean of the known growth over a year of
  Chinese (002) and American (003) cloud capex; under ``capex_floor`` exposure falls to ``below``; unknown: neutral. The
  driver is the reports', the mean, the limit and the half are ours.
- Ours, off by default: a name that both reports give weighs ``1 + again`` times one that a single report gives, counted
  by what was published by the decision (named_again). Neither report says that twice named is more.

Refuted if: the basket does not beat the CSI 300 by 5 points in the 12 months after 2025-05-07 and again after
2026-01-28; 800 V supply is put off and the UPS stays; capex is cut while the rule still holds.

Edits: 2026-11-23 first version; 2026-11-29 the double weight of names given twice became a variant; the sleeves are the
two sections of both reports, no longer four levels of ours.
"""

from __future__ import annotations

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX, HYPERSCALER_CAPEX, mean_known
from strategies.rules.members import times_named
from strategies.rules.thesis import Portfolio, thesis_strategy

SUPPLY = ("002.aidc_power", "002.hvdc", "003.power_hvdc_sst")
SERVER = ("002.aidc_power", "002.server_psu_dcdc", "003.power_hvdc_sst")
COOLING = ("002.csp_capex_upcycle", "002.liquid_cooling", "003.power_liquid_cooling")

SEGMENTS = (
    Segment("hvdc", "power", SUPPLY, ("hvdc",)),
    Segment("transformers", "power", ("003.power_hvdc_sst",), ("transformers",)),
    Segment("server_power", "power", SERVER, ("server_power", "power_ics", "power_pcb")),
    Segment("server_builders", "power", ("003.power_hvdc_sst",), ("servers",)),
    Segment("supercapacitors", "power", ("002.aidc_power", "002.supercapacitor"), ("supercapacitors",)),
    Segment("diesel_generators", "power", ("002.aidc_power", "002.diesel_backup"), ("diesel_generators",)),
    Segment("liquid_cooling", "cooling", COOLING, ("liquid_cooling",)),
    Segment("liquid_cooled_servers", "cooling", COOLING, ("liquid_cooled_servers",)),
)
SLEEVES = ("power", "cooling")

PARAMETERS = {
    **{name: Parameter(1.0, f"relative weight of the {name} sleeve", 0.0, 10.0, source=OURS) for name in SLEEVES},
    "again": Parameter(0.0, "weight added to a name's 1 for each further report that gives it", 0.0, 10.0, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}

VARIANTS = (
    Variant(
        "named_again",
        "003 is the successor of the same house, so a name that it gives again has been looked at twice",
        {"again": 1.0},
    ),
)


def rule(basket: Basket) -> Portfolio:
    """Hold every known name, half of them when the clouds spend less."""
    times = times_named(basket.segments, basket.named, basket.history.panel.symbols, basket.dates)
    abroad, home = basket.read(HYPERSCALER_CAPEX), basket.read(DOMESTIC_CLOUD_CAPEX)
    return Portfolio(
        sleeves={name: basket.number(name) for name in SLEEVES},
        names=basket.members * (1.0 + basket.number("again") * (times - 1)),
        invested=basket.exposure(mean_known(abroad.values, home.values), floor="capex_floor"),
        readings=(abroad, home),
    )


STRATEGY = thesis_strategy(
    "power_cooling",
    "Power and cooling in depth",
    rule,
    SEGMENTS,
    PARAMETERS,
    stated_by=("002", "003"),
    gates=(DOMESTIC_CLOUD_CAPEX, HYPERSCALER_CAPEX),
    variants=VARIANTS,
)
