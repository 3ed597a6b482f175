"""Guolian Minsheng Securities, 2026-01-28: capex and cash flow, memory prices, racks, domestic compute, valuation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from strategies.methods.report_003 import (
    capex,
    cash_flow,
    classification,
    companies,
    demand,
    domestic_capex,
    markets,
    memory_equipment,
    memory_prices,
    memory_products,
    optics,
    power,
    racks,
    supernodes,
    valuation,
)

METHODS = (
    *demand.METHODS,
    *capex.METHODS,
    *domestic_capex.METHODS,
    *cash_flow.METHODS,
    *memory_prices.METHODS,
    *memory_equipment.METHODS,
    *memory_products.METHODS,
    *markets.METHODS,
    *racks.METHODS,
    *optics.METHODS,
    *supernodes.METHODS,
    *power.METHODS,
    *companies.METHODS,
    *valuation.METHODS,
    *classification.METHODS,
)

SYSTEMS = (
    "two_gauge_demand",
    "csp_capex_aggregation",
    "capex_to_ocf",
    "roic_monitor",
    "closed_loop_rank",
    "bat_capex_aggregation",
    "token_revenue",
    "chatgpt_funnel",
    "rating_classifier",
    "pe_from_price",
    "storage_gm_capex_trigger",
    "storage_price_path",
    "storage_cycle_regime",
    "hdd_ssd_substitution",
    "dc_storage_cagr",
    "equipment_growth_chain",
    "cagr_checks",
    "gpu_market_identity",
    "cold_plate_count",
    "cpo_fibre_mpo_count",
    "shuffle_box_capacity",
    "nvl576_count",
    "supernode_compute",
    "power_scaling",
    "memory_module_bom_sum",
    "device_price",
    "glasses_compute_tiers",
    "drill_method",
    "ccl_grade_map",
    "data_temperature_map",
    "power_architecture_select",
    "genai_phone_share_identity",
    "cxmt_growth",
    "minimax_first_day",
    "smic_advanced_node_proxy",
    "backlog_conversion",
    "value_expansion_screen",
    "basket_test",
    "scale_up_out",
)

NOT_COMPUTED: Mapping[str, str] = MappingProxyType(
    {
        "device_price": "price = hardware cost + AI experience, in words: no value of the experience is given",
        "ccl_grade_map": "a table of material grades whose ranges overlap: nothing to compute",
        "data_temperature_map": "a table of data temperature and storage medium in words: nothing to compute",
        "scale_up_out": "one constant, 4.5 times the bandwidth, without a formula",
    }
)
