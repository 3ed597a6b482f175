"""What the report reads from chip vendors' accounts: margin, growth, orders ahead of revenue (002, 388-506)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def vendor_margin(gross_margin: float) -> Numbers:
    """Price over cost of a chip sold at a gross margin: what a cloud can avoid that designs its own."""
    return {"price_to_cost": 1 / (1 - gross_margin / 100)}


def yearly_growth(before: float, after: float) -> Numbers:
    """Growth on the year: after / before - 1."""
    return {"growth": 100 * (after / before - 1)}


def order_lead(year_end: float, quarter: float) -> Numbers:
    """Change of inventory or contract liabilities over the first quarter, which the report reads as orders."""
    return {"change": quarter - year_end, "growth": 100 * (quarter / year_end - 1)}


def research_share(research: float, revenue: float) -> Numbers:
    """Research and development as a share of revenue."""
    return {"share": 100 * research / revenue}


def _growth_check(name: str, before: float, after: float, expected: float) -> Check:
    return Check(name, expected, 0.005, "derived", "table 5", "growth", {"before": before, "after": after})


VENDOR_MARGIN = Method(
    name="vendor_margin",
    report="002",
    title="Price over cost at a vendor's gross margin",
    formula="1 / (1 - gross margin)",
    source="002 lines 457, 459",
    inputs=(Input("gross_margin", 73.0, "%", "NVIDIA, fourth quarter of 2024", "line 459", high=99.999),),
    compute=vendor_margin,
    outputs={"price_to_cost": "x, price over cost"},
    checks=(Check("price_to_cost", 3.70, 0.005, "derived"),),
    systems=("asic_competition",),
    steers="ASIC share gate",
)

GROWTH = Method(
    name="asic_vendor_screen",
    report="002",
    title="Growth of custom-chip and IP revenue at two design firms",
    formula="2024 / 2023 - 1",
    source="002 table 5, lines 496-506",
    inputs=(
        Input("before", 15.64, "CNY 100m", "custom-chip revenue of VeriSilicon (芯原股份), 2023", "line 505"),
        Input("after", 15.81, "CNY 100m", "the same, 2024", "line 505"),
    ),
    compute=yearly_growth,
    outputs={"growth": "% on the year"},
    checks=(
        _growth_check("custom chips, 芯原股份", 15.64, 15.81, 1.09),
        _growth_check("custom chips, 翱捷科技", 2.26, 3.36, 48.67),
        _growth_check("IP, 芯原股份", 7.65, 7.36, -3.79),
        _growth_check("IP, 翱捷科技", 1.23, 0.35, -71.54),
        _growth_check("R&D people, 芯原股份", 1662, 1800, 8.30),
        _growth_check("R&D people, 翱捷科技", 1135, 1138, 0.26),
    ),
)

ORDERS = Method(
    name="order_lead_indicator",
    report="002",
    title="Inventory and contract liabilities as orders ahead of revenue",
    formula="quarter - year end; quarter / year end - 1",
    source="002 lines 388 (Cambricon), 422 (Hygon)",
    inputs=(
        Input("year_end", 17.74, "CNY 100m", "inventory of Cambricon (寒武纪), end of 2024", "line 388"),
        Input("quarter", 27.55, "CNY 100m", "the same, end of March 2025", "line 388"),
    ),
    compute=order_lead,
    outputs={"change": "CNY 100m", "growth": "% since the year's end"},
    checks=(
        Check("inventory, 寒武纪", 9.81, 0.01, output="change"),
        Check("inventory, 寒武纪", 55.30, 0.005, "derived", output="growth"),
        Check(
            "contract liabilities, 海光信息", 23.33, 0.01, output="change", inputs={"year_end": 9.04, "quarter": 32.37}
        ),
        Check(
            "contract liabilities, 海光信息",
            258.08,
            0.005,
            "derived",
            output="growth",
            inputs={"year_end": 9.04, "quarter": 32.37},
        ),
    ),
    steers="order gate on domestic chips: on above a growth, off when it falls",
)

RESEARCH = Method(
    name="research_share",
    report="002",
    title="Research and development as a share of revenue",
    formula="R&D / revenue",
    source="002 line 420 (Hygon, first quarter of 2025)",
    inputs=(
        Input("research", 7.64, "CNY 100m", "R&D of Hygon (海光信息)", "line 420"),
        Input("revenue", 24.0, "CNY 100m", "its revenue", "line 420"),
    ),
    compute=research_share,
    outputs={"share": "% of revenue"},
    checks=(Check("share", 31.83, 0.005, "derived"),),
    systems=("order_lead_indicator",),
)

METHODS = (VENDOR_MARGIN, GROWTH, ORDERS, RESEARCH)
