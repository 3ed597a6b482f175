"""A run cut at its publication: two parts, two bases, nothing counted twice."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from backtest.metrics import Curve, TradingRecord, split_performance

# Published on Saturday 2025-02-08: the last session on or before it is Friday 2025-02-07.
DATES = np.array(["2025-02-05", "2025-02-06", "2025-02-07", "2025-02-10", "2025-02-11", "2025-02-12"], "datetime64[D]")
CURVE = Curve(
    DATES,
    np.array([100.0, 150.0, 200.0, 220.0, 198.0, 180.0]),
    np.array([1000.0, 1000.0, 1250.0, 1250.0, 1250.0, 1000.0]),
)
NO_DAYS = np.array([], dtype="datetime64[D]")


def record(*fill_dates: str) -> TradingRecord:
    count = len(fill_dates)
    return TradingRecord(
        fill_dates=np.array(fill_dates, dtype="datetime64[D]"),
        fill_values=np.full(count, 50.0),
        commission=np.full(count, 5.0),
        stamp_duty=np.zeros(count),
        transfer_fee=np.zeros(count),
        slippage_cost=np.zeros(count),
        dividend_dates=NO_DAYS,
        dividends=np.array([]),
        refusal_dates=np.array(["2025-02-07", "2025-02-10"], dtype="datetime64[D]"),
        refusal_reasons=("limit_up", "cash"),
    )


HINDSIGHT_FILLS = record("2025-02-06", "2025-02-07", "2025-02-10")


def test_each_part_has_its_own_base_and_metrics() -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2025, 2, 8), hindsight=True)
    assert split.hindsight is not None
    assert split.test is not None
    assert (split.hindsight.base_date, split.hindsight.last_date) == (date(2025, 2, 5), date(2025, 2, 7))
    assert (split.test.base_date, split.test.last_date) == (date(2025, 2, 7), date(2025, 2, 12))
    assert (split.hindsight.sessions, split.test.sessions) == (2, 3)
    # 200/100 against 1250/1000; then 180/200 against 1000/1250
    assert split.hindsight.metrics["total_return"] == pytest.approx(1.0)
    assert split.hindsight.metrics["benchmark_return"] == pytest.approx(0.25)
    assert split.test.metrics["total_return"] == pytest.approx(-0.1)
    assert split.test.metrics["benchmark_return"] == pytest.approx(-0.2)
    # 180/220, from Monday to Wednesday: the high of the test part, not of the run's hindsight
    assert split.test.metrics["max_drawdown"] == pytest.approx(-2 / 11)
    assert split.test.metrics["max_drawdown_start"] == "2025-02-10"


def test_every_fill_and_refusal_belongs_to_one_part() -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2025, 2, 8), hindsight=True)
    before, after = split.metrics_by_part()["hindsight"], split.metrics_by_part()["test"]
    assert (before["fills"], before["commission"], before["refusals"]) == (2, 10.0, {"limit_up": 1})
    assert (after["fills"], after["commission"], after["refusals"]) == (1, 5.0, {"cash": 1})


def test_a_publication_on_a_session_makes_that_session_the_base() -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2025, 2, 10), hindsight=True)
    assert split.test is not None
    assert split.test.base_date == date(2025, 2, 10)


def test_without_hindsight_the_idle_time_before_is_not_judged() -> None:
    split = split_performance(CURVE, record("2025-02-10"), known_from=date(2025, 2, 8), hindsight=False)
    assert split.hindsight is None
    assert list(split.metrics_by_part()) == ["test"]
    assert not split.hindsight_asked


def test_a_fill_before_the_publication_contradicts_a_run_without_hindsight() -> None:
    with pytest.raises(ValueError, match="2 fills on or before 2025-02-07 in a run that is not marked"):
        split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2025, 2, 8), hindsight=False)


def test_a_run_that_starts_after_the_publication_is_all_test() -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2024, 12, 31), hindsight=True)
    assert split.hindsight is None
    assert split.test is not None
    assert (split.test.base_date, split.test.sessions) == (date(2025, 2, 5), 5)


@pytest.mark.parametrize("known_from", [date(2025, 2, 12), date(2026, 1, 28)])
def test_a_run_that_ends_by_the_publication_has_no_test(known_from: date) -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, known_from=known_from, hindsight=True)
    assert split.test is None
    assert split.hindsight is not None
    assert split.hindsight.sessions == 5


def test_money_all_lost_in_hindsight_leaves_no_test() -> None:
    lost = Curve(DATES, np.array([100.0, 50.0, 0.0, 0.0, 0.0, 0.0]), CURVE.benchmark)
    split = split_performance(lost, record("2025-02-06"), known_from=date(2025, 2, 8), hindsight=True)
    assert split.test is None


def test_the_json_form_holds_the_two_parts_and_no_third() -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2025, 2, 8), hindsight=True)
    parts = split.as_dict()
    assert list(parts) == ["known_from", "hindsight_asked", "hindsight", "test"]
    assert json.loads(json.dumps(parts, allow_nan=False)) == parts


def test_the_risk_free_rate_reaches_both_parts() -> None:
    plain = split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2025, 2, 8), hindsight=True)
    above = split_performance(CURVE, HINDSIGHT_FILLS, known_from=date(2025, 2, 8), hindsight=True, risk_free=0.02)
    for part in ("hindsight", "test"):
        assert plain.metrics_by_part()[part]["sharpe"] != above.metrics_by_part()[part]["sharpe"]
