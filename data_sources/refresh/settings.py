"""What a user asks a refresh for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_sources.vendors.source import Vendors

WITHIN = 6 * 3600.0
"""Seconds a refresh may take, before the next morning's session; what is missing then is for the next one."""


@dataclass(frozen=True)
class RefreshSettings:
    """``source`` names the ``vendors``, who are asked in their order.

    ``symbols`` None means every A share; ``since`` reads everything again from that day on; ``within`` is in seconds.
    """

    source: str
    vendors: Vendors
    symbols: tuple[str, ...] | None = None
    since: date | None = None
    within: float = WITHIN
