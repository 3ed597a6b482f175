"""What stands otherwise than the night before: gates, falsifiers, badges, the paper diary, trials. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias, get_args

Kind: TypeAlias = Literal["falsifier", "gate", "badge", "diary", "trials"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which a reader wants them."""


@dataclass(frozen=True)
class Standing:
    """How one thing stood on a night.

    Parameters
    ----------
    kind, name
        What it is of. A falsifier is named by document, thesis and condition, a gate by strategy and quantity, the
        others by their strategy.
    says
        Of a falsifier "happened", "not happened" or "unknown"; of a gate "acts" or "changes nothing"; the badge; of the
        diary the day on which the weights in force were decided, "" before the first; of trials how many settings were
        tried.
    value
        Of a falsifier that happened the day; of a gate what it reads, "" while nothing is known; of the diary how many
        names it holds.
    """

    kind: Kind
    name: str
    says: str
    value: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that stands otherwise; ``before`` is None for a new one, ``after`` for one that is gone."""

    before: Standing | None
    after: Standing | None

    @property
    def standing(self) -> Standing:
        """How it stands now, or how it stood last. ValueError for a change of nothing."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change is of something")
        return found


def changes_between(before: Iterable[Standing] | None, after: Iterable[Standing]) -> tuple[Change, ...]:
    """Return what stands otherwise than the night before, by kind and name.

    ``before`` None: no night before is known, so nothing is news.
    """
    if before is None:
        return ()
    old, new = ({(each.kind, each.name): each for each in side} for side in (before, after))
    keys = sorted({*old, *new}, key=lambda key: (KINDS.index(key[0]), key[1]))
    return tuple(Change(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key))


def stamped_standings(standings: Iterable[Standing]) -> list[list[str]]:
    """Return standings as the stamp of a site keeps them."""
    return [[each.kind, each.name, each.says, each.value] for each in standings]


def read_standings(found: Any) -> tuple[Standing, ...] | None:  # noqa: ANN401 - whatever a stamp holds
    """Return what a stamp kept, None where it kept none or somebody wrote to it."""
    if not isinstance(found, list) or not all(_is_standing(row) for row in found):
        return None
    return tuple(Standing(*row) for row in found)


def _is_standing(row: object) -> bool:
    if not isinstance(row, list) or len(row) != len(fields(Standing)):
        return False
    return all(isinstance(cell, str) for cell in row) and row[0] in KINDS
