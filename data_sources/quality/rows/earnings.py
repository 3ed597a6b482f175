"""Rules about earnings: what kind they are, when they were announced, and whether they say anything."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.schema import EARNINGS_KINDS
from data_sources.tables.sightings import sightings


def unknown_earnings(tables: Reference) -> Iterator[Finding]:
    """A kind of earnings that is neither reported nor expected (severe): nobody could say what the number is."""
    earnings = tables["earnings"]
    message = f"kind {{kind!r}} is unknown; there are {', '.join(EARNINGS_KINDS)}"
    unknown = ~np.isin(earnings["kind"].astype(str), EARNINGS_KINDS)
    yield from sightings(earnings, unknown, "unknown_earnings", "severe", message)


def announced_early(tables: Reference) -> Iterator[Finding]:
    """Reported earnings announced before their period ended (warning): the day is another one, or it is a forecast."""
    earnings = tables["earnings"]
    early = (earnings["kind"] == "actual") & (earnings["announced_on"] < earnings["period_end"])
    message = "the actual of {period_end} is announced on {announced_on}, before its period ended"
    yield from sightings(earnings, np.asarray(early, np.bool_), "announced_early", "warning", message)


def empty_earnings(tables: Reference) -> Iterator[Finding]:
    """Earnings with neither a value per share nor a profit (warning)."""
    earnings = tables["earnings"]
    message = "the {kind} of {period_end} says neither eps nor net_profit"
    empty = np.isnan(earnings["eps"]) & np.isnan(earnings["net_profit"])
    yield from sightings(earnings, empty, "empty_earnings", "warning", message)
