"""Report 003: every number that it prints or implies, beside ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.documents.library import load_reports
from strategies.methods.method import run_method
from strategies.methods.registry import find_method
from strategies.methods.special.closed_loop_rank import ranks
from strategies.scorecard.verdict import class_of


def _run(name: str, output: str, **overrides: float) -> float:
    return run_method(find_method(f"003/{name}"), overrides)[output]


def test_five_clouds_spent_2591_in_2024_after_about_1603() -> None:
    # 525 / 1.63 + 756 / 1.84 + 373 / 1.37 + 830 / 1.57 + 107 / 1.55
    #   = 322.09 + 410.87 + 272.26 + 528.66 + 69.03 = 1,602.91; 2,591 / 1,602.91 = 1.6164
    assert _run("csp_capex_aggregation", "total") == 2_591
    assert _run("csp_capex_aggregation", "base") == pytest.approx(1_602.91, abs=0.02)
    assert _run("csp_capex_aggregation", "growth") == pytest.approx(61.64, abs=0.01)


def test_google_s_quarter_before_stood_at_80_percent_of_its_cash_flow() -> None:
    # 49 + 31.42 = 80.42; 240 / 49% = 489.8
    assert _run("cash_flow_from_ratio", "ratio_before") == pytest.approx(80.42)
    assert _run("cash_flow_from_ratio", "cash_flow") == pytest.approx(489.8, abs=0.01)


def test_a_bound_of_the_cash_flow_bands_belongs_to_the_band_below() -> None:
    bands = [_run("capex_to_ocf", "band", capex=capex, cash_flow=100) for capex in (50, 50.1, 90, 90.1, 100, 100.1)]
    assert bands == [1, 2, 2, 3, 3, 4]
    # capex of 104 out of 100 leaves -4 to be raised
    assert _run("capex_to_ocf", "left", capex=104, cash_flow=100) == -4


def test_google_closes_the_loop_and_a_poor_return_takes_it_away() -> None:
    # Google is first in both (1 + 1). With a return of 1 it is last of five there: 5 + 1 = 6; Meta, now second to
    # nobody but Microsoft's 24.9 < 25.02, has 1 + 2 = 3
    assert _run("closed_loop_rank", "best") == 1
    assert _run("closed_loop_rank", "google", google_return=1) == 6
    assert _run("closed_loop_rank", "meta", google_return=1) == 3
    assert _run("closed_loop_rank", "best", google_return=1) == 3


def test_equal_values_share_the_mean_of_their_ranks() -> None:
    assert ranks((5, 7, 5), descending=True) == (2.5, 1, 2.5)
    assert ranks((5, 7, 5), descending=False) == (1.5, 3, 1.5)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=8))
def test_ranks_add_up_to_the_same_sum_whatever_the_values(values: list[float]) -> None:
    # 1 + 2 + ... + n
    assert sum(ranks(tuple(values), descending=True)) == pytest.approx(len(values) * (len(values) + 1) / 2)


def test_dram_and_nand_rise_through_2026_by_less_each_quarter() -> None:
    # DRAM, lower end: 1.15 x 1.05 x 1.03 x 1.00 = 1.243725; the last change is 15 points below the first
    assert _run("storage_price_path", "factor") == pytest.approx(1.243725)
    assert _run("storage_price_path", "acceleration") == -15
    # half off and back to double: where it began
    assert _run("storage_price_path", "factor", first=-50, second=100, third=0, fourth=0) == pytest.approx(1)


def test_margins_at_the_threshold_count_as_above() -> None:
    assert _run("storage_gm_capex_trigger", "capex_likely", margin=35) == 1
    assert _run("storage_gm_capex_trigger", "capex_likely", margin=34.99) == 0


def test_nand_equipment_chains_to_the_printed_150() -> None:
    # 137 x 1.097 = 150.29, printed 150; 137 / 1.425 = 96.14 the year before
    assert _run("equipment_growth_chain", "after") == pytest.approx(150.289)
    assert _run("equipment_growth_chain", "before") == pytest.approx(96.14, abs=0.005)


def test_the_rating_classes_are_those_of_the_shipped_standard() -> None:
    standard = next(report for report in load_reports() if report.id == "003").standard
    classes = {"recommend": 4, "cautious_recommend": 3, "neutral": 2, "avoid": 1}
    for excess in (-30, -5.01, -5, 0, 4.99, 5, 14.99, 15, 60):
        stock, industry = (class_of(scale, excess / 100) for scale in (standard.stock, standard.industry))
        assert stock is not None
        assert industry is not None
        assert _run("rating_classifier", "stock", relative=excess) == classes[stock.name], excess
        assert _run("rating_classifier", "industry", relative=excess) == classes[industry.name], excess


def test_every_printed_multiple_is_the_close_over_the_earnings() -> None:
    # seven companies, three years; 60.69 / 1.83 = 33.16, printed 33
    assert len(find_method("003/pe_from_price").checks) == 21
    assert _run("pe_from_price", "pe") == pytest.approx(33.16, abs=0.005)


def test_a_rack_has_117_cold_plates_and_a_switch_64_connectors() -> None:
    # 18 x 6 + 9 x 1; 51,200 / 100 = 512 channels, 1,024 fibres, 1,024 / 16 = 64
    assert _run("cold_plate_count", "plates") == 117
    assert _run("cpo_fibre_mpo_count", "connectors") == 64
    # twice the throughput at the same speed a channel needs twice the connectors
    assert _run("cpo_fibre_mpo_count", "connectors", switch=102.4) == 128


def test_the_gaps_of_the_compute_tiers_are_assigned_to_nobody() -> None:
    tiers = [_run("glasses_compute_tiers", "tier", need=need) for need in (0.1, 1, 3, 7, 20, 60)]
    assert tiers == [0, 1, 0, 2, 0, 3]


def test_spending_that_outruns_cash_flow_is_stress_and_tokens_without_capex_caution() -> None:
    regimes = [
        _run("two_gauge_demand", "regime", token_growth=tokens, capex_growth=capex, cash_flow_growth=cash)
        for tokens, capex, cash in ((10, 10, 10), (10, 10, -1), (-1, 10, 10), (10, -1, 10), (-1, -1, 10))
    ]
    assert regimes == [4, 3, 3, 2, 1]


def test_a_segment_is_chosen_when_its_content_and_its_share_of_capex_both_grow() -> None:
    chosen = [
        _run("value_expansion_screen", "selected", content_next=content, share_next=share)
        for content, share in ((12, 2), (12, 1), (6, 2), (5, 2))
    ]
    assert chosen == [1, 0, 0, 0]
