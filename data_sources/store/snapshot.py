"""A snapshot: what one publication made of the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Snapshot:
    """One publication. ``created_at`` is UTC; ``content`` the content sum by table, see ``store.content``.

    ``proof`` has what a load is held against, see ``store.proof``; it is empty where nothing was recorded.
    """

    number: int
    created_at: datetime
    source: str
    simulated: bool
    content: dict[str, int]
    content_hash: str
    is_latest: bool
    proof: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How a result cites it: its number and what its content amounts to."""
        return f"s{self.number}-{self.content_hash[:12]}"
