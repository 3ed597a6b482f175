"""Fibres and connectors: what a co-packaged optics switch (CPO) needs, and what a shuffle box holds."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def fibres(switch: float, port: float, cores: float) -> Numbers:
    """Channels, fibres (one each way) and MPO connectors of a switch; ``switch`` in Tbit/s, ``port`` in Gbit/s."""
    channels = switch * 1e3 / port
    return {"channels": channels, "fibres": 2 * channels, "connectors": 2 * channels / cores}


def shuffle_box(cores_per_unit: float, units: float) -> Numbers:
    """Fibre cores that a rack of shuffle boxes takes up."""
    return {"cores": cores_per_unit * units}


METHODS = (
    Method(
        name="cpo_fibre_mpo_count",
        report="003",
        title="Fibres and MPO connectors of a CPO switch",
        formula="channels = switch / port; fibres = 2 x channels; connectors = fibres / cores",
        source="line 762",
        inputs=(
            Input("switch", 51.2, "Tbit/s", "throughput of the switch", "line 762"),
            Input("port", 100, "Gbit/s", "speed of a channel", "line 762"),
            Input("cores", 16, "fibres", "fibres of one MPO connector", "line 762"),
        ),
        compute=fibres,
        outputs={"channels": "channels", "fibres": "fibres", "connectors": "MPO connectors"},
        checks=(
            Check("channels", 512, 1e-9),
            Check("fibres", 1_024, 1e-9),
            Check("connectors", 64, 1e-9),
        ),
    ),
    Method(
        name="shuffle_box_capacity",
        report="003",
        title="Fibre cores of a rack of shuffle boxes",
        formula="cores a unit x units",
        source="line 782",
        inputs=(
            Input("cores_per_unit", 600, "cores", "cores in one rack unit", "line 782"),
            Input("units", 40, "rack units", "units of the rack", "line 782"),
        ),
        compute=shuffle_box,
        outputs={"cores": "fibre cores"},
        checks=(Check("cores", 24_000, 0),),
    ),
)
