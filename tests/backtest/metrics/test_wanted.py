"""Names wanted and never affordable, from a ledger of four sessions written down by hand.

Thursday 2025-01-02 is the base; the decisions of the weekend of 01-04 both lead to Monday 01-06, where Sunday's counts.

A  bought                                            wanted, held
B  refused for want of money on two sessions         wanted, never held for want of money
C  refused for want of money, then at limit up       one order was paid for: not for want of money
D  refused for want of money, bought afterwards      held
E  not listed, then refused for want of money        not listed says nothing: never held for want of money
F  neither refused nor held                          wanted, of no known reason
G  wanted on Saturday alone                          that decision never traded
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.engine.ledger import BUY, REASONS, SELL, Ledger
from backtest.metrics.wanted import MONEY_REASONS, wanted_names
from backtest.targets import Targets, targets_from_rows
from data_sources.tables.facts import Rename
from tests.reports.made_results import LedgerRows

A, B, C, D, E, F, G = SYMBOLS = tuple(f"60000{k}.SH" for k in range(1, 8))
THURSDAY, SATURDAY, SUNDAY = date(2025, 1, 2), date(2025, 1, 4), date(2025, 1, 5)
TARGETS = targets_from_rows(
    [(THURSDAY, symbol, 0.1) for symbol in (A, B, C)]
    + [(SATURDAY, G, 0.1)]
    + [(SUNDAY, symbol, 0.1) for symbol in (A, B, C, D, E, F)]
)
NONE = targets_from_rows([])


def ledger(reason: str = "cash", renames: tuple[Rename, ...] = ()) -> Ledger:
    money, limit, unlisted = (REASONS.index(word) for word in (reason, "limit_up", "not_listed"))
    return LedgerRows(
        ["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-07"],
        SYMBOLS,
        [10_000.00, 9_000.00, 9_000.00, 8_000.00],
        fills=[(1, 0, BUY, 100, 10.00, 0, 0, 0), (3, 3, BUY, 100, 10.00, 0, 0, 0)],
        refusals=[
            (1, 1, BUY, 0, money),
            (1, 2, BUY, 0, money),
            (2, 1, BUY, 0, money),
            (2, 2, BUY, 100, limit),
            (2, 3, BUY, 0, money),
            (2, 4, BUY, 0, unlisted),
            (3, 4, BUY, 0, money),
            (3, 0, SELL, 100, REASONS.index("t_plus_1")),
        ],
        positions=[(1, 0, 100, 10.00), (2, 0, 100, 10.00), (3, 0, 100, 10.00), (3, 3, 100, 10.00)],
        renames=renames,
    ).ledger()


@pytest.mark.parametrize("reason", [word for word in MONEY_REASONS if word in REASONS])
def test_a_name_is_unaffordable_when_money_alone_refused_it(reason: str) -> None:
    found = wanted_names(ledger(reason), TARGETS, 0, 3)
    assert found.names == (A, B, C, D, E, F)
    assert found.never_held == (B, E)


def test_a_part_counts_its_own_decisions_refusals_and_holdings() -> None:
    # Session 1 alone: A, B and C were asked for, and nothing but money had refused C yet.
    first = wanted_names(ledger(), TARGETS, 0, 1)
    assert (first.names, first.never_held) == ((A, B, C), (B, C))
    # After session 2 no decision goes out any more; E's refusal of that time is of a name not wanted in this part.
    last = wanted_names(ledger(), TARGETS, 2, 3)
    assert (last.names, last.never_held) == ((), ())


def test_day_by_day_a_name_is_wanted_when_a_buy_of_it_was_tried() -> None:
    found = wanted_names(ledger(), NONE, 0, 3)
    assert found.names == (A, B, C, D, E)
    assert found.never_held == (B, E)


def test_a_renamed_name_is_its_successor_before_the_rename_too() -> None:
    # B becomes D on 01-07: B's want of money ended, under its new code it was bought.
    found = wanted_names(ledger(renames=(Rename(B, D, date(2025, 1, 7)),)), TARGETS, 0, 3)
    assert (found.names, found.never_held) == ((A, C, D, E, F), (E,))
    # By 01-06 it had not happened yet.
    before = wanted_names(ledger(renames=(Rename(B, D, date(2025, 1, 7)),)), TARGETS, 0, 2)
    assert B in before.never_held


def test_a_table_of_all_symbols_reads_as_one_of_those_it_names() -> None:
    column = {symbol: j for j, symbol in enumerate(SYMBOLS)}
    wide = Targets(
        TARGETS.dates,
        TARGETS.offsets,
        SYMBOLS,
        np.array([column[TARGETS.symbols[k]] for k in TARGETS.columns.tolist()], dtype=np.int64),
        TARGETS.weights,
    )
    assert wanted_names(ledger(), wide, 0, 3) == wanted_names(ledger(), TARGETS, 0, 3)
