"""Checks of answers and tables, on frames written by hand. Sessions: 2024-01-02 to 05, 08 and 09."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data_sources.market_rules.price_limits import widest_rates
from data_sources.quality import check, reference
from data_sources.quality.days.market_sessions import against_index, row_floor, stale_market
from data_sources.quality.prices.moves import illegal_move
from data_sources.refresh.answer_checks import future_rows, gaps, late_session, listing_beside_bars
from data_sources.refresh.compare import settled, with_stored_rights
from data_sources.refresh.history_differs import history_differs
from data_sources.refresh.item import Item
from data_sources.refresh.known import Known
from data_sources.refresh.table_checks import holes_of_new, not_listed, unexplained_references
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import SESSIONS
from data_sources.vendors.source import Rounding
from tests.data_sources.quality.markets import SESSIONS as QUARTER
from tests.data_sources.quality.markets import bars_on, frames
from tests.data_sources.refresh.frames import BEFORE, DAYS, LAST, MANY, actions, bars, index_levels, instruments, known


def test_a_tenth_of_the_symbols_may_be_missing_and_no_more() -> None:
    # 20 the session before: 18 are enough, 17 are not.
    for count, severe in ((18, False), (17, True)):
        frame = bars(*((s, BEFORE, 10.0) for s in MANY), *((s, LAST, 10.1) for s in MANY[:count]))
        found = list(row_floor(known(frame), MANY, LAST))
        assert [finding.severity for finding in found] == ["severe"] * severe
    assert found[0].message == "17 symbols have a bar on 2024-01-09, 20 had one the session before"


def test_yesterday_s_answer_again_is_found_and_one_quiet_share_is_not() -> None:
    stale = bars(*((s, day, 10.0) for s in MANY for day in (BEFORE, LAST)))
    assert [finding.rule for finding in stale_market(known(stale), MANY, LAST)] == ["stale_market"]
    moved = bars(*((s, BEFORE, 10.0) for s in MANY), *((s, LAST, 10.1 if s != MANY[0] else 10.0) for s in MANY))
    assert list(stale_market(known(moved), MANY, LAST)) == []


@pytest.mark.parametrize(("level", "rules"), [(3300.0 * 0.98, ["against_index"]), (3300.0 * 0.995, []), (3400.0, [])])
def test_shares_against_the_index(level: float, rules: list[str]) -> None:
    # The shares rise by 3%; the index falls by 2%, falls by 0.5%, rises.
    index = index_levels((BEFORE, 3300.0), (LAST, level))
    frame = bars(*((s, BEFORE, 10.0) for s in MANY), *((s, LAST, 10.3) for s in MANY))
    assert [finding.rule for finding in against_index(known(frame, index), MANY, LAST)] == rules


def test_a_symbol_no_exchange_lists() -> None:
    found = list(not_listed(known(instruments("600000.SH")), ("600000.SH", "600001.SH"), LAST))
    assert [(finding.rule, finding.symbol) for finding in found] == [("not_listed", "600001.SH")]


def test_widest_rates_by_board_and_day() -> None:
    days = np.array(["2009-01-05", "2020-08-21", "2020-08-24"], "M8[D]")
    assert widest_rates("main", days).tolist() == [0.1, 0.1, 0.1]
    assert np.array_equal(widest_rates("chinext", days), [np.nan, 0.1, 0.2], equal_nan=True)
    assert np.isnan(widest_rates("beijing", days)).all()


def moves(answer: Frame, facts: Known) -> list[Finding]:
    """What a vendor's bars show beside the known facts, as ``check_answer`` judges them."""
    return list(illegal_move(reference({"bars": answer}, facts.frames, stretch=True)))


@pytest.mark.parametrize(
    ("symbol", "close", "rules"),
    [
        # 10% above 10.00 is 11.00, two ticks are given; 12.00 is legal on STAR only.
        ("600000.SH", 11.02, []),
        ("600000.SH", 11.03, ["price_jump"]),
        ("600000.SH", 8.97, ["price_jump"]),
        ("688981.SH", 12.02, []),
        ("688981.SH", 12.03, ["price_jump"]),
        ("920808.BJ", 13.0, []),
    ],
)
def test_a_move_beyond_any_limit(symbol: str, close: float, rules: list[str]) -> None:
    facts = known(instruments(symbol), bars((symbol, BEFORE, 10.0)))
    found = moves(bars((symbol, LAST, close)), facts)
    assert [finding.rule for finding in found] == rules


