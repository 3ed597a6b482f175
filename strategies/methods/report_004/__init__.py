"""Cinda Securities, 2025-02-04: valuation on consensus, price and size of models, and the labour they may replace."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from strategies.methods.report_004 import agi_levels, consensus, models

METHODS = (*consensus.METHODS, *models.METHODS, *agi_levels.METHODS)

SYSTEMS = (
    "consensus_pe_table",
    "agi_levels",
    "api_price_ratio",
    "moe_activation",
    "labour_tam",
    "r1_training_pipeline",
)

NOT_COMPUTED: Mapping[str, str] = MappingProxyType(
    {"r1_training_pipeline": "the steps by which R1 was trained, in words, without a formula"}
)
