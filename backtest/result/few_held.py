"""The span in which a run held a few names only: which they were, and what they made in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.metrics.profit import profit_by_symbol
from backtest.metrics.wanted import successors
from data_sources.tables.facts import Integers

MOST_NAMES = 3
STRETCH_SESSIONS, STRETCH_SHARE = 20, 0.25
"""A month, and a quarter of the sessions: a shorter span is a portfolio being built, not what a part was made of."""


@dataclass(frozen=True)
class Stretch:
    """Consecutive sessions in which only these names were held, with cash between them or beside them.

    ``first`` and ``last`` are the first and the last of them with a holding. ``from_start`` says that nothing else was
    held in the part before, ``to_end`` that nothing else was after. ``names`` stand by profit, the largest first.
    ``profit`` is what the names made over the whole part, CNY, ``share`` that over the profit of all names, None when
    the part made none.
    """

    first: date
    last: date
    from_start: bool
    to_end: bool
    names: tuple[str, ...]
    profit: float
    share: float | None

    @property
    def throughout(self) -> bool:
        """Whether the part held nothing but these names."""
        return self.from_start and self.to_end


def few_held(ledger: Ledger, first: int, last: int) -> Stretch | None:
    """Return the span after row ``first`` up to row ``last`` that tells most about a part made of few names.

    For one, two and three names the longest span in which no other was held; of these the one of the fewest names that
    is at least half as long as the longest. None when the longest has fewer than ``STRETCH_SESSIONS`` sessions with a
    holding, or less than ``STRETCH_SHARE`` of all those of the part. A renamed symbol is its successor.
    """
    pairs, counts = _held_names(ledger, first, last)
    least = max(STRETCH_SESSIONS, STRETCH_SHARE * np.count_nonzero(counts))
    if np.count_nonzero((counts > 0) & (counts <= MOST_NAMES)) < least:
        return None  # most runs: too few sessions could belong to such a span, so none has to be looked for
    held = _held_sets(pairs, counts)
    spans = [_longest(held, most) for most in range(1, MOST_NAMES + 1)]
    lengths = [sum(1 for names in held[start:end] if names) for start, end in spans]
    if lengths[-1] < least:
        return None
    wanted = max(least, lengths[-1] / 2)
    start, end = next(span for span, length in zip(spans, lengths, strict=True) if length >= wanted)
    profit = profit_by_symbol(ledger, first, last)
    names = sorted(set[int]().union(*held[start:end]), key=lambda j: (-int(profit[j]), j))
    made, total = int(profit[names].sum()), int(profit.sum())
    return Stretch(
        first=ledger.sessions[first + 1 + start].item(),
        last=ledger.sessions[first + end].item(),
        from_start=not any(held[:start]),
        to_end=not any(held[end:]),
        names=tuple(ledger.symbols[j] for j in names),
        profit=made / 100,
        share=made / total if total > 0 else None,
    )


def _held_names(ledger: Ledger, first: int, last: int) -> tuple[Integers, Integers]:
    """The columns held after each session of the part, each once, session by session, and how many there are (T)."""
    positions, now = positions_of(ledger), successors(ledger, last)
    low, high = np.searchsorted(positions.session, (first + 1, last + 1))
    width = len(ledger.symbols)
    pairs = np.unique((positions.session[low:high] - first - 1) * width + now[positions.symbol[low:high]])
    return pairs % width, np.bincount(pairs // width, minlength=last - first)


def _held_sets(pairs: Integers, counts: Integers) -> list[frozenset[int]]:
    """The same as sets, those of more than a few names cut to one too many."""
    bounds = np.concatenate(([0], np.cumsum(counts))).tolist()
    return [frozenset(pairs[low : min(high, low + MOST_NAMES + 1)].tolist()) for low, high in pairwise(bounds)]


def _longest(held: Sequence[frozenset[int]], most: int) -> tuple[int, int]:
    """The span (start, end) with the most sessions with a holding among those that held at most some names in all.

    The first of several as long; it begins and ends on a session with a holding, and is empty without any.
    """
    best, best_count = (0, 0), 0
    inside: Counter[int] = Counter()
    start = count = 0
    for end, names in enumerate(held, 1):
        inside.update(names)
        count += bool(names)
        while len(inside) > most or (start < end and not held[start]):
            for j in held[start]:
                inside[j] -= 1
                if not inside[j]:
                    del inside[j]
            count -= bool(held[start])
            start += 1
        if count > best_count and names:
            best, best_count = (start, end), count
    return best
