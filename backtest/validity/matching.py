"""Names sorted into cells of their like, so that a list is compared with lists of the same kind of names.

Names of one board stand beside one another in a year that lifts the whole board, names that ran up beside others that
did (momentum is no skill of whoever wrote the list), names with a large beta beside others with one. The cells are
those of characteristic benchmarks (Daniel, Grinblatt, Titman and Wermers, "Measuring mutual fund performance with
characteristic-based benchmarks", Journal of Finance 1997): board, thirds of it by run-up, thirds of each third by beta.
One sort inside the other keeps the cells equally filled, although run-up and beta go together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np

from data_sources.tables.facts import Booleans, Floats, Integers

Level: TypeAlias = Literal["board, run-up and beta", "board and run-up", "board and two thirds by run-up", "board"]
LEVELS: tuple[Level, ...] = get_args(Level)

THIRDS = 3
TIMES = 2  # candidates for each name taken: at most half of a random list's names are then the list's own, on average
LEAST = 5  # candidates in a cell: with fewer, one name's place among them moves in steps of a quarter or more


@dataclass(frozen=True)
class Matching:
    """The cell of each name (N), -1 for one that cannot be drawn, and how many of the list were matched at each level.

    ``unranked`` names of the list have too short a history for run-up or beta. They are put into the middle third: of a
    name without a past the average is the best guess (Vasicek, Journal of Finance 1973).
    """

    cells: Integers
    matched: Mapping[Level, int]
    unranked: int


def match(
    boards: Sequence[str | None], run_up: Floats, beta: Floats, known: Booleans, chosen: Sequence[int]
) -> Matching:
    """Sort the names that can be drawn into cells, as fine as their number allows; nothing in it is drawn.

    A cell from which the list takes names must hold ``LEAST`` names and ``TIMES`` as many as are taken. Where a third
    by run-up does not, it is joined with its neighbour, and where that does not help the board stays whole; where a
    third of a third by beta does not, there is none. So cells never overlap.

    Parameters
    ----------
    boards : sequence of N str or None
        The board of each name.
    run_up, beta : array of shape (N,)
        As ``past_year`` returns them, NaN where unknown.
    known : array of shape (N,)
        Which names can be drawn.
    chosen : sequence of int
        The columns of the list, all of them among those that can be drawn.
    """
    cells = np.full(len(boards), -1, dtype=np.int64)
    taken = np.zeros(len(boards), dtype=np.bool_)
    taken[list(chosen)] = True
    board_of = np.array([board or "" for board in boards])
    matched: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for board in sorted({str(board_of[column]) for column in chosen}):
        for names, level in _cells(np.flatnonzero(known & (board_of == board)), run_up, beta, taken):
            cells[names] = cells.max() + 1
            matched[level] += int(taken[names].sum())
    unranked = taken & ~(np.isfinite(run_up) & np.isfinite(beta))
    return Matching(cells, matched, int(unranked.sum()))


def _cells(names: Integers, run_up: Floats, beta: Floats, taken: Booleans) -> list[tuple[Integers, Level]]:
    """The cells of one board's names, each with the level at which they are alike."""
    thirds = _thirds(names, run_up)
    if not thirds:
        return [(names, "board")]
    low, middle, high = thirds
    joined: tuple[tuple[Integers, Integers], ...] = (
        (low, np.sort(np.concatenate((middle, high)))),
        (np.sort(np.concatenate((low, middle))), high),
    )
    if _enough(thirds, taken):
        return [cell for third in thirds for cell in _by_beta(third, beta, taken)]
    for lower, upper in joined:
        if _enough((lower, upper), taken):
            return [(lower, "board and two thirds by run-up"), (upper, "board and two thirds by run-up")]
    return [(names, "board")]


def _by_beta(names: Integers, beta: Floats, taken: Booleans) -> list[tuple[Integers, Level]]:
    thirds = _thirds(names, beta)
    if thirds and _enough(thirds, taken):
        return [(each, "board, run-up and beta") for each in thirds]
    return [(names, "board and run-up")]


def _thirds(names: Integers, value: Floats) -> list[Integers]:
    """The thirds of some names by a value, the lowest first.

    Equal values keep the order of the columns. Names without a value are in the middle; where they are the majority
    the thirds would say little, and there are none.
    """
    ranked = names[np.isfinite(value[names])]
    if 2 * len(ranked) < len(names):
        return []
    order = ranked[np.argsort(value[ranked], kind="stable")]
    low, middle, high = (np.sort(each) for each in np.array_split(order, THIRDS))
    return [low, np.sort(np.concatenate((middle, names[~np.isfinite(value[names])]))), high]


def _enough(cells: Sequence[Integers], taken: Booleans) -> bool:
    """Whether each cell that the list takes names from has enough to draw from."""
    wanted = [int(taken[names].sum()) for names in cells]
    return all(not take or len(names) >= max(LEAST, TIMES * take) for names, take in zip(cells, wanted, strict=True))
