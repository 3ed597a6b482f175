"""Price to earnings of the key companies, and the report's own standard as a test of its ratings."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.table import read_table

AVOID, NEUTRAL, CAUTIOUS, RECOMMEND = 1.0, 2.0, 3.0, 4.0


def price_to_earnings(close: float, earnings: float) -> Numbers:
    """Close over earnings per share, both in yuan."""
    return {"pe": close / earnings}


def rating(relative: float, recommend: float, cautious: float, avoid: float) -> Numbers:
    """The class that a relative return (percentage points) earns; a bound belongs to the class above it (ours)."""
    stock = AVOID + sum(relative >= bound for bound in (avoid, cautious, recommend))
    industry = RECOMMEND if relative >= cautious else NEUTRAL if relative >= avoid else AVOID
    return {"stock": stock, "industry": industry}


def basket_test(basket_return: float, benchmark_return: float, required: float) -> Numbers:
    """Relative return in percentage points, and 1 when it is above what the rating requires."""
    relative = basket_return - benchmark_return
    return {"relative": relative, "met": float(relative > required)}


def _multiples() -> tuple[Check, ...]:
    return tuple(
        Check(
            f"{row['company']} {row['year']}",
            float(row["pe"]),
            0.5,
            output="pe",
            inputs={"close": float(row["close"]), "earnings": float(row["eps"])},
        )
        for row in read_table("003", "valuation")
    )


METHODS = (
    Method(
        name="pe_from_price",
        report="003",
        title="Price to earnings of the key companies",
        formula="close / earnings per share, printed as a whole number",
        source="lines 30-42, again as table 32",
        inputs=(
            Input("close", 60.69, "yuan", "工业富联, close of 2026-01-28", "line 32"),
            Input("earnings", 1.83, "yuan a share", "its earnings expected for 2025", "line 32", low=0.001),
        ),
        compute=price_to_earnings,
        outputs={"pe": "times"},
        checks=_multiples(),
    ),
    Method(
        name="rating_classifier",
        report="003",
        title="The class that a return earns",
        formula="stock: at 15, 5 and -5 points; industry: at 5 and -5 points (edges are ours, two classes claim them)",
        source="lines 2502-2509",
        inputs=(
            Input("relative", 20, "percentage points", "return less that of the CSI 300 over 12 months", low=-1e6),
            Input(
                "recommend", 15, "percentage points", "from here recommend (推荐), stocks", "lines 2502-2509", low=-100
            ),
            Input(
                "cautious",
                5,
                "percentage points",
                "from here cautious (谨慎推荐), or recommend for an industry",
                "lines 2502-2509",
                low=-100,
            ),
            Input("avoid", -5, "percentage points", "below it avoid (回避)", "lines 2502-2509", low=-100),
        ),
        compute=rating,
        outputs={
            "stock": "4 recommend, 3 cautious, 2 neutral, 1 avoid",
            "industry": "4 recommend, 2 neutral, 1 avoid",
        },
        checks=tuple(
            Check(
                f"{output} at {relative} points",
                expected,
                0,
                "derived",
                "by the printed thresholds",
                output,
                {"relative": relative},
            )
            for output, relative, expected in (
                ("stock", 20, RECOMMEND),
                ("stock", 10, CAUTIOUS),
                ("stock", 0, NEUTRAL),
                ("stock", -8, AVOID),
                ("industry", 6, RECOMMEND),
                ("industry", 0, NEUTRAL),
                ("industry", -6, AVOID),
            )
        ),
    ),
    Method(
        name="basket_test",
        report="003",
        title="Whether a basket kept what its rating promised",
        formula="basket - CSI 300 above 5 points (industry) or 15 points (a recommended stock), from 2026-01-28",
        source="lines 7, 24, 44, 2503; earlier returns are hindsight",
        inputs=(
            Input("basket_return", 20, "percent", "return of the basket over 12 months", low=-100),
            Input("benchmark_return", 10, "percent", "return of the CSI 300 over the same sessions", low=-100),
            Input("required", 5, "percentage points", "5 for the industry, 15 for a recommended stock", "line 2503"),
        ),
        compute=basket_test,
        outputs={"relative": "percentage points", "met": "1 met, 0 missed"},
        checks=(
            Check("met", 1, 0, "derived", "20 - 10 is above 5"),
            Check("a stock with the same returns", 0, 0, "derived", "10 is not above 15", "met", {"required": 15}),
        ),
    ),
)
