"""Lines of a page put together to paragraphs, and headings told by the size of their letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strategies.drafting.text.pdf.piece import joined

BULLET = re.compile(r"^(?:[➢➤●■◆▪•·*-]|[(（]?\d{1,2}[)）.、]|[一二三四五六七八九十]{1,3}、|[①-⑳])")
FULL = 1.6
"""How far from the right edge a full line may end, in letters: a sign may not begin the next line."""
SHARE = 0.4
"""Share of a part's lines that are full where its text is wrapped; in a list of short lines the longest is not."""
SENTENCE = 30
"""Letters of a line that is prose, whatever stands below it."""
SHORTEST = 12
LINE_GAP = 1.2
HEADING, TITLE, LONGEST = 1.2, 1.4, 70


@dataclass(frozen=True)
class Printed:
    """One printed line, or a row of a table with its ``cells``; ``left`` and ``right`` are the edges of its part."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    left: float = 0.0
    right: float = 0.0
    wrapped: bool = False
    cells: tuple[str, ...] = ()


def paragraphs(lines: Iterable[Printed]) -> list[tuple[str, tuple[str, ...], int]]:
    """Return paragraphs, headings and rows in order, each as text, cells and the page on which it begins."""
    printed = list(lines)
    body = _body_size(printed)
    largest = max((line.size for line in printed if line.page == 1 and not line.cells), default=body)
    found: list[tuple[str, tuple[str, ...], int]] = []
    last: Printed | None = None
    bulleted = False
    for line in printed:
        if last and not line.cells and not last.cells and _goes_on(last, line, body, bulleted=bulleted):
            text, cells, page = found[-1]
            found[-1] = (joined(text, line.text), cells, page)
        else:
            mark = "" if line.cells else _mark(line, body, largest)
            found.append((mark + line.text, line.cells, line.page))
            bulleted = bool(BULLET.match(line.text))
        last = line
    return found


def _body_size(printed: Sequence[Printed]) -> float:
    sizes = Counter[float]()
    for line in printed:
        sizes[round(line.size * 2) / 2] += len(line.text) + sum(map(len, line.cells))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _mark(line: Printed, body: float, largest: float) -> str:
    if line.size < HEADING * body or len(line.text) > LONGEST:
        return ""
    return "# " if line.page == 1 and line.size >= max(TITLE * body, largest - 0.5) else "## "


def _goes_on(last: Printed, line: Printed, body: float, *, bulleted: bool) -> bool:
    """Whether a line goes on with the sentence of the one before it."""
    if abs(last.size - line.size) > 0.6 or BULLET.match(line.text):  # noqa: PLR2004 - points that rounding makes
        return False
    beside = line.page == last.page and line.top > last.top
    if last.size >= TITLE * body:
        return beside and line.top - last.bottom < last.size
    if not last.wrapped or last.x1 < last.right - FULL * last.size or len(last.text) < SHORTEST:
        return False
    if beside and line.top - last.bottom > LINE_GAP * last.size:
        return False
    if not beside and re.search(r"[。！？；.!?;:：]$", last.text):
        return False
    indent = line.x0 - line.left
    return indent < line.size or (bulleted and line.x0 - last.x0 < 3 * line.size)
