"""``backtest list`` and ``backtest status``: what is known, on which day, and what the store holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategies.documents.library import load_reports
from tests.cli.command import backtest


def test_strategies_are_the_default_and_piped_rows_are_separated_by_tabs() -> None:
    lines = backtest("list").out.splitlines()
    assert lines[0].split("\t") == ["name", "title", "known_from", "reports"]
    assert ["storage_cycle", "Storage cycle", "2025-05-07", "002 003"] in [line.split("\t") for line in lines]


def test_reports_with_their_chinese_names() -> None:
    ran = backtest("list", "reports", "--json")
    found = {row["id"]: row["broker_zh"] for row in ran.document["reports"]}
    assert (
        found.items()
        >= {
            "000": "东吴证券",
            "001": "联储证券",
            "002": "民生证券",
            "003": "国联民生证券",
            "004": "信达证券",
        }.items()
    )
    assert "东吴证券" in backtest("list", "reports").out


@pytest.mark.parametrize(
    ("day", "known"),
    [("2025-02-03", []), ("2025-02-04", ["004"]), ("2025-02-06", ["004", "000"]), ("2026-01-28", 5)],
)
def test_nothing_is_listed_before_its_report(day: str, known: list[str] | int) -> None:
    rows = backtest("list", "reports", "--as-of", day, "--json").document["reports"]
    assert (len(rows) if isinstance(known, int) else [row["id"] for row in rows]) == known
    members = backtest("list", "members", "--as-of", day, "--json").document["members"]
    assert all(member["known_from"] <= day for member in members)
    assert {member["report"] for member in members} == {row["id"] for row in rows}
    theses = backtest("list", "theses", "--as-of", day, "--json").document["theses"]
    assert {thesis["report"] for thesis in theses} == {row["id"] for row in rows}


def test_all_theses_and_members() -> None:
    # How many each report has was counted by hand: tests/strategies/documents/counted_by_hand.csv.
    shipped = load_reports()
    assert len(backtest("list", "theses").out.splitlines()) == 1 + sum(len(each.theses) for each in shipped)
    members = backtest("list", "members", "--json").document["members"]
    assert len(members) == sum(len(each.memberships) for each in shipped)
    assert {member["report"] for member in members} == {each.id for each in shipped if each.memberships}


def test_strategies_as_of_a_day_and_their_parameters() -> None:
    rows = backtest("list", "strategies", "--as-of", "2025-02-04", "--json").document["strategies"]
    # The five families that rest on report 004 among others.
    assert [row["name"] for row in rows] == [
        "rate_power",
        "domestic_compute",
        "edge_ai",
        "ai_cloud_side",
        "all_reports",
    ]
    assert rows[0]["parameters"]["top"] == 3


def test_coverage_has_a_row_for_each_thesis_and_says_where_it_went() -> None:
    rows = backtest("list", "theses", "--coverage", "--json").document["theses"]
    assert len(rows) == sum(len(each.theses) for each in load_reports())
    found = {(row["report"], row["id"]): (row["status"], row["strategies"], row["feeds"]) for row in rows}
    assert found["003", "rate_ocs"] == ("traded", ["rate_power/ocs"], [])
    assert found["003", "domestic_csp_capex"] == ("premise", [], ["capex/bat_sum", "capex_yoy/bat_sum"])
    lines = [line.split("\t") for line in backtest("list", "theses", "--coverage").out.splitlines()]
    assert lines[0] == ["report", "id", "where", "note"]
    assert ["003", "rate_ocs", "rate_power/ocs", ""] in lines
    known = backtest("list", "theses", "--coverage", "--as-of", "2025-02-04", "--json").document["theses"]
    assert {row["report"] for row in known} == {"004"}


def test_coverage_of_anything_but_theses_is_wrong_usage() -> None:
    ran = backtest("list", "reports", "--coverage")
    assert ran.code == 2


def test_status_counts_the_tables(tiny_store: Path) -> None:
    ran = backtest("status", "--json", store=tiny_store)
    assert ran.code == 0
    assert ran.document["tables"]["bars"] == {"rows": 7, "first": "2024-01-02", "last": "2024-01-05"}
    assert ran.document["simulated"] is False
    shown = backtest("status", "--db", tiny_store).out
    assert ["bars", "7", "2024-01-02", "2024-01-05"] in [line.split() for line in shown.splitlines()]
    assert "SIMULATED" not in shown


def test_status_of_a_simulated_store_says_so(sample_store: Path) -> None:
    assert backtest("status", store=sample_store).out.startswith("SIMULATED market")
