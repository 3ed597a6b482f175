"""The parts of a strategy: which names of which theses it holds together."""

from __future__ import annotations

from dataclasses import dataclass

from strategies.documents.document import Membership


@dataclass(frozen=True)
class Segment:
    """One part of a sleeve: what ``theses`` (written ``003.rate_ocs``) name under the segment words ``kinds``."""

    name: str
    sleeve: str
    theses: tuple[str, ...]
    kinds: tuple[str, ...]

    def holds(self, membership: Membership) -> bool:
        """Whether a membership belongs here."""
        return f"{membership.report}.{membership.thesis}" in self.theses and membership.segment in self.kinds
