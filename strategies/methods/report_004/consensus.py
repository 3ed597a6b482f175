"""Valuation of the 17 names on consensus profit, at prices of 2025-01-27, the last session before the holidays.

The report was published on 2025-02-04, when the market was shut until 02-05: its prices are the last ones before.
"""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import growth
from strategies.methods.table import read_table

MONEY = "100 million yuan"
YEARS = ("2024", "2025", "2026")
SYSTEM = ("consensus_pe_table",)

# Profit is printed to 0.01: for a profit of 0.27 that alone is 1.9% either way, for the others at most 0.15%.
TOLERANCE = 0.002
SMALL_PROFIT_TOLERANCE = 0.01


def price_to_earnings(market_cap: float, profit: float) -> Numbers:
    """Market value over yearly profit, both in one unit; negative for a loss, and then without meaning."""
    return {"pe": market_cap / profit}


def profit_growth(start: float, end: float) -> Numbers:
    """Growth of profit in percent; only from a profit, as growth from a loss has no meaning."""
    return {"growth": growth(start, end)}


def _printed_multiples() -> tuple[Check, ...]:
    return tuple(
        _multiple(
            row["company"], year, float(row["market_cap"]), float(row[f"profit_{year}"]), float(row[f"pe_{year}"])
        )
        for row in read_table("004", "consensus")
        for year in YEARS
    )


def _multiple(company: str, year: str, market_cap: float, profit: float, printed: float) -> Check:
    share = SMALL_PROFIT_TOLERANCE if 0 < profit < 1 else TOLERANCE
    inputs = {"market_cap": market_cap, "profit": profit}
    note = f"within {share:.1%}: the report divides by the unrounded profit"
    return Check(f"{company} {year}", printed, abs(printed) * share, "reproduced", note, "pe", inputs)


def _basket(
    name: str, market_cap: float, profits: tuple[float, ...], multiples: tuple[float, ...]
) -> tuple[Check, ...]:
    return tuple(
        Check(
            f"{name} {year}",
            multiple,
            0.005,
            "derived",
            "sum of values / sum of profits",
            "pe",
            {"market_cap": market_cap, "profit": profit},
        )
        for year, profit, multiple in zip(YEARS, profits, multiples, strict=True)
    )


MULTIPLE = Method(
    name="consensus_pe_table",
    report="004",
    title="Price to earnings on consensus",
    formula="market value / consensus net profit",
    source="table 1, lines 318-340",
    inputs=(
        Input("market_cap", 4_261.69, MONEY, "market value of 工业富联 on 2025-01-27", "line 322"),
        Input("profit", 246.17, MONEY, "its net profit of 2024 by consensus", "line 322", low=float("-inf")),
    ),
    compute=price_to_earnings,
    outputs={"pe": "times"},
    checks=(
        *_printed_multiples(),
        *_basket("cloud side, 7 names", 12_275.6, (337.09, 438.02, 521.49), (36.42, 28.03, 23.54)),
        *_basket("edge side, 10 names", 6_367.6, (148.77, 207.9, 259.29), (42.80, 30.63, 24.56)),
        *_basket("all 17 names", 18_643.2, (485.86, 645.92, 780.78), (38.37, 28.86, 23.88)),
    ),
    systems=SYSTEM,
    steers="base for a valuation check of the cloud and edge baskets; no rule reads it",
)

GROWTH = Method(
    name="consensus_profit_growth",
    report="004",
    title="Growth of consensus profit",
    formula="profit / profit a year before - 1 (ours: the report prints the profits only)",
    source="table 1, lines 318-340",
    inputs=(
        Input("start", 246.17, MONEY, "profit of 工业富联 in 2024 by consensus", "line 322", low=0.01),
        Input("end", 308.54, MONEY, "profit in 2025 by consensus", "line 322", low=float("-inf")),
    ),
    compute=profit_growth,
    outputs={"growth": "percent"},
    checks=(
        Check("工业富联 2025", 25.34, 0.005, "derived", "308.54 / 246.17 - 1", "growth"),
        Check("海光信息 2025", 45.90, 0.005, "derived", "27.91 / 19.13 - 1", "growth", {"start": 19.13, "end": 27.91}),
        Check("东山精密 2025", 54.68, 0.005, "derived", "28.74 / 18.58 - 1", "growth", {"start": 18.58, "end": 28.74}),
    ),
    systems=SYSTEM,
)

METHODS = (MULTIPLE, GROWTH)
