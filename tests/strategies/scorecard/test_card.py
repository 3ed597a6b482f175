"""Whole scorecards of hand-made prices: three names worked out, the traps of the reports, and no look-ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.validity.future import scramble_panel
from strategies.documents import sector_indices
from strategies.documents.library import load_reports, report
from strategies.documents.rating import StockRating
from strategies.scorecard import Judged, Row, score
from strategies.scorecard.calls import KINDS, calls_of
from tests.strategies.rules.market import NONE, make_panel
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report

# 600000: 10 -> 12, +20%, 15 points over the CSI 300's 5%: it beat the index by the 5 points or more of our reading.
# 600001: 10 -> 10.9, +9%, 4 points: it did not. 300002: 10 -> 8, -20%, -25 points: neither did this one.
# The last session, after the end, would turn everything round.
CLOSES: dict[str, list[float]] = {
    "600000.SH": [9, 10, 10, 10, 10, 11.5, 12, 1],
    "600001.SH": [9, 10, 10, 10, 10, 10.5, 10.9, 100],
    "300002.SZ": [9, 10, 10, 10, 10, 8.5, 8, 100],
}

H30184 = next(row for row in sector_indices.sector_indices(["000"]) if row.symbol == "H30184.CSI")


def judged(closes: dict[str, list[float]] = CLOSES, **options: str) -> Judged:
    return score(make_panel(SESSIONS, closes, CSI_300), [small_report(tuple(closes), **options)]).reports[0]


def row_of(found: Judged, subject: str) -> Row:
    (row,) = (row for row in found.rows if row.subject == subject)
    return row


def test_three_names_by_hand() -> None:
    found = judged()
    assert (found.base_day, found.end_day) == (date(2025, 1, 27), date(2025, 8, 4))
    assert found.benchmark.growth == pytest.approx(0.05)
    expected = {
        # symbol: price change, difference, ratio, verdict
        "600000.SH": (0.20, 0.15, 1.20 / 1.05 - 1, "beat"),
        "600001.SH": (0.09, 0.04, 1.09 / 1.05 - 1, "did not beat"),
        "300002.SZ": (-0.20, -0.25, 0.80 / 1.05 - 1, "did not beat"),
    }
    for symbol, (change, difference, ratio, verdict) in expected.items():
        row = row_of(found, symbol)
        assert (row.kind, row.called, row.asked, row.given) == ("formal", "", 5.0, "")
        assert (row.price_change, row.difference, row.ratio) == pytest.approx((change, difference, ratio))
        assert (row.benchmark, round(row.benchmark_change, 9)) == ("000300.SH", 0.05)
        assert row.verdict == verdict


def test_an_equal_weight_of_own_names_is_shown_as_that_and_is_no_call() -> None:
    # (20 + 9 - 20) / 3 = 3%, two points under the CSI 300; six sessions are no basis for an interval.
    found = judged()
    for row in (row_of(found, "ai_cloud_side"), row_of(found, "own_names")):
        assert (row.price_change, row.difference) == pytest.approx((0.03, -0.02))
        assert row.measured_by == "equal weight of 3 of 3 names"
        assert (row.called, row.given, row.asked, row.verdict) == ("", "", None, "no verdict")
        assert row.notes == ("no verdict: no interval of these sessions",)


def test_an_industry_without_an_index_of_it_in_the_store_has_no_verdict() -> None:
    row = row_of(judged(), "electronics")
    assert (row.called, row.given, row.verdict, row.measured_by, row.symbols) == ("positive", "", "no verdict", "", ())
    # Report 004 rates SW electronics; the small report keeps its id.
    assert row.notes == ("no verdict: no index of the industry is stored: 801080.SI SW electronics",)


def test_an_industry_with_an_index_in_the_store_is_judged_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = make_panel(SESSIONS, CLOSES, CSI_300)
    levels = np.array([100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 112.0, 1.0])
    panel = replace(panel, benchmarks={**panel.benchmarks, "H30184.CSI": levels})
    # Report 000 rates semiconductors, known from 2025-02-06; its day is put back to that of the small report.
    monkeypatch.setattr(sector_indices, "_rows", lambda: (replace(H30184, start=date(2025, 2, 4)),))
    of_chips = replace(small_report(tuple(CLOSES)), id="000", sector="semiconductors")
    row = row_of(score(panel, [of_chips]).reports[0], "semiconductors")
    assert row.measured_by.startswith("H30184.CSI ")
    assert row.notes == ("SW semiconductors (801081.SI) is not stored: H30184.CSI stands in for it",)
    assert (row.price_change, row.difference) == pytest.approx((0.12, 0.07))
    assert (row.given, row.verdict) == ("positive", "met")


def test_the_reports_own_index_goes_before_its_stand_in_where_both_ends_are_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # SW semiconductors: 200 -> 208, +4%, one point under the CSI 300's 5%; the stand-in made 12%.
    own = next(row for row in sector_indices.sector_indices(["000"]) if row.symbol == "801081.SI")
    rows = tuple(replace(row, start=date(2025, 2, 4)) for row in (own, H30184))
    monkeypatch.setattr(sector_indices, "_rows", lambda: rows)
    panel = make_panel(SESSIONS, CLOSES, CSI_300)
    stand_in = np.array([100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 112.0, 1.0])
    levels = np.array([200.0, 200.0, 200.0, 200.0, 200.0, 200.0, 208.0, 1.0])
    late = np.array([NONE, NONE, NONE, NONE, 200.0, 200.0, 208.0, 1.0])
    of_chips = replace(small_report(tuple(CLOSES)), id="000", sector="semiconductors")
    stored = {**panel.benchmarks, "H30184.CSI": stand_in}
    whole, begun_late = (
        row_of(score(replace(panel, benchmarks={**stored, "801081.SI": each}), [of_chips]).reports[0], "semiconductors")
        for each in (levels, late)
    )
    assert (whole.measured_by, whole.notes) == ("801081.SI SW semiconductors", ())
    assert (whole.price_change, whole.difference) == pytest.approx((0.04, -0.01))
    # One that began after the publication says nothing of the window; the basket must not take its stand-in's place.
    assert begun_late.measured_by.startswith("H30184.CSI ")
    assert begun_late.notes == (
        "SW semiconductors (801081.SI) has no level at both ends of the window: H30184.CSI stands in for it",
    )


def test_what_could_be_traded_pays_fees_and_lots() -> None:
    # Bought on 2025-02-05 at 10.00: 10,000,000 / (10 * 1.00026) = 999,740 shares, so 999,700 in lots of 100.
    #   9,997,000.00 + commission 0.025% 2,499.25 + transfer fee 0.001% 99.97 = 9,999,599.22; 400.78 CNY stay.
    # Sold on 2025-08-04 at 12.00: 11,996,400.00 - 2,999.10 - stamp duty 0.05% 5,998.20 - 119.96 = 11,987,282.74.
    # 11,987,683.52 over 10,000,000 is +19.8768352%.
    traded = row_of(judged(), "600000.SH").traded
    assert traded is not None
    assert (traded.bought_on, traded.sold_on) == (date(2025, 2, 5), date(2025, 8, 4))
    assert traded.gain == pytest.approx(0.198768352, abs=1e-9)


def test_report_004_is_priced_before_the_holiday_and_bought_after_it() -> None:
    # The table of report 004 prints the closes of 2025-01-27, and that is the base; the first open after the holiday is
    # 2025-02-05, where this name stood 10% higher: the judgement has that rise, the trade has not.
    row = row_of(judged({"600000.SH": [9, 10, 11, 11, 11, 11, 11, 11]}), "600000.SH")
    assert report("004").priced_on == date(2025, 1, 27)
    assert row.price_change == pytest.approx(0.10)
    assert row.traded is not None
    assert row.traded.notes == ("600000.SH: not bought at the first open (limit_up)",)
    assert row.traded.bought_on == date(2025, 2, 6)
    assert -0.002 < row.traded.gain < 0


def test_a_name_listed_after_the_publication_keeps_its_row_without_a_verdict() -> None:
    found = judged({**CLOSES, "688795.SH": [NONE, NONE, NONE, 100, 110, 120, 130, 140]})
    row = row_of(found, "688795.SH")
    assert (row.verdict, row.given, row.traded) == ("no verdict", "", None)
    assert row.notes == ("688795.SH: first bar on 2025-02-06, after the publication: no base price",)
    basket = row_of(found, "ai_cloud_side")
    assert basket.price_change == pytest.approx(0.03)
    assert basket.measured_by == "equal weight of 3 of 4 names"
    assert found.summary.unrated.no_verdict == 1
    assert found.summary.listed == 3


def test_a_member_suspended_at_the_windows_end_counts_at_its_last_close() -> None:
    found = judged({**CLOSES, "600000.SH": [9, 10, 10, 10, 12, NONE, NONE, 1]})
    row = row_of(found, "600000.SH")
    assert row.price_change == pytest.approx(0.20)
    assert row.verdict == "beat"
    assert row.notes == ("600000.SH: no trading on 2025-08-04: end is the close of 2025-03-03",)
    assert row.traded is not None
    assert row.traded.sold_on is None
    assert row.traded.notes == ("600000.SH: not sold at the end (suspended)",)
    assert row.notes[0] in row_of(found, "ai_cloud_side").notes


def test_a_window_that_ends_on_a_holiday_ends_before_it() -> None:
    # Six months after 2024-08-01 is 2025-02-01, in the holiday; the last close before is that of 2025-01-27.
    sessions = [date(2024, 8, 1), *SESSIONS]
    closes = {"600000.SH": [8.0, *CLOSES["600000.SH"]]}
    panel = make_panel(sessions, closes, [4000.0, *CSI_300])
    found = score(panel, [small_report(tuple(closes), published="2024-08-01")]).reports[0]
    assert (found.base_day, found.end_day) == (date(2024, 8, 1), date(2025, 1, 27))
    row = row_of(found, "600000.SH")
    assert (row.price_change, row.difference) == pytest.approx((0.25, 0.25))
    assert row.verdict == "beat"


def test_as_of_a_day_inside_the_window_it_is_pending_with_the_state_so_far() -> None:
    # On 2025-08-01: 11.5 / 10 is +15%, the CSI 300 4,190 / 4,000 is +4.75%.
    card = score(make_panel(SESSIONS, CLOSES, CSI_300), [small_report(tuple(CLOSES))], date(2025, 8, 3))
    row = row_of(card.reports[0], "600000.SH")
    assert card.as_of == date(2025, 8, 1)
    assert row.verdict == "pending"
    assert row.difference == pytest.approx(0.1025)
    assert row.traded is not None
    assert row.traded.sold_on is None
    assert card.reports[0].summary.settled is False


@pytest.mark.parametrize("day", ["2025-02-04", "2025-02-06", "2025-08-03", "2025-08-04"])
def test_as_of_a_day_nothing_after_it_is_used(day: str) -> None:
    panel, reports, as_of = (
        make_panel(SESSIONS, CLOSES, CSI_300),
        [small_report(tuple(CLOSES))],
        date.fromisoformat(day),
    )
    first = score(panel, reports, as_of)
    for seed in range(3):
        assert repr(score(scramble_panel(panel, as_of, seed), reports, as_of)) == repr(first)


def test_a_store_that_ends_before_the_publication_says_so_in_every_row() -> None:
    panel = make_panel(SESSIONS[:1], {symbol: closes[:1] for symbol, closes in CLOSES.items()}, CSI_300[:1])
    found = score(panel, [small_report(tuple(CLOSES))]).reports[0]
    assert found.window is None
    assert {row.verdict for row in found.rows} == {"no verdict"}
    assert all(row.notes == ("no price on 2025-02-04: the bars do not reach it",) for row in found.rows)


def test_without_the_csi_300_there_is_a_return_and_no_verdict() -> None:
    panel = replace(make_panel(SESSIONS, CLOSES), benchmarks={})
    row = row_of(score(panel, [small_report(tuple(CLOSES))]).reports[0], "600000.SH")
    assert row.price_change == pytest.approx(0.20)
    assert row.verdict == "no verdict"
    assert row.notes == ("no verdict: the document's benchmark 000300.SH 沪深300 (CSI 300) is not stored",)


def test_a_rated_name_stands_once_and_is_held_to_its_rating() -> None:
    rating = StockRating("004", "600000.SH", "a name", "买入", "buy", None, None, "")
    rated = replace(small_report(tuple(CLOSES)), ratings=(rating,))
    rows = [row for row in score(make_panel(SESSIONS, CLOSES, CSI_300), [rated]).reports[0].rows if row.symbols]
    assert [(row.kind, row.called) for row in rows if row.subject == "600000.SH"] == [("rated", "buy")]


def test_every_call_of_a_report_has_its_row() -> None:
    # 001 recommends nine sub-industries. Formal lists hold 14, 0, 28, 7 and 17 names, of which 7 and 5 are rated.
    counted = {}
    for each in load_reports():
        kinds = [call.kind for call in calls_of(each)]
        counted[each.id] = tuple(kinds.count(kind) for kind in KINDS)
    by_hand = {
        "000": (1, 0, 0, 14, 0, 1, 5),
        "001": (1, 9, 0, 0, 0, 1, 11),
        "002": (1, 0, 7, 21, 0, 1, 23),
        "003": (1, 0, 5, 2, 10, 1, 25),
        "004": (1, 0, 0, 17, 0, 1, 7),
    }
    assert {name: counted[name] for name in by_hand} == by_hand
    assert all(industry == 1 for industry, *_ in counted.values())


def test_nobody_trades_a_name_that_is_only_the_source_of_a_figure() -> None:
    symbols = {symbol for call in calls_of(report("003")) for symbol in call.symbols}
    assert {"688008.SH", "688785.SH"} & symbols == set()


def test_a_report_that_rates_no_industry_has_no_call_for_it_and_asks_nothing_of_its_theses() -> None:
    rating = StockRating("004", "600000.SH", "a name", "买入", "buy", None, None, "")
    unrated = replace(small_report(tuple(CLOSES)), rating="", rating_class="", ratings=(rating,))
    (found,) = score(make_panel(SESSIONS, CLOSES, CSI_300), [unrated]).reports
    assert [row.kind for row in found.rows] == ["rated", "formal", "formal", "own_names", "thesis"]
    assert row_of(found, "600000.SH").verdict == "met"
    thesis = row_of(found, "ai_cloud_side")
    assert (thesis.called, thesis.given) == ("", "")


def test_a_report_without_a_rating_standard_has_returns_and_no_verdict() -> None:
    rated = small_report(tuple(CLOSES))
    nothing = replace(rated.standard, horizon_months=0, benchmarks=(), stock=(), industry=())
    (found,) = score(make_panel(SESSIONS, CLOSES, CSI_300), [replace(rated, rating_class="", standard=nothing)]).reports
    assert found.window is None
    assert {row.kind for row in found.rows} == {"industry", "formal", "own_names", "thesis"}
    for row in found.rows:
        assert row.verdict == "no verdict"
        assert row.notes == ("no verdict: the report prints no horizon",)
