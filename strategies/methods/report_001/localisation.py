"""How much room is left for domestic makers: what they do not yet supply."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def headroom(low: float, high: float) -> Numbers:
    """What self-sufficiency (percent, a range) leaves to foreign suppliers: from its middle, and at least."""
    return {"headroom": 100 - (low + high) / 2, "at_least": 100 - high}


HEADROOM = Method(
    name="self_sufficiency_headroom",
    report="001",
    title="Room for domestic supply",
    formula="100 - middle of the self-sufficiency range (ours: the report argues it in words)",
    source="tables 9 and 10, lines 990-1022; undated, so they are known from the report's day only",
    inputs=(
        Input("low", 50, "percent", "self-sufficiency, lower end: etch at mature nodes", "line 997", high=100),
        Input("high", 60, "percent", "self-sufficiency, upper end", "line 997", high=100),
    ),
    compute=headroom,
    outputs={"headroom": "percent of the market", "at_least": "percent of the market"},
    checks=(
        Check("etch, mature nodes", 45, 0, "derived", "100 - 55", "headroom"),
        Check("etch, advanced nodes", 85, 0, "derived", "below 15%: at least 85", "at_least", {"low": 0, "high": 15}),
        Check("lithography, advanced nodes", 99.5, 0, "derived", "100 - 0.5", "headroom", {"low": 0, "high": 1}),
        Check("CVD and ALD", 92.5, 0, "derived", "100 - 7.5", "headroom", {"low": 5, "high": 10}),
        Check("all equipment 2023", 76.7, 1e-6, "derived", "100 - 23.3", "headroom", {"low": 23.3, "high": 23.3}),
    ),
    steers="choice of equipment segments by room left; no rule reads it, as the table has no dates",
)

METHODS = (HEADROOM,)
