"""Report 001: every number that it prints or implies, beside ours."""

from __future__ import annotations

import pytest

from strategies.methods.check_results import CheckResult, check_method
from strategies.methods.expression import base_before, compound_growth, growth
from strategies.methods.method import run_method
from strategies.methods.registry import find_method


def _run(name: str, output: str, **overrides: float) -> float:
    return run_method(find_method(f"001/{name}"), overrides)[output]


def _result(method: str, check: str) -> CheckResult:
    return next(each for each in check_method(find_method(f"001/{method}")) if each.check.name == check)


def test_growth_its_compound_and_its_base_by_hand() -> None:
    # 100 to 150: 50%; 100 to 400 in two years: doubling, 100% a year; 150 after 50% stood at 100
    assert growth(100, 150) == pytest.approx(50)
    assert compound_growth(100, 400, 2) == pytest.approx(100)
    assert base_before(150, 50) == pytest.approx(100)


def test_the_report_starts_2024_at_the_first_session_s_close() -> None:
    # 4,010.17 / 3,386.35 = 1.18422; from 3,431.11, the last close of 2023, 1.16877
    assert _run("index_return", "index_return") == pytest.approx(18.42, abs=0.005)
    assert _result("index_return", "from the close of 2023-12-29").computed == pytest.approx(16.88, abs=0.005)


def test_excess_is_smaller_as_a_ratio_when_both_rise() -> None:
    # 40.21 - 18.42 = 21.79 points; 1.4021 / 1.1842 = 1.18400
    assert _run("relative_performance", "difference") == pytest.approx(21.79)
    assert _run("relative_performance", "ratio") == pytest.approx(18.40, abs=0.005)
    assert _run("relative_performance", "ratio", index_return=-10, benchmark_return=-10) == pytest.approx(0)


def test_the_subsidy_added_most_to_air_conditioners_in_number_and_to_washing_machines_in_price() -> None:
    # from the printed growth: tv 2.64 + 3.13, fridge 7.61 + 5.28, air conditioner 53.83 - 10.30, washer 19.14 - 11.01;
    # prices: 18.74 - 13.16, 6.19 + 1.67, 7.50 - 1.21, 15.82 - 4.02
    uplifts = {
        "volume of tv": 5.77,
        "volume of fridge": 12.89,
        "volume of air_conditioner": 43.53,
        "volume of washing_machine": 8.13,
        "price of tv": 5.58,
        "price of fridge": 7.86,
        "price of air_conditioner": 6.29,
        "price of washing_machine": 11.80,
    }
    method = find_method("001/appliance_subsidy_uplift")
    inputs = {check.name.partition(":")[0]: check.inputs for check in method.checks if check.output != "uplift"}
    assert set(inputs) == set(uplifts)
    for name, uplift in uplifts.items():
        assert run_method(method, inputs[name])["uplift"] == pytest.approx(uplift, abs=0.02), name


def test_a_phone_above_6000_yuan_gets_nothing_and_500_is_the_most() -> None:
    # 15% of 3,000 = 450; 15% of 3,333.33 = 500; 15% of 4,000 = 600, capped
    paid = {price: _run("phone_subsidy_payment", "subsidy", price=price) for price in (3_000, 4_000, 6_000, 6_000.01)}
    assert paid == {3_000: 450, 4_000: 500, 6_000: 500, 6_000.01: 0}


def test_the_second_half_of_the_phone_scenario_lies_below_every_band() -> None:
    # H1: 5.5 of bands from 4 to 10: 1.5 / 6 = 0.25; H2: (0.5 - 4) / 6 = -0.58 and (3.2 - 4) / 6 = -0.13
    assert _run("phone_growth_scenario", "place") == pytest.approx(0.25)
    assert _run("phone_growth_scenario", "place", growth=5.5) == pytest.approx(-0.583, abs=0.001)
    assert _run("phone_growth_scenario", "place", growth=8.2) == pytest.approx(-0.133, abs=0.001)
    assert "must fade" in find_method("001/phone_growth_scenario").discrepancy


def test_ai_glasses_grow_by_91_percent_a_year_not_by_the_printed_83_7() -> None:
    # (9,000 / 350)^(1/5) = 25.714^0.2 = 1.9144
    glasses = _result("compound_growth", "AI glasses 2025-30")
    assert glasses.computed == pytest.approx(91.44, abs=0.005)
    assert glasses.check.kind == "not_reproduced"


def test_ai_servers_agree_only_within_the_rounding_of_their_values() -> None:
    # 2,980 / 2,050 = 1.45366; to a billion: 2,975 / 2,055 = 1.44769 and 2,985 / 2,045 = 1.45966 hold 1.4496
    servers = _result("year_on_year", "AI servers 2025")
    assert servers.computed == pytest.approx(45.37, abs=0.005)
    assert servers.low == pytest.approx(44.77, abs=0.005)
    assert servers.high == pytest.approx(45.97, abs=0.005)


def test_more_than_3200_is_the_most_that_the_guidance_allows() -> None:
    # 1,000 + 650 + 800 + 750 = 3,200, 40.02% above 2,285.44; with Meta at 600 it is 37.8%
    assert _run("capex_guidance_sum", "total") == 3_200
    assert _run("capex_guidance_sum", "growth") == pytest.approx(40.02, abs=0.005)
    assert _run("capex_guidance_sum", "growth", meta=600) == pytest.approx(37.83, abs=0.005)


def test_china_s_share_of_ai_glasses_does_not_fit_the_base_that_83_7_percent_needs() -> None:
    # 5 / 3% = 166.7, but 9,000 / 1.837^6 = 9,000 / 38.43 = 234.2 (10 thousand pairs)
    assert _run("market_from_share", "market", units=5, share=3) == pytest.approx(166.67, abs=0.005)
    base = _result("compound_growth", "AI glasses from a base of 234 in 2024")
    assert base.computed == pytest.approx(83.7, abs=0.005)


def test_half_of_a_rise_in_rent_is_half_of_the_training_cost() -> None:
    # 2,788 thousand hours x 3 USD = 8.364 million USD, half as much again as 5.576
    assert _run("v3_training_cost", "cost", rent=3) == pytest.approx(8.364)
