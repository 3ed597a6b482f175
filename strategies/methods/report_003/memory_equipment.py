"""What memory makers buy: the equipment market chained by its growth, and CXMT's capacity."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import base_before, growth

USD = "100 million USD"
SLEEVE = "equipment sleeve of the storage cycle"


def chain(value: float, growth_into: float, growth_after: float) -> Numbers:
    """A year's market, the year before from the growth that led into it, and the year after; growth in percent."""
    return {"before": base_before(value, growth_into), "after": value * (1 + growth_after / 100)}


def _growth(start: float, end: float) -> Numbers:
    return {"growth": growth(start, end)}


DRAM_2024 = {"value": 195, "growth_into": 40.2, "growth_after": 6.4}

METHODS = (
    Method(
        name="equipment_growth_chain",
        report="003",
        title="Memory equipment market, year by year",
        formula="before = value / (1 + growth); after = value x (1 + growth)",
        source="line 2015",
        inputs=(
            Input("value", 137, USD, "NAND equipment expected for 2025", "line 2015"),
            Input("growth_into", 42.5, "percent", "growth of that year", "line 2015", low=-99),
            Input("growth_after", 9.7, "percent", "growth of the year after", "line 2015", low=-100),
        ),
        compute=chain,
        outputs={"before": f"{USD}, the year before", "after": f"{USD}, the year after"},
        checks=(
            Check("NAND 2026", 150, 0.5, output="after"),
            Check("NAND 2024", 96.1, 0.05, "derived", "137 / 1.425", "before"),
            Check("NAND 2023", 92.4, 0.06, "derived", "96.14 / 1.041", "before", {"value": 96.14, "growth_into": 4.1}),
            Check("DRAM 2023", 139.1, 0.05, "derived", "195 / 1.402", "before", DRAM_2024),
            Check("DRAM 2025", 207.5, 0.05, "derived", "195 x 1.064", "after", DRAM_2024),
            Check(
                "DRAM 2026",
                232.6,
                0.05,
                "derived",
                "207.48 x 1.121",
                "after",
                {"value": 207.48, "growth_into": 6.4, "growth_after": 12.1},
            ),
        ),
        steers=SLEEVE,
    ),
    Method(
        name="cxmt_growth",
        report="003",
        title="Growth of CXMT's capacity",
        formula="end / start - 1",
        source="line 2025, table 29",
        inputs=(
            Input("start", 20, "10 thousand wafers a month", "capacity at the end of 2024", "line 2025"),
            Input("end", 30, "10 thousand wafers a month", "capacity at the end of 2025", "line 2025"),
        ),
        compute=_growth,
        outputs={"growth": "percent"},
        checks=(Check("growth", 50, 1, note="printed as about 50"),),
        steers=SLEEVE,
    ),
)
