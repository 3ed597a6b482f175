"""What a handler wants of an auction of the next session, and what a table of weights wants of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from backtest.engine.walk import KEEP, QUANTITIES, WEIGHTS, Auction
from backtest.targets import Targets
from backtest.weight import check_decision, number_of
from data_sources.errors import InputError, UserError
from data_sources.language.text import both
from data_sources.plain_text import cut
from data_sources.tables.facts import Dates

MOST_SHARES = 10**12
"""More than any company has, and few enough to be counted exactly."""

AuctionName: TypeAlias = Literal["open", "close"]
NO_ORDERS = Auction(KEEP, np.zeros(0, dtype=np.int64), np.zeros(0))


class LookAheadError(UserError):
    """A handler asked for what was not known yet."""


@dataclass(frozen=True)
class Instruction:
    """Weights of the whole account or signed shares by symbol, for one auction; replaces every open order.

    Under weights what is not named is sold; under orders it is left alone. Orders are cut to whole lots, and to what is
    held when selling.
    """

    values: Mapping[str, float]
    kind: Literal["weights", "orders"]
    auction: AuctionName = "open"


Plan: TypeAlias = Instruction | tuple[Instruction, ...] | None


def weights(values: Mapping[str, float], at: AuctionName = "open") -> Instruction:
    """Ask for weights at an auction of the next session.

    Parameters
    ----------
    values : mapping of symbol to float
        Fractions of the account, >= 0, at most 1 in all; what is not named is sold.
    at : "open" or "close", default 'open'
        The auction.
    """
    return Instruction(values, "weights", at)


def orders(values: Mapping[str, int], at: AuctionName = "open") -> Instruction:
    """Ask for shares at an auction of the next session.

    Parameters
    ----------
    values : mapping of symbol to int
        Shares, above 0 to buy, below 0 to sell; what is not named is left alone.
    at : "open" or "close", default 'open'
        The auction.
    """
    return Instruction(values, "orders", at)


def wanted_of(targets: Targets, sessions: Dates) -> Callable[[int], Instruction | None]:
    """Return what a table of weights wants of the open of a session, by its row; None without a decision for it."""
    executing = np.searchsorted(sessions, targets.dates, side="right")
    # Of decisions that lead to one session the last one stays.
    decision_for = {int(session): d for d, session in enumerate(executing)}

    def wanted(session: int) -> Instruction | None:
        d = decision_for.get(session)
        if d is None:
            return None
        entries = range(int(targets.offsets[d]), int(targets.offsets[d + 1]))
        return weights({targets.symbols[int(targets.columns[k])]: float(targets.weights[k]) for k in entries})

    return wanted


def auctions_of(plan: Plan, column: Mapping[str, int], decided: date) -> tuple[Auction, Auction]:
    """Lay a plan out for the two auctions of a session, columns ascending.

    Raises InputError that names the day of the decision: a symbol the market does not have, wrong weights, two
    instructions for one auction.
    """
    opening = closing = NO_ORDERS
    given: Iterable[object] = (plan,) if isinstance(plan, Instruction) else plan or ()
    for instruction in given:
        if not isinstance(instruction, Instruction):
            kind = type(plan).__name__
            raise InputError(
                both(
                    f"decision of {decided}: the handler returned {kind}; return weights(...), orders(...), a tuple of "
                    "them, or None",
                    f"{decided} 的决策：handler 返回了 {kind}；请返回 weights(...)、orders(...)、二者组成的元组或 None",
                )
            )
        laid_out = _auction(instruction, column, decided)
        if instruction.auction == "open" and opening is NO_ORDERS:
            opening = laid_out
        elif instruction.auction == "close" and closing is NO_ORDERS:
            closing = laid_out
        else:
            raise InputError(f"decision of {decided}: two instructions for the {instruction.auction}; one an auction")
    return opening, closing


def _is_usable(value: object) -> bool:
    number = number_of(value)
    return number is not None and math.isfinite(number) and abs(number) <= MOST_SHARES


def _auction(instruction: Instruction, column: Mapping[str, int], decided: date) -> Auction:
    unknown = [symbol for symbol in instruction.values if symbol not in column]
    if unknown:
        raise InputError(f"decision of {decided}: {unknown[0]} is not in this market; write symbols like 600000.SH")
    wrong = [symbol for symbol, value in instruction.values.items() if not _is_usable(value)]
    if wrong:
        value = instruction.values[wrong[0]]
        raise InputError(
            f"decision of {decided}: {wrong[0]} is given {cut(repr(value), 60)}; that is no finite number, or above "
            f"{MOST_SHARES:,}"
        )
    if instruction.kind == "weights":
        check_decision(decided, instruction.values)
    asked: dict[int, float] = {}
    for symbol, value in instruction.values.items():
        asked[column[symbol]] = asked.get(column[symbol], 0.0) + float(value)
    chosen = sorted(j for j, value in asked.items() if value)
    return Auction(
        WEIGHTS if instruction.kind == "weights" else QUANTITIES,
        np.array(chosen, dtype=np.int64),
        np.array([asked[j] for j in chosen], dtype=np.float64),
    )
