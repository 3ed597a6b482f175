"""What a renamed share became, as far as the tables of a run folder tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def successors_seen(tables: Mapping[str, list[tuple[Any, ...]]]) -> dict[str, str]:
    """Return the new symbol of each share that was renamed while it was held, where exactly one can be it.

    That is the one name whose shares grew on the day by what the rename gave, trades and bonus shares aside.
    """
    days = [row[0] for row in tables["equity"]]
    found: dict[str, str] = {}
    for day, old, kind, received, _ in tables["events"]:
        if kind == "rename":
            grown = _grown(tables, days, day)
            fitting = [symbol for symbol, shares in grown.items() if shares == received and symbol != old]
            if len(fitting) == 1 and received:
                found[old] = fitting[0]
    return found


def _grown(tables: Mapping[str, list[tuple[Any, ...]]], days: list[Any], day: object) -> dict[str, int]:
    """How many shares of each name came on a day by neither trade nor bonus."""
    before = days[max(days.index(day) - 1, 0)]
    grown: dict[str, int] = {}
    for at, symbol, shares, *_ in tables["positions"]:
        if at in (before, day):
            grown[symbol] = grown.get(symbol, 0) + (shares if at == day else -shares)
    for at, symbol, side, quantity, *_ in tables["fills"]:
        if at == day:
            grown[symbol] = grown.get(symbol, 0) + (-quantity if side == "buy" else quantity)
    for at, symbol, kind, shares, _ in tables["events"]:
        if at == day and kind == "bonus":
            grown[symbol] = grown.get(symbol, 0) - shares
    return grown
