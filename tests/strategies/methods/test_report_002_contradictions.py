"""Report 002 against itself: what does not fit, and which figure is held right."""

from __future__ import annotations

import pytest

from data_sources.errors import UserError
from strategies.methods.check_results import CheckResult, check_method
from strategies.methods.method import run_method
from strategies.methods.registry import computations, find_method


def _result(method: str, check: str) -> CheckResult:
    found = [each for each in check_method(find_method(f"002/{method}")) if each.check.name == check]
    assert found, check
    return found[0]


def test_the_printed_margin_lies_inside_the_rounding_of_its_inputs_only() -> None:
    margin = _result("deepseek_theoretical_margin", "margin")
    assert margin.check.kind == "consistent_with_rounding"
    # 561.5 / 87.5 - 1 = 541.7% and 562.5 / 86.5 - 1 = 550.3%
    assert margin.low == pytest.approx(541.714, abs=0.001)
    assert margin.high == pytest.approx(550.289, abs=0.001)
    assert not margin.near


def test_two_tokens_a_step_do_not_give_the_printed_speed() -> None:
    assert _result("mtp_speedup", "printed speed at 85%").check.kind == "not_reproduced"
    assert _result("mtp_speedup", "printed speed at 90%").check.kind == "not_reproduced"
    assert "we hold 1.8 right" in find_method("002/mtp_speedup").discrepancy


def test_tencent_s_capex_is_in_yuan() -> None:
    # 76.8 of 660.3 bn CNY is 11.6%, near the printed 12%; 76.7 bn USD were some 84%
    assert _result("capex_intensity", "intensity").near
    wrong = _result("capex_intensity", "Tencent's capex read in USD")
    assert wrong.computed == pytest.approx(83.6, abs=0.05)
    assert wrong.check.kind == "not_reproduced"


def test_chips_do_not_make_300_petaflops() -> None:
    chips = _result("supernode_scaling", "compute of the node from the chip's")
    assert chips.check.expected == 300
    assert chips.computed == pytest.approx(245.76)
    assert chips.check.kind == "not_reproduced"


def test_nearly_four_times_the_power_does_not_fit_the_120_kilowatt_rack() -> None:
    # 559.4 / 120 = 4.66; at 4 the rival takes 139.85 kW
    power = _result("supernode_scaling", "power against the rack of line 922")
    assert power.computed == pytest.approx(4.66, abs=0.005)
    assert power.check.kind == "not_reproduced"


def test_hopewind_s_multiple_fits_the_lower_eps() -> None:
    checks = [
        each for each in check_method(find_method("002/price_to_earnings")) if each.check.name == "禾望电气 2024A"
    ]
    # 31.90 / 1.00 = 31.9 and 31.90 / 0.98 = 32.55, printed 33
    assert [(each.check.kind, round(each.computed, 2)) for each in checks] == [
        ("not_reproduced", 31.9),
        ("reproduced", 32.55),
    ]


def test_the_appendix_multiples_stand_on_an_older_price() -> None:
    checks = find_method("002/price_to_earnings").checks
    older = [check.name for check in checks if check.kind == "not_reproduced" and check.note.startswith("appendix")]
    assert older == [
        *(f"中芯国际 {year}" for year in ("2024A", "2025E", "2026E", "2027E")),
        *(f"申菱环境 {year}" for year in ("2024A", "2025E", "2026E")),
        *(f"溯联股份 {year}" for year in ("2024A", "2026E", "2027E")),
    ]


def test_a_loss_has_no_multiple() -> None:
    with pytest.raises(UserError, match="a loss has no price to earnings"):
        run_method(find_method("002/price_to_earnings"), {"close": 91.79, "eps": -0.18})


def test_two_cells_of_the_segment_tables_are_wrong_and_no_others() -> None:
    wrong = {
        check.name: check.expected for check in find_method("002/segment_cell").checks if check.kind == "not_reproduced"
    }
    # 290.21 / 385.60 - 1 = -24.74%, printed -11.45; 464.46 x 32% = 148.63, printed 132.65
    assert wrong == {
        "长光华芯 合计 2023A growth": -11.45,
        "申菱环境 解决方案及增值服务、其他 2024A gross_profit": 132.65,
    }


def test_single_emitters_grow_by_eight_percent_not_shrink() -> None:
    # 213.45 x 0.92 = 196.374 in place of 230.526: 352.906 - 34.152
    text = _result("segment_revenue_build", "长光华芯 2025E, growth from the text")
    assert text.computed == pytest.approx(318.754, abs=0.001)
    assert text.check.kind == "not_reproduced"
    assert _result("segment_revenue_build", "长光华芯 2025E revenue").near


def test_smic_s_two_revenues_lie_seven_units_apart_a_year_before_too() -> None:
    # 571.01 / 1.281 = 445.75 and 577.96 / 1.2772 = 452.52, in 100 m CNY
    text = _result("company_growth_base", "中芯国际, 2023, from the text")
    statement = _result("company_growth_base", "中芯国际, 2023, from the statement")
    assert statement.computed - text.computed == pytest.approx(6.77, abs=0.01)


def test_every_method_with_a_number_that_fails_says_which_figure_is_right() -> None:
    for method in computations("002").methods.values():
        failing = [check for check in method.checks if check.kind == "not_reproduced"]
        if failing:
            assert "right" in method.discrepancy, method.key
            assert all(check.note for check in failing), method.key
