"""Memory contract prices (合约价): their path by quarters, the cycle they belong to, the margin that brings capex."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, nan

from strategies.methods.method import Check, Input, Method, Numbers

# Quarter by quarter through 2026: conventional DRAM and all NAND, lower and upper end of the forecast, line 1915-1916.
FORECASTS = {
    "DRAM, lower end": ((15, 5, 3, 0), 1.2437),
    "DRAM, upper end": ((20, 10, 8, 5), 1.4969),
    "NAND, lower end": ((20, 13, 5, 0), 1.4238),
    "NAND, upper end": ((25, 18, 10, 5), 1.7036),
}
QUARTERS = ("first", "second", "third", "fourth")


def price_path(first: float, second: float, third: float, fourth: float) -> Numbers:
    """Price after four quarterly changes (percent) as a multiple of the price before, and how the pace changes.

    ``acceleration`` is the last change less the first, in percentage points; negative while a rise slows.
    """
    factor = 1.0
    for change in (first, second, third, fourth):
        factor *= 1 + change / 100
    return {"factor": factor, "acceleration": fourth - first}


def margin_rule(margin: float, threshold: float) -> Numbers:
    """1 when the makers' gross margin (percent) is at least the threshold, from which capex is likely to rise."""
    return {"capex_likely": float(margin >= threshold)}


def capex_rise_shares(margins: Sequence[float], capex: Sequence[float], threshold: float = 35.0) -> tuple[float, float]:
    """How often capex rose on the quarter before, when the margin of that quarter was at the threshold and when below.

    Both series run over the same quarters; the first has no quarter before and is not counted. NaN for a side without
    a quarter. The report claims that the first share is the larger one and prints neither. Line 2000.
    """
    if len(margins) != len(capex):
        raise ValueError(f"{len(margins)} margins and {len(capex)} values of capex: one of each a quarter")
    rises: dict[bool, list[bool]] = {True: [], False: []}
    for margin, before, after in zip(margins[1:], capex[:-1], capex[1:], strict=True):
        rises[margin >= threshold].append(after > before)
    above, below = (sum(seen) / len(seen) if seen else nan for seen in (rises[True], rises[False]))
    return above, below


def cycle(year: float, first_year: float, length: float, last_cycle: float) -> Numbers:
    """Number of the storage cycle that holds a year and years since its start; the last cycle has no printed end."""
    number = min(floor((year - first_year) / length) + 1.0, last_cycle)
    return {"cycle": number, "years_in": year - (first_year + (number - 1) * length)}


METHODS = (
    Method(
        name="storage_price_path",
        report="003",
        title="Contract price after four quarters",
        formula="product of (1 + change) (the report prints the changes, the product is ours)",
        source="table 26, lines 1909-1916; all four quarters of 2026 are forecasts",
        inputs=tuple(
            Input(quarter, change, "percent", f"DRAM, lower end, {quarter} quarter of 2026", "line 1915", low=-100)
            for quarter, change in zip(QUARTERS, (15, 5, 3, 0), strict=True)
        ),
        compute=price_path,
        outputs={"factor": "times the price before", "acceleration": "percentage points, last change less first"},
        checks=tuple(
            Check(
                name,
                factor,
                0.00005,
                "derived",
                "product of the four printed changes",
                "factor",
                dict(zip(QUARTERS, changes, strict=True)),
            )
            for name, (changes, factor) in FORECASTS.items()
        ),
        steers="contract price gate of the storage cycle; a negative acceleration warns before prices fall",
    ),
    Method(
        name="storage_gm_capex_trigger",
        report="003",
        title="Gross margin from which memory makers invest",
        formula="gross margin >= 35 percent, in the same quarter",
        source="line 2000; Micron, SK hynix and Western Digital since 2012; no probability is printed",
        inputs=(
            Input("margin", 35, "percent", "makers' gross margin; at or above 35 since 2024Q3", "line 2000", low=-1e3),
            Input("threshold", 35, "percent", "margin from which capex is likely to rise", "line 2000"),
        ),
        compute=margin_rule,
        outputs={"capex_likely": "1 likely to rise, 0 not"},
        checks=(
            Check("state since 2024Q3", 1, 0, output="capex_likely"),
            Check("just below", 0, 0, "derived", "34.9 < 35", "capex_likely", {"margin": 34.9}),
        ),
        steers="margin rule of the storage cycle: lets the equipment sleeve in",
    ),
    Method(
        name="storage_cycle_regime",
        report="003",
        title="Storage cycle that holds a year",
        formula="four years a cycle from 2012: 2012-15, 2016-19, 2020-23, from 2024 (dates of turning are not printed)",
        source="line 1901",
        inputs=(
            Input("year", 2_026, "calendar year", "the year asked for", low=2_012),
            Input("first_year", 2_012, "calendar year", "start of the first cycle", "line 1901"),
            Input("length", 4, "years", "length of a cycle", "line 1901", low=1),
            Input("last_cycle", 4, "count", "cycles so far; the fourth is open", "line 1901", low=1),
        ),
        compute=cycle,
        outputs={"cycle": "number of the cycle", "years_in": "full years since its start"},
        checks=(
            Check("2012", 1, 0, output="cycle", inputs={"year": 2_012}),
            Check("2015", 1, 0, output="cycle", inputs={"year": 2_015}),
            Check("2019", 2, 0, output="cycle", inputs={"year": 2_019}),
            Check("2023", 3, 0, output="cycle", inputs={"year": 2_023}),
            Check("2024", 4, 0, output="cycle", inputs={"year": 2_024}),
            Check("years_in", 2, 0, "derived", "2026 - 2024"),
        ),
    ),
)
