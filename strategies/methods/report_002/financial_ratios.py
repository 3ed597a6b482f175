"""Ratios of the appendix, recomputed from its statements (report 002, lines 1370-1732)."""

from __future__ import annotations

from itertools import pairwise

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.table import read_table

SYSTEMS = ("financial_ratios",)
SOURCE = "002 appendix, lines 1373-1436, 1464-1527, 1554-1617, 1646-1709"

# The largest gaps between ratios from whole millions and the printed ones, over four companies and four years.
YEAR_END = {
    "gross_margin": 0.17,
    "net_margin": 0.08,
    "return_on_assets": 0.02,
    "return_on_equity": 0.025,
    "debt_ratio": 0.02,
    "current_ratio": 0.012,
    "cash_ratio": 0.008,
}
AVERAGE = {"inventory_days": 0.8, "asset_turnover": 0.0055}


def year_end_ratios(
    *,
    revenue: float,
    cost_of_sales: float,
    attributable_profit: float,
    cash: float,
    current_assets: float,
    current_liabilities: float,
    liabilities: float,
    total_assets: float,
    minority_equity: float,
    equity: float,
) -> Numbers:
    """Ratios from one year's statements; returns are on year-end balances, the variant that gives the printed rows."""
    return {
        "gross_margin": 100 * (1 - cost_of_sales / revenue),
        "net_margin": 100 * attributable_profit / revenue,
        "return_on_assets": 100 * attributable_profit / total_assets,
        "return_on_equity": 100 * attributable_profit / (equity - minority_equity),
        "debt_ratio": 100 * liabilities / total_assets,
        "current_ratio": current_assets / current_liabilities,
        "cash_ratio": cash / current_liabilities,
    }


def average_ratios(
    *,
    revenue: float,
    cost_of_sales: float,
    inventory: float,
    inventory_before: float,
    total_assets: float,
    total_assets_before: float,
) -> Numbers:
    """Ratios over the average of two year ends; a year has 360 days here."""
    return {
        "inventory_days": 360 * (inventory + inventory_before) / 2 / cost_of_sales,
        "asset_turnover": revenue / ((total_assets + total_assets_before) / 2),
    }


YEAR_END_INPUTS = (
    Input("revenue", 69_248, "CNY m", "SMIC (中芯国际), 2025E", "line 1373"),
    Input("cost_of_sales", 55_633, "CNY m", "the same", "line 1374"),
    Input("attributable_profit", 5_127, "CNY m", "the same", "line 1388", low=-1e9),
    Input("cash", 42_166, "CNY m", "the same, year end", "line 1392"),
    Input("current_assets", 109_893, "CNY m", "the same, year end", "line 1397"),
    Input("current_liabilities", 78_750, "CNY m", "the same, year end", "line 1406"),
    Input("liabilities", 141_513, "CNY m", "the same, year end", "line 1410"),
    Input("total_assets", 377_030, "CNY m", "the same, year end", "line 1402"),
    Input("minority_equity", 82_199, "CNY m", "the same, year end", "line 1412"),
    Input("equity", 235_517, "CNY m", "the same, year end, with minorities", "line 1413", low=-1e9),
)

AVERAGE_INPUTS = (
    Input("revenue", 69_248, "CNY m", "SMIC (中芯国际), 2025E", "line 1373"),
    Input("cost_of_sales", 55_633, "CNY m", "the same", "line 1374"),
    Input("inventory", 26_704, "CNY m", "the same, year end", "line 1395"),
    Input("inventory_before", 21_267, "CNY m", "the same, a year before", "line 1395"),
    Input("total_assets", 377_030, "CNY m", "the same, year end", "line 1402"),
    Input("total_assets_before", 353_415, "CNY m", "the same, a year before", "line 1402"),
)


def _year_end_checks() -> tuple[Check, ...]:
    names = [each.name for each in YEAR_END_INPUTS]
    return tuple(
        _check(row, output, tolerance, {name: float(row[name]) for name in names})
        for row in read_table("002", "statements")
        for output, tolerance in YEAR_END.items()
    )


def _average_checks() -> tuple[Check, ...]:
    rows = read_table("002", "statements")
    checks = []
    for before, row in pairwise(rows):
        if before["company"] == row["company"]:
            inputs = {name: float(row[name]) for name in ("revenue", "cost_of_sales", "inventory", "total_assets")}
            inputs |= {f"{name}_before": float(before[name]) for name in ("inventory", "total_assets")}
            checks += [_check(row, output, tolerance, inputs) for output, tolerance in AVERAGE.items()]
    return tuple(checks)


def _check(row: dict[str, str], output: str, tolerance: float, inputs: dict[str, float]) -> Check:
    name = f"{row['company']} {row['year']} {output}"
    return Check(name, float(row[output]), tolerance, note=f"lines {row['lines']}", output=output, inputs=inputs)


METHODS = (
    Method(
        name="financial_ratios",
        report="002",
        title="Margins, returns and balance ratios from the statements",
        formula="profit / revenue; profit / assets; profit / (equity - minorities); liabilities / assets; current "
        "assets / current liabilities; cash / current liabilities; 1 - cost / revenue",
        source=SOURCE,
        inputs=YEAR_END_INPUTS,
        compute=year_end_ratios,
        outputs={
            "gross_margin": "%",
            "net_margin": "%",
            "return_on_assets": "%, on year-end assets",
            "return_on_equity": "%, on year-end equity without minorities",
            "debt_ratio": "%",
            "current_ratio": "x",
            "cash_ratio": "x",
        },
        checks=_year_end_checks(),
        systems=SYSTEMS,
    ),
    Method(
        name="turnover_ratios",
        report="002",
        title="Inventory days and asset turnover from two years' statements",
        formula="360 x average inventory / cost of sales; revenue / average assets",
        source=SOURCE,
        inputs=AVERAGE_INPUTS,
        compute=average_ratios,
        outputs={"inventory_days": "days", "asset_turnover": "x a year"},
        checks=_average_checks(),
        systems=SYSTEMS,
    ),
)
