"""Capital expenditure of five American clouds: sum, growth, and the base that each one's growth implies."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import base_before, growth

USD = "100 million USD"
GATE = "hyperscaler capex gate"
CLOUDS = ("google", "microsoft", "meta", "amazon", "oracle")

NINE_MONTHS = dict(zip(CLOUDS, (636, 805, 483, 923, 234), strict=True)) | dict(
    zip((f"{cloud}_growth" for cloud in CLOUDS), (66, 52, 112, 67, 246), strict=True)
)
THIRD_QUARTER = dict(zip(CLOUDS, (240, 349, 188, 351, 85), strict=True)) | dict(
    zip((f"{cloud}_growth" for cloud in CLOUDS), (83, 75, 128, 55, 269), strict=True)
)
WHOLE_PERCENT = {f"{cloud}_growth": 0.5 for cloud in CLOUDS}


def cloud_capex(**values: float) -> Numbers:
    """Sum of five clouds, the sum a year before from each one's growth (percent), and the growth of the sum."""
    total = sum(values[cloud] for cloud in CLOUDS)
    base = sum(base_before(values[cloud], values[f"{cloud}_growth"]) for cloud in CLOUDS)
    return {"total": total, "base": base, "growth": growth(base, total)}


def sum_growth(first: float, last: float) -> Numbers:
    """Growth of a sum on the period before, percent."""
    return {"growth": growth(first, last)}


def _cloud_inputs() -> tuple[Input, ...]:
    printed = {
        "google": (525, 63, 228),
        "microsoft": (756, 84, 230),
        "meta": (373, 37, 233),
        "amazon": (830, 57, 237),
        "oracle": (107, 55, 239),
    }
    values = (
        Input(cloud, value, USD, f"capex of {cloud.title()} in 2024", f"line {line}")
        for cloud, (value, _, line) in printed.items()
    )
    rates = (
        Input(f"{cloud}_growth", rate, "percent", f"growth of {cloud.title()} on 2023", f"line {line}", low=-99)
        for cloud, (_, rate, line) in printed.items()
    )
    return (*values, *rates)


CLOUD_CAPEX = Method(
    name="csp_capex_aggregation",
    report="003",
    title="Capex of five clouds: sum, growth and base",
    formula="sum; base = sum of value / (1 + growth); growth = sum / base - 1",
    source="lines 212-239",
    inputs=_cloud_inputs(),
    compute=cloud_capex,
    outputs={"total": USD, "base": f"{USD}, a year before", "growth": "percent"},
    checks=(
        Check("total 2024", 2_591, 0, output="total"),
        Check("growth 2024", 62, 0.5, output="growth"),
        Check(
            "total 2023",
            1_602,
            0.5,
            "consistent_with_rounding",
            "1,602.9 from growth printed to whole percent",
            "base",
            rounding=WHOLE_PERCENT,
        ),
        Check("total 2025Q1-Q3", 3_081, 0, output="total", inputs=NINE_MONTHS),
        Check("growth 2025Q1-Q3", 75, 0.5, output="growth", inputs=NINE_MONTHS),
        Check(
            "3,081 read as 2025Q3",
            3_081,
            1,
            "not_reproduced",
            "the third quarter alone is 1,213",
            "total",
            THIRD_QUARTER,
        ),
        Check("total 2025Q3", 1_213, 0, "derived", "240 + 349 + 188 + 351 + 85", "total", THIRD_QUARTER),
        Check(
            "with Meta's 193.7 of table 4",
            1_213,
            1,
            "not_reproduced",
            "another definition; we keep 188 for the sum",
            "total",
            THIRD_QUARTER | {"meta": 193.7},
        ),
        Check(
            "with Amazon's 899 of table 3",
            3_081,
            1,
            "not_reproduced",
            "3,057: another definition; the printed sum needs 923",
            "total",
            NINE_MONTHS | {"amazon": 899},
        ),
    ),
    discrepancy=(
        "Line 212 calls 3,081 (+75%) the third quarter of 2025; line 226 shows that it is January to September, which "
        "we hold right. Meta's quarter is 188 or 193.7 and Amazon's nine months 923 or 899: the sums take the first."
    ),
    steers=GATE,
)

CLOUD_GROWTH = Method(
    name="csp_capex_growth",
    report="003",
    title="Growth of the five clouds' capex, from the printed sums",
    formula="last / first - 1",
    source="line 226",
    inputs=(
        Input("first", 1_602, USD, "five clouds in 2023", "line 226"),
        Input("last", 2_591, USD, "five clouds in 2024", "line 226"),
    ),
    compute=sum_growth,
    outputs={"growth": "percent"},
    checks=(Check("growth", 62, 0.5, note="61.74, printed to whole percent"),),
    systems=("csp_capex_aggregation",),
    steers=GATE,
)

METHODS = (CLOUD_CAPEX, CLOUD_GROWTH)
