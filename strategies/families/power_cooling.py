"""Power and cooling in depth (供电 + 散热): racks outgrow the old supply, and then the air that cooled them.

Reports: 002 Minsheng Securities, known from 2025-05-07 (HVDC, server power, supercapacitors, diesel back-up, liquid
cooling); 003 Guolian Minsheng Securities, 2026-01-28, chapter 5 (800 V supply, transformers, liquid cooling).
003 is the successor of the same house: what it names again, nine months later, it has looked at twice.

Stated by: 002 (2025-05-07) and 003, which both argue from the power of a rack to direct current, back-up and liquid; no
other report lends names.

The claim: a rack grows from a few kilowatts to a hundred and then a thousand, so direct current replaces the UPS, new
layers of back-up join, and liquid has to carry the heat; who supplies this grows faster than the clouds' spending.

How each sentence became a rule:
- "Three levels of supply and of back-up, and heat": four sleeves (grid to rack, server, back-up, cooling), equal, since
  neither report ranks them; segments are equal in a sleeve. A sleeve without a name yet leaves its share to the others.
- "The same a year later": in a segment a name that both reports give weighs ``1 + again`` times one that a single
  report gives; how often a name was given counts by what was published by the decision.
- "Grows with spending": the mean of the known growth of American and Chinese cloud capex over a year; under
  ``capex_floor`` exposure falls to ``below``. Without a known value: neutral.

Refuted if: names given twice do no better than names given once; the basket does not beat the CSI 300 by 5 points in
the 12 months after 2025-05-07 and again after 2026-01-28; 800 V supply is put off and the UPS stays.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import DOMESTIC_CLOUD_CAPEX, HYPERSCALER_CAPEX, mean_known
from strategies.rules.members import times_named
from strategies.rules.thesis import Portfolio, thesis_strategy

SUPPLY = ("002.aidc_power", "002.hvdc", "003.power_hvdc_sst")
SERVER = ("002.aidc_power", "002.server_psu_dcdc", "003.power_hvdc_sst")
COOLING = ("002.csp_capex_upcycle", "002.liquid_cooling", "003.power_liquid_cooling")

SEGMENTS = (
    Segment("hvdc", "supply", SUPPLY, ("hvdc",)),
    Segment("transformers", "supply", ("003.power_hvdc_sst",), ("transformers",)),
    Segment("server_power", "server", SERVER, ("server_power", "power_ics", "power_pcb")),
    Segment("supercapacitors", "backup", ("002.aidc_power", "002.supercapacitor"), ("supercapacitors",)),
    Segment("diesel_generators", "backup", ("002.aidc_power", "002.diesel_backup"), ("diesel_generators",)),
    Segment("liquid_cooling", "cooling", COOLING, ("liquid_cooling",)),
    Segment("liquid_cooled_servers", "cooling", COOLING, ("liquid_cooled_servers",)),
)
SLEEVES = ("supply", "server", "backup", "cooling")

PARAMETERS = {
    **{name: Parameter(1.0, f"relative weight of the {name} sleeve", 0.0, 10.0, source=OURS) for name in SLEEVES},
    "again": Parameter(1.0, "weight added to a name's 1 for each further report that gives it", 0.0, 10.0, source=OURS),
    "capex_floor": Parameter(0.0, "growth of capex over a year below which exposure falls", -0.5, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while capex growth is below the floor", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold every known name, more of those named twice, less when the clouds spend less."""
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
)
