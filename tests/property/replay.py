"""Shares replayed from what a ledger says moved them, apart from the positions that it says were held."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from tests.reference import Ledger
from tests.reference.ledger import Event, Fill
from tests.reference.tables import Row


@dataclass(frozen=True)
class Day:
    """One session: the shares before its first fill, its fills in order, and the shares after them."""

    day: date
    before: dict[str, int]
    fills: list[Fill]
    after: dict[str, int]


def replay(ledger: Ledger, tables: Mapping[str, Sequence[Row]]) -> Iterator[Day]:
    """Walk through the sessions of a ledger; shares may well turn out negative, which is for a test to say."""
    renames = sorted(tables.get("renames", []), key=lambda row: (row["date"], row["old_symbol"]))
    shares: dict[str, int] = defaultdict(int)
    for day in [row[0] for row in ledger.equity]:
        apply_events([event for event in ledger.events if event[0] == day], renames, shares)
        before, fills = dict(shares), [fill for fill in ledger.fills if fill[0] == day]
        for _, symbol, side, quantity, *_ in fills:
            shares[symbol] += quantity if side == "buy" else -quantity
        yield Day(day, before, fills, {symbol: count for symbol, count in shares.items() if count})


def apply_events(events: Sequence[Event], renames: Sequence[Row], shares: dict[str, int]) -> None:
    """Bonus shares come, shares of an old code go over, delisted shares go."""
    received = {symbol: count for _, symbol, kind, count, _ in events if kind == "rename"}
    for _, symbol, kind, count, _ in events:
        shares[symbol] += count if kind == "bonus" else 0
    for rename in renames:
        old, new = cast("str", rename["old_symbol"]), cast("str", rename["new_symbol"])
        if old in received:
            shares[old] = 0
            shares[new] += received.pop(old)
    for _, symbol, kind, count, _ in events:
        shares[symbol] -= count if kind == "delisting" else 0
