"""Lianchu Securities, known from 2025-03-20: growth, subsidies, training cost and what chips are worth in a product."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from strategies.methods.report_001 import (
    appliances,
    capex,
    glasses,
    growth,
    index_returns,
    localisation,
    phones,
    training,
)

METHODS = (
    *index_returns.METHODS,
    *training.METHODS,
    *appliances.METHODS,
    *phones.METHODS,
    *growth.METHODS,
    *capex.METHODS,
    *glasses.METHODS,
    *localisation.METHODS,
)

SYSTEMS = (
    "relative_performance",
    "structural_selection_rule",
    "v3_training_cost",
    "appliance_subsidy_uplift",
    "phone_subsidy_payment",
    "phone_growth_scenario",
    "cagr_yoy_tools",
    "bom_shares",
    "glasses_chip_scheme",
    "self_sufficiency_headroom",
    "scaling_law",
    "r1_three_routes",
    "agent_loop",
)

NOT_COMPUTED: Mapping[str, str] = MappingProxyType(
    {
        "structural_selection_rule": "nine sub-industries chosen in words, without a weight or threshold",
        "glasses_chip_scheme": "three chip schemes graded high or low in words, without a number",
        "scaling_law": "a power law named without its coefficients",
        "r1_three_routes": "a description of how R1 was trained, without a formula",
        "agent_loop": "a description of an agent's steps, without a formula",
    }
)
