"""Section 2: sessions without limits after a listing, and the old-style first session."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import (
    BEIJING,
    CHINEXT,
    STAR,
    A,
    B,
    Cell,
    D,
    Row,
    Tables,
    Z,
    action,
    status,
    tiny,
    up_to,
    weekdays,
)
from tests.execution.test_spec_cases_limits import half, outcome_of_buy


def listing(
    symbol: str, cells: Sequence[Cell], listed: date | None, days: Sequence[date] = D, **facts: object
) -> Tables:
    """A market in which a symbol begins to trade, beside one that always did."""
    instruments: dict[str, Row] = {symbol: {"list_date": listed, **facts}}
    return tiny({symbol: cells, B: [10] * len(cells)}, days, instruments=instruments)


def buys_new(execute: Execute, market: Tables, symbol: str, at: int, days: Sequence[date] = D) -> str:
    """What becomes of a purchase on one session."""
    return outcome_of_buy(execute, market, days[at], days[at - 1], symbol)


# 1. Listed on D[1] with a bar a session: the last session without limits. All trade at 10.00, then open at 40.00.
FREE = [(A, 5), (Z, 5), (CHINEXT, 5), (STAR, 5), (BEIJING, 1)]


@pytest.mark.parametrize(("symbol", "last_free"), FREE)
def test_first_sessions_without_limits(execute: Execute, symbol: str, last_free: int) -> None:
    for at in range(1, last_free + 2):
        cells: list[Cell] = [None, *[10.0] * (at - 1), 40.0]
        outcome = buys_new(execute, listing(symbol, cells, D[1]), symbol, at)
        assert outcome == ("filled" if at <= last_free else "limit_up"), at


def test_first_sessions_are_counted_by_traded_bars(execute: Execute) -> None:
    # Suspended on D[2] and D[3]: the fifth bar is on D[7], the sixth on D[8].
    cells: list[Cell] = [None, 10, None, {"open": 1, "volume": 0}, 10, 10, 10]
    assert buys_new(execute, listing(A, [*cells, 40], D[1]), A, 7) == "filled"
    assert buys_new(execute, listing(A, [*cells, 10, 40], D[1]), A, 8) == "limit_up"


def test_bars_before_the_list_date_are_not_counted(execute: Execute) -> None:
    # A bar on D[1], listed on D[2] and traded on it: D[6] is the fifth bar from the list date, D[7] the sixth.
    cells: list[Cell] = [None, 10, 10, 10, 10, 10]
    assert buys_new(execute, listing(A, [*cells, 40], D[2]), A, 6) == "filled"
    assert buys_new(execute, listing(A, [*cells, 10, 40], D[2]), A, 7) == "limit_up"


# 4. Not new: ordinary limits from the second bar on.
NOT_NEW = [
    pytest.param(None, id="no list date"),
    pytest.param(date(2010, 1, 4), id="listed before the calendar"),
    pytest.param(D[0], id="no bar on the first session from the list date"),
    pytest.param(date(2023, 12, 30), id="listed on the weekend before the calendar"),
    pytest.param(D[5], id="listed later than it trades"),
]


@pytest.mark.parametrize("listed", NOT_NEW)
def test_other_first_bars_have_limits_from_the_second_on(execute: Execute, listed: date | None) -> None:
    assert buys_new(execute, listing(A, [None, 40], listed), A, 1) == "filled"
    assert buys_new(execute, listing(A, [None, 10, 40], listed), A, 2) == "limit_up"
    assert buys_new(execute, listing(A, [None, 10, 10.99], listed), A, 2) == "filled"


def test_a_list_date_on_a_weekend_means_the_first_session_after_it(execute: Execute) -> None:
    # Listed on Saturday, first bar on Monday D[4], fifth on D[8], sixth on D[9].
    cells: list[Cell] = [None, None, None, None, 10, 10, 10, 10]
    assert buys_new(execute, listing(A, [*cells, 40], date(2024, 1, 6)), A, 8) == "filled"
    assert buys_new(execute, listing(A, [*cells, 10, 40], date(2024, 1, 6)), A, 9) == "limit_up"


# 6. and 7. Old-style listings: first day of listing, (symbol, first session).
OLD_STYLE = [
    (A, date(2013, 12, 13)),
    (CHINEXT, date(2013, 12, 13)),
    (A, date(2022, 6, 1)),
    (Z, date(2023, 4, 7)),
    (CHINEXT, date(2020, 8, 21)),
]
NEW_STYLE = [(A, date(2023, 4, 10)), (CHINEXT, date(2020, 8, 24)), (STAR, date(2019, 7, 22))]


@pytest.mark.parametrize(("symbol", "first"), OLD_STYLE)
def test_on_an_old_style_first_session_no_buy_passes(execute: Execute, symbol: str, first: date) -> None:
    days = up_to(first, 2)
    for cell in (10.0, 5.0, {"open": 5.0, "prev_close": 10.0}):
        assert buys_new(execute, listing(symbol, [None, cell], first, days), symbol, 1, days) == "limit_up"


@pytest.mark.parametrize(("symbol", "first"), NEW_STYLE)
def test_from_registration_on_the_first_session_is_free(execute: Execute, symbol: str, first: date) -> None:
    days = up_to(first, 2)
    for cell in (40.0, {"open": 40.0, "prev_close": 10.0}):
        assert buys_new(execute, listing(symbol, [None, cell], first, days), symbol, 1, days) == "filled"


# 7.77 * 1.20 = 9.324 -> 9.32 in the opening auction, 7.77 * 1.44 = 11.1888 -> 11.19 later, whatever prev_close says.
FIRST_LIMITS = [
    ("open", 9.32, "limit_up"),
    ("open", 9.31, "filled"),
    ("open", 1.0, "filled"),
    ("close", 11.19, "limit_up"),
    ("close", 11.18, "filled"),
    ("vwap", 11.186, "limit_up"),  # to the cent 11.19
    ("vwap", 11.184, "filled"),
]


CAPPED = [(A, date(2022, 6, 1)), (A, date(2013, 12, 13)), (CHINEXT, date(2020, 8, 21))]


@pytest.mark.parametrize("case", FIRST_LIMITS, ids=str)
@pytest.mark.parametrize(("symbol", "first"), CAPPED)
def test_with_an_issue_price_the_first_limit_is_counted_from_it(
    execute: Execute, symbol: str, first: date, case: tuple[str, float, str]
) -> None:
    fill, price, outcome = case
    days = up_to(first, 2)
    cell: Row = {"open": price, "high": price + 0.01, "low": price - 0.01, "prev_close": 7.77}
    market = listing(symbol, [None, {**cell, "amount": price * 1_000_000}], days[1], days, issue_price=7.77)
    ledger = execute(market, half(days[0], symbol), cash=10_000_000.0, fill=fill)
    assert [row[4] for row in ledger.refusals] == ([] if outcome == "filled" else [outcome])
    assert len(ledger.fills) == (outcome == "filled")


@pytest.mark.parametrize("symbol", [A, Z, CHINEXT])
@pytest.mark.parametrize("facts", [{}, {"issue_price": 10.0}])
def test_a_debut_before_13_december_2013_has_no_limits(execute: Execute, symbol: str, facts: dict[str, float]) -> None:
    # Listed on Thursday, 12 December; the second session has its ordinary limits of 36.00 and 44.00.
    days = up_to(date(2013, 12, 13), 3)
    cells: list[Cell] = [None, {"open": 40.0, "prev_close": 10.0}, 44.0]
    assert buys_new(execute, listing(symbol, cells[:2], days[1], days, **facts), symbol, 1, days) == "filled"
    assert buys_new(execute, listing(symbol, cells, days[1], days, **facts), symbol, 2, days) == "limit_up"


def test_slippage_at_the_open_of_a_debut_goes_no_further_than_the_auction(execute: Execute) -> None:
    # 11.90 * 1.02 = 12.138; the auction accepts 12.00, the session 14.40.
    days = up_to(date(2022, 6, 1), 2)
    market = listing(A, [None, 11.9], days[1], days, issue_price=10.0)
    (fill,) = execute(market, half(days[0], A), cash=10_000_000.0, slippage=0.02).fills
    assert fill[4] == 12.0


def test_no_limit_does_not_lift_the_old_first_session(execute: Execute) -> None:
    days = up_to(date(2022, 6, 1), 2)
    free = [status(A, "NO_LIMIT", days[1], days[1])]
    market = {**listing(A, [None, 10], days[1], days), "status": free}
    assert buys_new(execute, market, A, 1, days) == "limit_up"
    market = {**listing(A, [None, 14.4], days[1], days, issue_price=10.0), "status": free}
    assert buys_new(execute, market, A, 1, days) == "limit_up"


def test_the_second_session_of_an_old_style_listing_has_ordinary_limits(execute: Execute) -> None:
    # First close 14.40, limit 15.84.
    days = weekdays(date(2022, 6, 1), 3)
    for opening, outcome in ((15.84, "limit_up"), (15.83, "filled")):
        market = listing(A, [None, 14.4, opening], days[1], days, issue_price=10.0)
        assert buys_new(execute, market, A, 2, days) == outcome


def test_an_old_style_listing_that_is_not_new_is_open_on_its_first_bar(execute: Execute) -> None:
    days = weekdays(date(2022, 6, 1), 3)
    assert buys_new(execute, listing(A, [None, 40], date(2010, 1, 4), days), A, 1, days) == "filled"


def test_a_refused_first_session_buy_is_carried(execute: Execute) -> None:
    # D[1] of June 2022 refuses, the next session fills below its limit.
    days = weekdays(date(2022, 6, 1), 3)
    ledger = execute(listing(A, [None, 10, 10.5], days[1], days), half(days[0], A), cash=100_000.0)
    assert [row[:5] for row in ledger.refusals] == [(days[1], A, "buy", 5000, "limit_up")]
    assert [row[:4] for row in ledger.fills] == [(days[2], A, "buy", 5000)]


def test_an_ex_date_before_any_close_makes_no_reference(execute: Execute) -> None:
    # Not new, first bar on D[2], ex-dates on D[1] and D[2]: still no reference and no limits.
    actions = [action(A, D[1], cash_per_share=1.0), action(A, D[2], cash_per_share=1.0)]
    market = {**listing(A, [None, None, 40], None), "actions": actions}
    assert buys_new(execute, market, A, 2) == "filled"
