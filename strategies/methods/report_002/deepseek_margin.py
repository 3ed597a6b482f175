"""What serving DeepSeek costs a day and what it would earn at list price (report 002, lines 266-270)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def deepseek_margin(
    *,
    daily_cost: float,
    daily_revenue: float,
    usd_per_gpu_hour: float,
    gpus_a_node: float,
    paid_share: float,
    price_kept: float,
) -> Numbers:
    """Profit over cost when every token is sold at the R1 price, the cards behind the cost, and a haircut.

    The report prints 545%. Its haircuts (V3 is cheaper, nights are discounted, much is free) have no numbers: they
    stand here as a paid share and a share of the list price that is kept, both 100 as in the printed figure.
    """
    gpus = daily_cost / (24 * usd_per_gpu_hour)
    earned = daily_revenue * paid_share / 100 * price_kept / 100
    return {
        "margin": 100 * (daily_revenue / daily_cost - 1),
        "margin_after_haircuts": 100 * (earned / daily_cost - 1),
        "break_even_kept": 100 * daily_cost / daily_revenue,
        "gpus": gpus,
        "nodes": gpus / gpus_a_node,
    }


METHODS = (
    Method(
        name="deepseek_theoretical_margin",
        report="002",
        title="DeepSeek's theoretical margin over cost",
        formula="margin = revenue / cost - 1; cards = cost / (24 x rental price) (ours); "
        "after haircuts = revenue x paid share x price kept / cost - 1 (ours)",
        source="002 lines 266, 268, 270",
        inputs=(
            Input("daily_cost", 87_000, "USD a day", "rent of all serving cards, day average", "line 268"),
            Input("daily_revenue", 562_000, "USD a day", "all tokens at the R1 list price", "line 268"),
            Input("usd_per_gpu_hour", 2.0, "USD a GPU hour", "assumed rental price of an H800", "line 268"),
            Input("gpus_a_node", 8, "cards a node", "cards in a server"),
            Input("paid_share", 100, "%", "tokens that are paid for", high=100),
            Input("price_kept", 100, "%", "what is left of the R1 price after V3 and night prices", high=100),
        ),
        compute=deepseek_margin,
        outputs={
            "margin": "%, profit over cost at list price",
            "margin_after_haircuts": "%, profit over cost after paid share and price",
            "break_even_kept": "%, share of the theoretical revenue at which cost is met",
            "gpus": "cards that the cost pays for",
            "nodes": "servers that the cost pays for",
        },
        checks=(
            Check(
                "margin",
                545,
                0.5,
                "consistent_with_rounding",
                "562 / 87 thousand gives 546.0; both are rounded to thousands, so 541.7 to 550.3 is possible",
                rounding={"daily_cost": 500, "daily_revenue": 500},
            ),
            Check("margin", 545.98, 0.005, "derived", "from the printed inputs as they stand"),
            Check("gpus", 1812.5, 0.05, "derived"),
            Check("nodes", 226.6, 0.05, "derived"),
            # 562 x 0.5 x 0.5 / 87 - 1 = 140.5 / 87 - 1
            Check("margin_after_haircuts", 61.49, 0.005, "derived", inputs={"paid_share": 50, "price_kept": 50}),
            Check("break_even_kept", 15.48, 0.005, "derived"),
        ),
        discrepancy="545% is printed, the printed inputs give 546.0%: rounding of the inputs; we hold 545 right, "
        "as it comes from the unrounded disclosure, and use a tolerance of 1 point",
    ),
)
