"""Several runs set side by side: everything that is measured about them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backtest.result.beside.common_numbers import CommonNumbers, common_numbers
from backtest.result.beside.common_sessions import CommonSessions, common_sessions
from backtest.result.beside.held_in_common import HeldInCommon, held_in_common
from backtest.result.beside.moved_together import correlations
from backtest.result.beside.set_otherwise import NO_MEANINGS, SetOtherwise, set_otherwise
from backtest.result.beside.side import Side
from data_sources.errors import InputError
from data_sources.language.text import Text

FEWEST, MOST = 2, 10
"""Runs: more curves than these are not told apart in one picture, and have 45 pairs."""

Matrix = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True)
class Beside:
    """m runs side by side.

    ``shared`` are their curves on common sessions, ``numbers`` what is measured there. ``returns`` and ``excess`` are
    the correlations of what they made a day, and of that less their own index. ``held`` is None where one did not
    record what it held, ``otherwise`` where one has no manifest.
    """

    sides: tuple[Side, ...]
    shared: CommonSessions
    numbers: CommonNumbers
    returns: Matrix
    excess: Matrix
    held: HeldInCommon | None
    otherwise: SetOtherwise | None

    @property
    def labels(self) -> tuple[str, ...]:
        """What the runs are called."""
        return tuple(side.label for side in self.sides)


def set_beside(sides: Sequence[Side], meanings: Mapping[str, Text] = NO_MEANINGS) -> Beside:
    """Set two to ten runs side by side, on the sessions that all have; ``meanings`` are those of parameters by name.

    Raises InputError for fewer or more, and for runs without two sessions in common.
    """
    if not FEWEST <= len(sides) <= MOST:
        raise InputError(f"{len(sides)} runs were given; two to {MOST} can be compared")
    shared = common_sessions({side.label: side.curve for side in sides})
    manifests = [side.manifest for side in sides if side.manifest is not None]
    return Beside(
        sides=tuple(sides),
        shared=shared,
        numbers=common_numbers(sides, shared),
        returns=correlations(shared.returns),
        excess=correlations(shared.excess_returns),
        held=held_in_common(sides, shared.dates),
        otherwise=set_otherwise(manifests, meanings) if len(manifests) == len(sides) else None,
    )
