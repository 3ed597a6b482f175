"""Which reports a run rests on: those of which the filters leave a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backtest.metrics.publication import Publication
from strategies.contract.parameters import Value, check_parameters
from strategies.contract.publications import left_out_sentence, publications
from strategies.contract.strategy import Strategy
from strategies.documents.library import memberships
from strategies.plain_list.version import plain_version
from strategies.registry import STRATEGIES


def resting_on(strategy: Strategy, **given: Value) -> tuple[Publication, ...]:
    return publications(strategy, memberships(), check_parameters(strategy.name, strategy.parameters, given))


def test_a_strategy_rests_on_its_reports_in_order_of_their_days() -> None:
    found = resting_on(STRATEGIES["domestic_compute"])
    assert [(each.report, each.known_from, each.states_thesis) for each in found] == [
        ("001", date(2025, 3, 20), False),
        ("002", date(2025, 5, 7), True),
        ("003", date(2026, 1, 28), True),
    ]
    assert found[0].broker == "Lianchu Securities"


def test_a_filter_for_one_report_starts_everything_there() -> None:
    for strategy in (STRATEGIES["domestic_compute"], plain_version(STRATEGIES["domestic_compute"])):
        (only,) = resting_on(strategy, report="003")
        assert (only.report, only.known_from, only.states_thesis) == ("003", date(2026, 1, 28), True)
        assert left_out_sentence(strategy, (only,)) == ""


def test_any_filter_that_leaves_a_report_no_name_leaves_the_report_out() -> None:
    # 001 has no formal list; it alone names packagers.
    assert "001" not in {each.report for each in resting_on(STRATEGIES["all_reports"])}
    assert "001" in {each.report for each in resting_on(STRATEGIES["all_reports"], listing="all")}
    packagers = resting_on(STRATEGIES["domestic_compute"], segment="packaging")
    assert [each.report for each in packagers] == ["001"]
    assert left_out_sentence(STRATEGIES["domestic_compute"], packagers).startswith(
        "the settings leave out 002 and 003, where the thesis is stated: "
    )


def test_a_strategy_of_a_user_rests_on_no_report_and_says_nothing_of_one() -> None:
    mine = Strategy("mine", "Mine", STRATEGIES["edge_ai"].targets)
    assert (mine.stated_by, mine.rules_written, resting_on(mine)) == ((), None, ())
    assert left_out_sentence(mine, ()) == ""
    # Reports without one that states the thesis: names, never a thesis.
    (lent,) = resting_on(replace(mine, reports=("003",)))
    assert lent.states_thesis is False
    assert left_out_sentence(mine, (lent,)) == ""
