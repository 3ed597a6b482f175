"""``backtest list`` and ``backtest status``: what is known, on which day, and what the store holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategies.documents.library import load_reports
from tests.cli.command import backtest


def test_strategies_are_the_default_and_piped_rows_are_separated_by_tabs() -> None:
    lines = backtest("list").out.splitlines()
    assert lines[0].split("\t") == ["name", "title", "known_from", "reports", "variants"]
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in lines}
    assert rows["rate_power"] == ["Rate and power", "2026-01-28", "003", "momentum"]


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
    [("2025-02-03", []), ("2025-02-04", ["004"]), ("2025-02-06", ["004", "000"])],
)
def test_nothing_is_listed_before_its_report(day: str, known: list[str]) -> None:
    rows = backtest("list", "reports", "--as-of", day, "--json").document["reports"]
    assert [row["id"] for row in rows] == known
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
    assert sum(bool(member["symbol"]) for member in members) == sum(len(each.memberships) for each in shipped)
    assert {member["report"] for member in members} == {each.id for each in shipped if each.memberships}


def test_strategies_as_of_a_day_and_their_parameters() -> None:
    rows = backtest("list", "strategies", "--as-of", "2025-02-04", "--json").document["strategies"]
    # The families that rest on report 004 among others.
    assert [row["name"] for row in rows] == ["edge_ai", "ai_cloud_side", "all_reports"]
    rows = backtest("list", "strategies", "--json").document["strategies"]
    assert (rows[0]["parameters"]["strained"], rows[0]["sources"]["strained"]) == (0.6, "003, line 463")
    assert [each["name"] for each in rows[0]["variants"]] == ["momentum"]


def test_the_parameters_of_a_strategy_have_meaning_default_range_and_source() -> None:
    shown = backtest("list", "--parameters", "rate_power/momentum")
    rows = dict(line.split("\t", 1) for line in shown.out.splitlines())
    assert rows["name"] == "default\trange\tmeaning\tsource"
    assert rows["top"] == "3\t1 to 20\tnames held in each segment, of the strongest\tours"
    assert rows["outside"].endswith("\t003, line 463")
    document = backtest("list", "--parameters", "rate_power/momentum", "--json").document["parameters"]
    top = next(each for each in document if each["name"] == "top")
    assert (top["default"], top["kind"], top["low"], top["high"]) == (3, "whole number", 1, 20)


def test_the_parameters_of_a_file_are_the_arguments_of_its_function(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def weights(history, lookback=60, twice=False):\n    return {}\n")
    shown = backtest("list", "--parameters", str(tmp_path / "mine.py"))
    assert [line.split("\t")[:3] for line in shown.out.splitlines()[1:]] == [
        ["lookback", "60", "any number"],
        ["twice", "False", "true, false"],
    ]


def test_parameters_stand_alone() -> None:
    wrong = backtest("list", "theses", "--parameters", "rate_power")
    assert wrong.code == 2
    assert "--parameters stands alone" in wrong.error


def test_coverage_has_a_row_for_each_thesis_and_says_where_it_went() -> None:
    rows = backtest("list", "theses", "--coverage", "--json").document["theses"]
    assert len(rows) == sum(len(each.theses) for each in load_reports())
    found = {(row["report"], row["id"]): (row["status"], row["strategies"], row["reads"]) for row in rows}
    assert found["003", "rate_ocs"] == ("traded", ["rate_power/ocs"], ["ocs_market/world"])
    assert found["003", "domestic_csp_capex"] == ("premise", [], ["capex/bat_sum", "capex_plan/Alibaba/forecast"])
    lines = [line.split("\t") for line in backtest("list", "theses", "--coverage").out.splitlines()]
    assert lines[0] == ["report", "id", "where", "reads", "gates", "note"]
    assert ["003", "rate_ocs", "rate_power/ocs", "ocs_market/world", "", ""] in lines
    known = backtest("list", "theses", "--coverage", "--as-of", "2025-02-04", "--json").document["theses"]
    assert {row["report"] for row in known} == {"004"}


def test_a_thesis_says_what_became_of_its_falsifiers(sample_store: Path, tmp_path: Path) -> None:
    ran = backtest("list", "theses", "--as-of", "2026-01-28", "--json", store=tmp_path / "none.db")
    assert ran.err.startswith("no store: falsifiers are held against the series that ship with the product")
    rows = {(row["report"], row["id"]): row for row in ran.document["theses"]}
    # Report 003 prints SMIC's capacity: 1,023 thousand, above the 948 that report 002 hoped to see passed.
    (capacity,) = [each for each in rows["002", "foundry_advanced_node"]["confirms"] if "948" in each["text"]]
    assert (capacity["state"], capacity["happened_on"], capacity["source"]) == (
        "happened", "2026-01-28", "002, line 318",
    )  # fmt: skip
    assert capacity["values"] == [{
        "quantity": "wafer_capacity/SMIC", "value": 1023.0, "period": "2025Q3", "published_on": "2026-01-28",
    }]  # fmt: skip
    cards = rows["000", "backend_test_equipment"]
    assert cards["state"] == "1 unknown, 1 in words"
    assert cards["falsifiers"][0]["why"] == "no store"
    shown = backtest("list", "theses", "--as-of", "2026-01-28", store=sample_store)
    assert shown.out.startswith("SIMULATED market: no state of a thesis in it is real")
    assert "no store" not in shown.err


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
