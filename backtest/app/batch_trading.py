"""The runs of a batch that may trade in any process: what goes there, and the run that comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from backtest.app.decided import Decided
from backtest.app.executors.in_order import in_order, or_raise, tried
from backtest.app.executors.task import Execute, Task
from backtest.app.lent import with_lent, without_lent
from backtest.app.run_result import Run
from backtest.market.panel import Panel
from backtest.options import Options
from data_sources.errors import UserError
from data_sources.language.text import both

Trade: TypeAlias = Callable[[Options], Run]
STRATEGY = both("strategy", "个策略")
"""What the items of such tasks are called; a piece is one of them."""


@dataclass(frozen=True)
class Trading:
    """What runs share while they trade: their options, and by number how each does it and on which panels."""

    runs: Mapping[int, tuple[Trade, tuple[Panel, ...]]]
    options: Options


@contextmanager
def trading(decided: Sequence[Decided], options: Options, execute: Execute) -> Iterator[Callable[[int], Run]]:
    """Lend what gives the run of each by its number, asked for once each and in order.

    Those that may trade apart are handed out when the first of them is asked for; each of the others trades when it is
    asked for. A run that failed raises the UserError that it failed with.
    """
    apart = [number for number, each in enumerate(decided) if each.apart]
    shared = Trading({number: (decided[number].trade, decided[number].panels) for number in apart}, options)
    task = Task(trade_each, shared, STRATEGY)
    with closing(in_order(execute, task, apart)) as answers:

        def run_of(number: int) -> Run:
            each = decided[number]
            if not each.apart:
                return each.trade(options)
            run: Run = with_lent(or_raise(next(answers)), each.panels)
            return run

        yield run_of


def trade_each(shared: Trading, numbers: Sequence[int]) -> list[tuple[int, list[bytes] | UserError]]:
    """Let runs trade; each is answered without the panels that it was executed on, or with what it failed with."""
    return [(number, _traded(*shared.runs[number], shared.options)) for number in numbers]


def _traded(trade: Trade, panels: tuple[Panel, ...], options: Options) -> list[bytes] | UserError:
    return tried(lambda: without_lent(trade(options), panels))
