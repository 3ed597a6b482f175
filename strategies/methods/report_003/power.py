"""Power: how many times a rack or chip draws what its ancestor drew, and what a better supply chain saves."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_003.supernodes import multiple


def loss_cut(old_efficiency: float, new_efficiency: float) -> Numbers:
    """Losses in percent of the input before and after, and by how much they fall, percent of the loss."""
    before, after = 100 - old_efficiency, 100 - new_efficiency
    return {"loss_before": before, "loss_after": after, "cut": 100 * (1 - after / before)}


METHODS = (
    Method(
        name="power_scaling",
        report="003",
        title="Power of a rack or chip against its ancestor",
        formula="new / old",
        source="lines 1228, 1239-1241",
        inputs=(
            Input(
                "old", 10, "kW (any unit, the same as the new)", "rack of the Ampere generation", "line 1228", low=1e-9
            ),
            Input("new", 1_000, "kW", "rack of Rubin Ultra", "line 1228"),
        ),
        compute=multiple,
        outputs={"multiple": "times"},
        checks=(
            Check("rack", 100, 0, output="multiple"),
            Check("chip, B300 against H100", 2, 0, output="multiple", inputs={"old": 700, "new": 1_400}),
        ),
        discrepancy="57% more power over the same copper with 800 VDC (line 1249) has no formula: left out.",
    ),
    Method(
        name="power_architecture_select",
        report="003",
        title="Losses of a power architecture against the older one",
        formula="loss = 100 - efficiency; cut = 1 - new loss / old loss (the cut is ours)",
        source="table 17, lines 1277-1285",
        inputs=(
            Input("old_efficiency", 92, "percent", "UPS; HVDC 93, Panama 97.5, SST 98.5", "line 1282", high=99.99),
            Input("new_efficiency", 98.5, "percent", "solid-state transformer (SST)", "line 1282", high=100),
        ),
        compute=loss_cut,
        outputs={
            "loss_before": "percent of the input",
            "loss_after": "percent of the input",
            "cut": "percent of the loss",
        },
        checks=(
            Check("UPS to SST", 81.25, 0.005, "derived", "8 to 1.5", "cut"),
            Check("UPS to HVDC", 12.5, 0.005, "derived", "8 to 7", "cut", {"new_efficiency": 93}),
            Check("UPS to Panama", 68.75, 0.005, "derived", "8 to 2.5", "cut", {"new_efficiency": 97.5}),
        ),
        discrepancy="Panama is above 98% in the text, 97.5% in the table; we take the table, which compares all four.",
    ),
)
