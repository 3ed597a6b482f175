"""The page of bare returns: its numbers by hand, what is left out without a benchmark, both languages, its bytes.

returns    +10%, -10%, +20% from 2025-01-02 on: 1.10, 0.99, 1.188; the base is the weekday before, 2025-01-01
benchmark  +5%, 0%, +10%: 1.05, 1.05, 1.155; the excess is 18.8 - 15.5 = 3.3 points
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import backtest
from data_sources.errors import InputError, UserError
from reports.sheet import sheet_page
from tests.chinese_page import left_in_english
from tests.data_sources.market_folder import write_market

DAYS = pd.DatetimeIndex(["2025-01-02", "2025-01-03", "2025-01-06"])
OWN = pd.Series([0.10, -0.10, 0.20], index=DAYS, name="mine")
INDEX = pd.Series([0.05, 0.00, 0.10], index=DAYS, name="the market")
BUDGET = 300_000


def long_series(seed: int, sessions: int = 2500) -> pd.Series[Any]:
    random = np.random.default_rng(seed)
    return pd.Series(random.normal(0.0004, 0.012, sessions), index=pd.bdate_range("2015-01-05", periods=sessions))


def test_the_numbers_are_those_of_the_curve() -> None:
    found = backtest.sheet(OWN, INDEX)
    assert found.metrics["total_return"] == pytest.approx(0.188)
    assert found.metrics["benchmark_return"] == pytest.approx(0.155)
    assert found.metrics["excess_arithmetic"] == pytest.approx(0.033)
    # From 1.10 down to 0.99.
    assert found.metrics["max_drawdown"] == pytest.approx(-0.10)
    assert repr(found) == "<Sheet mine: 2025-01-02 to 2025-01-06, +18.80%, from returns only>"
    assert "<svg" in found._repr_html_()


def test_the_same_numbers_come_of_prices() -> None:
    prices = pd.Series([50.0, 55.0, 49.5, 59.4], index=DAYS.insert(0, pd.Timestamp("2025-01-01")))
    assert backtest.sheet(prices=prices).metrics["total_return"] == pytest.approx(0.188)


def test_without_a_benchmark_nothing_is_measured_against_one() -> None:
    found = backtest.sheet(OWN)
    assert "beta" not in found.metrics
    page = sheet_page(found.seen)
    assert [len(chart.panels) for chart in (page.growth,)] == [2]
    assert [group.title for group in page.key_numbers] == ["Return and risk"]
    assert page.risk.excess_falls == ()
    assert [tile.label for tile in page.tiles] == ["Return over the span", "Sharpe ratio a year", "Maximum drawdown"]


def test_each_large_number_has_the_interval_around_it() -> None:
    page = sheet_page(backtest.sheet(long_series(1), long_series(2).rename("index")).seen)
    growth, excess, sharpe, drawdown = page.tiles
    for tile in (growth, excess, sharpe):
        assert tile.span is not None
        assert tile.span.low < tile.span.at < tile.span.high
        assert tile.note.startswith("95% interval ")
    assert "days like these drawn again" in drawdown.note
    assert len(page.growth.panels) == 3
    assert page.risk.rolling is not None


def text_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL))


@pytest.mark.parametrize("beside", [None, "index"])
def test_the_page_says_what_it_rests_on_and_is_small(beside: str | None, tmp_path: Path) -> None:
    benchmark = None if beside is None else long_series(2).rename(beside)
    backtest.sheet(long_series(1), benchmark, path=tmp_path / "page.html", name="alpha & beta", lang="en")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert len(page.encode()) < BUDGET
    assert "From returns only: no fills, no costs and no holdings are known." in page
    assert "alpha &amp; beta" in page
    for heading in ("Worst days", "Months of the strategy", "Deepest falls of the strategy", "Key numbers"):
        assert heading in page
    against = ("Months against the benchmark", "Deepest falls against the benchmark", "Excess is in points")
    assert [each in page for each in against] == [beside is not None] * 3
    assert "Lost most" not in page
    assert "None" not in text_of(page).replace("None.", "")
    assert "nan" not in text_of(page)


def test_the_page_is_written_in_chinese_too(tmp_path: Path) -> None:
    backtest.sheet(OWN, INDEX, path=tmp_path / "page.html", lang="zh")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'data-lang="zh"' in page
    assert "仅据收益率：成交、费用与持仓均未知。" in page
    assert left_in_english(page, {"mine", "the market"}) == []


def test_a_record_of_losses_days_and_nothing_can_be_written(tmp_path: Path) -> None:
    days = pd.bdate_range("2025-01-02", periods=80)
    lost = backtest.sheet(pd.Series([0.01] * 70 + [-1.0] + [0.0] * 9, index=days), path=tmp_path / "lost.html")
    assert lost.metrics["total_return"] == -1.0
    assert "everything was lost" in (tmp_path / "lost.html").read_text(encoding="utf-8")
    still = backtest.sheet(pd.Series(0.0, index=days), path=tmp_path / "still.html")
    assert still.metrics["max_drawdown"] == 0.0


def test_a_stored_index_is_known_by_its_symbol(tmp_path: Path) -> None:
    backtest.import_folder(str(write_market(tmp_path / "data")), db=tmp_path / "market.db")
    days = pd.DatetimeIndex(["2024-01-03", "2024-01-04", "2024-01-05"])
    found = backtest.sheet(pd.Series([0.01, 0.02, 0.03], index=days), "000300.SH", db=tmp_path / "market.db")
    levels = backtest.load_market(tmp_path / "market.db").benchmarks["000300.SH"]
    assert found.seen.curve.benchmark.tolist() == levels.tolist()
    assert found.seen.benchmark == "CSI 300 (000300.SH)"
    with pytest.raises(InputError, match=r"^benchmark 000905.SH is not in the store; there are 000300.SH"):
        backtest.sheet(OWN, "000905.SH", db=tmp_path / "market.db")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "neither": ({}, "give either returns or prices="),
    "both": ({"returns": OWN, "prices": OWN + 5}, "give either returns or prices="),
    "a short benchmark": (
        {"returns": OWN, "benchmark": INDEX.iloc[1:].rename("late")},
        "benchmark late has levels from 2025-01-02 to 2025-01-06, and the returns need them from 2025-01-01",
    ),
    "a rate that is none": ({"returns": OWN, "risk_free": "1%"}, "risk_free is of the kind str"),
    "another language": ({"returns": OWN, "path": "x.html", "lang": "fr"}, "fr"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_question_is_one_line(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asked, words = WRONG[case]
    with pytest.raises(UserError, match=words):
        backtest.sheet(**asked)
