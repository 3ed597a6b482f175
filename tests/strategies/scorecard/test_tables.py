"""The tables of a scorecard against paper: see the head of ``made`` for where the numbers come from."""

from __future__ import annotations

from datetime import date

from strategies.scorecard.tables import NAMES, tables
from tests.strategies.scorecard.made import made_card


def rows_of(name: str, as_of: date | None = None) -> list[dict[str, str]]:
    table = tables(made_card(as_of))[name]
    assert all(len(row) == len(table.columns) for row in table.rows)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_there_is_one_table_for_each_name() -> None:
    assert tuple(tables(made_card())) == NAMES


def test_calls_by_hand() -> None:
    shown = ("kind", "subject", "called", "asked_points", "price_change", "benchmark_change", "difference", "ratio",
             "given", "verdict")  # fmt: skip
    # The ratios: 1.2 / 1.05, 1.09 / 1.05 and 0.8 / 1.05, less 1 each.
    assert [",".join(row[name] for name in shown) for row in rows_of("calls")] == [
        "industry,machinery,positive,,,0.050000,,,,no verdict",
        "rated,609998.SH,buy,,0.200000,0.050000,0.150000,0.142857,buy,met",
        "formal,003997.SZ,,8.000000,0.090000,0.050000,0.040000,0.038095,,did not beat",
        "formal,929997.BJ,,8.000000,-0.200000,0.050000,-0.250000,-0.238095,,did not beat",
    ]


def test_what_must_be_said_of_a_call_stands_in_its_row() -> None:
    industry, _, _, beijing = rows_of("calls")
    assert industry["notes"] == "no verdict: no index of the industry is stored, and none is known"
    assert beijing["notes"] == "the document names no benchmark for Beijing: held against 000300.SH"
    assert (beijing["bought_on"], beijing["sold_on"]) == ("2025-09-02", "2025-12-01")


def test_baskets_are_no_calls_and_have_an_interval() -> None:
    own, pumps = rows_of("baskets")
    # (20 + 9 - 20) / 3 = 3%, two points behind.
    for row in (own, pumps):
        assert (row["names"], row["symbols"]) == ("3", "609998.SH 003997.SZ 929997.BJ")
        assert (row["price_change"], row["difference"]) == ("0.030000", "-0.020000")
        assert float(row["interval_low"]) < -0.02 < float(row["interval_high"])


def test_a_report_and_its_broker_by_hand() -> None:
    (report,), (broker,) = rows_of("reports"), rows_of("brokers")
    assert (report["base_day"], report["end_day"], report["ends_on"]) == ("2025-09-01", "2025-12-01", "2025-12-01")
    assert (report["closed"], report["benchmark_change"], report["benchmark_total_return"]) == ("true", "0.050000", "")
    assert (broker["broker"], broker["reports"]) == ("Invented Securities", "006")
    for row in (report, broker):
        # Excesses of 15, 4 and -25 points: mean -2, median 4, without the best (4 - 25) / 2.
        assert (row["average"], row["median"], row["without_best"]) == ("-0.020000", "0.040000", "-0.105000")
        assert (row["met"], row["missed"], row["beat"], row["did_not_beat"]) == ("1", "0", "0", "2")
        # One of the three stored names was 8 points ahead or more.
        assert (row["rated_base_rate"], row["unrated_base_rate"]) == ("0.333333", "0.333333")
        # 67 sessions are no year, and nothing can be drawn beside a list of all names.
        assert (row["run_up"], row["percentile"], row["p_value"]) == ("", "", "")


def test_an_open_window_says_so_and_has_no_verdict_yet() -> None:
    (report,) = rows_of("reports", date(2025, 11, 3))
    assert (report["closed"], report["end_day"], report["ends_on"]) == ("false", "2025-11-03", "2025-12-01")
    assert {row["verdict"] for row in rows_of("calls", date(2025, 11, 3))} == {"pending", "no verdict"}


def test_base_days_stand_one_session_either_way() -> None:
    days = rows_of("base_days")
    assert [(row["shift"], row["day"]) for row in days] == [
        ("-1", "2025-08-29"),
        ("0", "2025-09-01"),
        ("1", "2025-09-02"),
    ]
    assert days[1]["average"] == "-0.020000"


def test_whom_nobody_judges_with_the_reason() -> None:
    assert [",".join(row.values()) for row in rows_of("excluded")] == [
        "006,虚构五号,09999.HK,hong_kong,,,7",
        "006,虚构六号,,unlisted,2025-12-15,,8",
        "006,虚构四号,609997.SH,disowned,,,",
    ]
