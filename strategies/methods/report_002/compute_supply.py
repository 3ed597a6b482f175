"""How much compute China has, lacks and makes itself (report 002, lines 350, 563, 681)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def supply_gap(scale: float, gap: float) -> Numbers:
    """Demand under both readings of a printed gap, as the report does not say what it is a share of."""
    return {"demand_if_of_demand": scale / (1 - gap / 100), "demand_if_of_scale": scale * (1 + gap / 100)}


def hub_share(hubs: float, scale: float) -> Numbers:
    """Share of the national hubs in all compute (ours)."""
    return {"share": 100 * hubs / scale}


def localisation(first_share: float, last_share: float, years: float, ascend_share: float) -> Numbers:
    """Points gained, points a year, and what is left for other domestic chips under both readings of Ascend's share."""
    return {
        "points": last_share - first_share,
        "points_a_year": (last_share - first_share) / years,
        "others_if_of_market": last_share - ascend_share,
        "others_if_of_domestic": last_share * (1 - ascend_share / 100),
    }


METHODS = (
    Method(
        name="supply_gap",
        report="002",
        title="Demand for compute behind a supply gap",
        formula="scale / (1 - gap) when the gap is a share of demand, scale x (1 + gap) when one of supply",
        source="002 line 563",
        inputs=(
            Input("scale", 230, "EFLOPS", "China, end of 2024", "line 563"),
            Input("gap", 35, "%", "supply gap, end of 2024", "line 563", high=99.999),
        ),
        compute=supply_gap,
        outputs={
            "demand_if_of_demand": "EFLOPS, gap as a share of demand",
            "demand_if_of_scale": "EFLOPS, gap as a share of supply",
        },
        checks=(
            Check("demand_if_of_demand", 353.85, 0.005, "derived"),
            Check("demand_if_of_scale", 310.5, 0.005, "derived"),
        ),
        discrepancy="the gap is not defined; both readings stand, neither is held right",
    ),
    Method(
        name="hub_share",
        report="002",
        title="Share of the eight national hubs in all compute",
        formula="hubs / scale (ours)",
        source="002 lines 563, 681",
        inputs=(
            Input("hubs", 200, "EFLOPS", "eight hubs, 2024, more than 200,000 PFLOPS", "line 681"),
            Input("scale", 230, "EFLOPS", "China, end of 2024", "line 563"),
        ),
        compute=hub_share,
        outputs={"share": "% of all compute"},
        checks=(Check("share", 86.96, 0.005, "derived", "the number formats behind both are not printed"),),
        systems=("supply_gap",),
    ),
    Method(
        name="localisation_model",
        report="002",
        title="Domestic share of AI compute and what Ascend leaves to others",
        formula="last share - first share; / years; last share - Ascend's share, or last share x (1 - Ascend's share)",
        source="002 line 350 (IDC)",
        inputs=(
            Input("first_share", 28, "%", "domestic share, 2022", "line 350", high=100),
            Input("last_share", 65, "%", "domestic share, 2025, forecast", "line 350", high=100),
            Input("years", 3, "years", "2022 to 2025"),
            Input("ascend_share", 40, "%", "Ascend, 2025, forecast", "line 350", high=100),
        ),
        compute=localisation,
        outputs={
            "points": "percentage points gained",
            "points_a_year": "percentage points a year",
            "others_if_of_market": "% of the market for others, 40% meant of the whole market",
            "others_if_of_domestic": "% of the market for others, 40% meant of the domestic part",
        },
        checks=(
            Check("points", 37, 0, "derived"),
            Check("points_a_year", 12.33, 0.005, "derived"),
            Check("others_if_of_market", 25, 0, "derived"),
            Check("others_if_of_domestic", 39, 0.0005, "derived"),
        ),
        discrepancy="the report does not say of what Ascend has 40%; of the whole market is the plainer reading",
        steers="localisation signal: domestic share of AI compute",
    ),
)
