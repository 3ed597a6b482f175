"""Disks, flash and modules: what replaces what, at which price, and the chips on a memory module."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import compound_growth

CHIPS = ("rcd", "db", "spd", "ts", "pmic", "mrcd", "mdb")


def substitution(flash_price: float, disk_price: float, disk_lead: float, flash_lead: float) -> Numbers:
    """How many times a disk's price flash costs, and how many times longer a disk takes to arrive."""
    return {"price_ratio": flash_price / disk_price, "urgency": disk_lead / flash_lead}


def shipment_growth(start: float, end: float, years: float) -> Numbers:
    """Growth of shipped capacity, percent a year."""
    return {"growth": compound_growth(start, end, years)}


def module_chips(**counts: float) -> Numbers:
    """Interface chips on one memory module."""
    return {"total": sum(counts.values())}


def _module(name: str, total: float, note: str = "", **counts: float) -> Check:
    return Check(name, total, 0, output="total", note=note, inputs=dict.fromkeys(CHIPS, 0.0) | counts)


METHODS = (
    Method(
        name="hdd_ssd_substitution",
        report="003",
        title="Flash in place of disks",
        formula="flash price / disk price; disk lead time / flash lead time (ours: the report prints the four values)",
        source="lines 1974, 1987-1988; September 2025",
        inputs=(
            Input("flash_price", 0.05, "USD a GB", "QLC SSD, 0.05 to 0.06", "line 1988"),
            Input("disk_price", 0.015, "USD a GB", "nearline HDD", "line 1987"),
            Input("disk_lead", 52, "weeks", "lead time of a nearline HDD", "line 1987"),
            Input("flash_lead", 8, "weeks", "lead time of a QLC SSD", "line 1988"),
        ),
        compute=substitution,
        outputs={"price_ratio": "times", "urgency": "times"},
        checks=(
            Check("price ratio, lower end", 3.33, 0.005, "derived", "0.05 / 0.015", "price_ratio"),
            Check("price ratio, upper end", 4.0, 1e-9, "derived", "0.06 / 0.015", "price_ratio", {"flash_price": 0.06}),
            Check("urgency", 6.5, 0, "derived", "52 / 8"),
        ),
    ),
    Method(
        name="dc_storage_cagr",
        report="003",
        title="Growth of data-centre storage",
        formula="(end / start)^(1 / years) - 1 (ours: growth is printed for the three kinds, not for the whole)",
        source="line 1965",
        inputs=(
            Input("start", 1_357, "EB", "shipped in 2024", "line 1965"),
            Input("end", 3_043, "EB", "expected for 2028", "line 1965"),
            Input("years", 4, "years", "from start to end", "line 1965", low=0.25),
        ),
        compute=shipment_growth,
        outputs={"growth": "percent a year"},
        checks=(Check("growth", 22.37, 0.005, "derived", "between tape (11) and eSSD (24), near nearline disks (23)"),),
    ),
    Method(
        name="memory_module_bom_sum",
        report="003",
        title="Interface chips on a memory module",
        formula="sum of the chips",
        source="table 28, lines 1954-1959",
        inputs=tuple(
            Input(chip, count, "chips a module", f"{chip.upper()} on an LRDIMM of DDR5", "line 1958")
            for chip, count in zip(CHIPS, (1, 10, 1, 2, 1, 0, 0), strict=True)
        ),
        compute=module_chips,
        outputs={"total": "chips a module"},
        checks=(
            _module("RDIMM of DDR4", 2, rcd=1, spd=1),
            _module("LRDIMM of DDR4", 11, rcd=1, db=9, spd=1),
            _module("RDIMM of DDR5", 4, "without a PMIC, as printed", rcd=1, spd=1, ts=2),
            _module("LRDIMM of DDR5", 15, rcd=1, db=10, spd=1, ts=2, pmic=1),
            _module("MRDIMM of DDR5", 15, spd=1, ts=2, pmic=1, mrcd=1, mdb=10),
        ),
        discrepancy="The RDIMM of DDR5 has no PMIC in the table, and its total of 4 agrees; we follow the table.",
    ),
)
