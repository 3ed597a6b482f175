"""A chart of time series as plain data: panels over one axis of sessions, bands and marks through all of them.

The same value is drawn twice: by ``picture`` as SVG, which print and a reader without JavaScript see, and by the
page's script from ``packed``, with a cursor over all panels and a zoom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from data_sources.language.text import NOTHING, Text

Form: TypeAlias = Literal["level", "percent", "share", "points", "count", "number", "money", "price"]
"""How values are written: 132.4, +3.2% and 3.2% (fractions), +3.2 points (a fraction), 12, 12 or 12.3, CNY, 51.55."""

BandKind: TypeAlias = Literal["hindsight", "gate", "phase", "window"]
MarkKind: TypeAlias = Literal["publication", "thesis", "end", "window", "buy", "sell", "refusal", "dividend", "limit"]


@dataclass(frozen=True)
class Series:
    """One line: a value per session, None where there is none; ``colour`` is a style variable without its dashes."""

    label: Text
    values: tuple[float | None, ...]
    colour: str
    width: float = 1.5
    dashed: bool = False
    filled: bool = False
    stepped: bool = False


@dataclass(frozen=True)
class Panel:
    """Series over one vertical axis, ``height`` in CSS pixels; ``log`` starts it logarithmic (values above zero).

    ``stacked`` puts its series upon one another, as areas; ``zero`` draws a line at zero; ``between`` shades what lies
    between two of its series, by their places, the upper one first.
    """

    title: Text
    series: tuple[Series, ...]
    form: Form
    height: int
    zero: bool = False
    log: bool = False
    stacked: bool = False
    between: tuple[int, int] | None = None


@dataclass(frozen=True)
class Band:
    """A stretch of sessions, both ends included, shaded through all panels, with its reason."""

    first: int
    last: int
    label: Text
    kind: BandKind


@dataclass(frozen=True)
class Mark:
    """A session at which something happened; of a publication a flag with the broker's name.

    ``value`` places it at a height of the first panel (a fill at its price), None for a line through all panels.
    ``count`` are the shares of an order.
    """

    at: int
    label: Text
    kind: MarkKind
    value: float | None = None
    count: int | None = None


@dataclass(frozen=True)
class Chart:
    """Panels over the same sessions, oldest first (ISO days); ``place`` is the id of its figure in the page."""

    place: str
    label: Text
    days: tuple[str, ...]
    panels: tuple[Panel, ...]
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()
    caption: Text = NOTHING
