"""Page headers and footers: lines at the edge of pages that come again on other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategies.drafting.text.pdf.piece import Piece

EDGE = 0.09
"""Share of a page's height at its top and bottom where headers and footers stand."""
NEAR = 4.0
"""Points by which the same header may stand elsewhere on another page."""


def without_running(pages: Sequence[tuple[Sequence[Piece], float]]) -> tuple[list[list[Piece]], list[str]]:
    """Return the pieces of each page, given with its height, without headers and footers, and the texts of footers.

    The first time, a header stays where it is, since a cover has the broker's name in it; footers go to the end of the
    document, so that a table over two pages is not parted. Numbers of pages do not tell two of them apart.
    """
    seen: dict[str, list[tuple[int, float]]] = {}
    for number, (pieces, height) in enumerate(pages):
        for piece in pieces:
            if not EDGE * height < piece.middle < (1 - EDGE) * height and not piece.rows:
                seen.setdefault(_key(piece.text), []).append((number, piece.top))
    kept: list[list[Piece]] = []
    footers: dict[str, str] = {}
    for number, (pieces, height) in enumerate(pages):
        page = []
        for piece in pieces:
            at_edge = not EDGE * height < piece.middle < (1 - EDGE) * height and not piece.rows
            again = at_edge and _elsewhere(seen[_key(piece.text)], number, piece.top)
            if again and piece.middle > height / 2:
                if _key(piece.text):
                    footers.setdefault(_key(piece.text), piece.text)
            elif not again or number == min(page for page, _ in seen[_key(piece.text)]):
                page.append(piece)
        kept.append(page)
    return kept, list(footers.values())


def _elsewhere(places: Sequence[tuple[int, float]], number: int, top: float) -> bool:
    return any(page != number and abs(other - top) <= NEAR for page, other in places)


def _key(text: str) -> str:
    return re.sub(r"[\d\s/|-]+", "", text)
