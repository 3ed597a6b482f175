"""The verdict at the head of a page: its front, the style of its four numbers, and what is folded behind it."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.front.front import Front
from backtest.result.front.tiles import Tiles
from backtest.result.verdict import SAME, Standing, Verdict
from data_sources.language.text import Text, same, sentence


@dataclass(frozen=True)
class Span:
    """The interval of a tile, fractions, around its estimate."""

    low: float
    at: float
    high: float


@dataclass(frozen=True)
class ShownTile:
    """One large number; ``tone`` is "up", "down" or empty, ``span`` the interval that is drawn under it."""

    label: Text
    value: Text
    tone: str
    note: Text
    span: Span | None = None


@dataclass(frozen=True)
class VerdictSection:
    """What stands in front: badge, one ``claim``, at most one ``but``, by what it is judged, what was tried, tiles.

    ``grounds``, ``caveats`` and ``several`` are folded below them: all that must be read with the verdict.
    """

    badge: Text
    standing: Standing
    claim: Text
    but: Text
    judged_by: Text
    tried: Text
    tiles: tuple[ShownTile, ...]
    grounds: tuple[Text, ...]
    caveats: tuple[Text, ...]
    several: tuple[Text, ...]


def verdict_section(
    seen: Verdict, shown: Front, caveats: tuple[Text, ...], several: tuple[Text, ...]
) -> VerdictSection:
    """Return a verdict as the page shows it; without tiles while there is nothing to judge.

    A caveat that is the front's "But" is not said twice.
    """
    first = tuple(each for each in (seen.headline, seen.reason) if each and each not in shown.claim)
    return VerdictSection(
        badge=shown.badge_words,
        standing=seen.standing,
        claim=shown.claim,
        but=shown.but,
        judged_by=shown.standing,
        tried=shown.tried,
        tiles=_tiles(shown.tiles) if shown.tiles else (),
        grounds=tuple(same(each) for each in (*first, *seen.sentences)),
        caveats=tuple(said for each in caveats if (said := sentence(each)) != shown.but),
        several=several,
    )


def _tiles(found: Tiles) -> tuple[ShownTile, ...]:
    interval = found.interval
    span = Span(interval.low, found.excess, interval.high) if interval else None
    tones, spans = (tone(found.excess), tone(found.own), "", ""), (span, None, None, None)
    return tuple(
        ShownTile(each.label, each.value, colour, each.note, drawn)
        for each, colour, drawn in zip(found.written, tones, spans, strict=True)
    )


def tone(value: float | None) -> str:
    """Return the style of a signed number: "up", "down" or nothing when it rounds to 0.0%."""
    if value is None or abs(value) < SAME:
        return ""
    return "up" if value > 0 else "down"
