"""Whether the clouds can pay for it: capex beside operating cash flow and return on capital (ROIC).

The report's heading promises a return on investment; it prints ROIC and the cash flow ratio, and no formula of either.
"""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_003.capex import CLOUDS, USD

COMFORTABLE, RISING, STRETCHED, EXTERNAL = 1.0, 2.0, 3.0, 4.0
RETURNS = (27.02, 24.9, 25.02, 13.52, 15.94)
RATIOS = (49.0, 77.0, 63.0, 96.0, 104.0)
RATIO_CHANGES = (-31.42, 20.71, -1.93, -0.19, -43.03)
RETURN_CHANGES = (-1.0, -0.12, -6.89, -1.31, -0.3)
CAPEX = (240.0, 349.0, 188.0, 351.0, 85.0)


def band(ratio: float, comfortable: float, stretched: float, external: float) -> float:
    """1 comfortable, 2 rising, 3 stretched, 4 needs outside money; a bound (percent) belongs to the band below."""
    return COMFORTABLE + sum(ratio > bound for bound in (comfortable, stretched, external))


def capex_to_cash_flow(
    capex: float, cash_flow: float, comfortable: float, stretched: float, external: float
) -> Numbers:
    """Capex in percent of operating cash flow, its band, and what capex leaves (negative: must be raised)."""
    ratio = 100 * capex / cash_flow
    return {"ratio": ratio, "band": band(ratio, comfortable, stretched, external), "left": cash_flow - capex}


def cash_flow_from_ratio(capex: float, ratio: float, change: float) -> Numbers:
    """The cash flow that capex and its ratio imply, and the ratio a quarter before (``change`` in points)."""
    return {"cash_flow": 100 * capex / ratio, "ratio_before": ratio - change}


def return_before(current: float, change: float) -> Numbers:
    """Return on capital a quarter before, percent; ``change`` in percentage points."""
    return {"before": current - change}


def ranks(values: tuple[float, ...], *, descending: bool) -> tuple[float, ...]:
    """Rank of each value, 1 the best; equal values share the mean of their ranks."""
    ordered = sorted(values, reverse=descending)
    return tuple(ordered.index(value) + 1 + (ordered.count(value) - 1) / 2 for value in values)


def closed_loop(**values: float) -> Numbers:
    """Rank by high return plus rank by low capex ratio, cloud by cloud, and the position of the lowest sum."""
    returns = ranks(tuple(values[f"{cloud}_return"] for cloud in CLOUDS), descending=True)
    ratios = ranks(tuple(values[f"{cloud}_ratio"] for cloud in CLOUDS), descending=False)
    sums = [first + second for first, second in zip(returns, ratios, strict=True)]
    return {**dict(zip(CLOUDS, sums, strict=True)), "best": float(sums.index(min(sums)) + 1)}


def _band_inputs() -> tuple[Input, ...]:
    return (
        Input("comfortable", 50, "percent", "upper bound of band 1", "line 463"),
        Input("stretched", 90, "percent", "upper bound of band 2; the report says about 100, the cut is ours"),
        Input("external", 100, "percent", "upper bound of band 3: above it capex exceeds the cash flow", "line 463"),
    )


def _band_checks() -> tuple[Check, ...]:
    bands = (COMFORTABLE, RISING, RISING, STRETCHED, EXTERNAL)
    return tuple(
        Check(
            f"band of {cloud.title()}",
            held,
            0,
            "derived",
            "the cut at 90 is ours",
            "band",
            {"capex": ratio, "cash_flow": 100},
        )
        for cloud, ratio, held in zip(CLOUDS, RATIOS, bands, strict=True)
    )


def _implied_checks() -> tuple[Check, ...]:
    flows, before = (489.8, 453.2, 298.4, 365.6, 81.7), (80.42, 56.29, 64.93, 96.19, 147.03)
    rows = zip(CLOUDS, CAPEX, RATIOS, RATIO_CHANGES, flows, before, strict=True)
    return tuple(
        check
        for cloud, capex, ratio, change, flow, earlier in rows
        for check in (
            Check(
                f"cash flow of {cloud.title()}",
                flow,
                0.05,
                "derived",
                f"{capex:g} / {ratio:g}%",
                "cash_flow",
                {"capex": capex, "ratio": ratio, "change": change},
            ),
            Check(
                f"ratio of {cloud.title()} in 2025Q2",
                earlier,
                0.005,
                "derived",
                f"{ratio:g} less {change:g}",
                "ratio_before",
                {"capex": capex, "ratio": ratio, "change": change},
            ),
        )
    )


