"""From money to cards, from cards to good dies, from good dies to 12-inch wafers; one die a card, demand is static.

Only whole dies are sold, so good dies a wafer are rounded down. The report does not say so, but without it the training
case gives 2,299 wafers where more than 2,300 are printed. It prints no formula for gross dies: 215 and 58 are inputs.
"""

from __future__ import annotations

from math import exp, floor, pi, sqrt

from strategies.methods.method import Check, Input, Method, Numbers

DEMAND = ("wafer_die_card_demand",)
GOOD_DIES_FORMULA = "good dies a wafer = gross dies x yield, rounded down; wafers = cards / good dies a wafer"


def good_dies(gross_dies: float, yield_percent: float) -> float:
    """Whole working dies of one wafer; ``yield_percent`` in percent."""
    return float(floor(gross_dies * yield_percent / 100))


def inference_wafers(market: float, card_price: float, gross_dies: float, yield_percent: float) -> Numbers:
    """Wafers a year for inference cards: ``market`` in billion yuan, ``card_price`` in yuan."""
    cards = market * 1e9 / card_price
    good = good_dies(gross_dies, yield_percent)
    return {"cards": cards, "good_dies": good, "wafers": cards / good}


def training_wafers(
    capital: float, server_cost: float, cards_per_server: float, gross_dies: float, yield_percent: float
) -> Numbers:
    """Wafers for the training cards that ``capital`` (billion yuan) buys; ``server_cost`` in million yuan."""
    servers = capital * 1e3 / server_cost
    cards = servers * cards_per_server
    good = good_dies(gross_dies, yield_percent)
    return {
        "servers": servers,
        "cards": cards,
        "capital_per_card": capital * 1e9 / cards,
        "good_dies": good,
        "wafers": cards / good,
    }


def materiality(inference: float, training: float, capacity: float) -> Numbers:
    """How much of a monthly ``capacity`` (wafers) the report's yearly demand fills; ours, the report does not ask."""
    year = inference + training
    month = year / 12
    return {"wafers_a_year": year, "wafers_a_month": month, "share_of_capacity": 100 * month / capacity}


def gross_dies_estimate(die_area: float, wafer_diameter: float) -> Numbers:
    """Gross dies by area and an exponential edge loss, the closed form nearest to the printed counts; ours."""
    area = pi * wafer_diameter**2 / 4
    edge = exp(-2 * sqrt(die_area) / wafer_diameter)
    return {"wafer_area": area, "gross_dies": area / die_area * edge}


INFERENCE = Method(
    name="inference_wafer_demand",
    report="000",
    title="Wafers for inference cards",
    formula=f"cards = market / card price; {GOOD_DIES_FORMULA} (rounding down is ours)",
    source="line 28",
    inputs=(
        Input("market", 20, "billion yuan a year", "what China spends on inference cards", "line 28"),
        Input("card_price", 20_000, "yuan", "price of one inference card", "line 28"),
        Input("gross_dies", 215, "dies", "dies of 300 mm2 on a 12-inch wafer, Ascend 310", "line 28"),
        Input("yield_percent", 70, "percent", "share of dies that work", "line 28", high=100),
    ),
    compute=inference_wafers,
    outputs={
        "cards": "cards a year",
        "good_dies": "working dies a wafer",
        "wafers": "12-inch wafers a year",
    },
    checks=(
        Check("cards", 1_000_000, 0),
        Check("good_dies", 150, 0),
        Check("wafers", 6_600, 100, note="printed as more than 6,600; 6,666.7 with whole dies, 6,644.5 without"),
    ),
    systems=DEMAND,
)

