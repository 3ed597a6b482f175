"""The thesis card: who published what when, and what would refute it, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReportSource:
    """One published document behind a strategy."""

    broker: str
    title: str
    published: date
    rating: str = ""
    published_is_derived: bool = False


@dataclass(frozen=True)
class ThesisCard:
    """What the reports claim in our words, how it became rules, and what would refute it."""

    claim: str
    reports: tuple[ReportSource, ...] = ()
    rules: tuple[str, ...] = ()
    falsifiers: tuple[str, ...] = ()
