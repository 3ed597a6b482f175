"""One run of a user's handler: its ledger, and what it asked for on each evening."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.money import TOLERANCE
from backtest.handler import Instruction, View, execute_made
from backtest.handler.execution import Made
from backtest.handler.handler import Handler
from backtest.handler.instruction import Plan
from backtest.handler.known_market import MarketFeed
from backtest.options import Options
from backtest.targets import Targets
from data_sources.errors import UserError
from strategies.contract.history import History
from strategies.contract.parameters import Value
from strategies.own.handler_file import UserHandler
from strategies.own.known_history import Asked, HistoryFeed
from strategies.own.surroundings import undisturbed

Decide = Callable[[Asked, History], Targets]
"""What a followed strategy decides on a history."""


@dataclass
class Heard:
    """What a handler ``said`` by evening; which strategies it ``followed``."""

    said: dict[date, tuple[Instruction, ...]] = field(default_factory=dict)
    followed: list[Asked] = field(default_factory=list)

    @property
    def plans(self) -> dict[date, dict[str, float]]:
        """What it asked for by evening, as the audit compares it; no instruction at all is no decision."""
        return {day: entries_of(instructions) for day, instructions in self.said.items() if instructions}

    def targets(self) -> Targets:
        """Lay the instructions out as the audit compares them."""
        return targets_of(self.plans)


class NotDecidedError(UserError):
    """A handler follows a strategy whose decisions its process was not given."""

    def __init__(self, asked: Asked) -> None:
        """Name the strategy and the values that it was asked for with."""
        super().__init__(f"the handler follows {asked[0]}, which it did not when it was traded")
        self.asked = asked


@dataclass(frozen=True)
class HandlerRun:
    """The run of a handler that its audit asks for: conditions, first decision, what followed strategies decided."""

    options: Options
    start: date
    followed: tuple[tuple[Asked, Targets], ...] = ()

    def decided(self, asked: Asked, _history: History) -> Targets:
        """Return the decisions of a strategy; raises NotDecidedError for one that is not among ``followed``."""
        for each, targets in self.followed:
            if each == asked:
                return targets
        raise NotDecidedError(asked)


def run_made(
    handler: UserHandler,
    history: History,
    values: Mapping[str, Value],
    conditions: tuple[Options, date],
    decide: Decide,
) -> tuple[Ledger, Heard]:
    """Make a handler anew, from its file executed anew, and run it; nothing it does around itself stays.

    ``history`` is the whole one: the handler is given one that grows with its views. ``conditions`` are the options and
    the first decision. ``decide`` works out what a strategy that it follows decides.
    """
    heard = Heard()

    def make(market: MarketFeed) -> Made:
        feed = HistoryFeed(history, market)
        made = handler.again().fresh(feed.known, values)
        feed.release()
        feed.follow(lambda asked: decide(asked, history))
        heard.followed = feed.asked

        def evening(_session: int) -> Mapping[int, Instruction]:
            feed.show()
            return feed.wanted()

        return Made(_listening(made, heard), evening)

    with undisturbed():
        return execute_made(history.panel, make, *conditions), heard


def replayed(said: Mapping[date, tuple[Instruction, ...]]) -> Handler:
    """A handler that says by evening what was said before; what trades is what was written down."""
    return lambda view: said.get(view.today)


def _listening(handler: Handler, heard: Heard) -> Handler:
    def listening(view: View) -> Plan:
        plan = handler(view)
        if plan is not None:
            # Written down at once: the handler may change what it returned later.
            heard.said[view.today] = _copies(plan)
        return plan

    return listening


def targets_of(plans: Mapping[date, Mapping[str, float]]) -> Targets:
    """Lay instructions out as the audit compares them: an entry for each name, kind and auction, shares as numbers."""
    words = tuple(sorted({word for each in plans.values() for word in each}))
    place = {word: k for k, word in enumerate(words)}
    lengths = np.array([len(each) for each in plans.values()], np.int64)
    return Targets(
        np.array(list(plans), "datetime64[D]"),
        np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        words,
        np.array([place[word] for each in plans.values() for word in each], np.int64),
        np.array([value for each in plans.values() for value in each.values()], np.float64),
    )


def _copies(plan: Plan) -> tuple[Instruction, ...]:
    instructions = (plan,) if isinstance(plan, Instruction) else plan or ()
    return tuple(replace(each, values=dict(each.values)) for each in instructions)


def entries_of(instructions: tuple[Instruction, ...]) -> dict[str, float]:
    """Return the entries of instructions as the audit compares them: by symbol, kind and auction.

    Shares are whole, as they trade: two numbers that differ by rounding alone may be a lot and none. An instruction for
    nothing is one, however that is written: weights of nothing sell everything, no order takes back open orders. So
    each has an entry of its own, but for weights at the open alone, as a table of weights has them.
    """
    entries: dict[str, float] = {}
    for each in instructions:
        traded = _whole if each.kind == "orders" else float
        entries |= {_word(str(symbol), each): traded(value) for symbol, value in each.values.items()}
        if len(instructions) > 1 or (each.kind, each.auction) != ("weights", "open"):
            entries[f"({each.kind}, {each.auction})"] = 1.0
    return entries


def _whole(shares: float) -> float:
    return math.copysign(math.floor(abs(shares) + TOLERANCE), shares)


def _word(symbol: str, instruction: Instruction) -> str:
    if (instruction.kind, instruction.auction) == ("weights", "open"):
        return symbol
    return f"{symbol} ({instruction.kind}, {instruction.auction})"
