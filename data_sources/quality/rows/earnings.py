"""Rules about earnings: what kind they are, when they were announced, and whether they say anything."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.schema import EARNINGS_KINDS
from data_sources.tables.sightings import sightings

MANY, FEWEST = 0.2, 3


def unknown_earnings(tables: Reference) -> Iterator[Finding]:
    """A kind of earnings that is neither reported nor expected (severe): nobody could say what the number is."""
    earnings = tables["earnings"]
    message = f"kind {{kind!r}} is unknown; there are {', '.join(EARNINGS_KINDS)}"
    unknown = ~np.isin(earnings["kind"].astype(str), EARNINGS_KINDS)
    yield from sightings(earnings, unknown, "unknown_earnings", "severe", message)


def announced_early(tables: Reference) -> Iterator[Finding]:
    """Reported earnings announced before their period was over (warning): the day is another one, or it is a forecast.

    Where a fifth of the reported ones and three at least are (severe), the column holds other days, mostly the last
    ones of the periods, and rules would know every report months too soon.
    """
    earnings = tables["earnings"]
    actual = np.asarray(earnings["kind"] == "actual", np.bool_)
    early = actual & (earnings["announced_on"] <= earnings["period_end"])
    message = "the actual of {period_end} is announced on {announced_on}, before its period was over"
    many = early.sum() >= max(FEWEST, MANY * actual.sum())
    yield from sightings(earnings, early, "announced_early", "severe" if many else "warning", message)


def empty_earnings(tables: Reference) -> Iterator[Finding]:
    """Earnings with neither a value per share nor a profit (warning)."""
    earnings = tables["earnings"]
    message = "the {kind} of {period_end} says neither eps nor net_profit"
    empty = np.isnan(earnings["eps"]) & np.isnan(earnings["net_profit"])
    yield from sightings(earnings, empty, "empty_earnings", "warning", message)
