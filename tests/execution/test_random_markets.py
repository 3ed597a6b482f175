"""On random markets the product's ledger is the reference's, row by row and to the cent.

BACKTEST_RANDOM_MARKETS raises how many are drawn; the number of a failing one is in the name of the failing test.
"""

import os
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import pytest

from tests.execution.conftest import Execute, execute_of
from tests.execution.market import plain
from tests.reference import Ledger
from tests.reference import execute as reference_execute
from tests.reference.random_market import random_market
from tests.reference.random_positions import random_positions

SEEDS = range(int(os.environ.get("BACKTEST_RANDOM_MARKETS", "60")))
TABLES = ("events", "refusals", "fills", "positions", "equity")


@pytest.mark.parametrize("seed", SEEDS)
def test_product_and_reference_leave_the_same_ledger(seed: int) -> None:
    tables, targets, options = random_market(seed)
    wanted = reference_execute(tables, targets, **options)
    found = execute_of("product")(tables, targets, **options)
    where = first_difference(found, wanted)
    assert where is None, f"market {seed} with {options}:\n{where}"


@pytest.mark.parametrize("seed", SEEDS)
def test_both_start_alike_from_positions_that_are_held_already(seed: int) -> None:
    tables, targets, options = random_market(seed)
    held = random_positions(seed, tables, targets, options)
    options["cash_buffer"] = (0.0, 0.01, 0.3)[seed % 3]
    wanted = reference_execute(tables, targets, **options, positions=held)
    found = execute_of("product")(tables, targets, **options, positions=held)
    where = first_difference(found, wanted)
    assert where is None, f"market {seed} with {options} from {held}:\n{where}"
    base = wanted.equity[0][0]
    assert {row[1] for row in wanted.positions if row[0] == base} == {symbol for symbol, _ in held}


@pytest.mark.parametrize("seed", SEEDS)
def test_cash_and_positions_reconcile_on_every_session(execute: Execute, seed: int) -> None:
    tables, targets, options = random_market(seed)
    ledger = execute(tables, targets, **options)
    cash = cash_by_movements(ledger)
    holdings: dict[date, int] = defaultdict(int)
    for day, _, shares, close, value in ledger.positions:
        assert shares > 0
        assert value == pytest.approx(shares * close, abs=0.0051)
        holdings[day] += in_cents(value)
    for day, row_cash, row_holdings, equity, _ in ledger.equity:
        assert in_cents(row_cash) == cash[day] >= 0, day
        assert in_cents(row_holdings) == holdings[day], day
        assert in_cents(equity) == cash[day] + holdings[day], day


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_order_of_input_rows_changes_nothing(execute: Execute, seed: int) -> None:
    tables, targets, options = random_market(seed)
    turned = {name: rows[::-1] for name, rows in tables.items()}
    assert execute(turned, targets[::-1], **options) == execute(tables, targets, **options)


def cash_by_movements(ledger: Ledger) -> dict[date, int]:
    """Cash in cents on every session, from the first row of equity and the ledger's movements alone."""
    moved: dict[date, int] = defaultdict(int)
    for day, _, side, _, _, value, *fees in ledger.fills:
        moved[day] += in_cents(value) * (1 if side == "sell" else -1) - sum(in_cents(fee) for fee in fees)
    for day, _, kind, _, cash in ledger.events:
        if kind in ("dividend", "delisting"):
            moved[day] += in_cents(cash)
    balance = in_cents(ledger.equity[0][1])
    balances = {}
    for day, *_ in ledger.equity:
        balance += moved[day]
        balances[day] = balance
    return balances


def in_cents(amount: float) -> int:
    """Whole cents of an amount that is whole cents already."""
    assert amount == pytest.approx(round(amount, 2), abs=1e-6)
    return round(amount * 100)


def first_difference(found: Ledger, wanted: Ledger) -> str | None:
    """The first session and table where two ledgers differ, in the order in which a session writes them."""
    differences = []
    for place, name in enumerate(TABLES):
        rows, others = plain(getattr(found, name)), plain(getattr(wanted, name))
        if rows != others:
            only = [row for row in rows if row not in others]
            missing = [row for row in others if row not in rows]
            days = [row[0] for row in (only or missing or rows)] + [row[0] for row in missing]
            differences.append((min(map(str, days)), place, explain(name, only, missing)))
    return min(differences)[2] if differences else None


def explain(name: str, only: Sequence[object], missing: Sequence[object]) -> str:
    """The first rows that one side alone has."""
    if not only and not missing:
        return f"{name}: the same rows in another order, or some of them twice"
    parts = [f"{name} of the product alone: {row}" for row in only[:3]]
    return "\n".join(parts + [f"{name} of the reference alone: {row}" for row in missing[:3]])
