"""Where the money goes in a pair of smart glasses (Ray-Ban Meta)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def part_shares(total: float, chips: float, case: float, structure: float, assembly: float) -> Numbers:
    """Share of each part in the bill of materials, percent, and what is left in USD."""
    parts = {"chips": chips, "case": case, "structure": structure, "assembly": assembly}
    shares = {f"{name}_share": 100 * cost / total for name, cost in parts.items()}
    return {**shares, "remainder": total - sum(parts.values())}


BILL_OF_MATERIALS = Method(
    name="bom_shares",
    report="001",
    title="Bill of materials of Ray-Ban Meta",
    formula="cost of a part / cost of all",
    source="line 664",
    inputs=(
        Input("total", 174, "USD", "all parts and assembly", "line 664"),
        Input("chips", 99.1, "USD", "chips on the main board", "line 664"),
        Input("case", 17.5, "USD", "charging case", "line 664"),
        Input("structure", 16.9, "USD", "structural parts", "line 664"),
        Input("assembly", 15, "USD", "assembly (OEM)", "line 664"),
    ),
    compute=part_shares,
    outputs={
        "chips_share": "percent",
        "case_share": "percent",
        "structure_share": "percent",
        "assembly_share": "percent",
        "remainder": "USD that the report does not split",
    },
    checks=(
        Check("chips_share", 56.95, 0.005),
        Check("case_share", 10.06, 0.005),
        Check("structure_share", 9.71, 0.005),
        Check("assembly_share", 8.62, 0.005),
        Check("remainder", 25.5, 0.05, kind="derived", note="174 - 99.1 - 17.5 - 16.9 - 15"),
    ),
)

METHODS = (BILL_OF_MATERIALS,)
