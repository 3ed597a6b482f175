"""The indices a refresh asks for without being told: the market's, and those the reports compare themselves with."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class UsualIndex:
    """One row of ``usual_indices.csv``.

    ``due``: while it is not stored, a refresh that does not get it is only partly done. One that is not due is asked
    for beside the others and taken when it comes: another index stands in for it, or a call has no verdict without it.
    ``source`` says why it is asked for.
    """

    symbol: str
    name: str
    due: bool
    source: str


def usual_indices() -> tuple[UsualIndex, ...]:
    """Return the rows in the order of the file."""
    file = resources.files("data_sources.refresh") / "usual_indices.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return tuple(UsualIndex(row["symbol"], row["name"], row["due"] == "yes", row["source"]) for row in rows)
