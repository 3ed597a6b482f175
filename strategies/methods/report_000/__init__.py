"""Soochow Securities, 2025-02-06: how many wafers the domestic demand for AI cards needs, and whom the report names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from strategies.methods.report_000 import supply_chain, wafers

METHODS = (*wafers.METHODS, *supply_chain.METHODS)

SYSTEMS = ("wafer_die_card_demand", "supply_chain_mapping")

NOT_COMPUTED: Mapping[str, str] = MappingProxyType({})
