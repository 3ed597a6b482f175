"""What a refresh did and what is still missing, for people and for pipes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from data_sources.quality.acceptance import idle_rules
from data_sources.refresh.silent import SilentVendor
from data_sources.store import Counts
from data_sources.tables.finding import Finding

Ending: TypeAlias = Literal["done", "partly", "failed", "planned"]


@dataclass(frozen=True)
class Missing:
    """Something that was asked for and did not come. ``state``: empty, short, rejected, failed, behind, old or future.

    ``behind``: rows of some symbols end early; ``old``: a table as a whole is older than allowed; ``future``: rows of
    days that are not over. ``sessions_behind`` belongs to the first two: how many sessions are over, or due, since the
    last row.
    """

    table: str
    symbol: str
    state: str
    reason: str
    sessions_behind: int | None = None

    def __str__(self) -> str:
        """Return the reason, and how old what is there is."""
        count = self.sessions_behind
        return self.reason if count is None else f"{self.reason}, {count} session{'' if count == 1 else 's'} behind"


@dataclass(frozen=True)
class PlannedTable:
    """What a plan asks of one table: items, calls to the first vendor, the days they span."""

    items: int
    calls: int
    first: date
    last: date


@dataclass(frozen=True)
class TableState:
    """A table after a refresh: its last day, and how many sessions are over since then; None when empty.

    ``kept`` says that tonight's rows were refused and yesterday's stay.
    """

    last: date | None
    sessions_behind: int | None
    kept: bool = False


@dataclass(frozen=True)
class RefreshResult:
    """The result. ``snapshot`` names the facts now stored; ``next_step`` is what to do about what is missing.

    ``silent`` are the vendors that gave nothing usable, even if others gave all rows.
    """

    outcome: Ending
    source: str
    last_session: date
    snapshot: str | None = None
    fresh: bool = False
    plan: Mapping[str, PlannedTable] = field(default_factory=dict)
    tables: Mapping[str, TableState] = field(default_factory=dict)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    resumed: int = 0
    calls: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    left_alone: Mapping[str, str] = field(default_factory=dict)
    next_step: str = ""
    journal: str = ""
    silent: tuple[SilentVendor, ...] = ()

    def idle(self, accept: Iterable[str]) -> tuple[str, ...]:
        """Return the accepted rules that had nothing to refuse."""
        return idle_rules(accept, self.findings)

    def document(self) -> dict[str, object]:
        """Return plain values for ``--json``."""
        return asdict(self) | {
            "last_session": self.last_session.isoformat(),
            "plan": {name: _plain(table) for name, table in self.plan.items()},
            "tables": {name: _plain(table) for name, table in self.tables.items()},
            "findings": [finding.as_row() for finding in self.findings],
        }


def _plain(record: PlannedTable | TableState) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(record).items()}
