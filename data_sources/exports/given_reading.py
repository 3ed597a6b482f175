"""What was read of given files, ours and other systems', before it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame


@dataclass(frozen=True)
class GivenReading:
    """The tables as they could be read, what was wrong, and the names of files that were left alone.

    ``said`` has one sentence for each layout of another system. ``names`` are short names of securities that stood
    beside their bars. ``whole`` says that it is a market as our own layout describes it, which needs all required
    tables. ``in_lots``: some volumes are known in lots only.
    """

    source: str
    frames: Mapping[str, Frame]
    findings: tuple[Finding, ...]
    left_alone: tuple[str, ...]
    simulated: bool
    said: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True
    in_lots: bool = False
