"""A run cut at its publication: two parts, two bases, nothing counted twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.metrics.publication import Publication
from backtest.metrics.split import part_rows, split_performance
from backtest.metrics.trading import TradingRecord

# Published on Saturday 2025-02-08: the last session on or before it is Friday 2025-02-07.
DATES = np.array(["2025-02-05", "2025-02-06", "2025-02-07", "2025-02-10", "2025-02-11", "2025-02-12"], "datetime64[D]")
CURVE = Curve(
    DATES,
    np.array([100.0, 150.0, 200.0, 220.0, 198.0, 180.0]),
    np.array([1000.0, 1000.0, 1250.0, 1250.0, 1250.0, 1000.0]),
)


def published(day: date) -> tuple[Publication, ...]:
    return (Publication("001", "Some Broker", day, states_thesis=True),)


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
    # Bases Wednesday 02-05 and Friday 02-07; two sessions until 02-07, three until 02-12.
    assert part_rows(DATES, published(date(2025, 2, 8)), hindsight=True) == {"hindsight": (0, 2), "test": (2, 5)}
    split = split_performance(CURVE, HINDSIGHT_FILLS, publications=published(date(2025, 2, 8)), hindsight=True)
    # 200/100 against 1250/1000; then 180/200 against 1000/1250
    assert split["hindsight"]["total_return"] == pytest.approx(1.0)
    assert split["hindsight"]["benchmark_return"] == pytest.approx(0.25)
    assert split["test"]["total_return"] == pytest.approx(-0.1)
    assert split["test"]["benchmark_return"] == pytest.approx(-0.2)
    # 180/220, from Monday to Wednesday: the high of the test part, not of the run's hindsight
    assert split["test"]["max_drawdown"] == pytest.approx(-2 / 11)
    assert split["test"]["max_drawdown_start"] == "2025-02-10"


def test_every_fill_and_refusal_belongs_to_one_part() -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, publications=published(date(2025, 2, 8)), hindsight=True)
    before, after = split["hindsight"], split["test"]
    assert (before["fills"], before["commission"], before["refusals"]) == (2, 10.0, {"limit_up": 1})
    assert (after["fills"], after["commission"], after["refusals"]) == (1, 5.0, {"cash": 1})


def test_a_publication_on_a_session_makes_that_session_the_base() -> None:
    assert part_rows(DATES, published(date(2025, 2, 10)), hindsight=True)["test"] == (3, 5)


def test_without_hindsight_the_idle_time_before_is_not_judged() -> None:
    split = split_performance(CURVE, record("2025-02-10"), publications=published(date(2025, 2, 8)), hindsight=False)
    assert list(split) == ["test"]


def test_a_fill_before_the_publication_contradicts_a_run_without_hindsight() -> None:
    with pytest.raises(ValueError, match="2 fills on or before 2025-02-07 in a run that is not marked"):
        split_performance(CURVE, HINDSIGHT_FILLS, publications=published(date(2025, 2, 8)), hindsight=False)


def test_a_run_that_starts_after_the_publication_is_all_test() -> None:
    assert part_rows(DATES, published(date(2024, 12, 31)), hindsight=True) == {"test": (0, 5)}
    split = split_performance(CURVE, HINDSIGHT_FILLS, publications=published(date(2024, 12, 31)), hindsight=True)
    assert list(split) == ["test"]


@pytest.mark.parametrize("known_from", [date(2025, 2, 12), date(2026, 1, 28)])
def test_a_run_that_ends_by_the_publication_has_no_test(known_from: date) -> None:
    assert part_rows(DATES, published(known_from), hindsight=True) == {"hindsight": (0, 5)}
    split = split_performance(CURVE, HINDSIGHT_FILLS, publications=published(known_from), hindsight=True)
    assert list(split) == ["hindsight"]


def test_a_run_that_nothing_dates_is_one_part() -> None:
    assert part_rows(DATES, (), hindsight=False) == {"whole": (0, 5)}
    assert part_rows(DATES[:1], (), hindsight=False) == {}


def test_money_all_lost_in_hindsight_leaves_no_test() -> None:
    lost = Curve(DATES, np.array([100.0, 50.0, 0.0, 0.0, 0.0, 0.0]), CURVE.benchmark)
    split = split_performance(lost, record("2025-02-06"), publications=published(date(2025, 2, 8)), hindsight=True)
    assert list(split) == ["hindsight"]


def test_the_parts_are_ready_for_json_and_there_is_no_third() -> None:
    split = split_performance(CURVE, HINDSIGHT_FILLS, publications=published(date(2025, 2, 8)), hindsight=True)
    assert list(split) == ["hindsight", "test"]
    assert json.loads(json.dumps(split, allow_nan=False)) == split


def test_the_risk_free_rate_reaches_both_parts() -> None:
    plain = split_performance(CURVE, HINDSIGHT_FILLS, publications=published(date(2025, 2, 8)), hindsight=True)
    above = split_performance(
        CURVE, HINDSIGHT_FILLS, publications=published(date(2025, 2, 8)), hindsight=True, risk_free=0.02
    )
    assert [plain[part]["sharpe"] != above[part]["sharpe"] for part in plain] == [True, True]


def lent(report: str, day: str) -> Publication:
    return Publication(report, "Some Broker", date.fromisoformat(day), states_thesis=False)


STATED = Publication("003", "Another Broker", date(2025, 2, 11), states_thesis=True)


def test_reports_that_lent_names_begin_parts_of_their_own_before_the_thesis() -> None:
    # 004 on Thursday 02-06 (row 1), 000 on Saturday 02-08 (row 2, Friday), the thesis on Tuesday 02-11 (row 4).
    behind = (STATED, lent("000", "2025-02-08"), lent("004", "2025-02-06"))
    assert part_rows(DATES, behind, hindsight=True) == {
        "hindsight": (0, 1),
        "names_004": (1, 2),
        "names_000": (2, 4),
        "test": (4, 5),
    }
    split = split_performance(CURVE, record("2025-02-07", "2025-02-10"), publications=behind, hindsight=False)
    # 200/150; 198/200; 180/198, each from its own base.
    returns = [part["total_return"] for part in split.values()]
    assert returns == pytest.approx([1 / 3, -0.01, -1 / 11])
    assert [part["fills"] for part in split.values()] == [1, 1, 0]


def test_a_report_of_the_day_of_the_thesis_or_later_begins_no_part() -> None:
    behind = (STATED, lent("000", "2025-02-11"), lent("001", "2025-02-12"))
    assert part_rows(DATES, behind, hindsight=False) == {"test": (4, 5)}


def test_two_reports_of_one_session_begin_one_part() -> None:
    # Saturday and Sunday both have Friday's close as their base.
    behind = (lent("000", "2025-02-08"), lent("004", "2025-02-09"), STATED)
    assert part_rows(DATES, behind, hindsight=False) == {"names_004": (2, 4), "test": (4, 5)}


def test_where_no_report_states_the_thesis_there_is_no_test() -> None:
    behind = (lent("004", "2025-02-06"), lent("000", "2025-02-08"))
    assert part_rows(DATES, behind, hindsight=False) == {"names_004": (1, 2), "names_000": (2, 5)}


def test_data_that_end_by_the_thesis_leave_the_names_as_rows() -> None:
    behind = (lent("004", "2025-02-06"), replace(STATED, known_from=date(2025, 3, 3)))
    assert part_rows(DATES, behind, hindsight=False) == {"names_004": (1, 5)}
