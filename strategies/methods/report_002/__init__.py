"""Report 002, Minsheng Securities (民生证券), May 2025: compute for all, domestic AI rises."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from strategies.methods.method import Method
from strategies.methods.report_002 import (
    api_prices,
    ascend_ecosystem,
    capex,
    chip_vendors,
    company_growth,
    compute_rental,
    compute_supply,
    cooling,
    deepseek_margin,
    financial_ratios,
    inference_demand,
    model_efficiency,
    power,
    rating_excess,
    segments,
    supernode,
    training_cost,
    valuation,
)

METHODS: tuple[Method, ...] = (
    *training_cost.METHODS,
    *deepseek_margin.METHODS,
    *api_prices.METHODS,
    *inference_demand.METHODS,
    *model_efficiency.METHODS,
    *capex.METHODS,
    *compute_supply.METHODS,
    *supernode.METHODS,
    *chip_vendors.METHODS,
    *compute_rental.METHODS,
    *power.METHODS,
    *cooling.METHODS,
    *segments.METHODS,
    *valuation.METHODS,
    *rating_excess.METHODS,
    *financial_ratios.METHODS,
    *company_growth.METHODS,
    *ascend_ecosystem.METHODS,
)

NOT_COMPUTED: Mapping[str, str] = MappingProxyType(
    {
        "power_chain": "an order of supply stages and of back-up by duration, no quantity; the stages are segments",
        "pue_selection": "a choice between three techniques by printed ranges of PUE, cost and upkeep, no formula",
        "basket_framework": "an order of chapters and groups of names; the weights are the strategies'",
    }
)

# All that the report describes as a method, in its order.
SYSTEMS: tuple[str, ...] = (
    "training_cost",
    "deepseek_theoretical_margin",
    "api_request_cost",
    "api_discount",
    "lightweight_rebound_demand",
    "kv_cache_size",
    "moe_sparsity",
    "mtp_speedup",
    "capex_intensity",
    "supply_gap",
    "supernode_scaling",
    "localisation_model",
    "asic_competition",
    "asic_vendor_screen",
    "order_lead_indicator",
    "compute_leasing_roi",
    "cloud_price_volume",
    "aio_vs_cloud",
    "power_chain",
    "rack_power_sum",
    "pue_selection",
    "liquid_cooling_projection",
    "segment_revenue_build",
    "valuation_multiples",
    "rating_vs_benchmark",
    "financial_ratios",
    "company_cagr",
    "basket_framework",
    "ascend_supplier_screen",
    "adaptation_lag",
)
