"""What rules read of a method follows from the series that hold its numbers and from what the strategies read."""

from __future__ import annotations

from math import isclose

import pytest

from strategies.methods.method import UNREAD, Method
from strategies.methods.readers import reads, steers
from strategies.methods.registry import METHODS, find_method
from strategies.signals.quantities import SeriesSource
from strategies.signals.values import load_signal_values

HYPERSCALER = "hyperscaler_capex in rate_power, power_cooling, ai_cloud_side"
DOMESTIC = "domestic_cloud_capex in domestic_compute, compute_infrastructure, power_cooling, ascend_chain"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        # capex/big4_sum of 2023Q4 is worked out from the printed level and growth, and three strategies read it
        ("001/base_before_growth", f"rules read base as {HYPERSCALER}"),
        ("003/bat_capex_aggregation", f"rules read total, growth_on_year, quarter_before as {DOMESTIC}"),
        # only what goes in is read, not what comes out
        ("002/capex_base", f"{UNREAD}; of its inputs they read growth as {DOMESTIC}"),
        (
            "003/storage_gm_capex_trigger",
            f"{UNREAD}; of its inputs they read margin as memory_maker_margin in storage_cycle, equipment_localisation",
        ),
        # the sum of five clouds ships, but rules read the sum of four; forecasts are read by none
        ("003/csp_capex_aggregation", UNREAD),
        ("003/storage_price_path", UNREAD),
        ("003/cold_plate_count", UNREAD),
    ],
)
def test_a_method_says_what_rules_read_of_it(name: str, sentence: str) -> None:
    assert steers(find_method(name)) == sentence


def test_every_method_that_steers_is_named_here() -> None:
    steered = {key for key, method in METHODS.items() if method.series and steers(method).startswith("rules read")}
    assert steered == {
        "001/base_before_growth",
        "003/bat_capex_aggregation",
        "003/capex_to_ocf",
        "003/cash_flow_from_ratio",
        "003/roic_monitor",
    }


@pytest.mark.parametrize(
    ("source", "series", "read"),
    [
        ("capex/big4_sum", "capex/big4_sum", True),
        ("capex/big4_sum", "capex/big4_sum/forecast", False),
        ("capex/big4_sum", "capex/", True),
        ("capex/big4_sum", "capex_yoy/", False),
        ("dram_contract/", "dram_contract/ddr5", True),
        ("dram_contract/", "dram_contract/ddr5/forecast", False),
        ("dram_contract/", "dram_contract_qoq/low", False),
    ],
)
def test_a_source_takes_in_a_series_or_a_family_and_no_forecast(source: str, series: str, *, read: bool) -> None:
    assert reads(SeriesSource(source, "level"), series) is read


def _held(method: Method, name: str) -> set[float]:
    """What a method says an input or output is: defaults, changed inputs and expected numbers."""
    inputs = {each.default for each in method.inputs if each.name == name}
    changed = {check.inputs[name] for check in method.checks if name in check.inputs}
    return inputs | changed | {check.expected for check in method.checks if (check.output or check.name) == name}


@pytest.mark.parametrize("key", [key for key, method in METHODS.items() if method.series])
def test_the_series_of_a_method_hold_its_numbers(key: str) -> None:
    method = METHODS[key]
    for name, series in method.series.items():
        family = series.endswith("/")
        shipped = {each.value for each in load_signal_values()
                   if each.series == series or (family and each.series.startswith(series))}  # fmt: skip
        assert shipped, f"{key}: nothing ships as {series}"
        # The file may print hundreds of millions and the series billions: equal but for the place of the point.
        assert any(
            isclose(value * 10.0**shift, own, rel_tol=1e-5)
            for value in shipped for own in _held(method, name) for shift in range(-6, 7)
        ), f"{key}: {series} holds no {name}"  # fmt: skip
