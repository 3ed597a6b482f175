"""The shipped signal series: dated, sourced, forecasts apart from facts; and what a wrong file says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_sources.errors import InputError
from data_sources.tables.signals import SignalValue
from strategies.documents.library import report
from strategies.signals.period import read_period
from strategies.signals.values import COLUMNS, load_signal_values, read_signal_values

FILES = Path(__file__).parents[3] / "strategies" / "signals"
HEADER = ",".join(COLUMNS)
GOOD = "capex/X,2025Q3,2025-09-30,2025-11-04,24.0,billion USD,an example"


def shipped(series: str) -> list[tuple[str, float, date]]:
    return [(each.period, each.value, each.published_on) for each in load_signal_values() if each.series == series]


def test_every_fact_is_published_after_its_period_and_has_unit_and_source() -> None:
    assert load_signal_values()
    for each in load_signal_values():
        assert each.unit
        assert each.source
        assert each.published_on >= each.period_end or each.series.endswith("/forecast"), each


def test_no_value_of_a_file_is_known_before_the_report_that_printed_it() -> None:
    for each in read_signal_values(FILES):
        word, number = each.source.split()[:2]
        assert word == "report"
        assert each.published_on == report(number).known_from, each


def test_loaded_a_value_counts_from_the_results_of_its_company_and_says_so() -> None:
    printed = {(each.series, each.period, each.source): each for each in read_signal_values(FILES)}
    earlier = 0
    for each in load_signal_values():
        before = printed[each.series, each.period, each.source.partition("; known from the results")[0]]
        if each.published_on == before.published_on:
            assert each.source == before.source
            continue
        earlier += 1
        assert each.published_on < before.published_on
        assert each.value == before.value
        assert not each.series.endswith("/forecast")
        assert each.source == f"{before.source}; known from the results of {each.published_on}"
    assert earlier == 87


def test_hyperscaler_capex_is_as_printed() -> None:
    # Report 001: 72.348 bn USD in 2024Q4, +68.22%; 72.348 / 1.6822 = 43.008 a year before.
    # Report 003: 24.0 + 34.9 + 18.8 + 35.1 = 112.8 in 2025Q3, Microsoft with finance leases. Amazon was the last of the
    # four to tell its figure, after the close in New York of the day before each of these.
    assert shipped("capex/big4_sum") == [
        ("2023Q4", 43.008, date(2024, 2, 2)),
        ("2024Q4", 72.348, date(2025, 2, 7)),
    ]
    assert shipped("capex_with_leases/big4_sum") == [
        ("2024Q3", 63.95, date(2024, 11, 1)),
        ("2025Q3", 112.8, date(2025, 10, 31)),
    ]
    assert shipped("capex_yoy/META") == [("2025Q3", 128.0, date(2025, 10, 30))]
    assert shipped("capex_ytd/five_sum") == [("2025Q1-Q3", 308.1, date(2025, 10, 31))]


def test_domestic_capex_fell_on_the_quarter_and_rose_on_the_year() -> None:
    # Report 003: 47.9 bn CNY against 61.5 the quarter before is -22.1%; +32.2% on the year. Alibaba told it last.
    assert shipped("capex/bat_sum")[1:] == [
        ("2025Q2", 61.5, date(2025, 8, 29)),
        ("2025Q3", 47.9, date(2025, 11, 25)),
    ]
    assert shipped("capex_qoq/bat_sum") == [("2025Q3", -22.1, date(2025, 11, 25))]
    assert shipped("capex_yoy/bat_sum") == [("2025Q3", 32.2, date(2025, 11, 25))]


def test_contract_price_forecasts_stand_apart_from_the_fact() -> None:
    assert shipped("dram_contract_qoq/low") == [("2025Q4", 45.0, date(2026, 1, 28))]
    assert shipped("dram_contract_qoq/low/forecast") == [
        ("2026Q1", 15.0, date(2026, 1, 28)),
        ("2026Q2", 5.0, date(2026, 1, 28)),
        ("2026Q3", 3.0, date(2026, 1, 28)),
        ("2026Q4", 0.0, date(2026, 1, 28)),
    ]


def test_every_period_ends_on_the_day_that_its_row_says() -> None:
    for each in load_signal_values():
        period = read_period(each.period)
        assert period is not None, each
        assert period.ends_on(each.period_end), each


def test_what_was_expected_of_a_year_is_no_fact() -> None:
    # Report 003 line 2025: expected to grow to 300 by the end of 2025. Report 001 line 905: a forecast of 2024.
    assert shipped("wafer_capacity/CXMT") == [("2024", 200.0, date(2026, 1, 28))]
    assert shipped("wafer_capacity/CXMT/forecast") == [("2025", 300.0, date(2026, 1, 28))]
    assert shipped("mature_node_share/china") == []
    assert shipped("mature_node_share/china/forecast") == [("2024", 34.0, date(2025, 3, 20))]


def test_figures_of_two_definitions_are_two_series() -> None:
    # Report 003 line 230; a store may have the cash paid, 19.39, as capex/MSFT.
    assert shipped("capex/MSFT") == []
    assert shipped("capex_with_leases/MSFT") == [("2025Q3", 34.9, date(2025, 10, 30))]


def test_one_series_has_one_unit() -> None:
    units: dict[str, set[str]] = {}
    for each in load_signal_values():
        units.setdefault(each.series, set()).add(each.unit)
    assert {series for series, found in units.items() if len(found) > 1} == set()


def test_a_well_formed_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    assert read_signal_values(tmp_path) == (
        SignalValue("capex/X", "2025Q3", date(2025, 9, 30), date(2025, 11, 4), 24.0, "billion USD", "an example"),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "x.csv: line 1: the columns must be series,period"),
        (f"series,value\n{GOOD}\n", "x.csv: line 1: the columns must be series,period"),
        (f"{HEADER}\n{GOOD.replace('2025-09-30', '2025-09-31')}\n", "x.csv: line 2: "),
        (f"{HEADER}\n{GOOD.replace('24.0', 'many')}\n", "x.csv: line 2: could not convert"),
        (f"{HEADER}\n{GOOD.replace('24.0', 'nan')}\n", "x.csv: line 2: value nan is no finite number"),
        (f"{HEADER}\n{GOOD.replace('billion USD', '')}\n", "x.csv: line 2: needs 7 filled cells"),
        (f"{HEADER}\n{GOOD}\n{GOOD},more\n", "x.csv: line 3: needs 7 filled cells"),
        (f"{HEADER}\n{GOOD}\n{GOOD}\n", "x.csv: line 3: capex/X of 2025Q3 stands already in x.csv: line 2"),
        (
            f"{HEADER}\n{GOOD.replace('2025-11-04', '2025-09-01')}\n",
            "x.csv: line 2: capex/X of 2025Q3 is published before its period ends",
        ),
    ],
)
def test_a_wrong_file_is_one_line_with_file_and_line(tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_signal_values(tmp_path)
    assert str(caught.value).startswith(line)
    assert "\n" not in str(caught.value)
