"""What was held over time: by segment, by board and by name, how much of the account, and in how many names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from backtest.result.parts import RunPart
from backtest.result.portfolio import (
    OTHER_SEGMENTS,
    board_weights,
    breadth,
    cash_weights,
    name_weights,
    segment_weights,
)
from backtest.result.result import Result
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats
from reports.sections.curves import drawn_by_part, rounded

SHOWN_SEGMENTS = 8  # as many as a reader can tell apart by colour
SHOWN_NAMES = 10
OTHER_NAMES = both("other names", "其他个股")
CASH = both("cash", "现金")
DIGITS = 4


@dataclass(frozen=True)
class GroupWeights:
    """Weight of a segment, a board or a name after each session, fractions of equity."""

    label: Text
    weights: tuple[float, ...]


@dataclass(frozen=True)
class Holdings:
    """Groups by mean weight, the largest first, then what is gathered, then cash.

    ``invested`` is a fraction of equity, ``names`` a count, ``effective`` the effective number of names, None while
    nothing is held.
    """

    segments: tuple[GroupWeights, ...]
    boards: tuple[GroupWeights, ...]
    names: tuple[GroupWeights, ...]
    invested: tuple[float, ...]
    count: tuple[float, ...]
    effective: tuple[float | None, ...]


def holdings(result: Result, parts: tuple[RunPart, ...]) -> Holdings:
    """Return the weights over all parts, each from its own execution; cash can be the only group."""

    def over_all(of: Callable[[Result], Floats]) -> Floats:
        return np.concatenate(_drawn(parts, of)) if parts else of(result)

    cash = GroupWeights(CASH, rounded(over_all(cash_weights), DIGITS))

    def groups(of: Callable[[Result], dict[Text, Floats]], shown: int, others: Text) -> tuple[GroupWeights, ...]:
        return (*_bands(_grouped(result, parts, of), shown, others), cash)

    effective = over_all(lambda run: breadth(run).effective)
    return Holdings(
        groups(segment_weights, SHOWN_SEGMENTS, OTHER_SEGMENTS),
        groups(board_weights, SHOWN_SEGMENTS, OTHER_SEGMENTS),
        groups(name_weights, SHOWN_NAMES, OTHER_NAMES),
        rounded(over_all(lambda run: breadth(run).invested), DIGITS),
        rounded(over_all(lambda run: breadth(run).names.astype(np.float64)), 0),
        tuple(round(value, 1) if np.isfinite(value) else None for value in effective.tolist()),
    )


def _drawn(parts: tuple[RunPart, ...], values: Callable[[Result], Floats]) -> list[Floats]:
    """The values of each part's execution over its rows."""
    return drawn_by_part(parts, [values(part.execution)[part.rows] for part in parts])


def _grouped(
    result: Result, parts: tuple[RunPart, ...], of: Callable[[Result], dict[Text, Floats]]
) -> Mapping[Text, Floats]:
    """The weight of each group that was held in any part, over all of them."""
    if not parts:
        return of(result)
    by_part = [of(part.execution) for part in parts]
    idle = [np.zeros(len(part.ledger.sessions)) for part in parts]
    return {
        name: np.concatenate(
            drawn_by_part(
                parts,
                [weights.get(name, none)[part.rows] for part, weights, none in zip(parts, by_part, idle, strict=True)],
            )
        )
        for name in sorted({name for weights in by_part for name in weights})
    }


def _bands(weights: Mapping[Text, Floats], count: int, others: Text) -> list[GroupWeights]:
    """Return the groups that have a colour of their own, and the others together."""
    order = sorted(weights, key=lambda name: (-float(weights[name].mean()), name))
    shown, rest = order[:count], order[count:]
    if len(rest) == 1:
        shown, rest = order, []
    bands = [GroupWeights(name, rounded(weights[name], DIGITS)) for name in shown]
    if rest:
        bands.append(GroupWeights(others, rounded(np.sum([weights[name] for name in rest], axis=0), DIGITS)))
    return bands
