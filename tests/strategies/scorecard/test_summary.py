"""Calls taken together: hit rates, the average excess and its interval, names clustered by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from strategies.scorecard import score
from tests.strategies.rules.market import make_panel, weekdays
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report
from tests.strategies.scorecard.test_card import CLOSES


def test_hit_rate_and_average_of_the_list() -> None:
    # One of three beat by 5 points or more; excesses of 15, 4 and -25 points: mean -2, median 4, and without the best
    # one (4 - 25) / 2 = -10.5.
    summary = score(make_panel(SESSIONS, CLOSES, CSI_300), [small_report(tuple(CLOSES))]).reports[0].summary
    assert (summary.unrated.beat, summary.unrated.did_not_beat, summary.rated.settled) == (1, 2, 0)
    assert summary.unrated.rate == pytest.approx(1 / 3)
    assert (summary.theses.no_verdict, summary.theses.names) == (1, 3)
    assert (summary.average, summary.median, summary.without_best) == pytest.approx((-0.02, 0.04, -0.105))
    assert summary.listed == 3
    assert summary.list_kind == "formal"
    assert summary.interval is None  # five sessions are no basis


def test_without_a_formal_list_the_mentions_are_averaged_and_never_hit() -> None:
    mentioned = small_report(tuple(CLOSES), listing="mentioned")
    summary = score(make_panel(SESSIONS, CLOSES, CSI_300), [mentioned]).reports[0].summary
    assert (summary.rated.rate, summary.unrated.rate) == (None, None)
    assert summary.list_kind == "mentioned"
    assert summary.average == pytest.approx(-0.02)


def long_market(names: int) -> dict[str, list[float]]:
    """One random walk under several symbols."""
    walk = 10 * np.exp(np.cumsum(np.random.default_rng(5).normal(0.001, 0.02, 160)))
    return {f"60000{k}.SH": walk.tolist() for k in range(names)}


def summary_of(names: int) -> tuple[float, float]:
    closes = long_market(names)
    panel = make_panel(weekdays("2025-02-03", 160), closes, np.full(160, 4000.0))
    interval = score(panel, [small_report(tuple(closes))]).reports[0].summary.interval
    assert interval is not None
    return interval.low, interval.high


def test_names_that_move_as_one_make_no_narrower_interval() -> None:
    # Five copies of one name know no more than it: days are drawn for all names together.
    alone, five = summary_of(1), summary_of(5)
    assert five == pytest.approx(alone, abs=1e-9)
    assert alone[0] < alone[1]


def test_the_interval_lies_round_the_average_in_its_own_unit() -> None:
    closes = long_market(2)
    panel = make_panel(weekdays("2025-02-03", 160), closes, np.full(160, 4000.0))
    summary = score(panel, [small_report(tuple(closes))]).reports[0].summary
    assert summary.interval is not None
    assert summary.average is not None
    assert summary.interval.low < summary.average < summary.interval.high


def test_a_constant_gain_a_day_has_an_interval_without_width() -> None:
    # 10 CNY and 0.01 more each session: the excess path rises by 0.001 a session, whatever days are drawn. Base
    # 2025-02-04 is row 1, the end 2025-08-04 is row 130: 129 sessions of 0.01 over 10.01 are 1.29 / 10.01.
    closes = {"600000.SH": [10 + 0.01 * k for k in range(160)]}
    panel = make_panel(weekdays("2025-02-03", 160), closes, np.full(160, 4000.0))
    summary = score(panel, [small_report(tuple(closes))]).reports[0].summary
    assert summary.interval is not None
    assert (summary.average, summary.interval.low, summary.interval.high) == pytest.approx((1.29 / 10.01,) * 3)


def test_sessions_between_two_windows_know_nothing_and_do_not_count() -> None:
    # 2025-02-04 to 2025-08-04 are 129 steps as above, 2025-12-01 to 2026-06-01, both Mondays, 26 weeks of 5: 259. The
    # gap between them would make 344.
    walk = 10 * np.exp(np.cumsum(np.random.default_rng(6).normal(0.001, 0.02, 360)))
    panel = make_panel(weekdays("2025-02-03", 360), {"600000.SH": walk.tolist()}, np.full(360, 4000.0))
    early, late = small_report(("600000.SH",)), small_report(("600000.SH",), published="2025-12-01")
    (broker,) = score(panel, [early, replace(late, id="104")]).brokers.values()
    assert broker.interval is not None
    assert broker.interval.sessions == 259


def test_a_broker_pools_its_reports_and_leaves_open_ones_out_of_the_average() -> None:
    # The second report came on 2025-03-03 and its six months are still open: the average stays that of the first.
    second = replace(small_report(("600001.SH",), published="2025-03-03"), id="104")
    card = score(make_panel(SESSIONS, CLOSES, CSI_300), [small_report(tuple(CLOSES)), second])
    (broker,) = card.brokers.values()
    assert (broker.unrated.beat, broker.unrated.did_not_beat, broker.unrated.pending) == (1, 2, 1)
    assert broker.average == pytest.approx(-0.02)
    assert broker.settled


def test_two_closed_reports_average_over_all_their_names() -> None:
    # Published on 2025-01-26: base 2025-01-24 at 9; six months on, 2025-07-26, the last close is of 2025-03-03: 10 / 9
    # and 4,030 / 3,900 give 11.11 - 3.33 = 7.78 points. With -2 for each of three: (3 * -2 + 7.7778) / 4 = 0.4444.
    first = replace(small_report(("600000.SH",), published="2025-01-26"), id="104")
    card = score(make_panel(SESSIONS, CLOSES, CSI_300), [first, small_report(tuple(CLOSES))])
    (broker,) = card.brokers.values()
    assert (broker.listed, broker.distinct) == (4, 3)
    assert broker.average == pytest.approx((3 * -0.02 + (10 / 9 - 4030 / 3900)) / 4)


def test_random_lists_of_the_store_come_from_names_traded_then() -> None:
    # A third name of the same board, +100%: any draw with it is better than the list, the draw of the list itself ties
    # and counts against it, so p is 1. Listed later it cannot be drawn; with nothing else to draw luck says nothing.
    report = small_report(("600000.SH", "600001.SH"))
    closes = {"600000.SH": CLOSES["600000.SH"], "600001.SH": CLOSES["600001.SH"]}
    rich: dict[str, list[float]] = {**closes, "600009.SH": [10, 10, 10, 10, 10, 15, 20, 1]}
    luck = score(make_panel(SESSIONS, rich, CSI_300), [report], pool="store").reports[0].summary.luck
    assert luck.baskets is not None
    assert luck.baskets.pool == 3
    assert luck.baskets.p_value == 1.0
    assert luck.baskets.matched["board"] == 2  # eight sessions are no history to match on
    late: dict[str, list[float]] = {**closes, "600009.SH": [np.nan, np.nan, 10, 10, 10, 15, 20, 1]}
    none = score(make_panel(SESSIONS, late, CSI_300), [report], pool="store").reports[0].summary.luck
    assert (none.baskets, none.too_few) == (None, ())


# 601138.SH and 600183.SH are in report 004 and so known on its day, 002364.SZ is first named by 002 on 2025-05-07,
# 600000.SH by none; all are on the main board.
NAMED = dict.fromkeys(("601138.SH", "600183.SH", "600000.SH", "002364.SZ"), CLOSES["600000.SH"])


def test_without_a_word_the_pool_holds_only_names_that_reports_had_given() -> None:
    report = replace(small_report(("601138.SH",)), published=date(2025, 2, 4))
    luck = score(make_panel(SESSIONS, NAMED, CSI_300), [report]).reports[0].summary.luck
    assert luck.baskets is not None
    assert (luck.baskets.pool, luck.own, luck.later) == (2, 1, 0)


def test_the_pool_of_the_store_says_how_many_a_later_report_named_first() -> None:
    report = replace(small_report(("601138.SH",)), published=date(2025, 2, 4))
    luck = score(make_panel(SESSIONS, NAMED, CSI_300), [report], pool="store").reports[0].summary.luck
    assert luck.baskets is not None
    assert (luck.baskets.pool, luck.own, luck.later) == (4, 1, 1)


def test_too_few_known_names_of_a_board_give_no_random_lists() -> None:
    # The list took both main-board names that were known by then.
    report = replace(small_report(("601138.SH", "600183.SH")), published=date(2025, 2, 4))
    luck = score(make_panel(SESSIONS, NAMED, CSI_300), [report]).reports[0].summary.luck
    assert luck.baskets is None
    assert luck.too_few == ("main 2 for 2",)


def test_the_year_before_the_publication_is_shown_beside_the_average() -> None:
    # 245 sessions up to the base on 2025-02-04, row 244, whose year begins on row 4: 10 to 15 against 4,000 to 4,400 is
    # 50 less 10 points; the second name lists on row 5 and is left out.
    rows = np.arange(260)
    closes = {
        "600000.SH": np.where(rows <= 4, 10.0, 15.0),
        "600001.SH": np.where(rows <= 4, np.nan, 20.0),
    }
    days = weekdays("2024-02-28", 260)
    assert days[244] == date(2025, 2, 4)
    panel = make_panel(days, closes, np.where(rows <= 4, 4000.0, 4400.0))
    card = score(panel, [small_report(tuple(closes))])
    before = card.reports[0].summary.run_up
    assert before is not None
    assert (before.own, before.market, before.excess) == pytest.approx((0.5, 0.1, 0.4))
    assert (before.names, before.left_out) == (1, 1)
    assert card.brokers["Cinda Securities"].run_up == before


def test_a_store_of_a_few_days_says_nothing_of_the_year_before() -> None:
    assert score(make_panel(SESSIONS, CLOSES, CSI_300), [small_report(tuple(CLOSES))]).reports[0].summary.run_up is None


# Three names that gain 0.01 a session on 10 CNY, and one that loses it: as above, without any noise, so that each
# interval has no width. Base row 1, end row 130: +-1.29 over 10.01 and 9.99.
STEADY = {f"60000{k}.SH": [10 + 0.01 * (k + 1) * row for row in range(160)] for k in range(3)}
FALLING = {f"60001{k}.SH": [10 - 0.01 * (k + 1) * row for row in range(160)] for k in range(3)}


def test_a_thesis_of_three_is_ahead_or_behind_and_one_of_two_says_nothing() -> None:
    closes = {**STEADY, **FALLING}
    source = small_report(tuple(closes))
    thesis = source.theses[0]
    rising, falling, pair = (replace(thesis, id=word) for word in ("rising", "falling", "pair"))
    members = (
        *(replace(each, thesis="rising") for each in source.memberships if each.symbol in STEADY),
        *(replace(each, thesis="falling") for each in source.memberships if each.symbol in FALLING),
        *(replace(each, thesis="pair") for each in source.memberships[:2]),
    )
    report = replace(source, theses=(rising, falling, pair), memberships=members)
    panel = make_panel(weekdays("2025-02-03", 160), closes, np.full(160, 4000.0))
    found = score(panel, [report]).reports[0]
    rows = {row.subject: row for row in found.rows if row.kind == "thesis"}
    assert {subject: row.verdict for subject, row in rows.items()} == {
        "rising": "ahead",
        "falling": "behind",
        "pair": "no verdict",
    }
    assert rows["pair"].notes == ("no verdict: under 3 names",)
    assert rows["pair"].interval is not None  # it is shown all the same
    counted = found.summary.theses
    # Three theses with eight memberships of six different names.
    assert (counted.ahead, counted.behind, counted.unclear, counted.no_verdict, counted.names) == (1, 1, 0, 1, 6)


def test_overlapping_theses_move_like_fewer_baskets() -> None:
    # Two theses of the same three names are one basket twice.
    draw = np.random.default_rng(8)
    closes = {f"60000{k}.SH": (10 * np.exp(np.cumsum(draw.normal(0, 0.02, 160)))).tolist() for k in range(3)}
    source = small_report(tuple(closes))
    twin = replace(source.theses[0], id="twin")
    members = (*source.memberships, *(replace(each, thesis="twin") for each in source.memberships))
    report = replace(source, theses=(*source.theses, twin), memberships=members)
    panel = make_panel(weekdays("2025-02-03", 160), closes, np.full(160, 4000.0))
    summary = score(panel, [report]).reports[0].summary
    assert summary.theses.names == 3
    assert summary.theses.moves_like == pytest.approx(1.0)
    assert summary.moves_like is not None
    assert 2.0 < summary.moves_like <= 3.0  # three independent walks


def test_one_name_has_no_average_without_the_best() -> None:
    summary = score(make_panel(SESSIONS, CLOSES, CSI_300), [small_report(("600000.SH",))]).reports[0].summary
    assert (round(summary.average or 0, 9), round(summary.median or 0, 9), summary.without_best) == (0.15, 0.15, None)
