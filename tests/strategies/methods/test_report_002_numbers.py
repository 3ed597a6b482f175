"""Report 002: every number that it prints or implies, beside ours."""

from __future__ import annotations

import pytest

from strategies.methods.method import run_method
from strategies.methods.registry import find_method


def _run(name: str, output: str, **overrides: float) -> float:
    return run_method(find_method(f"002/{name}"), overrides)[output]


def test_training_deepseek_v3_costs_what_is_printed() -> None:
    # 2,788,000 hours x 2 USD; at 1 USD half of it
    assert _run("training_cost", "cost") == 5_576_000
    assert _run("training_cost", "cost", usd_per_gpu_hour=1) == 2_788_000


def test_a_paid_share_of_a_sixth_leaves_deepseek_with_about_nothing() -> None:
    # 562 x 0.1548 = 87.0: at 15.48% of the theoretical revenue the rent is met
    assert _run("deepseek_theoretical_margin", "margin_after_haircuts", paid_share=15.480427) == pytest.approx(
        0, abs=1e-4
    )


def test_a_workload_by_cloud() -> None:
    # R1 at Volcano: 3 x 4 + 0.5 x 16 = 20; at Baidu 3 x 2 + 0.5 x 8 = 10
    tokens = {"input_tokens": 3_000_000.0, "output_tokens": 500_000.0}
    assert _run("api_request_cost", "cost", **tokens) == pytest.approx(20)
    assert _run("api_request_cost", "cost", **tokens, input_price=2, output_price=8) == pytest.approx(10)


def test_volume_must_grow_tenfold_when_the_price_falls_by_nine_tenths() -> None:
    # tokens 900% up is ten times; 10 x 0.1 = 1: spending stays
    assert _run("rebound_demand", "spending", user_growth=0, tokens_growth=900) == pytest.approx(0)
    assert _run("rebound_demand", "spending", user_growth=0, tokens_growth=1900) == pytest.approx(100)


def test_the_last_segment_year_of_each_company_adds_up() -> None:
    # 长光华芯 2025E by hand: 213.45 x 1.08 + 36.84 x 2.6 + 3.62 x 1.4 + 18.72 x 1.15
    #   = 230.526 + 95.784 + 5.068 + 21.528 = 352.906; profit 66.853 + 62.260 + 2.534 + 10.764 = 142.410
    assert _run("segment_revenue_build", "revenue") == pytest.approx(352.906)
    assert _run("segment_revenue_build", "gross_profit") == pytest.approx(142.410, abs=0.001)
    names = {check.name for check in find_method("002/segment_revenue_build").checks}
    assert {
        f"{company} {year} revenue"
        for company in ("长光华芯", "申菱环境", "溯联股份")
        for year in ("2025E", "2026E", "2027E")
    } <= names


def test_every_printed_multiple_is_held_to_its_close() -> None:
    # Table 14: four years of five companies, two of 芯原股份, three of 长光华芯; then two rows of the company chapters
    # and twelve of the appendix. 长光华芯 prints four multiples of sales, 申菱环境 and 溯联股份 four of book each.
    counts = [len(find_method(f"002/price_to_{name}").checks) for name in ("earnings", "sales", "book")]
    assert counts == [20 + 2 + 3 + 2 + 12, 4, 8]


def test_every_ratio_of_four_companies_and_four_years_is_held_to_the_statements() -> None:
    # seven year-end ratios x 16, two average ratios x 12
    assert len(find_method("002/financial_ratios").checks) == 112
    assert len(find_method("002/turnover_ratios").checks) == 24
    # 申菱环境 2024A by hand: 1 - 2298 / 3016 = 23.81%, printed 23.80
    assert _run("financial_ratios", "gross_margin", revenue=3016, cost_of_sales=2298) == pytest.approx(23.81, abs=0.005)
