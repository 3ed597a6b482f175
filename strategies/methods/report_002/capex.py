"""Capital expenditure of the domestic clouds: share of revenue, base before growth, yearly plan (002, 565-579)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers

STEERS = "domestic cloud capex gate"


def capex_intensity(capex: float, revenue: float) -> Numbers:
    """Capital expenditure as a share of revenue; the report prints about 12% for Tencent in 2024."""
    return {"intensity": 100 * capex / revenue}


def capex_base(capex: float, growth: float) -> Numbers:
    """The capital expenditure before the printed growth: capex / (1 + growth)."""
    return {"capex_before": capex / (1 + growth / 100)}


def capex_plan(plan: float, years: float, quarter: float) -> Numbers:
    """What a plan means a year, and how the last quarter, four times over, stands to it (ours)."""
    a_year = plan / years
    return {"a_year": a_year, "run_rate": 100 * 4 * quarter / a_year}


METHODS = (
    Method(
        name="capex_intensity",
        report="002",
        title="Capex as a share of revenue",
        formula="capex / revenue",
        source="002 lines 565, 572, 1243",
        inputs=(
            Input("capex", 76.8, "CNY bn", "Tencent, 2024", "line 565"),
            Input("revenue", 660.3, "CNY bn", "Tencent, 2024", "line 565"),
        ),
        compute=capex_intensity,
        outputs={"intensity": "% of revenue"},
        checks=(
            Check("intensity", 12, 0.5, note="printed as about 12%"),
            Check("intensity", 11.63, 0.005, "derived"),
            Check(
                "Tencent's capex read in USD",
                12,
                0.5,
                "not_reproduced",
                "line 1243 prints the amount in USD; at 7.2 CNY a dollar (ours) it were 84% of revenue",
                "intensity",
                {"capex": 552.2},
            ),
        ),
        discrepancy="line 565 prints 76.8 bn CNY, up 221% on the year; line 1243 prints 76.7 bn USD, up 221% on the "
        "quarter: line 565 is right, its share of revenue fits the printed 12%",
        steers=STEERS,
    ),
    Method(
        name="capex_base",
        report="002",
        title="Capex before the printed growth",
        formula="capex / (1 + growth)",
        source="002 lines 565 (Tencent 2024), 579 (Alibaba, fourth quarter of 2024)",
        inputs=(
            Input("capex", 76.8, "CNY bn", "Tencent, 2024", "line 565"),
            Input("growth", 221, "%", "on the year", "line 565", low=-99.999),
        ),
        compute=capex_base,
        outputs={"capex_before": "CNY bn, the period before"},
        checks=(
            Check("Tencent 2023", 23.93, 0.005, "derived", output="capex_before"),
            Check(
                "Alibaba, third quarter of 2024",
                17.667,
                0.0005,
                "derived",
                "80% on the quarter",
                "capex_before",
                {"capex": 31.8, "growth": 80},
            ),
        ),
        systems=("capex_intensity",),
        steers=STEERS,
    ),
    Method(
        name="capex_plan",
        report="002",
        title="A three-year capex plan by the year, and the last quarter against it",
        formula="plan / years; 4 x quarter / yearly plan (ours)",
        source="002 line 579 (Alibaba: more than 380 bn in three years)",
        inputs=(
            Input("plan", 380, "CNY bn", "Alibaba, 2025 to 2027, more than", "line 579"),
            Input("years", 3, "years", "length of the plan", "line 579"),
            Input("quarter", 31.8, "CNY bn", "Alibaba, fourth quarter of 2024", "line 579"),
        ),
        compute=capex_plan,
        outputs={"a_year": "CNY bn a year", "run_rate": "% of the yearly plan that four such quarters make"},
        checks=(
            Check("a_year", 126.67, 0.005, "derived"),
            # 4 x 31.8 = 127.2; 127.2 / 126.667
            Check("run_rate", 100.42, 0.005, "derived"),
        ),
        systems=("capex_intensity",),
        steers=STEERS + ": at or above plan",
    ),
)
