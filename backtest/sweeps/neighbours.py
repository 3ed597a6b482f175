"""Settings beside one another on a grid: whether the best one is a hill or a peak alone, and where a setting stands.

A rule that means something does about the same with a lookback of 60 as with one of 50 or 70. A setting that stands out
from those beside it is one whose luck was best, for chance knows nothing of what lies beside what.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from data_sources.tables.facts import Floats, Integers
from data_sources.tables.read_only import read_only

Place = tuple[int, ...]
KEPT = 0.5  # of the best one's lead over the rest of the grid: neighbours that keep less did not lead with it


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of every setting of a grid, in the shape of the grid.

    ``mean`` is that of the metric of the neighbours that are alive, NaN without any and for dead settings; ``count``
    how many those are. ``step`` is the root of the mean squared difference between neighbours all over the grid: how
    much one step moves the metric, None where no two settings alive are neighbours.
    """

    mean: Floats
    count: Integers
    step: float | None


@dataclass(frozen=True)
class Peak:
    """How far the best setting stands out.

    ``ahead`` is its metric less the mean of its ``neighbours``; ``steps`` the same in steps of the grid. ``kept`` is
    the share of its lead over the rest, the median of the settings that are neither it nor beside it, that its
    neighbours have as well: about 1 on a plateau, about 0 where the best is luck. Each None where it cannot be told: no
    neighbour, no step, no lead, and for ``kept`` a rest of fewer settings than stand against it, as on an axis of
    three.
    """

    place: Place
    value: float
    neighbours: int
    ahead: float | None
    steps: float | None
    kept: float | None

    @property
    def alone(self) -> bool | None:
        """Whether it is a peak alone: its neighbours keep less than half of its lead; None where nobody can tell."""
        return None if self.kept is None else self.kept < KEPT


@dataclass(frozen=True)
class Rank:
    """Place ``rank`` of ``of`` settings, 1 the best; ``shared`` settings have it, this one among them."""

    rank: int
    of: int
    shared: int


def is_ordered(values: Sequence[object]) -> bool:
    """Whether an axis of the grid has an order: two different numbers or more, and nothing else."""
    numbers = [each for each in values if isinstance(each, int | float) and not isinstance(each, bool)]
    return len(numbers) == len(values) and len(set(numbers)) > 1


def neighbours(grid: Mapping[str, Sequence[object]], metric: Floats) -> Neighbours:
    """Return the mean of the metric of each setting's neighbours: one step up or down along one axis of numbers.

    Steps follow the size of the values, not the order in which they were given. The values of an axis without order,
    such as a fill at the open or the close, are no neighbours of one another: they are different rules, and nothing
    says that they should do alike. So a peak is looked for among settings of the same words.

    Parameters
    ----------
    grid : mapping of str to sequence
        The values of each parameter, in the order of the axes of ``metric``.
    metric : array of the shape of the grid
        Higher is better; NaN for a setting that is dead or was not tried.
    """
    _refuse(grid, metric)
    total, count = np.zeros(metric.shape), np.zeros(metric.shape, dtype=np.int64)
    alive = np.isfinite(metric)
    squares: list[Floats] = []
    for axis, values in enumerate(grid.values()):
        if not is_ordered(values):
            continue
        order = np.argsort(np.array(values, dtype=np.float64), kind="stable")
        for pair in pairwise(order.tolist()):
            low, high = (_layer(metric.ndim, axis, row) for row in pair)
            both = alive[low] & alive[high]
            squares.append(np.square(metric[low] - metric[high])[both])
            for here, there in ((low, high), (high, low)):
                total[here] += np.where(both, metric[there], 0.0)
                count[here] += both
    moved = np.concatenate(squares) if squares else np.empty(0)
    mean = np.divide(total, count, out=np.full(metric.shape, np.nan), where=count > 0)
    return Neighbours(read_only(mean), read_only(count), math.sqrt(float(moved.mean())) if len(moved) else None)


def peak(grid: Mapping[str, Sequence[object]], metric: Floats) -> Peak | None:
    """Return how far the best setting stands out from its neighbours, or None where all are dead.

    Of several best ones the first in the order of the grid. Parameters as in ``neighbours``.
    """
    beside = neighbours(grid, metric)
    if not np.isfinite(metric).any():
        return None
    place = tuple(int(each) for each in np.unravel_index(int(np.nanargmax(metric)), metric.shape))
    value, count = float(metric[place]), int(beside.count[place])
    if not count:
        return Peak(place, value, 0, None, None, None)
    mean = float(beside.mean[place])
    steps = (value - mean) / beside.step if beside.step else None
    return Peak(place, value, count, value - mean, steps, _kept(grid, metric, place, mean))


def _kept(grid: Mapping[str, Sequence[object]], metric: Floats, place: Place, mean: float) -> float | None:
    """The share of the lead over the rest of the grid that the neighbours, of metric ``mean``, keep."""
    mark = np.full(metric.shape, np.nan)
    mark[np.isfinite(metric)] = 0.0
    mark[place] = 1.0
    near = (mark == 1.0) | (neighbours(grid, mark).mean > 0.0)  # whose neighbour is the one that is marked
    rest = metric[~near & np.isfinite(metric)]
    if len(rest) < np.count_nonzero(near):
        return None
    middle = float(np.median(rest))
    lead = float(metric[place]) - middle
    return (mean - middle) / lead if lead > 0 else None


def rank_of(metric: Floats, place: Place) -> Rank | None:
    """Return where a setting stands among those alive, the best first, or None for a dead one.

    Equal settings share the better rank, so that two at the top are both first and the next one is third.
    """
    own = float(metric[place])
    if not math.isfinite(own):
        return None
    alive = metric[np.isfinite(metric)]
    return Rank(1 + int((alive > own).sum()), len(alive), int((alive == own).sum()))


def _layer(dimensions: int, axis: int, row: int) -> tuple[slice | int, ...]:
    """The index of the settings with value number ``row`` of one axis."""
    return tuple(row if each == axis else slice(None) for each in range(dimensions))


def _refuse(grid: Mapping[str, Sequence[object]], metric: Floats) -> None:
    shape = tuple(len(values) for values in grid.values())
    if metric.shape != shape:
        raise ValueError(f"the metric needs the shape of the grid, {shape}, not {metric.shape}")
    for name, values in grid.items():
        if is_ordered(values) and len(set(values)) < len(values):
            raise ValueError(f"the grid has a value of {name} twice")
