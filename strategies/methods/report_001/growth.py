"""Growth over one year, over several, and the base that a value and its growth imply."""

from __future__ import annotations

import math

from strategies.methods.method import Check, Input, Method, Numbers

TOOLS = ("cagr_yoy_tools",)


def growth(start: float, end: float) -> float:
    """Change from ``start`` to ``end`` in percent of ``start``."""
    return 100 * (end / start - 1)


def compound_growth(start: float, end: float, years: float) -> float:
    """The yearly growth in percent that leads from ``start`` to ``end`` in ``years``, each year the same (CAGR)."""
    return 100 * (math.pow(end / start, 1 / years) - 1)


def base_before(value: float, rate: float) -> float:
    """The base from which a growth of ``rate`` percent leads to ``value``."""
    return value / (1 + rate / 100)


def _growth(start: float, end: float) -> Numbers:
    return {"growth": growth(start, end)}


def _compound_growth(start: float, end: float, years: float) -> Numbers:
    return {"growth": compound_growth(start, end, years)}


def _base_before(value: float, rate: float) -> Numbers:
    return {"base": base_before(value, rate)}


def _market(units: float, share: float) -> Numbers:
    return {"market": 100 * units / share}


YEAR_ON_YEAR = Method(
    name="year_on_year",
    report="001",
    title="Growth of a year",
    formula="end / start - 1",
    source="lines 138, 407-409, 451, 978",
    inputs=(
        Input("start", 2_050, "100 million USD", "AI servers sold in 2024 (any unit, the same as the end)", "line 451"),
        Input("end", 2_980, "100 million USD", "AI servers expected for 2025", "line 451"),
    ),
    compute=_growth,
    outputs={"growth": "percent"},
    checks=(
        Check(
            "AI servers 2025",
            44.96,
            0.005,
            "consistent_with_rounding",
            "45.37 from the printed values, which are rounded to a billion dollars",
            "growth",
            rounding={"start": 5, "end": 5},
        ),
        Check(
            "materials 2023",
            -8.25,
            0.005,
            "consistent_with_rounding",
            "-8.24 from the printed values",
            "growth",
            {"start": 726.9, "end": 667},
            {"start": 0.05, "end": 0.5},
        ),
        Check(
            "four clouds' capex 2025",
            40,
            0.5,
            "reproduced",
            "2,285.44 to 3,200",
            "growth",
            {"start": 2_285.44, "end": 3_200},
        ),
        Check(
            "growth that 7,000 needs",
            13.27,
            0.005,
            "derived",
            "world chip sales 6,180 to 7,000: only the upper part of the printed 11 to 15% leads there",
            "growth",
            {"start": 6_180, "end": 7_000},
        ),
    ),
    systems=TOOLS,
    discrepancy=(
        "AI servers: 44.96% is printed, the rounded values give 45.37%; both are right within rounding. "
        "World chip sales above 700 billion dollars need 13.3%, so the low end of 11% does not fit; we hold 7,000."
    ),
)

COMPOUND_GROWTH = Method(
    name="compound_growth",
    report="001",
    title="Compound growth a year",
    formula="(end / start)^(1 / years) - 1",
    source="lines 675, 947",
    inputs=(
        Input("start", 378, "100 million USD", "advanced packaging 2023 (any unit, the same as the end)", "line 947"),
        Input("end", 695, "100 million USD", "advanced packaging expected for 2029", "line 947"),
        Input("years", 6, "years", "from start to end", "line 947", low=0.25),
    ),
    compute=_compound_growth,
    outputs={"growth": "percent a year"},
    checks=(
        Check("advanced packaging 2023-29", 10.68, 0.005, output="growth"),
        Check(
            "AI glasses 2025-30",
            83.7,
            0.5,
            "not_reproduced",
            "91.44 from 3.5 to 90 million pairs; 83.7% would need 2.34 million pairs in 2024; we hold the two values",
            "growth",
            {"start": 350, "end": 9_000, "years": 5},
        ),
        Check(
            "AI glasses from a base of 234 in 2024",
            83.7,
            0.1,
            "derived",
            "the base that 83.7% over six years needs",
            "growth",
            {"start": 234.2, "end": 9_000, "years": 6},
        ),
    ),
    systems=TOOLS,
    discrepancy=(
        "AI glasses: 83.7% a year is printed beside 3.5 and 90 million pairs, which give 91.4%. It fits a 2024 base of "
        "2.34 million, which neither fits 1.67 million, the world market that China's 3% imply. We hold the values."
    ),
)

BASE_BEFORE = Method(
    name="base_before_growth",
    report="001",
    title="The base that a value and its growth imply",
    formula="value / (1 + growth)",
    source="lines 138, 222, 407-409, 963",
    inputs=(
        Input("value", 2_285.44, "100 million USD", "capex of four clouds in 2024 (any unit)", "line 407"),
        Input("rate", 54.87, "percent", "its growth on the year before", "line 407", low=-99),
    ),
    compute=_base_before,
    outputs={"base": "unit of the value"},
    checks=(
        Check("four clouds' capex 2023", 1_475.72, 0.05, "derived", "2,285.44 / 1.5487", "base"),
        Check(
            "four clouds' capex 2023Q4",
            430.08,
            0.05,
            "derived",
            "723.48 / 1.6822",
            "base",
            {"value": 723.48, "rate": 68.22},
        ),
        Check(
            "Google's capex 2024",
            525,
            1,
            "reproduced",
            "750 / 1.43; report 003 line 228 prints 525",
            "base",
            {"value": 750, "rate": 43},
        ),
        Check(
            "chip equipment 2023Q3", 255.5, 0.05, "derived", "303.7 / 1.1886", "base", {"value": 303.7, "rate": 18.86}
        ),
        Check(
            "DeepSeek visits 2024-12",
            11.01,
            0.005,
            "derived",
            "256.54 million / 23.3089",
            "base",
            {"value": 256.54, "rate": 2_230.89},
        ),
    ),
    systems=TOOLS,
    steers="capex gate: gives the year-earlier value of a capex series of which only level and growth are printed",
)

MARKET = Method(
    name="market_from_share",
    report="001",
    title="The market that units and a share imply",
    formula="units / share (ours)",
    source="lines 630, 691, 863",
    inputs=(
        Input("units", 320, "10 thousand", "AI PCs in China in 2023", "line 630"),
        Input("share", 8.1, "percent", "their share of all PCs", "line 630", high=100),
    ),
    compute=_market,
    outputs={"market": "10 thousand"},
    checks=(
        Check("PCs in China 2023", 3_950.6, 0.05, "derived", "320 / 8.1%", "market"),
        Check(
            "phones in China 2023",
            18_181.8,
            0.05,
            "derived",
            "10 million / 5.5%: far below the market usually quoted, so AI phone is defined differently",
            "market",
            {"units": 1_000, "share": 5.5},
        ),
        Check(
            "phones activated in 2025-01",
            3_289.2,
            0.05,
            "derived",
            "634.81 / 19.3%",
            "market",
            {"units": 634.81, "share": 19.3},
        ),
        Check("AI glasses of the world 2024", 166.7, 0.05, "derived", "5 / 3%", "market", {"units": 5, "share": 3}),
    ),
    systems=TOOLS,
)

METHODS = (YEAR_ON_YEAR, COMPOUND_GROWTH, BASE_BEFORE, MARKET)
