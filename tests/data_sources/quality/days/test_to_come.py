"""Days that have not come or are not over: the 59th session is Friday, 28 June 2024."""

from __future__ import annotations

from datetime import date

from data_sources.quality.days.to_come import days_to_come, known_later, not_known_yet, unfinished
from tests.data_sources.quality.markets import SESSIONS, bars_on, index_on, tables_of
from tests.execution.market import A, B, status

TODAY, YESTERDAY = SESSIONS[-1], SESSIONS[-2]
TABLES = tables_of(index=index_on(SESSIONS), bars=[*bars_on(SESSIONS, A), *bars_on(SESSIONS, B)])


def test_today_s_rows_are_unfinished_until_the_day_is_over() -> None:
    bars, index = unfinished(TABLES, TODAY, YESTERDAY)
    assert (bars.severity, bars.rule, bars.table, bars.symbol) == ("severe", "unfinished", "bars", "")
    assert bars.message == "2 rows are of today, 2024-06-28, whose trading is not over"
    assert index.message == "a row is of today, 2024-06-28, whose trading is not over"
    assert list(unfinished(TABLES, TODAY, TODAY)) == []
    assert list(unfinished(TABLES, date(2024, 6, 29), TODAY)) == []


def test_rows_after_today_are_severe() -> None:
    found = list(days_to_come(TABLES, YESTERDAY))
    assert [(each.severity, each.rule, each.symbol) for each in found] == [
        ("severe", "future_date", A),
        ("severe", "future_date", B),
        ("severe", "future_date", "000300.SH"),
    ]
    assert list(days_to_come(TABLES, TODAY)) == []


def test_a_status_and_a_signal_of_days_to_come_are_left_out_and_named() -> None:
    signal = {"series": "dram", "period": "2024-05", "period_end": date(2024, 5, 31), "value": 2.0, "unit": "USD"}
    tables = tables_of(
        status=[status(A, "ST", YESTERDAY), status(B, "ST", TODAY)],
        signals=[{**signal, "published_on": YESTERDAY}, {**signal, "published_on": TODAY, "value": 2.1}],
    )
    of_status, of_signals = not_known_yet(tables, YESTERDAY)
    assert (of_status.severity, of_status.symbol) == ("warning", B)
    assert of_status.message == "a row of days to come left out: start 2024-06-28, today is 2024-06-27"
    assert (of_signals.table, of_signals.date) == ("signals", TODAY)
    assert known_later(tables["status"], YESTERDAY).tolist() == [False, True]
    assert list(not_known_yet(tables, TODAY)) == []
    assert not known_later(TABLES["bars"], YESTERDAY).any()
