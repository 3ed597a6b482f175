"""How much to invest: gates that a signal opens or half closes, neutral while nothing is known."""

from __future__ import annotations

import numpy as np

from data_sources.language.text import Text, both
from data_sources.tables.facts import Booleans, Floats
from strategies.signals.names.series import quantity_name, series_name
from strategies.signals.quantities import Quantity, Reading, SeriesSource

HYPERSCALER_CAPEX = Quantity(
    "hyperscaler_capex",
    (
        # Two definitions are two series: in a tie of periods known the one that 003 prints, of later quarters.
        SeriesSource("capex_with_leases/big4_sum", "level"),
        SeriesSource("capex/big4_sum", "level"),
        SeriesSource("capex_yoy/big4_sum", "change"),
    ),
)
DOMESTIC_CLOUD_CAPEX = Quantity(
    "domestic_cloud_capex",
    (
        SeriesSource("capex/bat_sum", "level"),
        SeriesSource("capex_yoy/bat_sum", "change"),
        SeriesSource("capex_annual_yoy/Tencent", "change"),
    ),
)
CLOUD_CASH_SHARE = Quantity("cloud_capex_to_cash_flow", (SeriesSource("capex_to_ocf/", "value"),))
CLOUD_CASH_SHARE_RISE = Quantity("cloud_capex_to_cash_flow_rise", (SeriesSource("capex_to_ocf/", "rise"),), months=3)
CLOUD_RETURN_RISE = Quantity("cloud_roic_rise", (SeriesSource("roic/", "rise"),), months=3)
DRAM_CONTRACT_PRICE = Quantity(
    "dram_contract_price",
    (SeriesSource("dram_contract/", "level"), SeriesSource("dram_contract_qoq/low", "change")),
    months=3,
)
NAND_CONTRACT_PRICE = Quantity(
    "nand_contract_price",
    (SeriesSource("nand_contract/", "level"), SeriesSource("nand_contract_qoq/low", "change")),
    months=3,
)
DRAM_AGAINST_PATH = Quantity(
    "dram_contract_against_path", DRAM_CONTRACT_PRICE.sources, months=3, path="dram_contract_qoq/low/forecast"
)
NAND_AGAINST_PATH = Quantity(
    "nand_contract_against_path", NAND_CONTRACT_PRICE.sources, months=3, path="nand_contract_qoq/low/forecast"
)
MEMORY_MAKER_MARGIN = Quantity(
    "memory_maker_margin",
    (SeriesSource("memory_makers_gross_margin", "value"), SeriesSource("memory_makers_gross_margin/at_least", "value")),
)
# The quarter's figure speaks once there is one; before, the year's.
FOUNDRY_UTILISATION = Quantity(
    "foundry_utilisation", (SeriesSource("utilisation/SMIC", "value"), SeriesSource("utilisation_annual/SMIC", "value"))
)

# 120 over 100 is a rise of 20% although 1.2 - 1 falls short of 0.2 in binary.
ROUNDING = 1e-9


def exposure(values: Floats, threshold: float, below: float) -> Floats:
    """Return the share to invest (D): ``below`` where a value is under the threshold, 1 where not, 1 where unknown."""
    return np.where(values < threshold - ROUNDING, below, 1.0)


def at_least(values: Floats, threshold: float) -> Booleans:
    """Return where a value reaches the threshold (D); False where unknown."""
    return np.asarray(values >= threshold - ROUNDING, dtype=np.bool_)


def above(values: Floats, threshold: float) -> Booleans:
    """Return where a value passes the threshold (D); False where unknown."""
    return np.asarray(values > threshold + ROUNDING, dtype=np.bool_)


def below(values: Floats, threshold: float) -> Booleans:
    """Return where a value is under the threshold (D); False where unknown."""
    return np.asarray(values < threshold - ROUNDING, dtype=np.bool_)


def mean_known(*values: Floats) -> Floats:
    """Return the mean (D) of those of several readings that are known at a decision; NaN where no reading is."""
    stacked = np.array(values)
    known = np.isfinite(stacked)
    count = known.sum(axis=0)
    return np.where(count > 0, np.where(known, stacked, 0.0).sum(axis=0) / np.maximum(count, 1), np.nan)


def gate_notes(reading: Reading) -> tuple[Text, ...]:
    """Say for which decisions a gate was neutral because nothing was known, and which series spoke from when."""
    known, gate = np.isfinite(reading.values), f"择时开关“{quantity_name(reading.quantity).zh}”"
    if not len(known):
        return ()
    if not known.any():
        return (
            both(
                f"gate {reading.quantity} had no known value: neutral throughout", f"{gate}始终没有已知数值：全程中性"
            ),
        )
    first = int(known.argmax())
    notes = []
    if first:
        day = reading.dates[first]
        notes.append(
            both(
                f"gate {reading.quantity} had no known value until {day}: neutral until then",
                f"{gate}在 {day} 之前没有已知数值：此前中性",
            )
        )
    spoken = [d for d in range(len(known)) if known[d] and (d == first or reading.source[d] != reading.source[d - 1])]
    notes += [
        both(
            f"gate {reading.quantity} reads {reading.source[d]} from {reading.dates[d]}",
            f"{gate}自 {reading.dates[d]} 起读取“{series_name(reading.source[d]).zh}”",
        )
        for d in spoken
    ]
    return tuple(notes)
