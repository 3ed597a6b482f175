"""Parts, verdict, calendar, holdings, trading: the tiny result (see `made_results`) read off by hand.

Equity: 100,000; 99,990; 101,990; 103,990 (published); 105,069; 106,069. Index: 4000 4040 4080 4000 4100 4080.
Test: 106,069 / 103,990 - 1 = +1.9992%, index 4080 / 4000 - 1 = +2.0%. Hindsight: +3.99%, index 0%.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from reports.benchmark import headline_benchmark
from reports.parts import run_parts
from reports.sections.calendar_returns import heat_rows, year_rows
from reports.sections.curves import curves, falls
from reports.sections.holdings import holdings
from reports.sections.key_numbers import key_numbers
from reports.sections.trading import cost_rows, event_rows, refusal_rows
from reports.sections.verdict import verdict
from tests.reports.made_results import long_result, tiny_result


def test_the_parts_share_the_session_of_publication_as_end_and_base() -> None:
    hindsight, test = run_parts(tiny_result())
    assert (hindsight.first, hindsight.last, test.first, test.last) == (0, 3, 3, 5)
    assert (hindsight.last_date, test.base_date) == (date(2025, 2, 6), date(2025, 2, 6))


def test_publication_on_a_holiday_counts_from_the_session_before() -> None:
    # 2025-02-01 lies in the holiday between 01-27 and 02-05.
    hindsight, test = run_parts(tiny_result(known_from=date(2025, 2, 1)))
    assert (hindsight.last_date, test.base_date) == (date(2025, 1, 27), date(2025, 1, 27))


def test_without_a_publication_date_there_is_one_part_and_no_claim_about_publication() -> None:
    result = tiny_result(known_from=None, hindsight=False)
    (part,) = run_parts(result)
    assert part.name == "whole"
    headline = verdict(result, (part,), headline_benchmark(result)).headline
    assert headline == (
        "Over the whole run (2025-01-24 to 2025-02-10) the strategy made +6.1% against +2.0% of the CSI 300 price "
        "index: ahead by 4.1 points."
    )


def test_the_verdict_rests_on_the_test_and_names_hindsight_as_such() -> None:
    result = tiny_result()
    seen = verdict(result, run_parts(result), headline_benchmark(result))
    assert seen.standing == "level"
    assert seen.headline == (
        "Since publication on 2025-02-06 (base: close of 2025-02-06) to 2025-02-10 the strategy made +2.0% against "
        "+2.0% of the CSI 300 price index: level with it."
    )
    too_short, hindsight = seen.sentences
    assert too_short == "With 2 sessions the record is too short to tell the excess from chance."
    assert hindsight.startswith("Before publication (2025-01-24 to 2025-02-06, hindsight) the same rules would have")
    assert "+4.0% against 0.0%" in hindsight


@pytest.mark.parametrize(
    ("known_from", "when"),
    [
        # Published while the market was shut from 01-28 to 02-04; published before the first session of the run.
        (date(2025, 2, 4), "Since publication on 2025-02-04 (base: close of 2025-01-27) to 2025-02-10 the strategy"),
        (date(2025, 1, 20), "From 2025-01-24 to 2025-02-10, after publication on 2025-01-20, the strategy"),
    ],
)
def test_the_day_of_the_base_is_never_called_the_publication(known_from: date, when: str) -> None:
    result = tiny_result(known_from=known_from)
    assert verdict(result, run_parts(result), headline_benchmark(result)).headline.startswith(when)


def test_a_report_published_after_the_last_session_is_not_judged() -> None:
    result = replace(tiny_result(), known_from=date(2025, 3, 1), hindsight=False)
    seen = verdict(result, run_parts(result), headline_benchmark(result))
    assert (seen.standing, seen.tiles) == ("pending", ())
    assert seen.headline == "Published on 2025-03-01; the sessions end on 2025-02-10: there is nothing to judge yet."


def test_behind_and_distinguishable_only_when_the_interval_says_so() -> None:
    result = long_result(300, 4)
    index = np.array(result.ledger.equity) * np.exp(np.arange(301) * 0.002)
    ahead_of_us = replace(result, total_return_benchmark=index)
    seen = verdict(ahead_of_us, run_parts(ahead_of_us), headline_benchmark(ahead_of_us))
    assert seen.standing == "behind"
    assert "behind by" in seen.headline
    assert "leaves zero out" in seen.sentences[0]


def test_the_headline_takes_the_total_return_index_only_when_it_covers_every_session() -> None:
    result = long_result(60, 4)
    assert headline_benchmark(result).name == "CSI 300 total return"
    assert result.total_return_benchmark is not None
    holed = result.total_return_benchmark.copy()
    holed[5] = np.nan
    assert headline_benchmark(replace(result, total_return_benchmark=holed)).name == "CSI 300 price index"


def test_key_numbers_have_a_column_a_part_and_the_price_index_beside_total_return() -> None:
    assert [group.title for group in key_numbers(tiny_result(), run_parts(tiny_result()))] == [
        "The strategy alone",
        "Against the CSI 300 price index",
        "Trading",
    ]
    result = long_result(60, 4, hindsight=True)
    groups = key_numbers(result, run_parts(result))
    assert [group.title for group in groups][1:3] == [
        "Against the CSI 300 total return",
        "Against the CSI 300 price index",
    ]
    assert {len(row.values) for group in groups for row in group.rows} == {2}
    total = key_numbers(tiny_result(), run_parts(tiny_result()))[0].rows[0]
    assert (total.key, total.values) == ("total_return", ("3.99%", "2.00%"))


def test_the_month_of_publication_is_split_between_hindsight_and_test() -> None:
    result = tiny_result()
    parts, headline = run_parts(result), headline_benchmark(result)
    early, late = heat_rows(result, parts, headline)
    assert (early.part, late.part) == ("hindsight", "test")
    # February: 103,990 / 99,990 - 1 = 4.0004% until the publication, 1.9992% after it.
    february = [row.own[1] for row in (early, late)]
    assert [cell.value for cell in february if cell] == pytest.approx([0.040004, 0.019992], abs=1e-6)
    assert late.own[0] is None
    years = year_rows(result, parts, headline)
    assert [(year.part, round(year.strategy, 4), round(year.benchmark, 4)) for year in years] == [
        ("hindsight", 0.0399, 0.0),
        ("test", 0.02, 0.02),
    ]


def test_curves_are_100_at_publication_so_that_no_value_spans_both_parts() -> None:
    result = tiny_result()
    drawn = curves(result, run_parts(result))
    assert drawn is not None
    assert (drawn.cut, drawn.strategy[3], drawn.benchmarks[0].values[3], drawn.excess[3]) == (3, 100.0, 100.0, 0.0)
    # The index fell from 4080 to 4000 before publication and from 4100 to 4080 after it.
    assert drawn.benchmark_drawdown == pytest.approx([0, 0, 0, -0.01961, 0, -0.00488])
    (fall,) = falls(result, run_parts(result), excess=True)
    assert (fall.start, fall.trough, fall.recovered) == (date(2025, 2, 6), date(2025, 2, 7), None)


def test_without_hindsight_the_page_starts_at_publication() -> None:
    result = long_result(90, 4)
    drawn = curves(result, run_parts(result))
    assert drawn is not None
    assert (drawn.cut, drawn.dates[0]) == (0, str(result.known_from))


def test_holdings_by_segment_and_cash_fill_the_equity() -> None:
    result = tiny_result()
    held = holdings(result, run_parts(result))
    # Last session: C 12,500 (power) and A 11,500 (optical) of 106,069, cash 82,069.
    last = {band.segment: band.weights[-1] for band in held.segments}
    assert last == pytest.approx({"power": 0.1178, "optical": 0.1084, "cash": 0.7737}, abs=1e-4)
    assert [(row.symbol, row.shares, row.value) for row in held.last] == [
        ("600003.SH", 500, 12_500.00),
        ("600001.SH", 1000, 11_500.00),
    ]


def test_many_segments_are_gathered_and_cash_stays_last() -> None:
    result = long_result(40, 24, hindsight=True)
    spread = replace(result, segments={symbol: f"segment {k}" for k, symbol in enumerate(result.ledger.symbols)})
    bands = holdings(spread, run_parts(spread)).segments
    assert [band.segment for band in bands][-2:] == ["other segments", "cash"]
    assert len(bands) == 10
    assert sum(band.weights[-1] for band in bands) == pytest.approx(1.0, abs=1e-3)


def test_costs_refusals_and_events_are_counted_by_part() -> None:
    result = tiny_result()
    parts = run_parts(result)
    costs = {row.label: [cell.amount for cell in row.cells] for row in cost_rows(result, parts)}
    assert costs["Commission (佣金)"] == [10.00, 5.00]
    assert costs["Stamp duty (印花税)"] == [0.00, 6.00]
    assert costs["All costs"] == [10.00, 11.00]
    refused = {row.reason: [(cell.rows, cell.symbols) for cell in row.cells] for row in refusal_rows(result, parts)}
    assert refused == {"suspended": [(0, 0), (1, 1)], "limit_up": [(1, 1), (1, 1)]}
    happened = {row.kind: [(cell.rows, cell.cash) for cell in row.cells] for row in event_rows(result, parts)}
    assert happened == {
        "dividend": [(0, 0.0), (1, 90.00)],
        "rights": [(0, 0.0), (1, -1500.00)],
        "rename": [(0, 0.0), (1, 0.0)],
    }
