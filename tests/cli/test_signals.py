"""``backtest signals``: what was known on a day, how old it is, and what the gates say because of it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import backtest


def test_without_a_store_the_shipped_series_are_shown_and_said_to_be_alone(tmp_path: Path) -> None:
    ran = backtest("signals", "--as-of", "2025-05-07", "capex/", store=tmp_path / "none.db")
    assert ran.code == 0
    assert [line.split("\t")[:6] for line in ran.out.splitlines()] == [
        ["series", "period", "value", "unit", "published", "age in days"],
        ["capex/Alibaba", "2024Q4", "31.8", "billion CNY", "2025-02-20", "76"],
        ["capex/bat_sum", "2024Q3", "36.23", "billion CNY", "2024-11-21", "167"],
        ["capex/big4_sum", "2024Q4", "72.348", "billion USD", "2025-02-07", "89"],
    ]
    assert ran.err.startswith("only the series that ship with the product, and no gates: ")


def test_a_series_says_who_reads_it(tmp_path: Path) -> None:
    ran = backtest("signals", "--as-of", "2026-01-28", store=tmp_path / "none.db")
    read_by = {line.split("\t")[0]: line.split("\t")[6] for line in ran.out.splitlines()}
    assert read_by["series"] == "read by"
    assert "confirming sign of 002.foundry_advanced_node" in read_by["wafer_capacity/SMIC"]
    assert read_by["wafer_capacity/CXMT/forecast"] == "method 003/cxmt_growth"
    assert read_by["ai_share/wearables"] == "nothing reads it"
    assert "of 3" in ran.err.splitlines()[-1]
    assert ran.err.splitlines()[-1].endswith("series are read by a strategy, a document's sign or a method")
    document = backtest("signals", "ai_share/wearables", "--json", store=tmp_path / "none.db").document
    assert [each["read_by"] for each in document["series"]] == [[]]


def test_two_definitions_are_shown_as_two_series(tmp_path: Path) -> None:
    ran = backtest("signals", "capex_with_leases/MSFT", "--json", store=tmp_path / "none.db")
    (value,) = ran.document["series"]
    assert (value["value"], value["period"]) == (34.9, "2025Q3")
    assert value["source"].startswith("report 003 line 230")


def test_an_explicit_store_that_is_missing_is_an_error(tmp_path: Path) -> None:
    ran = backtest("signals", "--db", tmp_path / "none.db")
    assert ran.code == 1
    assert ran.error


def test_a_later_vintage_replaces_the_earlier_one_from_its_day_on(tmp_path: Path) -> None:
    # Capex of Amazon for 2025: 100 expected in report 001, 125 in report 003.
    def expected(day: str) -> float:
        ran = backtest("signals", "--as-of", day, "capex_annual/AMZN/forecast", "--json", store=tmp_path / "none.db")
        (value,) = ran.document["series"]
        found: float = value["value"]
        return found

    assert expected("2026-01-27") == 100
    assert expected("2026-01-28") == 125


def test_gates_of_the_strategies_say_what_they_do(sample_store: Path) -> None:
    document = backtest("signals", "--as-of", "2026-03-31", "--json", store=sample_store).document
    gates = {(each["strategy"], each["gate"]): each for each in document["gates"]}
    assert ("rate_power", "hyperscaler_capex") in gates
    assert {name for strategy, name in gates if strategy == "storage_cycle"} == {
        "dram_contract_against_path",
        "nand_contract_against_path",
        "memory_maker_margin",
    }
    for gate in gates.values():
        assert 0 <= gate["invested"] <= 1
        assert (gate["spoken"] is None) == (gate["value"] is None)
        if gate["spoken"]:
            assert gate["spoken"]["published_on"] <= "2026-03-31"
            assert gate["spoken"]["age_in_days"] >= 0
    assert gates["rate_power", "hyperscaler_capex"]["growth"] is not None
    assert gates["storage_cycle", "memory_maker_margin"]["growth"] is None
    for basket in document["baskets"]:
        assert basket["names"] > 0
        assert 0 <= basket["breadth"] <= 1
        assert -1 < basket["strength"] < 10
    shown = backtest("signals", "--as-of", "2026-03-31", store=sample_store).out
    assert "strategy" in shown
    assert "level read by a gate" in shown
    assert "breadth" in shown
    assert shown.startswith("SIMULATED market")


def test_a_family_is_named_as_a_median_and_a_level_has_no_sign(sample_store: Path) -> None:
    ran = backtest("signals", "--as-of", "2026-03-31", store=sample_store)
    lines = {tuple(line.split()[:2]): line.split()[2:] for line in ran.out.splitlines()}
    assert lines["storage_cycle", "dram_contract_against_path"][1:6] == [
        "median",
        "of",
        "9",
        "series",
        "dram_contract/",
    ]
    assert lines["storage_cycle", "dram_contract_against_path"][0][0] in "+-"
    assert lines["storage_cycle", "memory_maker_margin"][0][0].isdigit()
    assert lines["median", "of"][:3] == ["9", "series", "dram_contract/"]


def test_before_the_first_report_every_gate_is_neutral_and_nothing_is_held(sample_store: Path) -> None:
    gates = backtest("signals", "--as-of", "2025-01-31", "--json", store=sample_store).document["gates"]
    assert gates
    assert {gate["invested"] for gate in gates} == {0.0}


def test_a_day_that_has_not_come_is_refused(sample_store: Path, tmp_path: Path) -> None:
    for store in (sample_store, tmp_path / "none.db"):
        ran = backtest("signals", "--as-of", "2140-01-01", store=store)
        assert ran.code == 1
        assert "--as-of 2140-01-01 is a day that has not come" in ran.error


def test_a_word_with_which_no_series_begins_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    ran = backtest("signals", "capx/", "--as-of", "2025-05-07", store=tmp_path / "none.db")
    assert (ran.code, ran.out) == (1, "")
    assert ran.error.startswith("no series known on 2025-05-07 begins with 'capx/'; there are ")
    assert "capex" in backtest("signals", "capex", "--as-of", "2025-05-07", store=tmp_path / "none.db").out
    told = backtest("signals", "capx/", "--as-of", "2025-05-07", "--lang", "zh", store=tmp_path / "none.db").err
    assert told.startswith("错误：2025-05-07 已知的序列中没有以 'capx/' 开头的；现有 ")
