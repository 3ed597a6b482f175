"""The parts of its reports that a strategy holds names of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from strategies.contract.parameters import Parameter
from strategies.documents.document import Membership


@dataclass(frozen=True)
class Segment:
    """One part of a sleeve: what ``theses`` (written ``003.rate_ocs``) name under the segment words ``kinds``.

    ``dial`` is the parameter of its weight where that may be 0: then its names are not the strategy's. Empty (default):
    it is always held.
    """

    name: str
    sleeve: str
    theses: tuple[str, ...]
    kinds: tuple[str, ...]
    dial: str = ""

    def holds(self, membership: Membership) -> bool:
        """Whether a membership belongs here."""
        return f"{membership.report}.{membership.thesis}" in self.theses and membership.segment in self.kinds


def held_by_default(segments: Iterable[Segment], parameters: Mapping[str, Parameter]) -> tuple[Segment, ...]:
    """Return the segments but for those whose dial stands at 0 by default."""
    return tuple(each for each in segments if not each.dial or parameters[each.dial].default)


def reports_of(segments: Iterable[Segment]) -> tuple[str, ...]:
    """Return the ids of the reports whose theses stand in segments, in order."""
    return tuple(sorted({thesis.partition(".")[0] for each in segments for thesis in each.theses}))
