"""Which reports a run rests on: those of which the filters leave a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backtest.metrics.publication import Publication
from data_sources.language.text import same
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.publications import left_out_sentence, publications
from strategies.contract.strategy import Strategy
from strategies.documents.library import memberships
from strategies.plain_list.version import plain_version
from strategies.registry import STRATEGIES


def resting_on(strategy: Strategy, **given: Value) -> tuple[Publication, ...]:
    return publications(strategy, memberships(), check_parameters(strategy.name, strategy.parameters, given))


def test_a_strategy_rests_on_its_reports_in_order_of_their_days() -> None:
    found = resting_on(STRATEGIES["equipment_localisation"])
    assert [(each.report, each.known_from, each.states_thesis) for each in found] == [
        ("000", date(2025, 2, 6), True),
        ("001", date(2025, 3, 20), False),
    ]
    assert found[1].broker == "Lianchu Securities"


def test_a_strategy_rests_on_what_lends_names_to_a_variant_in_that_variant_alone() -> None:
    varied = STRATEGIES["equipment_localisation"].varied("memory_tools")
    assert [each.report for each in resting_on(varied)] == ["000", "001", "003"]
    assert (varied.reports, varied.family.reports) == (("000", "001", "003"), ("000", "001"))


def test_a_filter_for_one_report_starts_everything_there() -> None:
    for strategy in (STRATEGIES["domestic_compute"], plain_version(STRATEGIES["domestic_compute"])):
        (only,) = resting_on(strategy, report="003")
        assert (only.report, only.known_from, only.states_thesis) == ("003", date(2026, 1, 28), True)
        assert left_out_sentence(strategy, (only,)) == ""


def test_any_filter_that_leaves_a_report_no_name_leaves_the_report_out() -> None:
    # 001 has no formal list, and lends tools to the thesis of 000.
    assert "001" not in {each.report for each in resting_on(STRATEGIES["all_reports"])}
    assert "001" in {each.report for each in resting_on(STRATEGIES["all_reports"], listing="all")}
    equipment = STRATEGIES["equipment_localisation"]
    tools = resting_on(equipment, report="001")
    assert [each.report for each in tools] == ["001"]
    assert left_out_sentence(equipment, tools).startswith("the settings leave out 000, where the thesis is stated: ")
    assert resting_on(STRATEGIES["domestic_compute"], segment="packaging") == ()


def test_a_strategy_of_a_user_rests_on_no_report_and_says_nothing_of_one() -> None:
    mine = Strategy("mine", same("Mine"), STRATEGIES["edge_ai"].targets)
    assert (mine.stated_by, mine.rules_written, resting_on(mine)) == ((), None, ())
    assert left_out_sentence(mine, ()) == ""
    # Reports without one that states the thesis: names, never a thesis.
    (lent,) = resting_on(replace(mine, reports=("003",)))
    assert lent.states_thesis is False
    assert left_out_sentence(mine, (lent,)) == ""
