"""Report 003 against itself: what does not fit, and which figure is held right."""

from __future__ import annotations

import pytest

from strategies.methods.check_results import CheckResult, check_method
from strategies.methods.registry import computations, find_method


def _result(method: str, check: str) -> CheckResult:
    found = [each for each in check_method(find_method(f"003/{method}")) if each.check.name == check]
    assert len(found) == 1, check
    return found[0]


def test_is_nine_months_not_the_third_quarter() -> None:
    # 240 + 349 + 188 + 351 + 85 = 1,213
    quarter = _result("csp_capex_aggregation", "3,081 read as 2025Q3")
    assert quarter.computed == 1_213
    assert quarter.check.kind == "not_reproduced"
    assert _result("csp_capex_aggregation", "total 2025Q1-Q3").near


def test_the_sums_take_188_for_meta_and_923_for_amazon() -> None:
    # 1,213 - 188 + 193.7 = 1,218.7; 3,081 - 923 + 899 = 3,057
    meta = _result("csp_capex_aggregation", "with Meta's 193.7 of table 4")
    amazon = _result("csp_capex_aggregation", "with Amazon's 899 of table 3")
    assert meta.computed == pytest.approx(1_218.7)
    assert amazon.computed == 3_057


def test_the_total_of_2023_needs_the_rounding_of_growth() -> None:
    base = _result("csp_capex_aggregation", "total 2023")
    assert base.check.kind == "consistent_with_rounding"
    assert not base.near
    # every growth half a point higher: 525 / 1.635 + 756 / 1.845 + 373 / 1.375 + 830 / 1.575 + 107 / 1.555 = 1,597.94
    assert base.low == pytest.approx(1_597.94, abs=0.02)


def test_tencent_s_fall_of_31_9_percent_fits_the_quarter_before_and_32_1_does_not() -> None:
    # 129.8 / 0.679 + 315 / 0.814 + 34 / 0.895 = 191.16 + 386.98 + 37.99 = 616.13; with 0.681: 190.60, 615.57
    first = _result("bat_capex_aggregation", "quarter before, Tencent -32.1%")
    second = _result("bat_capex_aggregation", "quarter before, Tencent -31.9%")
    assert first.computed == pytest.approx(616.13, abs=0.02)
    assert first.check.kind == "not_reproduced"
    assert second.computed == pytest.approx(615.57, abs=0.02)
    assert second.holds


def test_growth_to_2029_and_to_2031_does_not_start_at_the_printed_base() -> None:
    # The ends over the bases are 10.367, 9.661, 11.936 (five years) and 1.697 (eight years).
    computed = {
        "China AI compute GPU to 2029": 59.64,
        "China data-centre GPU to 2029": 57.40,
        "other AI compute to 2029": 64.20,
        "drilling machines to 2031": 6.84,
    }
    for name, rate in computed.items():
        result = _result("cagr_checks", name)
        assert result.computed == pytest.approx(rate, abs=0.005), name
        assert result.check.kind == "not_reproduced", name


def test_two_layers_would_make_72_gpus_a_canister() -> None:
    # 2 x 18 x 2; the printed 36, times four, gives the printed 144 GPUs
    assert _result("nvl576_count", "two layers of 18 boxes").computed == 72
    assert _result("nvl576_count", "gpus_per_canister").computed == 36


def test_rounding_does_not_explain_the_growth_of_smic_s_minority_interest() -> None:
    # 8.85 / 1.02 = 8.6765; at most 8.855 / 1.015 = 8.7241, 772.4%
    growth = _result("smic_advanced_node_proxy", "growth")
    assert growth.computed == pytest.approx(767.65, abs=0.005)
    assert growth.high == pytest.approx(772.41, abs=0.005)
    assert growth.check.expected == 785.7


def test_every_method_with_a_number_that_fails_says_which_figure_is_held() -> None:
    for method in computations("003").methods.values():
        failing = [check for check in method.checks if check.kind == "not_reproduced"]
        if failing:
            assert method.discrepancy, method.key
            assert all(check.note for check in failing), method.key
