"""What stands in a rack: cold plates and couplings of NVL72, chips and memory of NVL576."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def cold_plates(
    compute_trays: float, plates_per_compute_tray: float, switch_trays: float, plates_per_switch_tray: float
) -> Numbers:
    """Cold plates (冷板) of one rack."""
    compute, switch = compute_trays * plates_per_compute_tray, switch_trays * plates_per_switch_tray
    return {"compute_plates": compute, "switch_plates": switch, "plates": compute + switch}


def large_system(
    *, canisters: float, layers: float, boxes: float, gpus_per_box: float, dies_per_gpu: float, hbm: float, lpddr: float
) -> Numbers:
    """GPUs, dies and memory (TB) of a system of canisters, each of ``layers`` of ``boxes``."""
    per_canister = layers * boxes * gpus_per_box
    gpus = canisters * per_canister
    return {"gpus_per_canister": per_canister, "gpus": gpus, "dies": gpus * dies_per_gpu, "memory": hbm + lpddr}


METHODS = (
    Method(
        name="cold_plate_count",
        report="003",
        title="Cold plates of an NVL72 rack",
        formula="compute trays x plates + switch trays x plates",
        source="line 1399",
        inputs=(
            Input("compute_trays", 18, "trays", "compute trays of a rack", "line 1399"),
            Input("plates_per_compute_tray", 6, "plates", "cold plates of a compute tray", "line 1399"),
            Input("switch_trays", 9, "trays", "switch trays of a rack", "line 1399"),
            Input("plates_per_switch_tray", 1, "plates", "cold plates of a switch tray", "line 1399"),
        ),
        compute=cold_plates,
        outputs={"compute_plates": "plates", "switch_plates": "plates", "plates": "plates a rack"},
        checks=(
            Check("plates", 117, 0),
            Check("compute_plates", 108, 0, "derived", "18 x 6"),
            Check("switch_plates", 9, 0, "derived", "9 x 1"),
        ),
    ),
    Method(
        name="nvl576_count",
        report="003",
        title="GPUs, dies and memory of NVL576",
        formula="canisters x layers x boxes x GPUs a box; GPUs x dies; HBM + LPDDR",
        source="lines 560, 1034, 1045",
        inputs=(
            Input("canisters", 4, "canisters", "of the system", "line 1045"),
            Input("layers", 1, "layers", "of boxes that count; the text says 2, its own result needs 1", "line 1045"),
            Input("boxes", 18, "boxes", "boxes of a layer", "line 1045"),
            Input("gpus_per_box", 2, "GPUs", "GPUs of a box", "line 1045"),
            Input("dies_per_gpu", 4, "dies", "dies of a Rubin Ultra GPU", "line 1045"),
            Input("hbm", 147, "TB", "HBM", "line 1034"),
            Input("lpddr", 218, "TB", "LPDDR", "line 1034"),
        ),
        compute=large_system,
        outputs={"gpus_per_canister": "GPUs", "gpus": "GPUs", "dies": "dies", "memory": "TB"},
        checks=(
            Check("gpus_per_canister", 36, 0),
            Check("gpus", 144, 0),
            Check("dies", 576, 0),
            Check("memory", 365, 0),
            Check(
                "two layers of 18 boxes",
                36,
                0,
                "not_reproduced",
                "72; we hold 18 boxes a canister",
                "gpus_per_canister",
                {"layers": 2},
            ),
        ),
        discrepancy=(
            "Two layers of 18 boxes with 2 GPUs make 72 a canister; 36 is printed and alone agrees with 144 GPUs in "
            "four canisters and 576 dies. We hold 18 boxes a canister."
        ),
    ),
)