def test_an_action_explains_a_move_and_a_price_that_ignores_it_is_doubted() -> None:
    # 10.00 less 1.00, 3 new for 10 old: (10 - 1) / 1.3 = 6.92.
    facts = known(instruments("600000.SH"), bars(("600000.SH", BEFORE, 10.0)), actions(("600000.SH", LAST, 1.0, 0.3)))
    assert moves(bars(("600000.SH", LAST, 6.95)), facts) == []
    (ignored,) = moves(bars(("600000.SH", LAST, 10.05)), facts)
    assert ignored.rule == "action_without_jump"
    assert "makes it 6.92" in ignored.message
    # The reverse: the price fell as if there were an action, and none is stored.
    without = known(instruments("600000.SH"), bars(("600000.SH", BEFORE, 10.0)))
    assert [finding.rule for finding in moves(bars(("600000.SH", LAST, 6.95)), without)] == ["price_jump"]


def test_an_action_during_a_suspension_counts_on_the_first_bar_after_it() -> None:
    facts = known(
        instruments("600000.SH"), bars(("600000.SH", DAYS[0], 10.0)), actions(("600000.SH", DAYS[2], 0.0, 1.0))
    )
    assert moves(bars(("600000.SH", LAST, 5.1)), facts) == []


def test_the_first_five_sessions_of_a_listing_have_no_limit() -> None:
    # Listed on 01-02: its fifth session is 01-08, its sixth 01-09.
    new = known(instruments("600000.SH", listed=DAYS[0]), bars(("600000.SH", DAYS[3], 10.0)))
    assert moves(bars(("600000.SH", DAYS[4], 20.0)), new) == []
    assert len(moves(bars(("600000.SH", DAYS[5], 20.0)), new)) == 1


def test_one_corrected_close_is_a_revision_most_of_them_another_series() -> None:
    stored = known(bars(*(("600000.SH", day, 10.0) for day in DAYS[:5])))
    one = bars(*(("600000.SH", day, 10.5 if day == DAYS[0] else 10.0) for day in DAYS))
    most = bars(*(("600000.SH", day, 9.5 if day <= DAYS[3] else 10.0) for day in DAYS))
    assert list(history_differs(one, stored)) == []
    (finding,) = history_differs(most, stored)
    assert finding.message.startswith("4 of 5 stored closes differ, 10.00 is 9.50 on 2024-01-02")


@pytest.mark.parametrize(("volume", "found"), [(100.0, 1), (600_000.0, 0), (400_000.0, 1)])
def test_volumes_in_another_unit_are_another_series_and_corrected_ones_are_not(volume: float, found: int) -> None:
    # Stored: a million shares a day. In 万 they are 100; 600,000 are corrected by less than half, 400,000 by more.
    stored = known(bars(*(("600000.SH", day, 10.0) for day in DAYS[:5]), volume=1e6))
    frame = bars(*(("600000.SH", day, 10.0) for day in DAYS), volume=volume)
    messages = [each.message for each in history_differs(frame, stored)]
    assert (
        messages == [f"5 of 5 stored volumes differ, 1,000,000 is {volume:,.0f} on 2024-01-02: another unit?"] * found
    )


def test_a_list_that_contradicts_the_stored_bars_is_not_taken() -> None:
    stored = replace(known(instruments("600000.SH")), last_bar={"600000.SH": BEFORE})
    later = instruments("600000.SH", listed=LAST)
    gone = instruments("600000.SH", delisted=BEFORE)
    assert [each.message for each in listing_beside_bars(later, stored)] == [
        "600000.SH: listed on 2024-01-09, but its last stored bar is of 2024-01-08"
    ]
    assert [each.date for each in listing_beside_bars(gone, stored)] == [BEFORE]
    assert list(listing_beside_bars(instruments("600000.SH", delisted=LAST), stored)) == []


def test_future_days_and_late_sessions_are_severe() -> None:
    item = Item("bars", ("600000.SH",), DAYS[0], BEFORE)
    assert [f.rule for f in future_rows(bars(("600000.SH", LAST, 10.0)), item)] == ["future_date"]
    stray = frame_from_cells(SESSIONS, {"date": [*DAYS, date(2024, 1, 6)]}).in_key_order()
    assert [(f.rule, f.date) for f in late_session(stray, known())] == [("late_session", date(2024, 1, 6))]


