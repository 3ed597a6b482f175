"""The report's own measure of a rating: return against the CSI 300 over twelve months (002, lines 1831-1838)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def rating_excess(price: float, price_later: float, index: float, index_later: float) -> Numbers:
    """Return of a stock less that of the benchmark in percentage points, and as a ratio (ours).

    The class that an excess earns is read from the report's rating standard, ``strategies.documents.rating``.
    """
    stock, benchmark = price_later / price, index_later / index
    return {"excess": 100 * (stock - benchmark), "relative": 100 * (stock / benchmark - 1)}


METHODS = (
    Method(
        name="rating_vs_benchmark",
        report="002",
        title="Excess return by which a rating is judged",
        formula="(price later / price - 1) - (index later / index - 1)",
        source="002 lines 1831-1838; twelve months, CSI 300",
        inputs=(
            Input("price", 89.9, "CNY a share", "SMIC (中芯国际), close of 2025-05-06", "line 1074"),
            Input("price_later", 107.88, "CNY a share", "twelve months later; our example, +20%"),
            Input("index", 100, "points", "CSI 300 on that day; our example"),
            Input("index_later", 104, "points", "twelve months later; our example, +4%"),
        ),
        compute=rating_excess,
        outputs={"excess": "percentage points", "relative": "%, as a ratio"},
        checks=(
            Check("excess", 16, 0.0005, "derived", "above 15: the best class"),
            # 1.2 / 1.04 - 1
            Check("relative", 15.385, 0.0005, "derived"),
        ),
        steers="the scorecard judges by it",
    ),
)
