"""Forecasts on the page of the scorecard: numbers beside what was earned, reasons in both languages."""

from __future__ import annotations

import pytest

from reports.scorecard.forecasts import forecast_legend, forecast_parts
from strategies.forecasts.card import judge_forecasts
from tests.execution.market import B
from tests.strategies.forecasts.made import forecast, made_report, market, said


def test_a_forecast_stands_beside_what_was_earned_and_a_split_beside_its_price() -> None:
    first = made_report(forecast(1.0), forecast(None, symbol=B, profit=5e6, year=2024))
    # A is expected to earn 1.00, earns 0.80 on D[4] (the close is then 12.00 instead of 10.00) and 0.50 a year before.
    panel = market([said(0.8), said(0.5, first.published, year_end=first.published.replace(2022, 12, 31))],
                   [10.0, 10.0, 10.0, 12.0, 12.0, 12.0, 12.0])  # fmt: skip
    card = judge_forecasts(panel, [first])
    (part,) = forecast_parts(card).values()
    row, other = part.rows
    assert (row.expected, row.earned, row.measure) == ("1.00", "0.80", "EPS")
    # 1.00 over 0.80 is a quarter too much.
    assert row.error == pytest.approx(0.25)
    assert (other.expected, other.earned, other.error, other.measure.zh) == ("5", "–", None, "净利润")
    (split,) = part.splits
    # 10.00 for 1.00 is 10 times, 12.00 for 0.80 is 15: 1.2 = 0.8 x 1.5.
    assert (split.price_change, split.revision, split.re_rating) == pytest.approx((0.2, -0.2, 0.5))
    assert (split.then.zh, split.multiple) == ("实际业绩", "10 → 15")
    assert part.compared


def test_reasons_are_said_in_both_languages_and_once() -> None:
    report = made_report(forecast(1.0), forecast(2.0, symbol=B))
    card = judge_forecasts(market(), [report, made_report(number="901")])
    parts = forecast_parts(card)
    assert list(parts) == ["900"]
    (line, unsplit) = parts["900"].said
    assert line == "without an error: no earnings of 2023 are stored: 2 forecasts of 2023 (600001.SH, 600002.SH)"
    assert line.zh == "无法计算误差：数据库中没有 2023 年业绩（2023 年预测 2 项：600001.SH、600002.SH）"
    assert unsplit.zh.startswith("股价变动未能拆分：")
    # 2023 is over and not stored: the reader is told how to have it.
    assert "refresh --earnings" in forecast_legend(card)[1]
