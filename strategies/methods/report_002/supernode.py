"""A supernode by the chip and against its rival (report 002, lines 344-346 and 922)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def supernode(
    *,
    chips: float, transceivers: float, petaflops: float, memory: float, power: float, flops_ratio: float,
    memory_ratio: float, power_ratio: float, chip_teraflops: float, rival_power: float,
) -> Numbers:  # fmt: skip
    """CloudMatrix 384 by the chip, and what its printed ratios imply for NVIDIA's GB200 NVL72.

    The report prints totals and ratios (1.7 times the compute, 3.6 times the memory, nearly four times the power);
    everything by the chip, and the rival's own figures, are derived.
    """
    return {
        "optics_a_chip": transceivers / chips,
        "petaflops_a_chip": petaflops / chips,
        "memory_a_chip": 1000 * memory / chips,
        "petaflops_a_kilowatt": petaflops / power,
        "rival_petaflops": petaflops / flops_ratio,
        "rival_memory": memory / memory_ratio,
        "rival_power": power / power_ratio,
        "relative_efficiency": flops_ratio / power_ratio,
        "petaflops_from_chips": chips * chip_teraflops / 1000,
        "power_ratio_from_rack": power / rival_power,
    }


INPUTS = (
    Input("chips", 384, "chips", "Ascend 910C in a CloudMatrix 384", "line 346"),
    Input("transceivers", 6912, "modules", "400G optical transceivers", "line 346"),
    Input("petaflops", 300, "PFLOPS", "BF16, all chips", "line 346"),
    Input("memory", 49.2, "TB", "HBM, all chips", "line 346"),
    Input("power", 559.4, "kW", "the whole node", "line 346"),
    Input("flops_ratio", 1.7, "x", "compute against GB200 NVL72", "line 346"),
    Input("memory_ratio", 3.6, "x", "memory against GB200 NVL72", "line 346"),
    Input("power_ratio", 4.0, "x", "power against GB200 NVL72, nearly", "line 346"),
    Input("chip_teraflops", 640, "TFLOPS", "FP16 of one 910C", "line 344"),
    Input("rival_power", 120, "kW", "a GB200 NVL72 rack", "line 922"),
)

CHECKS = (
    Check("optics_a_chip", 18, 0, "derived"),
    Check("petaflops_a_chip", 0.7812, 0.00005, "derived"),
    Check("memory_a_chip", 128.1, 0.05, "derived"),
    Check("petaflops_a_kilowatt", 0.536, 0.0005, "derived"),
    Check("rival_petaflops", 176.5, 0.05, "derived"),
    Check("rival_memory", 13.67, 0.005, "derived"),
    Check("rival_power", 139.85, 0.005, "derived"),
    Check("relative_efficiency", 0.425, 0.0005, "derived"),
    Check(
        "compute of the node from the chip's",
        300,
        0.5,
        "not_reproduced",
        "384 x 640 TFLOPS of line 344 are 245.8 PFLOPS; 300 is the vendor's own figure and fits the printed 1.7x",
        "petaflops_from_chips",
    ),
    Check("petaflops_from_chips", 245.76, 0.005, "derived"),
    Check(
        "power against the rack of line 922",
        4,
        0.5,
        "not_reproduced",
        "559.4 / 120 is 4.7; nearly four implies a rival of 140 kW, so the ratio is held approximate",
        "power_ratio_from_rack",
    ),
    Check("power_ratio_from_rack", 4.66, 0.005, "derived"),
)

METHODS = (
    Method(
        name="supernode_scaling",
        report="002",
        title="CloudMatrix 384 by the chip and against GB200 NVL72",
        formula="totals / chips; totals / printed ratio gives the rival's; compute ratio / power ratio",
        source="002 lines 344, 346, 922",
        inputs=INPUTS,
        compute=supernode,
        outputs={
            "optics_a_chip": "transceivers a chip",
            "petaflops_a_chip": "PFLOPS a chip, BF16",
            "memory_a_chip": "GB of HBM a chip",
            "petaflops_a_kilowatt": "PFLOPS a kW",
            "rival_petaflops": "PFLOPS of GB200 NVL72",
            "rival_memory": "TB of GB200 NVL72",
            "rival_power": "kW of GB200 NVL72",
            "relative_efficiency": "compute a kW against GB200 NVL72",
            "petaflops_from_chips": "PFLOPS from the chip's own figure",
            "power_ratio_from_rack": "x, power against the printed rack",
        },
        checks=CHECKS,
        discrepancy="300 PFLOPS against 384 chips of 0.640 (245.8), and four times the power against a 120 kW rack "
        "(4.7): the node's totals are held right, the single chip's figure and the power ratio approximate",
        steers="optics and power content of domestic supernodes",
    ),
)
