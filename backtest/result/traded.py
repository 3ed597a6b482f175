"""What a part of a run really traded: names it could not pay for, and the few that it was made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from backtest.engine.positions import positions_of
from backtest.metrics.holdings import BEST_NAMES
from backtest.metrics.profit import profit_by_symbol
from backtest.metrics.wanted import successors
from backtest.result.few_held import Stretch, few_held
from backtest.result.parts import RunPart
from backtest.result.result import Result

FEW_NAMES = 3.0
"""Effective names below which a verdict is of too few names to judge.

The sum of the squared weights is at most the largest weight, so under three effective names one stock alone has more
than a third of what is invested: the curve is that company's news, whatever the rule was.
"""

NAMED_BELOW = 10.0
"""Effective names below which a sentence names them.

By the same bound one stock then has more than a tenth, the most that a Chinese public fund may hold of one company
(公开募集证券投资基金运作管理办法, 2014, article 32).
"""

HEAVIEST = 3


@dataclass(frozen=True)
class HeavyName:
    """A name as it is called, and its mean weight in what was invested, over the sessions with a holding."""

    name: str
    weight: float


@dataclass(frozen=True)
class Traded:
    """What one part of a run really traded; fractions, CNY, names as they are called, None for what is not defined.

    ``money`` is the equity at the base of the part. ``wanted``, ``never_held`` and the numbers after them are the
    part's metrics; ``earners`` are the names that made a profit. ``stretch`` is the span in which it was made of a few
    names, None without such a span; ``heaviest`` are the names with the largest mean weight, the heaviest first.
    ``held_median`` is the median number of names held, over the sessions with a holding.
    """

    money: float
    wanted: int
    never_held: int
    mean_invested: float | None
    effective_median: float | None
    largest_weight: float | None
    largest_name: str
    best_name: str
    best_share: float | None
    total_return: float
    without_best: float
    without_best_three: float
    earners: int = BEST_NAMES
    stretch: Stretch | None = None
    heaviest: tuple[HeavyName, ...] = ()
    held_median: float | None = None


def traded(part: RunPart) -> Traded:
    """Return what a part of a run really traded, from its metrics and the ledger of its own execution."""
    numbers, ledger, result = part.metrics, part.ledger, part.execution
    return Traded(
        money=float(ledger.equity[part.first]),
        wanted=int(str(numbers["names_wanted"])),
        never_held=int(str(numbers["names_never_held"])),
        mean_invested=_fraction(numbers["mean_invested"]),
        effective_median=_fraction(numbers["effective_names_median"]),
        largest_weight=_fraction(numbers["largest_weight"]),
        largest_name=called(result, numbers["largest_weight_symbol"]),
        best_name=called(result, numbers["best_name"]),
        best_share=_fraction(numbers["best_name_share"]),
        total_return=float(str(numbers["total_return"])),
        without_best=float(str(numbers["total_return_without_best"])),
        without_best_three=float(str(numbers["total_return_without_best_three"])),
        earners=int((profit_by_symbol(ledger, part.first, part.last) > 0).sum()),
        stretch=_named(result, few_held(ledger, part.first, part.last)),
        heaviest=_heaviest(part),
        held_median=_held_median(part),
    )


def few_names(seen: Traded) -> bool:
    """Whether a part held too few names to be judged, by its median effective number; not where nothing was held."""
    return seen.effective_median is not None and seen.effective_median < FEW_NAMES


def called(result: Result, symbol: object) -> str:
    """Return what a symbol is called, 德明利 001309.SZ; the symbol alone without a name, empty for None."""
    return "" if symbol is None else f"{result.names.get(str(symbol), '')} {symbol}".strip()


def _named(result: Result, stretch: Stretch | None) -> Stretch | None:
    return stretch and replace(stretch, names=tuple(called(result, symbol) for symbol in stretch.names))


def _heaviest(part: RunPart) -> tuple[HeavyName, ...]:
    ledger, positions = part.ledger, positions_of(part.ledger)
    low, high = np.searchsorted(positions.session, (part.first + 1, part.last + 1))
    session, value = positions.session[low:high], positions.value[low:high]
    total = np.bincount(session, weights=value, minlength=1)
    held = np.flatnonzero(total)
    share = np.divide(value, total[session], out=np.zeros(len(value)), where=total[session] > 0)
    columns = successors(ledger, part.last)[positions.symbol[low:high]]
    mean = np.bincount(columns, weights=share, minlength=len(ledger.symbols)) / max(len(held), 1)
    top = [int(j) for j in np.argsort(-mean, kind="stable")[:HEAVIEST] if mean[j] > 0]
    return tuple(HeavyName(called(part.execution, ledger.symbols[j]), float(mean[j])) for j in top)


def _held_median(part: RunPart) -> float | None:
    session = positions_of(part.ledger).session
    inside = session[(session > part.first) & (session <= part.last)]
    _, names = np.unique(inside, return_counts=True)
    return float(np.median(names)) if len(names) else None


def _fraction(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
