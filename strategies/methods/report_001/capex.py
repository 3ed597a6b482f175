"""What four clouds say they will spend in 2025, and how much more that is than a year before."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import growth

CLOUDS = "100 million USD"


def guidance_sum(amazon: float, meta: float, microsoft: float, google: float, last_year: float) -> Numbers:
    """Guided capex of the four clouds and its growth on ``last_year``, all in one unit."""
    total = amazon + meta + microsoft + google
    return {"total": total, "growth": growth(last_year, total)}


GUIDANCE = Method(
    name="capex_guidance_sum",
    report="001",
    title="Guided capex of four clouds, 2025",
    formula="sum of the four; sum / capex of 2024 - 1",
    source="lines 407-409",
    inputs=(
        Input("amazon", 1_000, CLOUDS, "Amazon's guidance", "line 409"),
        Input("meta", 650, CLOUDS, "Meta's guidance, upper end of 600 to 650", "line 409"),
        Input("microsoft", 800, CLOUDS, "Microsoft's guidance, for its fiscal year", "line 409"),
        Input("google", 750, CLOUDS, "Google's guidance", "line 409"),
        Input("last_year", 2_285.44, CLOUDS, "capex of the four in 2024", "line 407"),
    ),
    compute=guidance_sum,
    outputs={"total": f"{CLOUDS} in 2025", "growth": "percent on 2024"},
    checks=(
        Check("total", 3_200, 0, note="printed as more than 3,200, which is the sum with Meta at its upper end"),
        Check("growth", 40, 0.5),
        Check("with Meta at its lower end", 3_150, 0, "derived", "1,000 + 600 + 800 + 750", "total", {"meta": 600}),
    ),
    systems=("cagr_yoy_tools",),
    discrepancy="More than 3,200 is printed, but 3,200 is the most that the guidance allows; we hold 3,150 to 3,200.",
    steers="capex gate: the expected growth against which a later capex value is a surprise",
)

METHODS = (GUIDANCE,)
