"""Companies' revenue forwards and backwards along printed growth (report 002, lines 316, 672, 1178, 1222, 1294)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers

SYSTEMS = ("company_cagr",)


def compound_growth(first: float, last: float, years: float) -> Numbers:
    """Compound growth a year between two revenues."""
    return {"growth": 100 * ((last / first) ** (1 / years) - 1)}


def growth_base(last: float, growth: float, years: float) -> Numbers:
    """The revenue before some years of a printed compound growth."""
    return {"first": last / (1 + growth / 100) ** years}


METHODS = (
    Method(
        name="company_growth",
        report="002",
        title="Compound growth of a company's revenue",
        formula="(last / first) ^ (1 / years) - 1",
        source="002 lines 1178, 672",
        inputs=(
            Input("first", 1.181, "CNY bn", "Hopewind (禾望电气), 2018", "line 1178"),
            Input("last", 3.733, "CNY bn", "the same, 2024", "line 1178"),
            Input("years", 6, "years", "2018 to 2024"),
        ),
        compute=compound_growth,
        outputs={"growth": "% a year"},
        checks=(
            Check("禾望电气, 2018 to 2024", 21.14, 0.005, "derived", output="growth"),
            Check(
                "data business of 华勤技术, 2025 target",
                50,
                0.0005,
                "derived",
                "at most, as 20 bn is printed as more than",
                "growth",
                {"first": 20, "last": 30, "years": 1},
            ),
        ),
        systems=SYSTEMS,
    ),
    Method(
        name="company_growth_base",
        report="002",
        title="Revenue before a printed compound growth",
        formula="last / (1 + growth) ^ years",
        source="002 lines 316, 1222, 1294, 1420",
        inputs=(
            Input("last", 30.16, "CNY 100m", "Shenling (申菱环境), 2024", "line 1222"),
            Input("growth", 17.97, "% a year", "printed compound growth 2018 to 2024", "line 1222", low=-99.999),
            Input("years", 6, "years", "2018 to 2024"),
        ),
        compute=growth_base,
        outputs={"first": "CNY 100m, first year"},
        checks=(
            Check("申菱环境, 2018", 11.19, 0.005, "derived", output="first"),
            Check("溯联股份, 2018", 2.89, 0.005, "derived", output="first", inputs={"last": 12.42, "growth": 27.5}),
            Check(
                "中芯国际, 2023, from the text",
                445.8,
                0.05,
                "derived",
                output="first",
                inputs={"last": 571.01, "growth": 28.1, "years": 1},
            ),
            Check(
                "中芯国际, 2023, from the statement",
                452.5,
                0.05,
                "derived",
                output="first",
                inputs={"last": 577.96, "growth": 27.72, "years": 1},
            ),
        ),
        systems=SYSTEMS,
        discrepancy="SMIC's 2024 revenue is 57.101 bn in the text and 57.796 bn in the statement, probably main "
        "business against all: we hold the statement right for ratios",
    ),
)
