"""Power of a rack from its supplies (report 002, line 955)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def rack_power(supplies: float, kilowatts: float) -> Numbers:
    """Sum of the supplies' ratings; the report prints 19 of 30 kW and 570 kW."""
    return {"rack_power": supplies * kilowatts}


METHODS = (
    Method(
        name="rack_power_sum",
        report="002",
        title="Rack power from its power supplies",
        formula="supplies x rating",
        source="002 line 955 (Megmeet, 800 V rack)",
        inputs=(
            Input("supplies", 19, "supplies", "power supplies (PSU) in the rack", "line 955"),
            Input("kilowatts", 30, "kW", "rating of each", "line 955"),
        ),
        compute=rack_power,
        outputs={"rack_power": "kW a rack"},
        checks=(Check("rack_power", 570, 0),),
        steers="power content of a rack in the power families",
    ),
)
