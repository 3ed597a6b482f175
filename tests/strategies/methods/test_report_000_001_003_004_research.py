"""Reports 000, 001, 003 and 004: the shipped methods and tables against the research files, where they lie near."""

from __future__ import annotations

from typing import Any

import pytest

from strategies.methods.check_results import check_method
from strategies.methods.checks import read_table
from strategies.methods.registry import METHODS, computations
from tests.strategies.methods.research_files import research
from tests.strategies.methods.systems import systems_of

REPORTS = {"000": 2, "001": 13, "003": 39, "004": 6}


def _series(report: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in research(report)["numeric_series"] if each["id"] == name)
    return found


@pytest.mark.parametrize(("report", "count"), REPORTS.items())
def test_every_system_is_named_and_computed_or_has_a_reason(report: str, count: int) -> None:
    computed = {name for method in METHODS.values() if method.report == report for name in systems_of(method)}
    systems, reasons = computations(report).systems, computations(report).not_computed
    assert len(systems) == len(set(systems)) == count
    assert computed | set(reasons) == set(systems)
    assert not computed & set(reasons)


@pytest.mark.realdata
@pytest.mark.parametrize("report", REPORTS)
def test_the_named_systems_are_the_report_s(report: str) -> None:
    assert {system["id"] for system in research(report)["systems"]} == set(computations(report).systems)


@pytest.mark.realdata
def test_every_check_of_003_is_among_ours_and_fails_where_the_file_says_so() -> None:
    missing = []
    for system in research("003")["systems"]:
        ours = [
            result
            for method in METHODS.values()
            if method.report == "003" and system["id"] in systems_of(method)
            for result in check_method(method)
        ]
        for check in system.get("checks", []):
            if not isinstance(check["computed"], int | float):
                continue
            near = [result for result in ours if _same(check["computed"], result.computed)]
            if check["ok"] is False:
                near = [result for result in near if result.check.kind == "not_reproduced"]
            if not near:
                missing.append((system["id"], check["check"], check["computed"]))
    assert missing == []


def _same(number: float, own: float) -> bool:
    """Equal within half a unit of the last digit that the research file gives."""
    decimals = len(repr(float(number)).partition(".")[2])
    return abs(number - own) <= 0.5 / 10.0**decimals + 1e-9


@pytest.mark.realdata
def test_the_derived_numbers_of_003_are_among_ours() -> None:
    derived = {
        "storage_price_path": (1.2437, 1.4969, 1.4238, 1.7036),
        "hdd_ssd_substitution": (3.33, 4.0, 6.5),
        "equipment_growth_chain": (96.1, 92.4, 207.5, 232.6, 139.1),
        "backlog_conversion": (26.29,),
        "capex_to_ocf": (56.29, 80.42, 64.93, 96.19, 147.03, 453.2, 489.8, 298.4, 365.6, 81.7),
        "roic_monitor": (28.02, 25.02, 31.91, 14.83, 16.24),
    }
    held = {system["id"]: str(system["derived"]) for system in research("003")["systems"] if "derived" in system}
    for name, numbers in derived.items():
        expected = [
            check.expected for method in METHODS.values() if name in systems_of(method) for check in method.checks
        ]
        assert set(numbers) <= set(expected), name
        assert all(f"{number}" in held[name] for number in numbers), name


@pytest.mark.realdata
def test_the_valuation_table_of_003_holds_what_is_printed() -> None:
    ours = {(row["symbol"], row["year"]): row for row in read_table("003", "valuation")}
    printed = research("003")["prices"]["valuation_table"]["rows"]
    assert len(ours) == 3 * len(printed)
    for row in printed:
        for year, earnings in row["eps_cny"].items():
            own = ours[f"{row['code']}.{row['exchange']}", year]
            assert (float(own["close"]), float(own["eps"])) == (row["close_price_cny"], earnings)
            assert float(own["pe"]) == row["pe_x"][year]


@pytest.mark.realdata
def test_the_consensus_table_of_004_holds_what_is_printed() -> None:
    ours = {row["symbol"]: row for row in read_table("004", "consensus")}
    printed = _series("004", "consensus_table")["data"]
    assert len(ours) == len(printed) == 17
    names = {"mcap": "market_cap", "np24": "profit_2024", "np25": "profit_2025", "np26": "profit_2026"}
    names |= {"pe24": "pe_2024", "pe25": "pe_2025", "pe26": "pe_2026"}
    for row in printed:
        assert {name: float(ours[row["symbol"]][column]) for name, column in names.items()} == {
            name: row[name] for name in names
        }


@pytest.mark.realdata
@pytest.mark.parametrize("measure", ["volume", "price"])
def test_the_appliance_tables_of_001_hold_what_is_printed(measure: str) -> None:
    before_prior, after_prior, before, after = _series("001", f"appliance_{measure}")["data"]
    names = {"tv": "tv", "fridge": "fridge", "air_conditioner": "aircon", "washing_machine": "washer"}
    rows = [row for row in read_table("001", "appliances") if row["measure"] == measure]
    assert {row["appliance"] for row in rows} == set(names)
    for row in rows:
        name = names[row["appliance"]]
        printed = [period[name] for period in (before_prior, after_prior, before, after)]
        assert [float(row[column]) for column in ("before_prior", "after_prior", "before", "after")] == printed
        growth = [before[f"{name}_yoy_pct"], after[f"{name}_yoy_pct"]]
        assert [float(row["growth_before"]), float(row["growth_after"])] == growth
