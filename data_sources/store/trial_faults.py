"""What the rows of the trials say of themselves: which were changed, and which are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data_sources.store.trial_sums import trial_seal


def trial_faults(rows: Sequence[Mapping[Any, Any]], added: int | None) -> list[str]:
    """Say which trials do not agree with their seals, and which are missing by the store's count of them.

    ``rows`` are all trials by the names of their columns; ``added`` is how many there ever were, None where that was
    altered.
    """
    faults = [
        f"trial {row['id']} of {row['strategy']}: it was changed since it was counted"
        for row in rows
        if trial_seal(row) != row["seal"]
    ]
    return faults + missing_trials([row["id"] for row in rows], added)


def missing_trials(numbers: Sequence[int], added: int | None) -> list[str]:
    """Say which trials are not there any more, and which never were; ``added`` as in ``trial_faults``."""
    if added is None:
        return ["the number of all trials that were ever counted was changed"]
    away = sorted(set(range(1, added + 1)) - set(numbers))
    strange = [number for number in numbers if not 1 <= number <= added]
    faults = [f"{len(away):,} of {added:,} trials were taken away, the first is trial {away[0]}"] if away else []
    return faults + [f"trial {number} was never counted: there are {added:,}" for number in strange[:1]]
