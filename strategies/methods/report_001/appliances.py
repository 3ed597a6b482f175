"""What the trade-in subsidy (国补) of September 2024 added to appliances: growth after it less growth before it.

A difference in growth, not in levels: each stretch of months is compared with the same months a year earlier.
"""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import growth
from strategies.methods.table import read_table

UNIT = "10 thousand units or yuan a unit"


def subsidy_uplift(before_prior: float, before: float, after_prior: float, after: float) -> Numbers:
    """Growth before and after the subsidy in percent, and their difference in percentage points."""
    growth_before, growth_after = growth(before_prior, before), growth(after_prior, after)
    return {"growth_before": growth_before, "growth_after": growth_after, "uplift": growth_after - growth_before}


def _checks() -> tuple[Check, ...]:
    return tuple(
        Check(
            f"{row['measure']} of {row['appliance']}: {output}",
            float(row[output]),
            0.0101,
            output=output,
            inputs={name: float(row[name]) for name in ("before_prior", "before", "after_prior", "after")},
            note="within one unit of the last printed digit",
        )
        for row in read_table("001", "appliances")
        for output in ("growth_before", "growth_after")
    )


UPLIFT = Method(
    name="appliance_subsidy_uplift",
    report="001",
    title="What the subsidy added to appliance sales",
    formula="(2024-09..12 on 2023-09..12) - (2024-01..08 on 2023-01..08)",
    source="tables 7 and 8, lines 824-843",
    inputs=(
        Input("before_prior", 2_069.14, UNIT, "air conditioners sold 2023-01 to 2023-08", "line 829"),
        Input("before", 2_282.2, UNIT, "2024-01 to 2024-08, before the subsidy", "line 831"),
        Input("after_prior", 563.7, UNIT, "2023-09 to 2023-12", "line 830"),
        Input("after", 867.13, UNIT, "2024-09 to 2024-12, with the subsidy", "line 832"),
    ),
    compute=subsidy_uplift,
    outputs={"growth_before": "percent", "growth_after": "percent", "uplift": "percentage points"},
    checks=(
        *_checks(),
        Check("uplift of air conditioner volume", 43.53, 0.01, "derived", "53.83 - 10.30", "uplift"),
    ),
)

METHODS = (UPLIFT,)
