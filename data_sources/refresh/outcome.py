"""What a refresh knows and what it brought: two frozen values that each stage returns anew and ``refresh`` folds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from data_sources.refresh.item import Span
from data_sources.refresh.known import Known
from data_sources.refresh.result import Missing
from data_sources.refresh.silent import Asked
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame

Reading = tuple[str, str]
"""A table and a symbol of it, "" for a table that is read whole."""


@dataclass(frozen=True)
class Night:
    """One refresh as it goes on: its days, the facts as the store has them, and these with what was accepted since."""

    span: Span
    stored: Known
    known: Known

    def knowing(self, known: Known) -> Night:
        """Return the same night with more facts known."""
        return replace(self, known=known)


@dataclass(frozen=True)
class StageOutcome:
    """What one stage brought; ``fold`` makes one of several.

    ``frames`` are the rows to publish, ``vendors`` by table and symbol who gave them. ``refused`` are the tables that
    stay as they were. ``read`` says from which day on a table and symbol were read. ``ends`` has the last day of a
    table whose source ends before the last session; ``ask_again`` is what was read but ends early, so that newer files
    brought the same evening are read. ``resumed`` counts the answers that an earlier attempt had kept, ``asked`` has
    what each vendor on the network brought for each item.
    """

    frames: Mapping[str, Frame] = field(default_factory=dict)
    vendors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    refused: frozenset[str] = frozenset()
    read: Mapping[Reading, date] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)
    ask_again: frozenset[Reading] = frozenset()
    resumed: int = 0
    asked: tuple[Asked, ...] = ()

    def missing_of(self, table: str) -> tuple[Missing, ...]:
        """Return what is missing of one table."""
        return tuple(one for one in self.missing if one.table == table)


def fold(*outcomes: StageOutcome) -> StageOutcome:
    """Return several outcomes in one, in their order: of one table the later frame counts.

    What is refused counts as not read; of two first days of one reading the earlier one holds.
    """
    refused = frozenset(table for each in outcomes for table in each.refused)
    read: dict[Reading, date] = {}
    for each in outcomes:
        for key, day in each.read.items():
            if key[0] not in refused:
                read[key] = min(day, read.get(key, day))
    return StageOutcome(
        frames={table: frame for each in outcomes for table, frame in each.frames.items()},
        vendors={table: vendors for each in outcomes for table, vendors in each.vendors.items()},
        findings=tuple(finding for each in outcomes for finding in each.findings),
        missing=tuple(one for each in outcomes for one in each.missing),
        refused=refused,
        read=read,
        ends={table: day for each in outcomes for table, day in each.ends.items()},
        ask_again=frozenset(reading for each in outcomes for reading in each.ask_again),
        resumed=sum(each.resumed for each in outcomes),
        asked=tuple(one for each in outcomes for one in each.asked),
    )
