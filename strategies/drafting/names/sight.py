"""A name where it stands, with what stands around it: what every rule looks at, and what a rule answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from strategies.drafting.names.hits import Hit
from strategies.drafting.names.passages import Passage

Sure: TypeAlias = Literal["high", "medium", "low"]
Standing: TypeAlias = Literal["formal", "attention", "mentioned", "incidental", "source"]
STANDINGS: tuple[Standing, ...] = ("formal", "attention", "mentioned", "incidental", "source")
"""From the most to the least that a document says of a name."""


@dataclass(frozen=True)
class Sight:
    """A hit in its passage; ``firm`` are the hits of the passage that are names of companies beyond doubt.

    ``near`` are all names of the passage, short ones too. ``column`` says that the hit fills a cell of a table and that
    its column holds companies.
    """

    passage: Passage
    hit: Hit
    firm: Sequence[Hit] = field(default=())
    near: Sequence[Hit] = field(default=())
    column: bool = False

    @property
    def before(self) -> str:
        """The text of the passage before the name."""
        return self.passage.text[: self.hit.start]

    @property
    def behind(self) -> str:
        """The text of the passage behind the name."""
        return self.passage.text[self.hit.end :]

    @property
    def line(self) -> int:
        """The line on which the name begins."""
        return self.passage.line_at(self.hit.start)


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a name: taken or not, why, how surely, and in which standing it would be at least."""

    taken: bool
    rule: str
    why: str
    sure: Sure = "high"
    standing: Standing = "mentioned"


def accepted(rule: str, why: str, sure: Sure = "high", standing: Standing = "mentioned") -> Verdict:
    """Return the verdict that a spelling names a company here."""
    return Verdict(taken=True, rule=rule, why=why, sure=sure, standing=standing)


def refused(rule: str, why: str) -> Verdict:
    """Return the verdict that a spelling names nobody here."""
    return Verdict(taken=False, rule=rule, why=why)
