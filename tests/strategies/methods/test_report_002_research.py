"""Report 002: the shipped tables and methods against the research file, where it lies beside the repository."""

from __future__ import annotations

from typing import Any

import pytest

from strategies.methods.check_results import check_method
from strategies.methods.checks import read_table
from strategies.methods.registry import computations
from tests.strategies.methods.research_files import research
from tests.strategies.methods.systems import systems_of

METHODS = tuple(computations("002").methods.values())
SYSTEMS, NOT_COMPUTED = computations("002").systems, computations("002").not_computed

# Checks of the research file whose number is no single output: the reason why they are not looked for.
ELSEWHERE = {
    "largest_absolute_deviation": "a gap over a table; the cells are checked one by one",
    "suppliers described in section 2.2": "a count, the checks of ascend_supplier_screen",
}


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    return research("002")


def test_thirty_systems_are_named_each_computed_or_with_a_reason() -> None:
    computed = {name for method in METHODS for name in systems_of(method)}
    assert len(SYSTEMS) == len(set(SYSTEMS)) == 30
    assert computed | set(NOT_COMPUTED) == set(SYSTEMS)
    assert not computed & set(NOT_COMPUTED)


@pytest.mark.realdata
def test_the_named_systems_are_the_report_s(facts: dict[str, Any]) -> None:
    assert [system["id"] for system in facts["systems"]] == list(SYSTEMS)


@pytest.mark.realdata
def test_every_number_of_the_research_file_is_among_ours(facts: dict[str, Any]) -> None:
    missing = []
    for system in facts["systems"]:
        ours = [
            result.computed
            for method in METHODS
            if system["id"] in systems_of(method)
            for result in check_method(method)
        ]
        for check in system["checks"]:
            if "computed" not in check or check["computed"] is None or check["check"] in ELSEWHERE:
                continue
            # The file adds up rounded segments, ours grow from the year before: three hundredths apart at most.
            slack = min(check.get("tolerance") or 0, 0.03)
            wanted = check["computed"] if isinstance(check["computed"], list) else [check["computed"]]
            missing += [
                (system["id"], check["check"], number)
                for number in wanted
                if not any(_same(number, own, slack) for own in ours)
            ]
    assert not missing


def _same(number: float, own: float, slack: float) -> bool:
    """Equal within half a unit of the last digit that the research file gives, or within ``slack`` if that is more."""
    decimals = len(repr(float(number)).partition(".")[2])
    return abs(number - own) <= max(0.5 / 10.0**decimals, slack) + 1e-9


@pytest.mark.realdata
def test_seven_suppliers_are_described_and_all_pass(facts: dict[str, Any]) -> None:
    system = next(each for each in facts["systems"] if each["id"] == "ascend_supplier_screen")
    counted = next(check["computed"] for check in system["checks"] if check["check"].startswith("suppliers"))
    # Two more checks show what does not pass.
    suppliers = [
        each.name for each in computations("002").methods["ascend_supplier_screen"].checks if each.expected == 1
    ]
    series = next(each for each in facts["numeric_series"] if each["id"] == "huawei_exposure")
    assert len(suppliers) == counted
    assert set(suppliers) == {point["company"] for point in series["points"]}


@pytest.mark.realdata
def test_the_tables_hold_what_the_report_prints(facts: dict[str, Any]) -> None:
    table = {
        (row["company"], row["year"]): row
        for row in read_table("002", "price_to_earnings")
        if row["table"] == "table 14"
    }
    for row in facts["prices"]["closing_table"]["rows"]:
        for year, eps in row["eps"].items():
            if eps is None:
                continue
            ours = table[row["name"], year]
            assert float(ours["close"]) == row["close_cny"]
            assert float(ours["eps"]) == eps
            assert ours["printed"] == ("" if row["pe"][year] is None else f"{row['pe'][year]:g}")


@pytest.mark.realdata
def test_the_segment_table_holds_what_the_report_prints(facts: dict[str, Any]) -> None:
    series = {each["id"]: each for each in facts["numeric_series"]}
    columns = {
        "revenue": "revenue",
        "yoy_pct": "growth",
        "gross_margin_pct": "gross_margin",
        "gross_profit": "gross_profit",
    }
    names = {"everbright_segments": "长光华芯", "shenling_segments": "申菱环境", "sulian_segments": "溯联股份"}
    ours = {(row["company"], row["segment"], row["year"]): row for row in read_table("002", "segments")}
    seen = 0
    for key, company in names.items():
        for point in series[key]["points"]:
            for year, value in point["values"].items():
                assert float(ours[company, point["segment"], year][columns[point["item"]]]) == value
                seen += 1
    assert seen == 4 * len(ours)
