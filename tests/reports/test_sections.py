"""Calendar, curves, holdings, key numbers: the tiny result (see `made_results`) read off by hand.

Equity: 100,000; 99,990; 101,990; 103,990 (published); 105,069; 106,069. Index: 4000 4040 4080 4000 4100 4080.
Test: 106,069 / 103,990 - 1 = +1.9992%, index 4080 / 4000 - 1 = +2.0%. Hindsight: +3.99%, index 0%.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backtest.result.benchmark import headline_benchmark
from backtest.result.paper_diary import DiaryBeside
from backtest.result.parts import run_parts
from data_sources.language.text import same
from reports.sections.calendar_returns import heat_map, year_rows
from reports.sections.curves import curves
from reports.sections.growth import growth_chart
from reports.sections.holdings import holdings
from reports.sections.key_numbers import key_numbers
from tests.reports.made_results import long_result, tiny_result


def test_key_numbers_have_a_column_a_part_and_one_index() -> None:
    assert [group.title for group in key_numbers(tiny_result(), run_parts(tiny_result()))] == [
        "Return and risk",
        "Against the CSI 300 price index",
        "What was held",
        "Trading",
    ]
    result = long_result(60, 4, hindsight=True)
    groups = key_numbers(result, run_parts(result))
    assert [group.title for group in groups][1:] == ["Against the CSI 300 total return", "What was held", "Trading"]
    assert {len(row.values) for group in groups for row in group.rows} == {2}
    total = key_numbers(tiny_result(), run_parts(tiny_result()))[0].rows[0]
    assert (total.key, total.values) == ("total_return", ("3.99%", "2.00%"))


def test_the_index_has_its_own_risk_beside_that_of_the_strategy() -> None:
    """Index of the test: 4000 4100 4080, so +2.0% in all and 4080 / 4100 - 1 = -0.49% from its highest close."""
    risk, against, *_ = key_numbers(tiny_result(), run_parts(tiny_result()))
    assert (risk.beside, against.beside) == ("CSI 300 price index", "")
    market = {row.key: row.market for row in risk.rows}
    assert market["total_return"] == ("0.00%", "2.00%")
    assert market["max_drawdown"][1] == "\N{MINUS SIGN}0.49%"
    assert market["annual_return"] == ("\N{EN DASH}", "\N{EN DASH}")
    assert {row.market for row in against.rows} == {()}


def test_a_part_under_a_year_has_no_rate_a_year_and_says_why() -> None:
    """Five sessions made into a year are no number; a part of a year or more keeps its rates."""
    short = {row.key: row for group in key_numbers(tiny_result(), run_parts(tiny_result())) for row in group.rows}
    dashes = ("\N{EN DASH}", "\N{EN DASH}")
    assert [short[key].values for key in ("annual_return", "calmar", "alpha", "turnover")] == [dashes] * 4
    assert short["total_return"].values == ("3.99%", "2.00%")
    notes = [group.note for group in key_numbers(tiny_result(), run_parts(tiny_result()))]
    assert [bool(note) for note in notes] == [True, True, False, True]
    parts = run_parts(long_result(600, 4, hindsight=True))
    assert [part.under_a_year for part in parts] == [True, False]
    (annual,) = (
        row for row in key_numbers(long_result(600, 4, hindsight=True), parts)[0].rows if row.key == "annual_return"
    )
    assert annual.values[0] == "\N{EN DASH}"
    assert annual.values[1].endswith("%")


def test_the_month_of_publication_is_split_between_hindsight_and_test() -> None:
    result = tiny_result()
    parts, headline = run_parts(result), headline_benchmark(result)
    early, late = heat_map(result, parts, headline).rows
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
    assert (drawn.cut, drawn.strategy[3], drawn.benchmark.values[3], drawn.excess[3]) == (3, 100.0, 100.0, 0.0)
    # The index fell from 4080 to 4000 before publication and from 4100 to 4080 after it.
    assert drawn.benchmark_drawdown == pytest.approx([0, 0, 0, -0.01961, 0, -0.00488])


def test_the_paper_diary_goes_on_from_the_strategy_on_its_first_day() -> None:
    """The base is the publication (100); its diary begins a session later, where 105,069 / 103,990 is 101.038."""
    result = tiny_result()
    first, last = result.ledger.sessions[[4, 5]].tolist()
    diary = DiaryBeside(first, last, 1, 0.10, 0.0, same("CSI 300"), dates=(first, last), growth=(1.0, 1.10))
    drawn = curves(result, run_parts(result), diary)
    assert drawn is not None
    # 101.038 grows by a tenth to 111.141.
    assert drawn.diary == (None, None, None, None, 101.038, 111.141)
    assert [each.label for each in growth_chart(drawn, result).panels[0].series][2] == "Paper diary"
    early = replace(diary, dates=(date(2020, 1, 2), last), since=date(2020, 1, 2))
    undrawn = curves(result, run_parts(result), early)
    assert undrawn is not None
    assert undrawn.diary == ()


def test_without_hindsight_the_page_starts_at_publication() -> None:
    result = long_result(90, 4)
    drawn = curves(result, run_parts(result))
    assert drawn is not None
    assert (drawn.cut, drawn.dates[0]) == (0, str(result.known_from))


def test_holdings_by_segment_board_and_name_fill_the_equity_with_cash() -> None:
    result = tiny_result()
    held = holdings(result, run_parts(result))
    # Last session: C 12,500 (power) and A 11,500 (optical) of 106,069, cash 82,069; both of the main board.
    groups = {"power": 0.1178, "optical": 0.1084, "cash": 0.7737}
    assert {band.label: band.weights[-1] for band in held.segments} == pytest.approx(groups, abs=1e-4)
    boards = {band.label.zh: band.weights[-1] for band in held.boards}
    assert boards == pytest.approx({"主板": 0.2263, "现金": 0.7737}, abs=1e-4)
    names = {band.label: band.weights[-1] for band in held.names}
    # B is C from the last session on, and stands under it before, too: 22,000 of 103,990 on the fourth.
    assert names == pytest.approx({"丙公司 600003.SH": 0.1178, "甲公司 600001.SH": 0.1084, "cash": 0.7737}, abs=1e-4)
    assert held.names[0].weights[3] == pytest.approx(0.2116, abs=1e-4)


def test_breadth_counts_names_and_their_effective_number() -> None:
    result = tiny_result()
    held = holdings(result, run_parts(result))
    assert held.count == (0.0, 2.0, 2.0, 2.0, 2.0, 2.0)
    # 30,000 of 99,990; then 11,500 and 12,500: 24,000 squared over 132,250,000 + 156,250,000 is 1.997.
    assert held.invested[1] == pytest.approx(0.3000, abs=1e-4)
    assert (held.effective[0], held.effective[-1]) == (None, 2.0)
    # 10,000 and 20,000: 900 / 500 = 1.8.
    assert held.effective[1] == 1.8


def test_many_segments_are_gathered_and_cash_stays_last() -> None:
    result = long_result(40, 24, hindsight=True)
    spread = replace(result, segments={symbol: f"segment {k}" for k, symbol in enumerate(result.ledger.symbols)})
    bands = holdings(spread, run_parts(spread)).segments
    assert [band.label for band in bands][-2:] == ["other segments", "cash"]
    assert len(bands) == 10
    assert sum(band.weights[-1] for band in bands) == pytest.approx(1.0, abs=1e-3)
