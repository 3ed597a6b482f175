"""What the shipped series, quantities, units and periods are called."""

from __future__ import annotations

import pytest

from data_sources.language.text import said
from strategies.registry import STRATEGIES
from strategies.signals.names.period import period_name
from strategies.signals.names.series import quantity_name, series_name, unit_name
from strategies.signals.names.table import names_of
from strategies.signals.values import load_signal_values
from tests.language import is_chinese


def test_every_shipped_series_has_a_name_in_both_languages() -> None:
    shipped = sorted({each.series for each in load_signal_values()})
    parts = {part for series in shipped for part in series.split("/")[1:]}
    assert sorted(parts - names_of("series.csv").keys()) == []
    assert [series for series in shipped if not is_chinese(series_name(series)) or "_" in series_name(series)] == []


def test_every_unit_of_a_shipped_series_is_known() -> None:
    assert {each.unit for each in load_signal_values()} <= names_of("units.csv").keys()


def test_every_quantity_that_a_family_reads_has_a_name_in_both_languages() -> None:
    read = {each.name for strategy in STRATEGIES.values() for each in (*strategy.gates, *strategy.reads)}
    of_variants = {
        each.name for strategy in STRATEGIES.values() for variant in strategy.variants for each in variant.gates
    }
    assert sorted(read | of_variants) == sorted(names_of("quantities.csv"))
    assert [name for name in read if not is_chinese(quantity_name(name))] == []


def test_a_series_is_called_by_its_parts() -> None:
    name = series_name("capex_annual_yoy/Tencent")
    assert name == "capital expenditure of a year, year on year (Tencent)"
    assert said(name, "zh") == "年度资本开支同比（腾讯）"
    assert series_name("dram_contract_qoq/low/forecast").zh == "DRAM 合约价环比（下限，预测）"
    assert series_name("capex_to_ocf/") == "capital expenditure to operating cash flow"


def test_a_stored_series_of_a_users_own_is_said_as_it_stands() -> None:
    assert series_name("hog_price/north") == "hog_price (north)"
    assert said(series_name("hog_price_yoy/north"), "zh") == "hog_price同比（north）"
    assert quantity_name("hog_price").zh == "hog_price"
    assert unit_name("CNY per kg").zh == "CNY per kg"
    assert unit_name("billion USD") == "billion USD"
    assert unit_name("billion USD").zh == "十亿美元"


@pytest.mark.parametrize(
    ("period", "chinese"),
    [
        ("2025", "2025 年"),
        ("FY2025", "2025 财年"),
        ("2025H1", "2025 年上半年"),
        ("2025H2", "2025 年下半年"),
        ("2025Q3", "2025 年三季度"),
        ("2025Q1-Q3", "2025 年前三季度"),
        ("2025Q2-Q3", "2025 年二至三季度"),
        ("2025-03", "2025 年 3 月"),
        ("202511", "2025 年 11 月"),
        ("2024-2026", "2024 至 2026 年"),
        ("2025-03-05", "2025-03-05"),
        ("the spring", "the spring"),
    ],
)
def test_a_period_is_said_in_chinese(period: str, chinese: str) -> None:
    assert period_name(period) == period
    assert period_name(period).zh == chinese
