"""The span of few names: two ledgers written down by hand, and the search against trying every span."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from backtest.engine.ledger import BUY, SELL, Ledger
from backtest.result.few_held import Stretch, _longest, few_held
from data_sources.tables.facts import Rename
from tests.reports.made_results import LedgerRows, Row
from tests.strategies.rules.market import weekdays

DAYS = [str(day) for day in weekdays("2025-01-01", 61)]
A, B, C, D = SYMBOLS = tuple(f"60000{k}.SH" for k in range(1, 5))


def ledger(until: int, others: tuple[int, ...], renames: tuple[Rename, ...] = ()) -> Ledger:
    """1,000 of A at 10.00 on session 1; 100 of each other at 10.00 the session after ``until``; 60 sessions, no fees.

    A stands at 10.00 up to session 60, on which it is worth 18.70; the first of the others ends at 23.00.
    A makes 8,700.00 of 10,000.00, the first of the others 1,300.00.
    """
    positions: list[Row] = [(t, 0, 1000, 18.70 if t == 60 else 10.00) for t in range(1, 61)]
    for t in range(until + 1, 61):
        positions += [(t, j, 100, 23.00 if t == 60 and j == others[0] else 10.00) for j in others]
    spent = 1_000.00 * len(others)
    bought: list[Row] = [(until + 1, j, BUY, 100, 10.00, 0, 0, 0) for j in others]
    return LedgerRows(
        DAYS,
        SYMBOLS,
        [20_000.00] + [10_000.00] * until + [10_000.00 - spent] * (60 - until),
        fills=[(1, 0, BUY, 1000, 10.00, 0, 0, 0), *bought],
        positions=sorted(positions),
        renames=renames,
    ).ledger()


def test_one_stock_for_two_thirds_of_the_time_is_named_with_its_profit() -> None:
    # Four names from session 41 on: 40 of 60 sessions with A alone, which made 8,700 of 10,000.
    assert few_held(ledger(40, (1, 2, 3)), 0, 60) == Stretch(
        first=date.fromisoformat(DAYS[1]),
        last=date.fromisoformat(DAYS[40]),
        from_start=True,
        to_end=False,
        names=(A,),
        profit=8_700.00,
        share=0.87,
    )


def test_two_stocks_tell_more_when_one_was_alone_for_a_short_time_only() -> None:
    # A alone for 25 sessions, A and B for all 60: one name tells less than half of it, so both are named.
    found = few_held(ledger(25, (1,)), 0, 60)
    assert found is not None
    assert (found.names, found.from_start, found.to_end, found.share) == ((A, B), True, True, 1.0)


def test_a_month_of_building_is_no_story() -> None:
    # A month of A alone is 20 sessions; 19 are none, and from row 25 on only 12 of A alone are left.
    assert few_held(ledger(20, (1, 2, 3)), 0, 60) is not None
    assert few_held(ledger(19, (1, 2, 3)), 0, 60) is None
    assert few_held(ledger(37, (1, 2, 3)), 25, 60) is None


def test_a_month_among_years_is_no_story() -> None:
    # A alone for 24 of 100 sessions is under a quarter, for 25 of 100 it is a quarter; the others are four names.
    days = [str(day) for day in weekdays("2025-01-01", 101)]
    for alone, told in ((24, False), (25, True)):
        positions: list[Row] = [
            (t, j, 100, 10.00) for t in range(1, 101) for j in (range(1) if t <= alone else range(4))
        ]
        rows = LedgerRows(days, SYMBOLS, [20_000.00] * 101, positions=positions)
        assert (few_held(rows.ledger(), 0, 100) is not None) == told


def test_nothing_held_has_no_span() -> None:
    assert few_held(LedgerRows(DAYS[:3], SYMBOLS, [1.0, 1.0, 1.0]).ledger(), 0, 2) is None


def test_a_new_code_is_the_same_stock() -> None:
    # A is held for 30 sessions and B for 30 more, which is A's new code: one stock throughout.
    renamed = LedgerRows(
        DAYS,
        SYMBOLS,
        [20_000.00] + [10_000.00] * 60,
        fills=[(1, 0, BUY, 1000, 10.00, 0, 0, 0)],
        events=[(31, 0, 4, 1000, 0.00)],
        positions=[(t, 0 if t <= 30 else 1, 1000, 10.00) for t in range(1, 61)],
        renames=(Rename(A, B, date.fromisoformat(DAYS[31])),),
    )
    found = few_held(renamed.ledger(), 0, 60)
    assert found is not None
    assert (found.names, found.from_start, found.to_end) == ((B,), True, True)


def test_a_part_without_a_profit_has_no_share() -> None:
    # A is sold at 9.00 on session 30 of 60: it lost 1,000.00 and nothing else was ever held.
    sold = LedgerRows(
        DAYS,
        SYMBOLS,
        [20_000.00] + [10_000.00] * 29 + [19_000.00] * 31,
        fills=[(1, 0, BUY, 1000, 10.00, 0, 0, 0), (30, 0, SELL, 1000, 9.00, 0, 0, 0)],
        positions=[(t, 0, 1000, 10.00) for t in range(1, 30)],
    )
    found = few_held(sold.ledger(), 0, 60)
    assert found is not None
    assert (found.profit, found.share, found.last) == (-1_000.00, None, date.fromisoformat(DAYS[29]))


@given(st.lists(st.frozensets(st.integers(0, 4), max_size=4), max_size=14), st.integers(1, 3))
def test_no_span_has_more_sessions_than_the_one_found(held: list[frozenset[int]], most: int) -> None:
    def sessions(start: int, end: int) -> int:
        return sum(1 for names in held[start:end] if names)

    start, end = _longest(held, most)
    fits = [
        (i, j)
        for i in range(len(held))
        for j in range(i + 1, len(held) + 1)
        if len(frozenset().union(*held[i:j])) <= most
    ]
    assert sessions(start, end) == max((sessions(i, j) for i, j in fits), default=0)
    if end:
        assert (start, end) in fits
        assert held[start]
        assert held[end - 1]
