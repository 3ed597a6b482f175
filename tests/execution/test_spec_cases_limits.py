"""Section 2: reference price, and price limits by board, status and date."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import (
    BEIJING,
    CHINEXT,
    SATURDAY,
    STAR,
    A,
    B,
    Cell,
    D,
    Row,
    Tables,
    Z,
    action,
    bar_row,
    status,
    tiny,
    up_to,
)

CASH = 10_000_000.0
OTHER_MAIN, OTHER_CHINEXT, OTHER_STAR, OTHER_BEIJING = "002001.SZ", "302001.SZ", "689009.SH", "430001.BJ"
TICK = 0.01


def half(day: date, symbol: str) -> list[Row]:
    """Target half of one symbol."""
    return [{"date": day, "symbol": symbol, "weight": 0.5}]


def outcome_of_buy(execute: Execute, market: Tables, day: date, decided: date, symbol: str) -> str:
    """`filled`, or why a first purchase on a session was refused."""
    ledger = execute(market, half(decided, symbol), cash=CASH)
    reasons = [row[4] for row in ledger.refusals if row[0] == day]
    fills = [row for row in ledger.fills if row[0] == day]
    assert len(reasons) + len(fills) == 1
    return reasons[0] if reasons else "filled"


def buys(execute: Execute, symbol: str, cells: Sequence[Cell], days: Sequence[date] = D, **more: list[Row]) -> str:
    """What becomes of a purchase on the last of the sessions."""
    last = len(cells) - 1
    return outcome_of_buy(execute, {**tiny({symbol: cells}, days), **more}, days[last], days[last - 1], symbol)


def sells(execute: Execute, symbol: str, cells: Sequence[Cell], days: Sequence[date] = D, **more: list[Row]) -> str:
    """What becomes of a sale on the last of the sessions, of shares bought on the one before."""
    last = len(cells) - 1
    targets = [*half(days[last - 2], symbol), {"date": days[last - 1], "symbol": "", "weight": 0.0}]
    ledger = execute({**tiny({symbol: cells}, days), **more}, targets, cash=CASH)
    assert [row[:3] for row in ledger.fills[:1]] == [(days[last - 1], symbol, "buy")]
    assert len(ledger.fills) + len(ledger.refusals) == 2
    return ledger.refusals[0][4] if ledger.refusals else "filled"


# 1. Limits by symbol, status and day: (symbol, kinds of status, day, reference, lower limit, upper limit).
WORKDAY = date(2024, 1, 4)
LIMITS = [
    (A, "", WORKDAY, 10.00, 9.00, 11.00),
    (Z, "", WORKDAY, 10.00, 9.00, 11.00),
    (OTHER_MAIN, "", WORKDAY, 10.00, 9.00, 11.00),
    (A, "", WORKDAY, 10.05, 9.05, 11.06),  # 9.045 and 11.055, half up
    (A, "", WORKDAY, 10.04, 9.04, 11.04),  # 9.036 and 11.044
    (A, "", WORKDAY, 0.05, 0.04, 0.06),  # 0.045 -> 0.05 is the reference: one tick below; 0.055 -> 0.06
    (A, "", WORKDAY, 0.03, 0.02, 0.04),  # 0.027 and 0.033 round to the reference: one tick each way
    (A, "ST", WORKDAY, 10.00, 9.50, 10.50),
    (A, "ST", WORKDAY, 10.10, 9.60, 10.61),  # 9.595 and 10.605, half up
    (A, "ST", date(2026, 7, 3), 10.00, 9.50, 10.50),  # the Friday before the change
    (A, "ST", date(2026, 7, 6), 10.00, 9.00, 11.00),
    (A, "DELISTING", date(2020, 12, 30), 10.00, 9.00, 11.00),  # from the next day on the first one has no limits
    (A, "ST DELISTING", date(2020, 12, 30), 10.00, 9.00, 11.00),
    (CHINEXT, "", date(2020, 8, 21), 10.00, 9.00, 11.00),  # the Friday before the change
    (CHINEXT, "", date(2020, 8, 24), 10.00, 8.00, 12.00),
    (CHINEXT, "ST", date(2020, 8, 21), 10.00, 9.00, 11.00),
    (CHINEXT, "ST", WORKDAY, 10.00, 8.00, 12.00),
    (OTHER_CHINEXT, "DELISTING", date(2020, 12, 30), 10.00, 8.00, 12.00),
    (STAR, "DELISTING", date(2020, 12, 30), 10.00, 8.00, 12.00),
    (STAR, "", WORKDAY, 10.00, 8.00, 12.00),
    (STAR, "ST", WORKDAY, 10.00, 8.00, 12.00),
    (OTHER_STAR, "", WORKDAY, 10.03, 8.02, 12.04),  # 8.024 and 12.036
    (BEIJING, "", WORKDAY, 10.00, 7.00, 13.00),
    (BEIJING, "ST", WORKDAY, 10.00, 7.00, 13.00),
    (OTHER_BEIJING, "", WORKDAY, 10.05, 7.04, 13.06),  # 7.035 and 13.065 cut towards the reference
    (BEIJING, "", WORKDAY, 10.06, 7.05, 13.07),  # 7.042 up, 13.078 down
    (BEIJING, "", WORKDAY, 0.05, 0.04, 0.06),  # 0.035 up, 0.065 down
    (BEIJING, "", WORKDAY, 0.03, 0.02, 0.04),  # 0.021 and 0.039 are cut to the reference: one tick each way
    (BEIJING, "", date(2021, 11, 15), 10.00, 7.00, 13.00),
]


def spans(symbol: str, kinds: str, day: date) -> list[Row]:
    """Spans of one day of each of the kinds."""
    return [status(symbol, kind, day, day) for kind in kinds.split()]


@pytest.mark.parametrize("case", LIMITS, ids=str)
def test_limits_by_board_status_and_day(execute: Execute, case: tuple[str, str, date, float, float, float]) -> None:
    symbol, kinds, day, reference, down, up = case
    days, states = up_to(day, 3), spans(symbol, kinds, day)
    before: list[Cell] = [reference, reference]
    assert buys(execute, symbol, [*before, up], days, status=states) == "limit_up"
    assert buys(execute, symbol, [*before, round(up - TICK, 2)], days, status=states) == "filled"
    assert sells(execute, symbol, [*before, down], days, status=states) == "limit_down"
    assert sells(execute, symbol, [*before, round(down + TICK, 2)], days, status=states) == "filled"


# 2. No limits at all.
WITHOUT = [
    (A, "NO_LIMIT", WORKDAY),
    (A, "ST NO_LIMIT", WORKDAY),
    (A, "DELISTING NO_LIMIT", WORKDAY),
    (STAR, "NO_LIMIT", WORKDAY),
    (A, "DELISTING", date(2020, 12, 31)),
    (Z, "DELISTING", WORKDAY),
    (OTHER_CHINEXT, "DELISTING", date(2020, 12, 31)),
    (STAR, "ST DELISTING", date(2020, 12, 31)),
    (BEIJING, "DELISTING", date(2021, 11, 15)),
    (BEIJING, "", date(2021, 11, 12)),  # the Friday before the exchange opened
]


@pytest.mark.parametrize(("symbol", "kinds", "day"), WITHOUT)
def test_days_without_limits(execute: Execute, symbol: str, kinds: str, day: date) -> None:
    days, states = up_to(day, 3), spans(symbol, kinds, day)
    assert buys(execute, symbol, [10, 10, 50], days, status=states) == "filled"
    assert sells(execute, symbol, [10, 10, 2], days, status=states) == "filled"


# A trades at 10.00 on D[0] and D[1]. What a sale meets on a session that opens at 2.00 after 10.00: (spans, cells of
# D[2] to the last one, whether that one has limits).
DELISTINGS: list[tuple[str, list[Row], list[Cell], bool]] = [
    ("its first session", [status(A, "DELISTING", D[3])], [10, 2], False),
    ("its second", [status(A, "DELISTING", D[3])], [10, 10, 2], True),
    ("the first traded of it", [status(A, "DELISTING", D[2], D[5])], [None, {"open": 9, "volume": 0}, 2], False),
    ("no session of it traded", [status(A, "DELISTING", D[2], D[2])], [None, 2], True),
    ("a second row by itself", [status(A, "DELISTING", D[2], D[2]), status(A, "DELISTING", D[3])], [10, 2], False),
    ("a row within another", [status(A, "DELISTING", D[2]), status(A, "DELISTING", D[4], D[4])], [10, 10, 2], False),
    ("started on a Saturday", [status(A, "DELISTING", SATURDAY)], [10, 10, 2], False),
]


@pytest.mark.parametrize(
    ("spans_of_a", "cells", "limited"), [c[1:] for c in DELISTINGS], ids=[c[0] for c in DELISTINGS]
)
def test_the_first_traded_session_of_a_delisting_period_has_no_limits(
    execute: Execute, spans_of_a: list[Row], cells: list[Cell], limited: bool
) -> None:
    bars: list[Cell] = [10, 10, *cells]
    last = len(bars) - 1
    targets = [*half(D[0], A), {"date": D[last - 1], "symbol": "", "weight": 0.0}]
    ledger = execute(tiny({A: bars, B: [10] * len(bars)}, status=spans_of_a), targets, cash=CASH)
    assert [row[:3] for row in ledger.fills[1:]] == ([] if limited else [(D[last], A, "sell")])
    assert [row[4] for row in ledger.refusals] == (["limit_down"] if limited else [])


@pytest.mark.parametrize(("traded_on", "outcome"), [(date(2023, 12, 28), "limit_up"), (date(2023, 12, 27), "filled")])
def test_bars_before_the_calendar_count_for_a_delisting_period(execute: Execute, traded_on: date, outcome: str) -> None:
    # The period starts on 28 December, the calendar on 2 January with D[0], where A does not trade.
    market = tiny({A: [None, 12], B: [10, 10]}, status=[status(A, "DELISTING", date(2023, 12, 28))])
    market["bars"].append(bar_row(A, traded_on, 10))
    assert outcome_of_buy(execute, market, D[1], D[0], A) == outcome


def test_a_delisting_period_that_began_before_the_rule_keeps_its_limits(execute: Execute) -> None:
    # Started on 30 December 2020 while A was suspended, first traded on the 31st.
    days = up_to(date(2020, 12, 31), 3)
    states = [status(A, "DELISTING", days[1])]
    assert buys(execute, A, [10, None, 11.0], days, status=states) == "limit_up"


def test_on_the_first_session_of_a_delisting_period_slippage_is_not_held(execute: Execute) -> None:
    # 500 000 A; 2.00 * 0.9 = 1.80, under any limit.
    market = tiny({A: [10, 10, 2]}, status=[status(A, "DELISTING", D[2])])
    ledger = execute(market, [*half(D[0], A), {"date": D[1], "symbol": "", "weight": 0.0}], cash=CASH, slippage=0.1)
    assert ledger.fills[1][4] == pytest.approx(1.8)


def test_the_lower_limit_is_never_under_a_tick(execute: Execute) -> None:
    # Reference 0.01: 0.009 -> 0.01, a tick below would be 0.00. 0.01 is the lower limit, 0.02 the upper.
    assert sells(execute, A, [0.01, 0.01, 0.01]) == "limit_down"
    assert buys(execute, A, [0.01, 0.01, 0.01]) == "filled"
    assert buys(execute, A, [0.01, 0.01, 0.02]) == "limit_up"


# 4. Both ends of a span are inclusive, an empty end is still: ST gives 10.50 on D[2], else 11.00.
SPANS = [
    (D[2], D[2], True),
    (D[0], D[2], True),
    (D[2], None, True),
    (date(2023, 12, 30), None, True),
    (D[0], D[1], False),
    (D[3], None, False),
]


@pytest.mark.parametrize(("start", "end", "counts"), SPANS)
def test_a_status_counts_from_start_to_end(execute: Execute, start: date, end: date | None, *, counts: bool) -> None:
    outcome = buys(execute, A, [10, 10, 10.5], status=[status(A, "ST", start, end)])
    assert outcome == ("limit_up" if counts else "filled")


# 5. The reference of D[2]: what D[0] and D[1] closed at, the bar of D[2] without its open, actions, the upper limit.
REFERENCES: list[tuple[list[Cell], Row, list[Row], float]] = [
    # the close of the session before, not its open
    ([10, {"open": 10, "close": 10.5}], {}, [], 11.55),
    # the close of the last session traded, 11.50
    ([{"open": 11, "close": 11.5}, None], {}, [], 12.65),
    ([{"open": 11, "close": 11.5}, {"open": 3, "close": 4, "volume": 0, "prev_close": 5}], {}, [], 12.65),
    # prev_close of the bar itself where given and above 0
    ([10, 10], {"prev_close": 20.0}, [], 22.0),
    ([10, 10], {"prev_close": 0.0}, [], 11.0),
    ([10, 10], {"prev_close": None}, [], 11.0),
    # prev_close wins over an action: 9.00 and not 10.00 - 0.50
    ([10, 10], {"prev_close": 9.0}, [action(A, D[2], cash_per_share=0.5)], 9.9),
    # 10.00 - 0.30 + 0.1 * 6.00 = 10.30, / 1.3 = 7.923 -> 7.92, limit 8.712 -> 8.71
    (
        [10, 10],
        {},
        [action(A, D[2], cash_per_share=0.3, bonus_per_share=0.2, rights_per_share=0.1, rights_price=6.0)],
        8.71,
    ),
    # an action of D[1], which the close of D[1] knows already
    ([10, 10], {}, [action(A, D[1], cash_per_share=1.0)], 11.0),
    # an action in the suspension: 10.00 - 1.00 = 9.00
    ([10, None], {}, [action(A, D[1], cash_per_share=1.0)], 9.9),
    # two, in ex-date order and each rounded: 10 / 1.3 = 7.692 -> 7.69, - 0.25 = 7.44, limit 8.184 -> 8.18
    ([10, None], {}, [action(A, D[2], cash_per_share=0.25), action(A, D[1], bonus_per_share=0.3)], 8.18),
    # an action of tomorrow
    ([10, 10], {}, [action(A, D[3], cash_per_share=1.0)], 11.0),
]


@pytest.mark.parametrize(("before", "bar", "actions", "up"), REFERENCES)
def test_reference_price(execute: Execute, before: list[Cell], bar: Row, actions: list[Row], up: float) -> None:
    for opening, outcome in ((up, "limit_up"), (round(up - TICK, 2), "filled")):
        market = tiny({A: [*before, {**bar, "open": opening}], B: [10] * 3}, actions=actions)
        assert outcome_of_buy(execute, market, D[2], D[1], A) == outcome


def test_an_ex_date_on_a_weekend_moves_the_reference_of_monday(execute: Execute) -> None:
    # 10.00 - 1.00 = 9.00
    actions = [action(A, date(2024, 1, 6), cash_per_share=1.0)]
    assert buys(execute, A, [10, 10, 10, 10, 9.9], actions=actions) == "limit_up"
    assert buys(execute, A, [10, 10, 10, 10, 9.89], actions=actions) == "filled"


def test_bars_before_the_calendar_are_history_for_the_reference(execute: Execute) -> None:
    sessions: list[Row] = [{"date": day} for day in D[1:3]]
    market = tiny({A: [10, None, 11.0], B: [10] * 3}, sessions=sessions)
    assert outcome_of_buy(execute, market, D[2], D[1], A) == "limit_up"
