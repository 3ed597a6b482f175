"""Capital expenditure of Baidu, Alibaba and Tencent: sum, growth, and the bases that each one's growth implies."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import base_before, compound_growth, growth

CNY = "100 million CNY"
DOMESTIC_GATE = "domestic cloud capex gate"
COMPANIES = ("tencent", "alibaba", "baidu")

# Half of the last printed digit.
VALUES = dict.fromkeys(COMPANIES, 0.05)
YEAR_CHANGES = {f"{company}_year": 0.05 for company in COMPANIES}
QUARTER_CHANGES = {f"{company}_quarter": 0.05 for company in COMPANIES}


def domestic_capex(
    *,
    tencent: float,
    alibaba: float,
    baidu: float,
    tencent_year: float,
    alibaba_year: float,
    baidu_year: float,
    tencent_quarter: float,
    alibaba_quarter: float,
    baidu_quarter: float,
) -> Numbers:
    """Sum of the three, and what each one's growth on the year and on the quarter (percent) implies for the sum."""
    total = tencent + alibaba + baidu
    year = base_before(tencent, tencent_year) + base_before(alibaba, alibaba_year) + base_before(baidu, baidu_year)
    quarter = (
        base_before(tencent, tencent_quarter)
        + base_before(alibaba, alibaba_quarter)
        + base_before(baidu, baidu_quarter)
    )
    return {
        "total": total,
        "year_before": year,
        "growth_on_year": growth(year, total),
        "quarter_before": quarter,
        "growth_on_quarter": growth(quarter, total),
    }


def _sum_growth(first: float, last: float, years: float) -> Numbers:
    return {"growth": compound_growth(first, last, years)}


DOMESTIC_CAPEX = Method(
    name="bat_capex_aggregation",
    report="003",
    title="Capex of Baidu, Alibaba and Tencent: sum, growth and bases",
    formula="sum; base = sum of value / (1 + growth); growth = sum / base - 1",
    source="line 1450",
    inputs=(
        Input("tencent", 129.8, CNY, "Tencent, 2025Q3", "line 1450"),
        Input("alibaba", 315.0, CNY, "Alibaba, 2025Q3", "line 1450"),
        Input("baidu", 34.0, CNY, "Baidu, 2025Q3", "line 1450"),
        Input("tencent_year", -24.1, "percent", "Tencent's growth on the year", "line 1450", low=-99),
        Input("alibaba_year", 80.1, "percent", "Alibaba's growth on the year", "line 1450", low=-99),
        Input("baidu_year", 106.8, "percent", "Baidu's growth on the year", "line 1450", low=-99),
        Input("tencent_quarter", -32.1, "percent", "Tencent's growth on the quarter", "line 1450", low=-99),
        Input("alibaba_quarter", -18.6, "percent", "Alibaba's growth on the quarter", "line 1450", low=-99),
        Input("baidu_quarter", -10.5, "percent", "Baidu's growth on the quarter", "line 1450", low=-99),
    ),
    compute=domestic_capex,
    outputs={
        "total": CNY,
        "year_before": f"{CNY}, a year before",
        "growth_on_year": "percent",
        "quarter_before": f"{CNY}, a quarter before",
        "growth_on_quarter": "percent",
    },
    checks=(
        Check("total", 479.0, 0.05, "consistent_with_rounding", "478.8 from the rounded values", rounding=VALUES),
        Check("growth_on_year", 32.2, 0.05, "consistent_with_rounding", "32.13", rounding=YEAR_CHANGES),
        Check("growth_on_quarter", -22.29, 0.005, "derived", "478.8 / 616.13; -22.1 follows from the printed sums"),
        Check("quarter before, Tencent -32.1%", 615.0, 0.5, "not_reproduced", "616.1", "quarter_before"),
        Check(
            "quarter before, Tencent -31.9%",
            615.0,
            0.05,
            "consistent_with_rounding",
            "615.6, and 615.0 within the rounding of values and growth",
            "quarter_before",
            {"tencent_quarter": -31.9},
            VALUES | QUARTER_CHANGES,
        ),
    ),
    discrepancy=(
        "Tencent fell by 32.1% on the quarter in line 1450 and by 31.9% in line 1471; the printed 61.5 billion for the "
        "three fit the second. The value, 12.98 billion, stands in both lines, and only values are read by rules."
    ),
    steers=DOMESTIC_GATE,
)

DOMESTIC_GROWTH = Method(
    name="bat_capex_growth",
    report="003",
    title="Growth of the three's capex",
    formula="(last / first)^(1 / years) - 1",
    source="line 1450",
    inputs=(
        Input("first", 687.4, CNY, "Baidu, Alibaba and Tencent in 2022", "line 1450"),
        Input("last", 1_574.5, CNY, "the three in 2024", "line 1450"),
        Input("years", 2, "years", "from first to last", "line 1450", low=0.25),
    ),
    compute=_sum_growth,
    outputs={"growth": "percent a year, or of the period for years = 1"},
    checks=(
        Check("2022 to 2024, a year", 51.3, 0.05, output="growth"),
        Check("2025Q3 on the quarter", -22.1, 0.05, output="growth", inputs={"first": 615, "last": 479, "years": 1}),
    ),
    systems=("bat_capex_aggregation",),
    steers=DOMESTIC_GATE,
)

METHODS = (DOMESTIC_CAPEX, DOMESTIC_GROWTH)
