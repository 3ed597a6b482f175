"""What a draft holds: proposed members by thesis, rows with figures, companies that can be no members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from strategies.drafting.names.figures import Figures
from strategies.drafting.names.judging import Decision
from strategies.drafting.names.sight import Standing, Sure


@dataclass(frozen=True)
class Section:
    """A thesis or segment of the draft: its word and the heading or label it is called after ("" for none)."""

    id: str
    heading: str
    line: int = 0


@dataclass(frozen=True)
class Proposal:
    """One membership as proposed: who, where, in which standing, how surely, by which rules.

    ``name`` is as printed, ``lines`` begins with the line that says most; ``checks`` is what a person has to look at.
    """

    thesis: Section
    segment: Section
    symbol: str
    name: str
    lines: tuple[int, ...]
    standing: Standing
    confidence: Sure
    code_printed: bool
    rules: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True)
class Valued:
    """A row of a table of key companies with what was read from it."""

    symbol: str
    name: str
    line: int
    figures: Figures


@dataclass(frozen=True)
class Outside:
    """A company that can be no member, with the reason of ``EXCLUSIONS``, its code if known and its later listing."""

    name: str
    code: str
    reason: str
    line: int
    listed_on: date | None = None


@dataclass(frozen=True)
class Draft:
    """All that was found: proposals by thesis as in the text, rated rows, excluded companies, every decision."""

    theses: tuple[Section, ...]
    proposals: tuple[Proposal, ...]
    valued: tuple[Valued, ...]
    excluded: tuple[Outside, ...]
    decisions: tuple[Decision, ...]

    @property
    def symbols(self) -> frozenset[str]:
        """The symbols proposed."""
        return frozenset(each.symbol for each in self.proposals)
