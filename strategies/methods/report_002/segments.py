"""Forecast of a company from its segments: growth, margin, sums (report 002, tables 15, 18 and 20)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.table import read_table

SYSTEMS = ("segment_revenue_build",)
TOTAL = "合计"
NAMES = ("a", "b", "c", "d")

# Cells that do not follow from their neighbours: company, segment, year, output; and what is right.
WRONG_CELLS = {
    ("长光华芯", TOTAL, "2023A", "growth"): "290.21 / 385.60 - 1 is -24.74%; -11.45% is printed: recompute",
    ("申菱环境", "解决方案及增值服务、其他", "2024A", "gross_profit"): "132.65 of 464.46 is a margin of 28.6%; 32% is "
    "printed: the profit is right, as it adds up to the total",
}


def segment(previous: float, revenue: float, gross_margin: float) -> Numbers:
    """Growth and gross profit of a segment from its revenues and its gross margin."""
    return {"growth": 100 * (revenue / previous - 1), "gross_profit": revenue * gross_margin / 100}


def segment_sum(**values: float) -> Numbers:
    """Revenue and gross profit of up to four segments, each grown from the year before, and their sums."""
    revenues = [values[f"previous_{name}"] * (1 + values[f"growth_{name}"] / 100) for name in NAMES]
    profits = [revenue * values[f"margin_{name}"] / 100 for revenue, name in zip(revenues, NAMES, strict=True)]
    revenue, profit, previous = sum(revenues), sum(profits), sum(values[f"previous_{name}"] for name in NAMES)
    return {
        "revenue": revenue,
        "gross_profit": profit,
        "gross_margin": 100 * profit / revenue,
        "growth": 100 * (revenue / previous - 1),
    }


def _cells() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["company"], row["segment"], row["year"]): row for row in read_table("002", "segments")}


def _before(year: str) -> tuple[str, str]:
    """Both ways in which the year before can be written, 2024A or 2024E."""
    number = int(year[:4]) - 1
    return f"{number}A", f"{number}E"


def _segment_checks() -> tuple[Check, ...]:
    cells = _cells()
    checks = []
    for (company, name, year), row in cells.items():
        before = next((cells[company, name, each] for each in _before(year) if (company, name, each) in cells), None)
        inputs = {"revenue": float(row["revenue"]), "gross_margin": float(row["gross_margin"])}
        if before:
            inputs["previous"] = float(before["revenue"])
            checks.append(_cell_check(company, name, row, "growth", inputs))
        checks.append(_cell_check(company, name, row, "gross_profit", inputs))
    return tuple(checks)


def _cell_check(company: str, name: str, row: dict[str, str], output: str, inputs: dict[str, float]) -> Check:
    """One printed cell; the tolerance is what hundredths in revenue, margin and growth let through."""
    loose = 0.0001 * inputs["revenue"] + 0.01 if output == "gross_profit" else 0.01 + 2 / inputs["previous"]
    wrong = WRONG_CELLS.get((company, name, row["year"], output), "")
    return Check(
        name=f"{company} {name} {row['year']} {output}",
        expected=float(row[output]),
        tolerance=loose,
        kind="not_reproduced" if wrong else "reproduced",
        note=wrong or f"line {row['line']} and below",
        output=output,
        inputs=inputs,
    )


def _sum_inputs(company: str, year: str) -> dict[str, float]:
    cells = _cells()
    names = [name for owner, name, when in cells if owner == company and when == year and name != TOTAL]
    inputs = {f"{what}_{letter}": 0.0 for letter in NAMES for what in ("previous", "growth", "margin")}
    for letter, name in zip(NAMES, names, strict=False):
        before = next(cells[company, name, each] for each in _before(year) if (company, name, each) in cells)
        inputs[f"previous_{letter}"] = float(before["revenue"])
        inputs[f"growth_{letter}"] = float(cells[company, name, year]["growth"])
        inputs[f"margin_{letter}"] = float(cells[company, name, year]["gross_margin"])
    return inputs


def _sum_checks() -> tuple[Check, ...]:
    cells = _cells()
    totals = [(company, row) for (company, name, year), row in cells.items() if name == TOTAL and year.endswith("E")]
    return tuple(
        Check(
            f"{company} {row['year']} {output}",
            float(row[output]),
            tolerance,
            note=f"line {row['line']} and below",
            output=output,
            inputs=_sum_inputs(company, row["year"]),
        )
        for company, row in totals
        for output, tolerance in (("revenue", 0.02), ("gross_profit", 0.01), ("gross_margin", 0.005), ("growth", 0.005))
    )


def _sum_input_list() -> tuple[Input, ...]:
    defaults = _sum_inputs("长光华芯", "2025E")
    meanings = {"previous": ("CNY m", "revenue 2024"), "growth": ("%", "growth 2025"), "margin": ("%", "gross margin")}
    return tuple(
        Input(
            key,
            value,
            meanings[key[:-2]][0],
            f"segment {key[-1]} of Everbright Photonics (长光华芯), {meanings[key[:-2]][1]}",
            "table 15, lines 1123-1138",
            low=0.0 if key.startswith("previous") else -100.0,
        )
        for key, value in defaults.items()
    )


def _minus_eight() -> Check:
    # 213.45 x 0.92 = 196.37, in place of 230.53: 352.91 - 34.15
    inputs = {**_sum_inputs("长光华芯", "2025E"), "growth_a": -8.0}
    note = "line 1114 says -8% for single emitters, table 15 +8%: the table gives the total"
    return Check("长光华芯 2025E, growth from the text", 352.91, 0.1, "not_reproduced", note, "revenue", inputs)


METHODS = (
    Method(
        name="segment_cell",
        report="002",
        title="Growth and gross profit of one segment",
        formula="revenue / previous revenue - 1; revenue x gross margin",
        source="002 tables 15 (长光华芯), 18 (申菱环境), 20 (溯联股份), lines 1122-1143, 1251-1263, 1325-1341",
        inputs=(
            Input("previous", 213.45, "CNY m", "single emitters of Everbright Photonics, 2024", "line 1123"),
            Input("revenue", 230.53, "CNY m", "the same, 2025E", "line 1123"),
            Input("gross_margin", 29.0, "%", "the same, 2025E", "line 1125", low=-1000.0, high=100.0),
        ),
        compute=segment,
        outputs={"growth": "% on the year", "gross_profit": "CNY m"},
        checks=_segment_checks(),
        systems=SYSTEMS,
        discrepancy="; ".join(f"{' '.join(cell)}: {right}" for cell, right in WRONG_CELLS.items()),
    ),
    Method(
        name="segment_revenue_build",
        report="002",
        title="Revenue and gross profit as sums of segments",
        formula="revenue = previous x (1 + growth); gross profit = revenue x margin; sums over the segments",
        source="002 tables 15, 18, 20",
        inputs=_sum_input_list(),
        compute=segment_sum,
        outputs={
            "revenue": "CNY m",
            "gross_profit": "CNY m",
            "gross_margin": "%, of the whole company",
            "growth": "%, of the whole company",
        },
        checks=(*_sum_checks(), _minus_eight()),
        systems=SYSTEMS,
        discrepancy="line 1114 prints -8% and names the margins' years 2024 to 2026, table 15 +8% and 2025 to 2027: "
        "the table is right, it gives the totals",
    ),
)
