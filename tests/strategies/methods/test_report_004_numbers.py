"""Report 004: the 51 printed multiples, and the numbers of models and levels beside ours."""

from __future__ import annotations

import pytest

from data_sources.errors import UserError
from strategies.methods.check_results import check_method
from strategies.methods.checks import read_table
from strategies.methods.method import run_method
from strategies.methods.registry import find_method


def _run(name: str, output: str, **overrides: float) -> float:
    return run_method(find_method(f"004/{name}"), overrides)[output]


def test_seventeen_names_and_three_years_are_51_multiples() -> None:
    # and nine of the baskets
    assert len(find_method("004/consensus_pe_table").checks) == 17 * 3 + 9


def test_every_printed_multiple_lies_inside_the_rounding_of_profit() -> None:
    # value / (profit +- 0.005), printed to 0.01
    for row in read_table("004", "consensus"):
        for year in ("2024", "2025", "2026"):
            value, profit, printed = (float(row[name]) for name in ("market_cap", f"profit_{year}", f"pe_{year}"))
            low, high = sorted((value / (profit - 0.005), value / (profit + 0.005)))
            assert low - 0.01 <= printed <= high + 0.01, (row["company"], year)


def test_the_widest_gap_is_a_profit_of_0_27() -> None:
    # 2,387.85 / 0.27 = 8,843.89, printed 8,893.31: 0.56% apart
    assert _run("consensus_pe_table", "pe", market_cap=2_387.85, profit=0.27) == pytest.approx(8_843.89, abs=0.005)
    gaps = {
        each.check.name: abs(each.computed / each.check.expected - 1)
        for each in check_method(find_method("004/consensus_pe_table"))
    }
    assert max(gaps, key=lambda name: gaps[name]) == "寒武纪 2025"
    assert gaps["寒武纪 2025"] == pytest.approx(0.0056, abs=0.00005)


def test_a_loss_has_a_negative_multiple_and_no_growth() -> None:
    # 2,387.85 / -4.59 = -520.2, printed -520.70
    assert _run("consensus_pe_table", "pe", market_cap=2_387.85, profit=-4.59) == pytest.approx(-520.23, abs=0.005)
    with pytest.raises(UserError, match=r"start was -4\.59 100 million yuan; it is 0\.01 or more"):
        _run("consensus_profit_growth", "growth", start=-4.59, end=0.27)


def test_the_baskets_are_the_sums_of_their_rows() -> None:
    # cloud side, value: 4261.69 + 797.95 + 724.44 + 669.31 + 459.21 + 2387.85 + 2975.15 = 12,275.60
    rows = read_table("004", "consensus")
    value = {
        side: sum(float(row["market_cap"]) for row in rows if row["segment"] == side) for side in ("cloud", "edge")
    }
    assert value == {"cloud": pytest.approx(12_275.6), "edge": pytest.approx(6_367.6)}
    # 12,275.6 / 337.09 = 36.42
    assert _run("consensus_pe_table", "pe", market_cap=12_275.6, profit=337.09) == pytest.approx(36.42, abs=0.005)


def test_o3_mini_costs_twice_r1_and_o1_27_times() -> None:
    # 4.4 / 2.19 = 2.009; 60 / 2.19 = 27.397
    assert _run("api_price_ratio", "ratio") == pytest.approx(2.009, abs=0.0005)
    assert _run("api_price_ratio", "ratio", price=60) == pytest.approx(27.397, abs=0.0005)


def test_a_percentile_just_below_a_bound_stays_on_the_level_below() -> None:
    levels = [_run("agi_levels", "level", beaten=beaten) for beaten in (0, 49.9, 50, 89.9, 90, 98.9, 99, 99.9, 100)]
    assert levels == [1, 1, 2, 2, 3, 3, 4, 4, 5]


def test_one_parameter_in_eighteen_works_on_a_token() -> None:
    # 37 / 671 = 5.514%, one in 18.1; 14.8e12 / 2.664e6 = 5.556e6
    assert _run("moe_activation", "activated_share") == pytest.approx(5.514, abs=0.0005)
    assert _run("moe_activation", "tokens_per_gpu_hour") == pytest.approx(5.5556e6, rel=1e-4)