METHODS = (
    Method(
        name="capex_to_ocf",
        report="003",
        title="Capex to operating cash flow, and its band",
        formula="capex / operating cash flow; bands at 50, 90 (ours) and 100 percent",
        source="lines 463-466",
        inputs=(
            Input("capex", 240, USD, "Google, 2025Q3", "line 228"),
            Input(
                "cash_flow", 489.8, USD, "Google's operating cash flow, implied by the printed 49%", "line 463, implied"
            ),
            *_band_inputs(),
        ),
        compute=capex_to_cash_flow,
        outputs={
            "ratio": "percent",
            "band": "1 comfortable, 2 rising, 3 stretched, 4 needs outside money",
            "left": f"{USD} left after capex",
        },
        checks=(Check("ratio", 49, 0.5), *_band_checks()),
        discrepancy=(
            "Microsoft and Google are said to stay below 50% in the long run; Microsoft stood at 77% in 2025Q3 and "
            "Google at 80% a quarter before. The mean of four quarters is the fairer reading."
        ),
        steers="hyperscaler capex gate: spending above 100% of cash flow cannot grow for long",
    ),
    Method(
        name="cash_flow_from_ratio",
        report="003",
        title="Cash flow and earlier ratio that the printed ratio implies",
        formula="capex / ratio; ratio - change (ours)",
        source="lines 228-239, 463; capex there and in the ratio may be defined differently, so this is approximate",
        inputs=(
            Input("capex", 240, USD, "Google, 2025Q3", "line 228"),
            Input("ratio", 49, "percent", "capex to operating cash flow, Google, 2025Q3", "line 463"),
            Input("change", -31.42, "percentage points", "on the quarter before", "line 463", low=-1e3),
        ),
        compute=cash_flow_from_ratio,
        outputs={"cash_flow": USD, "ratio_before": "percent, a quarter before"},
        checks=_implied_checks(),
        systems=("capex_to_ocf",),
    ),
    Method(
        name="roic_monitor",
        report="003",
        title="Return on capital a quarter before",
        formula="return - change (the report takes ROIC from Bloomberg and prints no formula of it)",
        source="lines 461-466",
        inputs=(
            Input("current", 27.02, "percent", "ROIC of Google, 2025Q3", "line 461", low=-1e3),
            Input("change", -1.0, "percentage points", "on the quarter before", "line 461", low=-1e3),
        ),
        compute=return_before,
        outputs={"before": "percent, a quarter before"},
        checks=tuple(
            Check(
                f"{cloud.title()} in 2025Q2",
                earlier,
                0.005,
                "derived",
                f"{current:g} less {change:g}",
                "before",
                {"current": current, "change": change},
            )
            for cloud, current, change, earlier in zip(
                CLOUDS, RETURNS, RETURN_CHANGES, (28.02, 25.02, 31.91, 14.83, 16.24), strict=True
            )
        ),
        steers="hyperscaler capex gate: a falling return says that spending runs ahead",
    ),
    Method(
        name="closed_loop_rank",
        report="003",
        title="Which cloud closes the loop from spending to money",
        formula="rank by high ROIC + rank by low capex ratio, lowest is best (ours; the report names Google in words)",
        source="lines 461-466",
        inputs=(
            *(
                Input(f"{cloud}_return", value, "percent", f"ROIC of {cloud.title()}, 2025Q3", "line 461", low=-1e3)
                for cloud, value in zip(CLOUDS, RETURNS, strict=True)
            ),
            *(
                Input(f"{cloud}_ratio", value, "percent", f"capex to cash flow of {cloud.title()}, 2025Q3", "line 463")
                for cloud, value in zip(CLOUDS, RATIOS, strict=True)
            ),
        ),
        compute=closed_loop,
        outputs={
            **{cloud: f"sum of ranks of {cloud.title()}, 2 at best" for cloud in CLOUDS},
            "best": "1 Google, 2 Microsoft, 3 Meta, 4 Amazon, 5 Oracle",
        },
        checks=(
            Check("best", 1, 0, note="Google, as the report concludes"),
            *(
                Check(cloud, rank_sum, 0, "derived", "worked out by hand")
                for cloud, rank_sum in zip(CLOUDS, (2, 6, 4, 9, 9), strict=True)
            ),
        ),
        steers="which cloud's suppliers to prefer; no rule reads it yet",
    ),
)