def test_gaps_are_notes_of_the_past_and_warnings_of_today() -> None:
    item = Item("bars", ("600000.SH",), DAYS[0], LAST)
    facts = known(instruments("600000.SH"))
    hole = bars(*(("600000.SH", day, 10.0) for day in DAYS if day != DAYS[2]))
    assert [(f.severity, f.date) for f in gaps(item, hole, facts, "600000.SH")] == [("note", DAYS[2])]
    short = bars(*(("600000.SH", day, 10.0) for day in DAYS[:-1]))
    assert [(f.severity, f.date) for f in gaps(item, short, facts, "600000.SH")] == [("warning", LAST)]
    announced = known(instruments("600000.SH"), suspended=["600000.SH"])
    assert gaps(item, short, announced, "600000.SH") == []
    late = bars(*(("600000.SH", day, 10.0) for day in DAYS[2:-1]))
    # Before its first bar nothing is missing, whatever the listing date says; the end is.
    assert [f.message for f in gaps(item, late, facts, "600000.SH")] == [
        f"no bar on {LAST}: suspended (停牌), or the source lacks it"
    ]
    gone = known(instruments("600000.SH", delisted=LAST))
    assert gaps(item, short, gone, "600000.SH") == []


def test_a_reference_price_that_nothing_explains_names_its_symbol() -> None:
    facts = known(_two_days(9.5), actions(("600001.SH", LAST, 0.5, 0.0)))
    # Both were at 10.00 and the exchange says 9.50: 600001.SH paid 0.50, of 600000.SH nobody told.
    assert unexplained_references(facts, ("600000.SH", "600001.SH"), LAST) == ("600000.SH",)


def _two_days(reference_price: float) -> Frame:
    rows = bars(*((s, day, 10.0) for s in ("600000.SH", "600001.SH") for day in (BEFORE, LAST)))
    given = np.where(rows["date"] == np.datetime64(LAST), reference_price, np.nan)
    return Frame(rows.table, {**rows.columns, "prev_close": given})


def test_rounding_and_empty_cells_leave_the_stored_value() -> None:
    stored = bars(("600000.SH", LAST, 10.0), volume=31_295_787.0, prev_close=9.9)
    fresh = bars(("600000.SH", LAST, 10.004), volume=31_295_800.0)
    frame, found = settled(fresh, stored, Rounding())
    assert (frame["close"][0], frame["volume"][0], frame["prev_close"][0]) == (10.0, 31_295_787.0, 9.9)
    assert found == ()
    frame, found = settled(fresh, stored, None)
    assert (frame["close"][0], frame["prev_close"][0]) == (10.004, 9.9)
    assert [finding.rule for finding in found] == ["revised"]


def test_rights_that_a_vendor_does_not_tell_stay() -> None:
    stored = actions(("600000.SH", LAST, 0.1, 0.0), rights=(0.3, 5.6))
    fresh = actions(("600000.SH", LAST, 0.1, 0.0))
    assert with_stored_rights(fresh, stored, frozenset({"600000.SH"}))["rights_price"].tolist() == [5.6]
    assert with_stored_rights(fresh, stored, frozenset())["rights_price"].tolist() == [0.0]


def test_a_volume_in_lots_proves_its_unit_only_to_half_a_lot() -> None:
    # 149 shares at 10.00 are 1,490 CNY; told as 1 lot of 100 shares the average is 14.90.
    one = bars(("600000.SH", LAST, 10.0), volume=100.0)
    frame = Frame(one.table, {**one.columns, "amount": np.array([1490.0])})
    facts = {"instruments": instruments("600000.SH"), "sessions": frame_from_cells(SESSIONS, {"date": DAYS})}
    found = {
        in_lots: {f.rule for f in check(reference({"bars": frame}, facts, in_lots=in_lots))}
        for in_lots in (True, False)
    }
    assert "unit_proof" in found[False]
    assert "unit_proof" not in found[True]
    # 2,100 CNY at 10.00 would be 210 shares, which no rounding makes one lot.
    dear = Frame(one.table, {**one.columns, "amount": np.array([2100.0])})
    assert "unit_proof" in {f.rule for f in check(reference({"bars": dear}, facts, in_lots=True))}


def test_sessions_that_a_new_history_lacks_are_told_as_by_an_import() -> None:
    # The 59 sessions of a quarter; the 21 in the middle are missing.
    rest = [*QUARTER[:19], *QUARTER[40:]]
    lists = frames(sessions=[{"date": day} for day in QUARTER])
    one = frames(bars=bars_on(rest, MANY[0]))["bars"]
    ten = frames(bars=[row for symbol in MANY[:10] for row in bars_on(rest, symbol)])["bars"]
    found = [
        [(each.severity, each.rule) for each in holes_of_new(Known({**lists, "bars": rows}, last), MANY, QUARTER[-1])]
        for rows, last in ((one, {}), (ten, {}), (ten, dict.fromkeys(MANY, BEFORE)))
    ]
    assert found == [[("warning", "long_hole")], [("severe", "bars_missing_for_all")], []]
