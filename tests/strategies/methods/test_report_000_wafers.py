"""Report 000: from money to cards to wafers, and how little that is."""

from __future__ import annotations

import pytest

from data_sources.errors import UserError
from strategies.documents.library import memberships
from strategies.methods.check_results import check_method
from strategies.methods.method import run_method
from strategies.methods.registry import find_method


def test_inference_cards_need_more_than_6600_wafers() -> None:
    # 20 billion / 20,000 = 1,000,000 cards; 215 x 70% = 150.5, 150 whole dies; 1,000,000 / 150 = 6,666.67
    outputs = run_method(find_method("000/inference_wafer_demand"))
    assert outputs["cards"] == 1_000_000
    assert outputs["good_dies"] == 150
    assert outputs["wafers"] == pytest.approx(6_666.67, abs=0.005)


def test_training_cards_pass_2300_wafers_only_with_whole_dies() -> None:
    # 40,000 / 17 = 2,352.94; with 58 x 30% = 17.4 dies it were 2,298.85, which is not more than 2,300
    outputs = run_method(find_method("000/training_wafer_demand"))
    assert outputs["good_dies"] == 17
    assert outputs["wafers"] == pytest.approx(2_352.94, abs=0.005)


def test_the_market_scales_wafers_and_yield_divides_them() -> None:
    method = find_method("000/inference_wafer_demand")
    # twice the market, twice 6,666.67; at a yield of 35% 215 x 0.35 = 75.25, 75 dies: 1,000,000 / 75
    assert run_method(method, {"market": 40})["wafers"] == pytest.approx(13_333.33, abs=0.005)
    assert run_method(method, {"yield_percent": 35})["wafers"] == pytest.approx(13_333.33, abs=0.005)


def test_nine_thousand_wafers_a_year_are_less_than_half_a_percent_of_one_fab_group() -> None:
    # 6,667 + 2,353 = 9,020 a year, 751.67 a month, of 200,000 a month 0.376%
    method = find_method("000/wafer_materiality")
    outputs = run_method(method)
    assert outputs["wafers_a_year"] == 9_020
    assert outputs["share_of_capacity"] == pytest.approx(0.376, abs=0.0005)
    assert "not on this volume" in method.discrepancy


def test_no_usual_form_gives_the_printed_gross_dies_which_stay_inputs() -> None:
    results = {each.check.name: each for each in check_method(find_method("000/gross_dies_estimate"))}
    # 70,685.83 / 300 x exp(-2 x 17.3205 / 300) = 235.62 x 0.8909 = 209.9; 70.69 x exp(-0.21082) = 57.25
    assert results["gross dies of 300 mm2"].computed == pytest.approx(209.92, abs=0.005)
    assert results["gross dies of 1,000 mm2"].computed == pytest.approx(57.25, abs=0.005)
    assert all(results[name].check.kind == "not_reproduced" for name in results if name.startswith("gross"))


def test_the_shipped_report_names_as_many_companies_as_are_counted() -> None:
    equipment = [
        each for each in memberships(report="000") if each.segment.endswith("_equipment") and each.listing == "formal"
    ]
    outputs = run_method(find_method("000/supply_chain_mapping"))
    assert len(equipment) == outputs["entries"] == 15
    assert len({each.symbol for each in equipment}) == outputs["names"] == 14


def test_a_yield_without_a_working_die_has_no_result() -> None:
    # 58 x 1% = 0.58 dies: none
    with pytest.raises(UserError, match="000/training_wafer_demand has no result"):
        run_method(find_method("000/training_wafer_demand"), {"yield_percent": 1})