TRAINING = Method(
    name="training_wafer_demand",
    report="000",
    title="Wafers for training cards",
    formula=f"cards = capital / server cost x cards a server; {GOOD_DIES_FORMULA} (rounding down is ours)",
    source="line 28",
    inputs=(
        Input("capital", 10, "billion yuan", "capital put into GPU servers", "line 28"),
        Input("server_cost", 2, "million yuan", "cost of a server: 10 billion yuan buy 5,000", "line 28, implied"),
        Input("cards_per_server", 8, "cards", "40,000 cards in 5,000 servers", "line 28, implied"),
        Input("gross_dies", 58, "dies", "dies of 1,000 mm2 on a 12-inch wafer, Ascend 910B", "line 28"),
        Input("yield_percent", 30, "percent", "share of dies that work", "line 28", high=100),
    ),
    compute=training_wafers,
    outputs={
        "servers": "GPU servers",
        "cards": "training cards",
        "capital_per_card": "yuan of capital a card",
        "good_dies": "working dies a wafer",
        "wafers": "12-inch wafers",
    },
    checks=(
        Check("servers", 5_000, 0),
        Check("cards", 40_000, 0),
        Check("capital_per_card", 250_000, 0, kind="derived", note="10 billion yuan / 40,000 cards"),
        Check("good_dies", 17, 0),
        Check("wafers", 2_300, 100, note="printed as more than 2,300; 2,352.9 with whole dies, 2,298.9 without"),
    ),
    systems=DEMAND,
)

MATERIALITY = Method(
    name="wafer_materiality",
    report="000",
    title="How much capacity that demand fills",
    formula="(inference + training wafers) / 12 / monthly capacity (ours)",
    source="line 28 for the wafers; report 003 line 2025 for the capacity to compare with",
    inputs=(
        Input("inference", 6_667, "wafers a year", "result of inference_wafer_demand", "line 28, recomputed"),
        Input("training", 2_353, "wafers a year", "result of training_wafer_demand", "line 28, recomputed"),
        Input(
            "capacity",
            200_000,
            "wafers a month",
            "one domestic 12-inch fab group, CXMT at the end of 2024",
            "report 003 line 2025; known only from 2026-01-28",
        ),
    ),
    compute=materiality,
    outputs={
        "wafers_a_year": "12-inch wafers a year",
        "wafers_a_month": "12-inch wafers a month",
        "share_of_capacity": "percent of the capacity",
    },
    checks=(
        Check("wafers_a_year", 9_020, 0, kind="derived", note="6,667 + 2,353"),
        Check("wafers_a_month", 751.7, 0.05, kind="derived", note="9,020 / 12"),
        Check("share_of_capacity", 0.376, 0.0005, kind="derived", note="751.67 / 200,000"),
    ),
    systems=DEMAND,
    discrepancy=(
        "The report argues for an equipment cycle, but its own demand is some 9,000 wafers a year, under half a "
        "percent of one fab group. The baskets rest on the direction of change, not on this volume."
    ),
)

GROSS_DIES = Method(
    name="gross_dies_estimate",
    report="000",
    title="Gross dies a wafer, cross-check",
    formula="pi d^2 / 4S x exp(-2 sqrt(S) / d) (ours: the report prints no formula)",
    source="line 28",
    inputs=(
        Input("die_area", 300, "mm2", "area of one die, S", "line 28", low=1),
        Input("wafer_diameter", 300, "mm", "diameter of a 12-inch wafer, d", "line 28: 12 inch", low=1),
    ),
    compute=gross_dies_estimate,
    outputs={"wafer_area": "mm2 of the wafer", "gross_dies": "dies a wafer"},
    checks=(
        Check("wafer_area", 70_000, 1_000, note="printed as about 70,000; exact 70,685.8"),
        Check("gross dies of 300 mm2", 215, 1, "not_reproduced", "209.9 by this form; we keep 215", "gross_dies"),
        Check(
            "gross dies of 1,000 mm2",
            58,
            0.5,
            "not_reproduced",
            "57.3 by this form; we keep 58",
            "gross_dies",
            {"die_area": 1_000},
        ),
    ),
    systems=DEMAND,
    discrepancy=(
        "No usual closed form gives both 215 and 58 (this one is 2.4% and 1.3% low); demand takes the printed counts."
    ),
)

METHODS = (INFERENCE, TRAINING, MATERIALITY, GROSS_DIES)
