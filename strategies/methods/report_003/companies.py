"""Readings of two companies: SMIC's minority interest as a sign of advanced nodes, VeriSilicon's backlog."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import growth

CNY = "100 million CNY"


def minority_interest(before: float, now: float) -> Numbers:
    """Change of the minority's profit on the quarter: amount, percent, and 1 when it rises (advanced nodes earn)."""
    return {"change": now - before, "growth": growth(before, now), "rising": float(now > before)}


def backlog_revenue(backlog: float, one_stop_share: float, conversion: float) -> Numbers:
    """Revenue of twelve months from a backlog: of all of it, and of its one-stop part only; shares in percent."""
    upper = backlog * conversion / 100
    return {"revenue": upper, "one_stop_revenue": upper * one_stop_share / 100}


METHODS = (
    Method(
        name="smic_advanced_node_proxy",
        report="003",
        title="Minority interest of SMIC",
        formula="now - before; now / before - 1; rising when above 0",
        source="line 1578",
        inputs=(
            Input(
                "before",
                1.02,
                CNY,
                "minority interest of 2025Q2; growth has a meaning only above 0",
                "line 1578",
                low=0.01,
            ),
            Input("now", 8.85, CNY, "minority interest of 2025Q3", "line 1578", low=-1e6),
        ),
        compute=minority_interest,
        outputs={"change": CNY, "growth": "percent", "rising": "1 rising, 0 not"},
        checks=(
            Check(
                "growth",
                785.7,
                5,
                "not_reproduced",
                "767.6, and at most 772.4 within the rounding of both values",
                rounding={"before": 0.005, "now": 0.005},
            ),
            Check("change", 7.83, 0.005, "derived", "8.85 - 1.02"),
            Check("rising", 1, 0),
        ),
        discrepancy="785.7% is printed; 1.02 to 8.85 is 767.6%, which rounding does not explain. We hold both values.",
        steers="confirms the foundry theses; no rule reads it",
    ),
    Method(
        name="backlog_conversion",
        report="003",
        title="Revenue in VeriSilicon's backlog",
        formula="backlog x conversion within a year (x one-stop share: the 80% are said of that part)",
        source="line 1882",
        inputs=(
            Input("backlog", 32.86, CNY, "orders in hand at the end of 2025Q3", "line 1882"),
            Input("one_stop_share", 90, "percent", "one-stop part of the backlog, about", "line 1882", high=100),
            Input("conversion", 80, "percent", "part that becomes revenue within a year", "line 1882", high=100),
        ),
        compute=backlog_revenue,
        outputs={"revenue": f"{CNY}, of all orders", "one_stop_revenue": f"{CNY}, of the one-stop part"},
        checks=(
            Check("revenue", 26.29, 0.005, "derived", "32.86 x 80%"),
            Check("one_stop_revenue", 23.66, 0.005, "derived", "26.288 x 90%"),
        ),
    ),
)
